"""`archway eval SET`: index a question set that others made, and measure on it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib.metadata import entry_points
from pathlib import Path

from assistant.domain.errors import ArchwayError
from assistant.evaluation.beir import read_beir
from assistant.evaluation.outside import sample, write_documents
from assistant.evaluation.outside_run import run_outside
from assistant.evaluation.squad import read_squad
from assistant.settings import read_settings
from assistant.surfaces.cli.eval_text import set_text
from assistant.surfaces.cli.progress import track
from assistant.wiring import Archway

Indexing = Callable[[Path, Path], Archway]
"""Brings the index of a folder of documents (first path) up to date at the second path, and opens it."""


def is_set(path: Path) -> bool:
    """True for a folder and for a JSON file; golden questions stand in JSONL files."""
    return path.is_dir() or path.suffix == ".json"


def evaluate_set(path: Path, index: Path | None, size: int | None, indexing: Indexing | None = None) -> int:
    """Print what is measured; 0 always, since a set of others has no gates.

    The set is indexed below `sets/` beside the index that `index` or the settings name, and indexed again only where its
    documents changed.
    """
    outside = read_beir(path) if path.is_dir() else read_squad(path)
    if size is not None:
        outside = sample(outside, size)
    work = read_settings(index=index).index.parent / "sets" / outside.name
    write_documents(outside.documents, work / "documents")
    archway = (indexing or index_documents)(work / "documents", work / "index")
    archway.warm()
    print(set_text(outside, run_outside(track(outside.questions, "Asking"), archway)))
    return 0


def index_documents(documents: Path, index: Path) -> Archway:
    """Index through the command `archway ingest`, which another package brings; its report goes to stderr."""
    commands = [entry for entry in entry_points(group="archway.commands") if entry.name == "ingest"]
    if not commands:
        raise ArchwayError("`archway ingest` is not installed, and a set must be indexed: run `pip install -e .`")
    with redirect_stdout(sys.stderr):
        commands[0].load()([documents], index)
    return Archway.open(index)
