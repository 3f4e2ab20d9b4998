"""The index over the project's own corpus that the quality tests share."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
INDEX = PROJECT / ".archway" / "test-index"


@pytest.fixture(scope="session")
def index() -> Path:
    """An index over corpus/, brought up to date: seconds when nothing changed since the last run."""
    command = [sys.executable, "-m", "assistant.surfaces.cli", "ingest", "corpus", "--index", str(INDEX)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True)
    return INDEX
