"""Domain rows to and from JSON lines: the form in which a generation keeps them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from assistant.domain.facts import Fact, FormerName, Term
from assistant.domain.passages import Document, Passage, Source, Span, Unit, UnitKind
from assistant.language.vocabulary import Vocabulary

T = TypeVar("T")


def write_rows(path: Path, rows: Iterable[object]) -> None:
    """One JSON object a line, keys in field order."""
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(asdict(row), ensure_ascii=False, default=_plain) + "\n")  # type: ignore[call-overload] # every row is a dataclass


def read_rows(path: Path, make: Callable[[dict[str, Any]], T]) -> list[T]:
    """Rows of a file written by `write_rows`."""
    with path.open(encoding="utf-8") as file:
        return [make(json.loads(line)) for line in file]


def document(row: dict[str, Any]) -> Document:
    """A document from its record."""
    return Document(
        **{
            **row,
            "entities": tuple(row["entities"]),
            "sources": tuple(row["sources"]),
            "as_of": _date(row["as_of"]),
            "review_by": _date(row["review_by"]),
        }
    )


def passage(row: dict[str, Any]) -> Passage:
    """A passage from its record."""
    return Passage(**{**row, "section": tuple(row["section"]), "span": Span(**row["span"])})


def unit(row: dict[str, Any]) -> Unit:
    """A unit from its record."""
    return Unit(
        **{
            **row,
            "kind": UnitKind(row["kind"]),
            "span": Span(**row["span"]),
            "lead": Span(**row["lead"]) if row["lead"] else None,
            "columns": tuple(row["columns"]),
            "cells": tuple(row["cells"]),
            "sources": tuple(row["sources"]),
        }
    )


def fact(row: dict[str, Any]) -> Fact:
    """A fact from its record."""
    days = {key: _date(row[key]) for key in ("as_of", "valid_from", "valid_until")}
    return Fact(**{**row, **days})


def term(row: dict[str, Any]) -> Term:
    """A glossary term from its record."""
    former = tuple(FormerName(name["name"], _date(name["until"])) for name in row["former_names"])
    return Term(**{**row, "aliases": tuple(row["aliases"]), "former_names": former})


def source(row: dict[str, Any]) -> Source:
    """A source from its record."""
    return Source(**row)


def vocabulary(row: dict[str, Any]) -> Vocabulary:
    """A vocabulary from its record."""
    return Vocabulary(**row)


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no JSON form")
