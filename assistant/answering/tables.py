"""Rows of tables as evidence: the rows of one table, and the header that a row's sentence may need beside it."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.library import Library
from assistant.answering.statements import Draft, Statement
from assistant.answering.verify import unsupported
from assistant.domain.evidence import Evidence
from assistant.domain.passages import Unit, UnitKind


def table_units(row: Evidence, library: Library) -> list[Unit]:
    """Header and rows of the table that `row` belongs to, in order, but those that do not hold today."""

    def same(position: int) -> bool:
        unit = library.units[position]
        return unit.list_id == row.unit.list_id and library.passages[unit.passage].document_id == row.document.id

    first = last = row.unit.position
    while first > 0 and same(first - 1):
        first -= 1
    while last + 1 < len(library.units) and same(last + 1):
        last += 1
    return [library.units[i] for i in range(first, last + 1) if i not in library.withheld]


def with_headers(draft: Draft, library: Library) -> Draft:
    """The draft with a table's header cited beside each row whose sentence names something that only the header holds."""
    return replace(draft, statements=tuple(_with_header(statement, library) for statement in draft.statements))


def _with_header(statement: Statement, library: Library) -> Statement:
    rows = [e for e in statement.evidence if e.unit.kind is UnitKind.ROW]
    if not rows or not unsupported(f"{statement.heading}: {statement.text}", [quote(e) for e in statement.evidence]):
        return statement
    headers = [u for u in table_units(rows[0], library) if u.kind is UnitKind.HEADER]
    return replace(statement, evidence=(*statement.evidence, *(library.evidence(u.position, rows[0]) for u in headers)))


def quote(evidence: Evidence) -> str:
    """The exact text that a citation of this evidence quotes."""
    span = evidence.unit.span
    return evidence.document.text[span.start : span.end]
