"""Golden questions: what a correct short answer must hold, must not hold, how long it may be, and where the corpus says it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain.conversation import Turn
from assistant.domain.errors import UsageError

STATES = ("answered", "abstained")
LOCKED = "locked"
"""Key of a first line `{"locked": true}`: of such a file only totals are shown, never a single question."""


@dataclass(frozen=True, slots=True)
class PassageLabel:
    """A place of the corpus that states an answer or a needed part: a document's id and an exact quote of its text."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """`key_facts` are alternatives a fact: one spelling of each must occur; none of `forbidden` may.

    `passages` are the places where the corpus answers, empty when nobody labelled them.
    """

    id: str
    group: str
    question: str
    history: tuple[Turn, ...]
    abstained: bool
    key_facts: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    max_words: int
    passages: tuple[PassageLabel, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldenSet:
    """The questions of a file, in order; of a `locked` one only totals may be shown."""

    questions: tuple[GoldenQuestion, ...]
    locked: bool = False


def read_golden(path: Path) -> list[GoldenQuestion]:
    """Questions of a JSONL file. Raises UsageError naming file and line for a row of another form."""
    return list(read_golden_set(path).questions)


def read_golden_set(path: Path) -> GoldenSet:
    """A JSONL file's questions and whether it is locked. Raises UsageError as `read_golden` does, and for an id used twice."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    questions: dict[str, GoldenQuestion] = {}
    locked = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not questions and row.keys() == {LOCKED}:
                locked = bool(row[LOCKED])
                continue
            question = _question(row)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"{path}:{number}: not a golden question ({error!r})") from error
        if question.id in questions:
            raise UsageError(f"{path}:{number}: the id {question.id!r} is used twice")
        questions[question.id] = question
    if not questions:
        raise UsageError(f"{path} holds no questions")
    return GoldenSet(tuple(questions.values()), locked)


def by_group(questions: Iterable[GoldenQuestion]) -> dict[str, list[GoldenQuestion]]:
    """Questions by group, groups in order of first appearance."""
    groups: dict[str, list[GoldenQuestion]] = {}
    for question in questions:
        groups.setdefault(question.group, []).append(question)
    return groups


def _question(row: Mapping[str, Any]) -> GoldenQuestion:
    if row["status"] not in STATES:
        raise ValueError(f"status is {row['status']!r}; allowed: {', '.join(STATES)}")
    return GoldenQuestion(
        id=_text(row["id"]),
        group=_text(row["group"]),
        question=_text(row["question"]),
        history=tuple(Turn(t["role"], _text(t["content"])) for t in row.get("history") or ()),
        abstained=row["status"] == "abstained",
        key_facts=tuple(tuple(map(_text, _list(fact))) for fact in _list(row.get("key_facts") or [])),
        forbidden=tuple(map(_text, _list(row.get("forbidden") or []))),
        max_words=int(row.get("max_words", 120)),
        passages=tuple(PassageLabel(_text(p["document"]), _text(p["quote"])) for p in row.get("passages") or ()),
    )


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError(f"{value!r} is no text")
    return value


def _list(value: object) -> list[Any]:
    """The value when it is a list: a bare text would be read letter by letter."""
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return value
