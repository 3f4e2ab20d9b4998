"""What a later turn keeps of the last answer: "only AWS", "just those after today", "only the ones in Texas"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.answering.catalogue import KIND_STEMS
from assistant.answering.exclusion import beyond, sets_bounds
from assistant.answering.expected import states_money
from assistant.answering.library import Library, places_told
from assistant.answering.select import state
from assistant.answering.statements import Draft, Statement, TableDraft
from assistant.domain.evidence import Evidence
from assistant.domain.passages import UnitKind
from assistant.domain.questions import Question
from assistant.language.gazetteer import Place, is_told, place_spans, places_in
from assistant.language.quantities import DAY, quantities
from assistant.language.words import content_terms

_AHEAD = re.compile(
    r"\b(?:(?:after|from) (?:today|now)(?: on)?|(?:still |yet )?to come|(?:still |yet )?ahead|"
    r"upcoming|coming|(?:in the )?future|not yet in force)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:before (?:today|now)|until (?:today|now)|already in force|in force(?: already)?|so far|past)\b", re.IGNORECASE
)
_GENERAL = frozenset(content_terms("ones thing level kind type sort date deadline figure number please pls relevant"))
"""Words that name what the answer lists, and choose none of it."""
_LISTED = frozenset({UnitKind.ITEM, UnitKind.ROW, UnitKind.FACT})
LEAST_LISTED, LEAST_TOLD = 2, 3
"""Things that an answer must list, or statements that it must make, for some of them to be kept."""
FIRST_YEAR = 10_000
"""Days are numbers of year, month and day; one below has no year."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a statement must be about to be kept: the providers and places named, days ahead of today or behind it, an amount
    within the bound that `bounded` sets, and `terms`, what else is said of it: a value that it has."""

    providers: frozenset[int]
    places: frozenset[Place]
    ahead: bool
    past: bool
    terms: frozenset[str]
    bounded: Question | None = None


def wanted(kept: Question, asked: Question, library: Library) -> Wanted:
    """What "only …" says, `kept`, of the answer to what was `asked`."""
    text = kept.text
    ahead, past = _AHEAD.search(text) is not None, _PAST.search(text) is not None
    providers = library.providers_in(kept.mentions)
    places = places_in(text)
    named = [(m.start, m.end) for m in kept.mentions if m.term in library.providers]
    for start, end in sorted({*named, *place_spans(text)}, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    rest = set(content_terms(_AHEAD.sub(" ", _PAST.sub(" ", text)))) - _GENERAL - set(asked.terms)
    bounded = kept if sets_bounds(kept) else None
    return Wanted(providers, places, ahead, past, frozenset() if bounded else frozenset(rest - KIND_STEMS), bounded)


def keep(draft: Draft, want: Wanted, library: Library, *, again: bool = False) -> Draft | None:
    """The listed statements and table rows of a draft that are about what is wanted; None where it lists nothing such. Words
    of a list seldom say all that they mean, so that further ones must be a value, or a cell of a row. What a list
    begins with is left out, since it speaks of the whole; of what was kept before, `again`, one statement may be kept."""
    if not (want.providers or want.places or want.ahead or want.past or want.terms or want.bounded):
        return None
    several = again or len(draft.statements) >= LEAST_TOLD
    listed = [s for s in draft.statements if several or all(e.unit.kind in _LISTED for e in s.evidence)]
    if len(listed) + sum(len(table.rows) for table in draft.tables) < LEAST_LISTED and not again:
        return None
    told = tuple(_alone(s) for s in listed if any(_is(e, want, library) for e in s.evidence))
    tables = tuple(kept for table in draft.tables if (kept := _rows(table, lambda e: _is(e, want, library))) is not None)
    if tables and not told:
        told, tables = tuple(state(row[0]) for row in tables[0].evidence), tables[1:]
    return Draft(tuple(replace(s, bullet=len(told) > 1) for s in told), tables) if told else None


def _alone(statement: Statement) -> Statement:
    """An item as it reads away from its list."""
    return state(statement.evidence[0]) if statement.evidence[0].unit.kind is UnitKind.ITEM else statement


def _rows(table: TableDraft, kept: Callable[[Evidence], bool]) -> TableDraft | None:
    rows = [(row, proof) for row, proof in zip(table.rows, table.evidence, strict=True) if any(map(kept, proof))]
    return replace(table, rows=tuple(r for r, _ in rows), evidence=tuple(e for _, e in rows)) if rows else None


def _is(evidence: Evidence, want: Wanted, library: Library) -> bool:
    unit = evidence.unit
    fact = library.facts.get(unit.position)
    told = f"{unit.label} {unit.text} {' '.join(unit.cells)} {fact.statement if fact else ''}"
    if want.providers and not want.providers & library.whose(evidence):
        return False
    if want.places and not all(is_told(place, places_told(evidence, library)) for place in want.places):
        return False
    if want.terms and not any(want.terms == set(content_terms(value)) for value in (*unit.cells, fact.value if fact else "")):
        return False
    if want.bounded and (not states_money(evidence) or beyond(want.bounded, told)):
        return False
    if not (want.ahead or want.past):
        return True
    today = library.today.year * 10_000 + library.today.month * 100 + library.today.day
    days = [quantity.low for quantity in quantities(told) if quantity.kind == DAY and quantity.low >= FIRST_YEAR]
    return any(day > today if want.ahead else day <= today for day in days)
