"""Passages of many subjects, with questions that one of their sentences answers and such that only come near one.

Each file of `tests/quality/passages/` is a small corpus. Half of the passages come as twins, which use much the same words and
tell different things: what one answers, the other nearly does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.backends.model_files import PACKAGED
from assistant.domain.ports import TextEncoder
from ingest.build_index import ingest

FOLDER = Path("tests/quality/passages")
_PARAGRAPH = 5
"""Sentences in a paragraph."""
_BULLETS = ("- ", "• ", "* ")


@dataclass(frozen=True, slots=True)
class PassageQuestion:
    """A question and the sentences that answer it, none for one that only comes near; `group` names its passages."""

    group: str
    question: str
    answers: tuple[str, ...]


def passage_files() -> list[str]:
    """Names of the files, in order."""
    return sorted(file.stem for file in FOLDER.glob("*.jsonl"))


def passage_questions(name: str) -> Iterator[PassageQuestion]:
    """The questions of a file."""
    for number, group in enumerate(_groups(name)):
        for question in group["questions"]:
            answers = tuple(group["passages"][p]["text"][s] for p, s in question["answered_by"])
            yield PassageQuestion(f"{name} {number}", question["question"], answers)


def index_passages(name: str, work: Path, encoder: TextEncoder) -> Path:
    """The index of a file's passages, one document a line, built below `work` where it is missing or stale."""
    documents = work / "passages" / name / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    for number, group in enumerate(_groups(name)):
        title = group["passages"][0]["title"] or group["theme"].capitalize()
        blocks = [f"# {title}", *(block for passage in group["passages"] for block in _blocks(passage))]
        (documents / f"{number:02}.md").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    index = documents.parent / "index"
    ingest([documents], index, encoder, model_name=PACKAGED)
    return index


def _blocks(passage: dict[str, Any]) -> Iterator[str]:
    """A passage as blocks of Markdown: its heading, paragraphs of a few sentences, items of lists."""
    if passage["heading"]:
        yield f"## {passage['heading']}"
    paragraph: list[str] = []
    for sentence in map(str.strip, passage["text"]):
        item = sentence.startswith(_BULLETS)
        if paragraph and (item or len(paragraph) == _PARAGRAPH):
            yield " ".join(paragraph)
            paragraph = []
        if item:
            yield sentence
        else:
            paragraph.append(sentence)
    if paragraph:
        yield " ".join(paragraph)


def _groups(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
