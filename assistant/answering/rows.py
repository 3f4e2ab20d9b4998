"""Answer with a table of the corpus when its rows are what the question is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.exclusion import set_aside
from assistant.answering.library import Library
from assistant.answering.select import pack
from assistant.answering.statements import Draft, TableDraft
from assistant.answering.tables import table_units
from assistant.domain.evidence import Evidence, learned
from assistant.domain.passages import Unit, UnitKind
from assistant.domain.questions import Question, Shape
from assistant.language.glossary import PROVIDER
from assistant.language.words import content_terms

TOP = 6
SHARE = 2
"""Rows of one table among the `TOP` best units from which the table is shown."""
MOST_ROWS = 16
KEEP = 0.75
"""Where not the whole table is wanted, rows must reach this share of the best unit's score."""
WHOLE = frozenset({Shape.LIST, Shape.COMPARISON, Shape.OPEN, Shape.HOW})
PROSE_WORDS = 50
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_POINTS = re.compile(
    r"\bthese (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b|\b(?:this|the following) table\b", re.IGNORECASE
)


def compose_table(question: Question, evidence: Sequence[Evidence], library: Library) -> Draft | None:
    """The table with a few sentences beside it, or None when no table stands out.

    Rows whose first cell names a thing that the question names are kept, if there are any; else those of the provider and the
    year that it names, if there are any; of a long table the retrieved ones alone.
    """
    found = _best_table(question, evidence) or _introduced_table(question, evidence, library)
    if found is None:
        return None
    rows = [u for u in table_units(found, library) if u.kind is UnitKind.ROW]
    named = [u for u in rows if _named(u, question, library)]
    retrieved = {e.unit.position: e for e in evidence}
    shown = named or of_the_year(question, of_the_owner(question, rows, library))
    if (question.shape not in WHOLE and not named) or len(shown) > MOST_ROWS:
        near = KEEP * evidence[0].score
        shown = [u for u in shown if u.position in retrieved and retrieved[u.position].score >= near][:MOST_ROWS]
    if len(shown) < SHARE:
        return None
    proofs = tuple((retrieved.get(u.position) or library.evidence(u.position, found),) for u in shown)
    caption = found.passage.section[-1] if found.passage.section else found.document.title
    table = TableDraft(caption, found.unit.columns, tuple(u.cells for u in shown), proofs)
    prose = _beside(found, evidence)
    if not prose:
        return None
    return Draft(pack(question, prose, PROSE_WORDS), tables=(table,))


def of_the_owner(question: Question, rows: list[Unit], library: Library) -> list[Unit]:
    """Rows of the providers that a question names, if there are any; else all."""
    asked = frozenset(m.term for m in question.mentions if library.glossary.terms[m.term].kind == PROVIDER)
    asked -= set_aside(question, library)
    return [u for u in rows if asked & library.whose(library.evidence(u.position))] or rows


def of_the_year(question: Question, rows: list[Unit]) -> list[Unit]:
    """Rows with the one year that a question names, if there are any; else all, since two years are a span."""
    asked = set(_YEAR.findall(question.text))
    told = [u for u in rows if asked & set(_YEAR.findall(" ".join(u.cells)))]
    return told if told and len(asked) == 1 else rows


def with_pointed_table(draft: Draft, library: Library) -> Draft:
    """The draft with the table that one of its sentences points to ("these five people …"): alone it would name nobody."""
    if draft.tables:
        return draft
    for e in (e for statement in draft.statements for e in statement.evidence):
        place = e.unit.position + 1
        if not _POINTS.search(e.unit.text) or place >= len(library.units) or library.units[place].kind is not UnitKind.HEADER:
            continue
        header = library.units[place]
        if library.passages[header.passage].document_id != e.document.id:
            continue
        rows = [u for u in table_units(library.evidence(place), library) if u.kind is UnitKind.ROW]
        if 0 < len(rows) <= MOST_ROWS:
            caption = e.passage.section[-1] if e.passage.section else e.document.title
            cells = tuple(u.cells for u in rows)
            proofs = tuple((library.evidence(u.position, e),) for u in rows)
            return replace(draft, tables=(TableDraft(caption, rows[0].columns, cells, proofs),))
    return draft


def _best_table(question: Question, evidence: Sequence[Evidence]) -> Evidence | None:
    if question.shape is Shape.YES_NO:
        return None
    counts: dict[tuple[str, int], int] = {}
    for e in evidence[:TOP]:
        if e.unit.kind is UnitKind.ROW and len(e.unit.columns) > 1:
            key = (e.document.id, e.unit.list_id)
            counts[key] = counts.get(key, 0) + 1
            if counts[key] >= SHARE:
                return next(other for other in evidence if (other.document.id, other.unit.list_id) == key)
    return None


def _introduced_table(question: Question, evidence: Sequence[Evidence], library: Library) -> Evidence | None:
    """A retrieved row of the table that the best unit introduces."""
    best = evidence[0].unit
    if question.shape not in WHOLE or best.kind is not UnitKind.SENTENCE or best.position + 1 >= len(library.units):
        return None
    header = library.units[best.position + 1]
    if header.kind is not UnitKind.HEADER or library.passages[header.passage].document_id != evidence[0].document.id:
        return None
    key = (evidence[0].document.id, header.list_id)
    return next((e for e in evidence if e.unit.kind is UnitKind.ROW and (e.document.id, e.unit.list_id) == key), None)


def _beside(found: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    """What may be said beside a table, best first: where readers' questions were learned, what stands in its section, and what
    lies nearer to the question than all of its rows, or the best sentence where there is neither; else all that is near."""
    prose = [e for e in evidence if e.unit.kind is not UnitKind.ROW]
    if not learned(evidence):
        return prose
    table = (found.document.id, found.unit.list_id)
    best = max((e.score for e in evidence if (e.document.id, e.unit.list_id) == table), default=0.0)
    section = (found.document.id, found.passage.section)
    near = [e for e in prose if (e.document.id, e.passage.section) == section or e.score > best]
    return near or prose[:1]


def _named(unit: Unit, question: Question, library: Library) -> bool:
    """True when the row's first cell begins with a name of something that the question names, or is one but for a word."""
    first = content_terms(unit.cells[0])
    names = [content_terms(name) for m in question.mentions for name in library.glossary.names(m.term)]
    begins = any(first[: len(name)] == name for name in names if name)
    return begins or any(set(name) <= set(first) and len(first) <= len(name) + 1 for name in names if name)
