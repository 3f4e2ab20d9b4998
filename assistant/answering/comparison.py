"""Put two or more things side by side: typed facts or rows of one table where the corpus has them, and the best units of
each side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.expected import ROLE, SPECIFIC
from assistant.answering.fact_tables import by_attribute, by_provider
from assistant.answering.library import Library, facts_asked
from assistant.answering.repetition import repeats
from assistant.answering.select import pack, size, standing, state, word_budget
from assistant.answering.sides import comparison_sides
from assistant.answering.statements import Draft, Statement, TableDraft
from assistant.answering.tables import quote, table_units
from assistant.domain.evidence import Evidence
from assistant.domain.passages import Unit, UnitKind
from assistant.domain.questions import Question
from assistant.language.polarity import sets_against
from assistant.language.words import capitalised

UNITS_A_SIDE = 2
WORDS_A_SIDE = 45
TABLE_NEAR_BEST = 0.8
_PIECES = frozenset({UnitKind.ROW, UnitKind.ITEM})
"""Rows and items belong to a table or a list, and name two sides while they speak of something else."""
OPENS = 12
"""Characters before a side's name in a sentence that is about it; others mention it while they speak of something else."""
EACH_SIDE = 0.9
"""A side's own sentence stands before a table of facts from this share of the best unit's score."""
INTRODUCTION = 0.75
"""A sentence may stand before a table of facts from this share of the best unit's score."""
INTRODUCTION_WORDS = 50
_LEAST_ASKED = re.compile(
    r"\b(?:cheap(?:er|est)|low(?:er|est)|less|least|short(?:er|est)|few(?:er|est)|small(?:er|est))\b", re.IGNORECASE
)
_MOST_ASKED = re.compile(
    r"\b(?:dear(?:er|est)|(?:more|most) expensive|high(?:er|est)|more|most|long(?:er|est)|larg(?:er|est)|bigg(?:er|est))\b",
    re.IGNORECASE,
)
"""Words that ask which of several amounts is the least, and which the greatest."""
STATED = 4
"""Facts that are stated in words before a table of the attributes asked for."""
BESIDE_TABLE = 0.85
"""A sentence stands beside a table from this share of the best unit's score."""
BOTH_NEAR_BEST = 0.75
"""A sentence about every side stands first from this share of the best unit's score."""
CONTRAST_BONUS = 0.6
KEEP = 0.6
"""A side's unit must score at least this share of the best unit."""


def compose_comparison(question: Question, evidence: Sequence[Evidence], library: Library) -> Draft | None:
    """The sides' statements and, where rows of one table match, that table. None with fewer than two sides."""
    sides = comparison_sides(question, library)
    if len(sides) < 2:
        return None
    providers = by_provider(question, sides, evidence, library)
    if providers is not None:
        return Draft(_introduction(question, sides, evidence, library), tables=(providers,))
    facts = by_attribute(question, sides, evidence, library)
    if facts is not None and question.attributes:
        return told_in_words(facts, question, library)
    table = facts or _table(sides, evidence, library)
    statements: list[Statement] = []
    used: list[Evidence] = []
    both = _contrast(sides, evidence)
    if both is not None and not both.unit.text.endswith(":"):
        statements.append(state(both))
        used.append(both)
    uncovered: list[str] = []
    spare: list[Statement] = []
    for name, forms in sides.items():
        prose = [e for e in evidence if table is None or e.unit.kind is not UnitKind.ROW]
        told = table is not None and both is not None
        chosen = [] if told else _side(forms, sides, prose, used)[: 1 if table else UNITS_A_SIDE]
        if table is not None and facts is None:
            chosen = [e for e in chosen if e.score >= BESIDE_TABLE * evidence[0].score]
        opening = [e for e in chosen if _first_place(e.unit.text, forms) <= OPENS]
        if not opening and not told and table is None and (defined := _definition(name, library)) is not None:
            chosen = [] if defined in used or repeats(defined, used) else [defined]
        used += chosen
        own = [
            state(e, bullet=True, heading=name if place == 0 and _needs_heading(name, forms, e) else "")
            for place, e in enumerate(chosen)
        ]
        statements += own
        spare += own[1:]
        if not chosen and not (table and any(_matches(row[0], forms) for row in table.rows)):
            uncovered.append(name)
    if len(uncovered) == len(sides) and table is None and both is None:
        return None
    while spare and size(statements) > word_budget(question):
        least = min(reversed(spare), key=standing)
        spare.remove(least)
        statements.remove(least)
    if not statements:
        statements = list(pack(question, evidence))
    return Draft(tuple(statements), tables=(table,) if table else ())


def side_by_side(question: Question, evidence: Sequence[Evidence], library: Library) -> TableDraft | None:
    """The amounts asked for of several exams, services or laws that a question names, or the pay of several roles of which
    nothing near tells together, where facts state them of two."""
    if not any(library.facts[position].low is not None for position in facts_asked(question, library)):
        return None
    sides = comparison_sides(question, library)
    kinds = {library.glossary.kind_of(name) for name in sides}
    paid = not library.paid.isdisjoint(question.attributes)
    if len(sides) < 2 or not (kinds <= SPECIFIC or (kinds == {ROLE} and paid and _contrast(sides, evidence) is None)):
        return None
    table = by_attribute(question, sides, evidence, library)
    named = {capitalised(attribute) for attribute in question.attributes}
    return table if table is not None and {row[0] for row in table.rows} <= named else None


def told_in_words(table: TableDraft, question: Question, library: Library) -> Draft:
    """A table of facts with the first of them in words; the amount of which a question asks which thing has it comes first."""
    told = list(dict.fromkeys(e for row in table.evidence for e in row))
    facts = [library.facts[e.unit.position] for e in told]
    alike = len({(fact.attribute, fact.currency_unit) for fact in facts}) == 1
    least, most = _LEAST_ASKED.search(question.text), _MOST_ASKED.search(question.text)
    if alike and (least or most) and all(fact.low is not None for fact in facts):
        sign = 1.0 if least else -1.0
        told.sort(
            key=lambda e: sign * ((library.facts[e.unit.position].low if least else library.facts[e.unit.position].high) or 0.0)
        )
    return Draft(tuple(state(e, bullet=len(told) > 2) for e in told[:STATED]), tables=(table,))


def _contrast(sides: dict[str, frozenset[str]], evidence: Sequence[Evidence]) -> Evidence | None:
    """The best unit that names every side, one that sets them against each other before one that only lists them."""
    near = [e for e in evidence if e.score >= BOTH_NEAR_BEST * evidence[0].score and e.unit.kind not in _PIECES]
    naming = [e for e in near if all(_names(e, forms) for forms in sides.values())]
    return max(naming, key=lambda e: e.score + CONTRAST_BONUS * sets_against(e.unit.text), default=None)


def _introduction(
    question: Question, sides: dict[str, frozenset[str]], evidence: Sequence[Evidence], library: Library
) -> tuple[Statement, ...]:
    """What is said before a table of facts: each side's sentence where they are near the best; else sentences about all
    sides or about none of them."""
    prose = [e for e in evidence if e.unit.kind is not UnitKind.ROW and e.unit.position not in library.facts]
    close = [e for e in prose if e.score >= EACH_SIDE * evidence[0].score]
    told = [e for forms in sides.values() for e in _side(forms, sides, close, [])[:1]]
    if len({e.unit.position for e in told}) >= 2:
        return tuple(state(e, bullet=len(told) > 2) for e in dict.fromkeys(told))
    near = [e for e in prose if e.score >= INTRODUCTION * evidence[0].score]
    named = [(e, sum(_names(e, forms) for forms in sides.values())) for e in near]
    fitting = [e for e, count in named if count >= 2] or [e for e, count in named if count == 0]
    return pack(question, fitting or near or evidence, INTRODUCTION_WORDS)


def _definition(name: str, library: Library) -> Evidence | None:
    """The glossary's definition of a side, which stands where nothing better is said of it."""
    term = next((term for term in library.glossary.terms if term.name == name), None)
    return library.evidence(term.unit) if term is not None and term.unit >= 0 and term.unit not in library.withheld else None


def _side(
    forms: frozenset[str], sides: dict[str, frozenset[str]], evidence: Sequence[Evidence], used: list[Evidence]
) -> list[Evidence]:
    chosen: list[Evidence] = []
    words = 0
    best = evidence[0].score if evidence else 0.0
    for e in evidence:
        if e.score < KEEP * best or len(chosen) >= UNITS_A_SIDE:
            break
        if e in used or e.unit.text.endswith(":") or not _about(e, forms, sides):
            continue
        size = len(e.unit.text.split())
        if chosen and (words + size > WORDS_A_SIDE or repeats(e, [*used, *chosen])):
            continue
        if repeats(e, used):
            continue
        chosen.append(e)
        words += size
    return chosen


def _about(evidence: Evidence, forms: frozenset[str], sides: dict[str, frozenset[str]]) -> bool:
    """True when the unit names this side, or stands under a heading that names it and no other side."""
    text = f"{evidence.unit.label} {evidence.unit.text}"
    if _matches(text, forms):
        first = _first_place(text, forms)
        return all(first <= _first_place(text, other) for other in sides.values())
    heading = " ".join((evidence.document.title, *evidence.passage.section))
    others = [other for other in sides.values() if other != forms]
    return _matches(heading, forms) and not any(_matches(f"{heading} {text}", other) for other in others)


def _needs_heading(name: str, forms: frozenset[str], evidence: Evidence) -> bool:
    """True when the side's name is in the quote, so that it may be said, but does not open the sentence."""
    return _matches(quote(evidence), frozenset({name.lower()})) and _first_place(evidence.unit.text, forms) > 12


def _names(evidence: Evidence, forms: frozenset[str]) -> bool:
    return _matches(evidence.unit.text, forms)


def _subject(row: Unit) -> str:
    """What a row is about: its first two cells, for instance provider and service."""
    return " ".join(row.cells[:2])


def _matches(text: str, forms: frozenset[str]) -> bool:
    return _first_place(text, forms) < len(text) + 1


def _first_place(text: str, forms: frozenset[str]) -> int:
    lowered = text.lower()
    places = [m.start() for form in forms if (m := re.search(rf"(?<!\w){re.escape(form)}s?(?!\w)", lowered))]
    return min(places, default=len(text) + 1)


def _table(sides: dict[str, frozenset[str]], evidence: Sequence[Evidence], library: Library) -> TableDraft | None:
    """Rows of the best table whose first two cells name a side, when at least two sides have one.

    A table that stands far below the best unit is about something else, even if it names the sides.
    """
    if not evidence:
        return None
    seen: set[tuple[str, int]] = set()
    by_position = {e.unit.position: e for e in evidence}
    for e in evidence:
        key = (e.document.id, e.unit.list_id)
        if e.score < TABLE_NEAR_BEST * evidence[0].score:
            return None
        if e.unit.kind is not UnitKind.ROW or key in seen or len(e.unit.columns) < 2:
            continue
        seen.add(key)
        rows = [
            u
            for u in table_units(e, library)
            if u.kind is UnitKind.ROW and any(_matches(_subject(u), forms) for forms in sides.values())
        ]
        covered = [forms for forms in sides.values() if any(_matches(_subject(u), forms) for u in rows)]
        if len(covered) >= 2:
            proofs = tuple((by_position.get(u.position) or library.evidence(u.position, e),) for u in rows)
            caption = e.passage.section[-1] if e.passage.section else e.document.title
            return TableDraft(caption, e.unit.columns, tuple(u.cells for u in rows), proofs)
    return None
