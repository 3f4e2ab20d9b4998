"""Question sets that others made: documents, questions, and which documents answer them.

The forms are read by `beir` and `squad`; `outside_run` measures. Nothing here knows how documents are indexed.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.domain.conversation import Turn
from assistant.domain.errors import UsageError

LONGEST_NAME = 100
"""Characters of a document's id that its file is named by."""


@dataclass(frozen=True, slots=True)
class OutsideDocument:
    """A document of a set. `id` is its file name without suffix: the set's own id, characters that no file takes replaced."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class OutsideQuestion:
    """A question of a set; `grades` are the relevant documents (ids of `OutsideDocument`) with their grades, above 0.

    `gold_sentences` and `answers` are spellings of which one suffices; both may be empty.
    """

    id: str
    question: str
    history: tuple[Turn, ...] = ()
    grades: tuple[tuple[str, int], ...] = ()
    gold_sentences: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    unanswerable: bool = False

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the relevant documents."""
        return tuple(document for document, _ in self.grades)


@dataclass(frozen=True, slots=True)
class OutsideSet:
    """A set as read: its name, documents, and the questions that are judged, in file order."""

    name: str
    documents: tuple[OutsideDocument, ...]
    questions: tuple[OutsideQuestion, ...]


def sample(outside: OutsideSet, size: int) -> OutsideSet:
    """The set with `size` of its questions, always the same ones and in order; the documents stay."""
    if size >= len(outside.questions):
        return outside
    kept = sorted(random.Random(0).sample(range(len(outside.questions)), size))
    return replace(outside, questions=tuple(outside.questions[place] for place in kept))


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """A file name without suffix for each id, distinct on file systems that do not tell upper from lower case too."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for document_id in ids:
        base = "".join(c if c.isalnum() or c in "-_" else "_" for c in document_id)[:LONGEST_NAME]
        name, copy = base, 1
        while name.casefold() in taken:
            copy += 1
            name = f"{base}-{copy}"
        taken.add(name.casefold())
        names[document_id] = name
    return names


def write_documents(documents: Iterable[OutsideDocument], folder: Path) -> None:
    """Make `folder` hold the documents as Markdown files and no other; files that are right already are left alone."""
    wanted = {f"{document.id}.md": _markdown(document) for document in documents}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            if path.name not in wanted:
                path.unlink()
        for name, text in wanted.items():
            path = folder / name
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}") from error


def _markdown(document: OutsideDocument) -> str:
    title = json.dumps(document.title or document.id, ensure_ascii=False)
    return f"---\ntitle: {title}\n---\n\n{document.text}\n"
