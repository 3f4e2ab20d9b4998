"""Which statements hold on a day: typed facts by their days, prose by the events that it tells as past.

Knows nothing of the clock: a day comes from outside, so that a test can live in another year. A raw corpus without facts holds
on every day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from assistant.answering.library import Library, home_regions
from assistant.domain.facts import Fact
from assistant.domain.passages import Unit, UnitKind
from assistant.language.endings import tells_ending

_ENDINGS = frozenset({"retired", "renamed"})


def library_on(library: Library, day: date) -> Library:
    """The library as it stands on `day`: facts that do not hold then are left out, and so is prose that tells an end or a
    renaming as past which on that day lies ahead."""
    over = {position for position, fact in library.facts.items() if not fact.holds_on(day)}
    ahead = [fact for position, fact in library.facts.items() if _still_ahead(fact, position, day, library)]
    undated = {p for p, fact in library.facts.items() if fact.valid_from is None and fact.valid_until is None}
    units = library.units if ahead else ()  # where no end lies ahead, no unit can tell one too early
    tellers = (unit for unit in units if unit.kind is not UnitKind.FACT or unit.position in undated)
    told = {unit.position for unit in tellers if _tells_any(unit, ahead, library)}
    facts = {position: fact for position, fact in library.facts.items() if position not in over | told}
    return replace(library, facts=facts, home_regions=home_regions(facts.values()), today=day, withheld=frozenset(over | told))


def names_of(fact: Fact, library: Library) -> frozenset[str]:
    """Every name, in lower case, by which the fact's subject goes; for a renaming the former name and no other, and for the end
    of what now goes by another name its former ones."""
    if fact.status == "renamed" and fact.value:
        return frozenset({fact.value.lower()})
    former = library.glossary.former_names_like(fact.subject) if fact.status == "retired" else frozenset()
    own = former or library.glossary.names_like(fact.subject)
    return own | {fact.code.lower()} if fact.code else own


def names_any(text: str, names: Iterable[str]) -> bool:
    """True when one of the names stands in the text as whole words; `names` are in lower case."""
    lowered = text.lower()
    return any(name in lowered and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", lowered) for name in names)


def _still_ahead(fact: Fact, position: int, day: date, library: Library) -> bool:
    """True for an end that the corpus tells as past, because it was written later, and that on `day` has not come."""
    if fact.status not in _ENDINGS or fact.valid_from is None or fact.valid_from <= day:
        return False
    written = fact.as_of or library.documents[library.passages[library.units[position].passage].document_id].as_of
    return written is not None and fact.valid_from <= written


def _tells_any(unit: Unit, ahead: list[Fact], library: Library) -> bool:
    """True when the unit is about a thing that is yet to end and speaks of endings, or names the day."""
    ending = bool(ahead) and tells_ending(unit.text)
    dated = [fact for fact in ahead if ending or any(day in unit.text for day in _days(fact))]
    if not dated:
        return False
    passage = library.passages[unit.passage]
    context = " ".join((library.documents[passage.document_id].title, *passage.section, unit.text))
    return any(names_any(context, names_of(fact, library)) for fact in dated)


def _days(fact: Fact) -> tuple[str, ...]:
    """The day from which the fact holds and the one before, as sentences write them: either may be called the end."""
    first = fact.valid_from
    return tuple(f"{day.day} {day:%B} {day.year}" for day in (first, first - timedelta(days=1))) if first is not None else ()
