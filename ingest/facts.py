"""Typed facts, glossary terms and sources: corpus rows to domain rows, each mistake with its file and line."""

from __future__ import annotations

from datetime import date

from assistant.domain.errors import CorpusError
from assistant.domain.facts import Fact, FormerName, Term
from assistant.domain.passages import Source, Span
from ingest.load import CorpusFile, parse_date
from ingest.yaml_rows import Row, quoted, read_mapping, read_rows

_REQUIRED = ("id", "subject", "attribute", "source", "statement")
_OPTIONAL = (
    "level", "variant", "value", "low", "high", "open_ended", "unit", "basis", "region", "status", "as_of", "via",
    "code", "provider", "from", "until",
)  # fmt: skip
STATUSES = ("current", "retired", "renamed", "disputed", "unverified")


def read_facts(file: CorpusFile) -> list[tuple[Fact, Span]]:
    """Facts of one file with the span of each statement; `Fact.unit` is still -1.

    Raises CorpusError for a missing or unknown key, a status that is not allowed, a bad number or date, an
    `until` before its `from`, and an id that stands twice.
    """
    facts: list[tuple[Fact, Span]] = []
    seen: dict[str, int] = {}
    for row in read_rows(file):
        fact, span = _fact(file, row)
        if fact.id in seen:
            raise CorpusError(file.shown, row.line, f"fact id `{fact.id}` was used in line {seen[fact.id]}; rename one")
        seen[fact.id] = row.line
        facts.append((fact, span))
    return facts


def read_terms(file: CorpusFile) -> list[tuple[Term, Span | None, str]]:
    """Glossary terms with the span of each definition (None without one) and its source id ("" without one)."""
    terms: list[tuple[Term, Span | None, str]] = []
    for row in read_rows(file):
        name = str(row.values.get("term") or "")
        if not name:
            raise CorpusError(file.shown, row.line, "the row has no `term`")
        definition, span = quoted(file, row, "definition") if row.values.get("definition") else ("", None)
        term = Term(
            name=name,
            kind=str(row.values.get("kind") or "concept"),
            aliases=_words(file, row, "aliases"),
            former_names=tuple(_former_names(file, row)),
            definition=definition,
        )
        terms.append((term, span, str(row.values.get("source") or "")))
    return terms


def read_sources(file: CorpusFile) -> list[Source]:
    """Sources by id, each once."""
    return [
        Source(
            id=key,
            title=_text(row, "title"),
            publisher=_text(row, "publisher"),
            url=_text(row, "url") or None,
            date=_text(row, "date"),
            checked=_text(row, "checked"),
        )
        for key, row in read_mapping(file).items()
    ]


def _fact(file: CorpusFile, row: Row) -> tuple[Fact, Span]:
    for key in _REQUIRED:
        if row.values.get(key) in (None, ""):
            raise CorpusError(file.shown, row.line, f"the fact has no `{key}`; required: {', '.join(_REQUIRED)}")
    for key in row.values:
        if key not in _REQUIRED and key not in _OPTIONAL:
            allowed = ", ".join(sorted((*_REQUIRED, *_OPTIONAL)))
            raise CorpusError(file.shown, row.lines[key], f"`{key}` is not a key of a fact; allowed: {allowed}")
    status = _text(row, "status") or "current"
    if status not in STATUSES:
        allowed = ", ".join(STATUSES)
        raise CorpusError(file.shown, row.lines["status"], f"status `{status}` is not known; allowed: {allowed}")
    statement, span = quoted(file, row, "statement")
    valid_from, valid_until = _day(file, row, "from"), _day(file, row, "until")
    if valid_from and valid_until and valid_until < valid_from:
        raise CorpusError(file.shown, row.lines["until"], f"`until: {valid_until}` is before `from: {valid_from}`; swap them")
    single = _number(file, row, "value")
    low, high = _number(file, row, "low"), _number(file, row, "high")
    return Fact(
        id=_text(row, "id"),
        unit=-1,
        subject=_text(row, "subject"),
        attribute=_text(row, "attribute"),
        statement=statement,
        source=_text(row, "source"),
        status=status,
        level=_text(row, "level"),
        variant=_text(row, "variant"),
        value=_text(row, "value"),
        low=low if low is not None else single,
        high=high if high is not None else (None if row.values.get("open_ended") else single),
        open_ended=bool(row.values.get("open_ended")),
        currency_unit=_text(row, "unit"),
        basis=_text(row, "basis"),
        region=_text(row, "region"),
        code=_text(row, "code"),
        via=_text(row, "via") or None,
        as_of=_day(file, row, "as_of"),
        provider=_text(row, "provider"),
        valid_from=valid_from,
        valid_until=valid_until,
    ), span


def _former_names(file: CorpusFile, row: Row) -> list[FormerName]:
    names: list[FormerName] = []
    value = row.values.get("former_names")
    if value is not None and not isinstance(value, list):
        raise CorpusError(file.shown, row.lines["former_names"], "`former_names` must be a list")
    for entry in value if isinstance(value, list) else []:
        if isinstance(entry, dict):
            until = parse_date(entry.get("until"), file.shown, row.lines["former_names"], "until")
            names.append(FormerName(str(entry.get("name") or ""), until))
        else:
            names.append(FormerName(str(entry)))
    return names


def _words(file: CorpusFile, row: Row, key: str) -> tuple[str, ...]:
    value = row.values.get(key) or []
    if not isinstance(value, list):
        raise CorpusError(file.shown, row.lines[key], f"`{key}` must be a list")
    return tuple(str(item) for item in value)


def _text(row: Row, key: str) -> str:
    value = row.values.get(key)
    return "" if value is None else str(value)


def _day(file: CorpusFile, row: Row, key: str) -> date | None:
    return parse_date(row.values.get(key), file.shown, row.lines.get(key, row.line), key)


def _number(file: CorpusFile, row: Row, key: str) -> float | None:
    value = row.values.get(key)
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value)
    if key == "value":
        return None
    raise CorpusError(file.shown, row.lines[key], f"`{key}: {value}` is not a number; write digits without separators")
