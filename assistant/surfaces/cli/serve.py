"""`archway serve`: the chat page and the HTTP API."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.backends.generation_store import current_generation
from assistant.settings import read_settings


def serve(host: str | None, port: int | None, index: Path | None) -> int:
    """Serve until stopped. Raises IndexMissingError before anything is started."""
    settings = read_settings(host=host, port=port, index=index)
    current_generation(settings.index)
    os.environ["ARCHWAY_INDEX"] = str(settings.index)
    from assistant.surfaces.web import serve as serve_web

    print(f"Archway: http://{_shown(settings.host)}:{settings.port}", flush=True)
    serve_web(settings.host, settings.port)
    return 0


def _shown(host: str) -> str:
    return "localhost" if host in {"127.0.0.1", "0.0.0.0", "::1", "::"} else host
