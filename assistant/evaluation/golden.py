"""Golden questions: what a correct short answer must hold, must not hold, and how long it may be."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.domain.conversation import Turn
from assistant.domain.errors import UsageError


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """`key_facts` are alternatives a fact: one spelling of each must occur; none of `forbidden` may."""

    id: str
    group: str
    question: str
    history: tuple[Turn, ...]
    abstained: bool
    key_facts: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]
    max_words: int


def read_golden(path: Path) -> list[GoldenQuestion]:
    """Questions of a JSONL file. Raises UsageError naming file and line for a row of another form."""
    questions: list[GoldenQuestion] = []
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            questions.append(
                GoldenQuestion(
                    id=row["id"],
                    group=row["group"],
                    question=row["question"],
                    history=tuple(Turn(t["role"], t["content"]) for t in row.get("history", ())),
                    abstained=row["status"] == "abstained",
                    key_facts=tuple(tuple(fact) for fact in row.get("key_facts", ())),
                    forbidden=tuple(row.get("forbidden", ())),
                    max_words=int(row.get("max_words", 120)),
                )
            )
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path}:{number}: not a golden question ({error!r})") from error
    if not questions:
        raise UsageError(f"{path} holds no questions")
    return questions


def by_group(questions: Iterable[GoldenQuestion]) -> dict[str, list[GoldenQuestion]]:
    """Questions by group, groups in order of first appearance."""
    groups: dict[str, list[GoldenQuestion]] = {}
    for question in questions:
        groups.setdefault(question.group, []).append(question)
    return groups
