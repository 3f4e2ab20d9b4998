"""A small corpus on disk, and how the tests of ingestion run and ask it."""

from __future__ import annotations

from pathlib import Path

from assistant.wiring import Archway
from ingest.build_index import Report, ingest
from tests.fake_encoder import FakeEncoder


def make_corpus(folder: Path) -> Path:
    """Three documents of two sections each, and a file of facts."""
    folder.mkdir()
    for name in ("alpha", "beta", "gamma"):
        write(folder, name, f"The {name} service costs {len(name)} dollars.")
    (folder / "facts.yaml").write_text('- {id: a, subject: S, attribute: pay, source: S1, statement: "The delta fact is 5."}\n')
    return folder


def write(folder: Path, name: str, sentence: str) -> None:
    """One document with `sentence` in its second section."""
    text = f"# {name}\n\nOn {name} in general.\n\n## Cost of {name}\n\n{sentence}\n"
    (folder / f"{name}.md").write_text(text, encoding="utf-8")


def run(corpus: Path, index: Path, encoder: FakeEncoder | None = None, *, rebuild: bool = False) -> Report:
    """Ingest without a model."""
    return ingest([corpus], index, encoder or FakeEncoder(), rebuild=rebuild)


def found(index: Path, query: str) -> set[str]:
    """Ids of the documents that a search returns."""
    hits = Archway.open(index, encoder=FakeEncoder()).search(query, 20)
    return {hit.document.id for hit in hits}


def passages(encoder: FakeEncoder) -> list[str]:
    """The passages that were embedded: heading path, then text. Questions that calibrate the index have no line break."""
    return [text for text in encoder.encoded if "\n" in text]
