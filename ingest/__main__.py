"""`python -m ingest`: the same as `archway ingest`."""

from __future__ import annotations

import sys

import typer

from assistant.domain.errors import ArchwayError
from ingest.command import ingest

if __name__ == "__main__":
    try:
        typer.run(ingest)
    except ArchwayError as error:
        print(f"archway: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
