"""Checks of statements against each other: facts that contradict, and the same thing said twice."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from assistant.domain.facts import Fact
from assistant.language.numbers import figures
from assistant.language.words import content_terms, tokens
from ingest.upkeep.corpus_view import CorpusView
from ingest.upkeep.findings import Finding, Kind, Place, error, excerpt, warning

_SHORTEST = 5
"""Statements of fewer words ("Not given.") may stand in many places."""
_ALIKE = 0.9
"""Share of common content words (Jaccard) from which two statements with the same figures say the same."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement with what it is compared by; `named` are glossary positions, `home` its document, "" for a fact."""

    text: str
    place: Place
    home: str
    words: tuple[str, ...]
    terms: frozenset[str]
    figures: frozenset[float]
    named: frozenset[int]


def contradictions(view: CorpusView) -> Iterator[Finding]:
    """Two current facts about the same thing, on the same days, with different values."""
    groups = defaultdict(list)
    for row in view.facts:
        if row.fact.status == "current":
            groups[_about(row.fact)].append(row)
    for rows in groups.values():
        for first, second in combinations(rows, 2):
            if _value(first.fact) != _value(second.fact) and _overlap(first.fact, second.fact):
                message = f"fact `{second.fact.id}` contradicts `{first.fact.id}` in {first.place}: both are current"
                fix = "mark both disputed, correct one, close one with `until`, or tell them apart by `variant`"
                yield error(Kind.CONTRADICTION, second.place, message, fix)


def repeated_statements(view: CorpusView) -> Iterator[Finding]:
    """Statements that stand twice word for word, and those of two documents that differ in a word or two.

    A fact may come close to a sentence, since it is the same claim in typed form; word for word, both would be quoted.
    """
    said = _all_said(view)
    first: dict[tuple[str, ...], _Said] = {}
    for entry in said:
        if len(entry.words) < _SHORTEST:
            continue
        earlier = first.setdefault(entry.words, entry)
        if earlier is not entry:
            message = f"{excerpt(entry.text)} stands word for word in {earlier.place}"
            yield error(Kind.DUPLICATE_STATEMENT, entry.place, message, "keep one of them")
    for earlier, entry in _close_pairs([entry for entry in first.values() if entry.home]):
        message = f"{excerpt(entry.text)} says almost the same as {earlier.place}"
        yield warning(Kind.DUPLICATE_STATEMENT, entry.place, message, "keep one of them or say how they differ")


def repeated_ids(view: CorpusView) -> Iterator[Finding]:
    """Ids that facts of two files share; inside one file the reader refuses the second."""
    first: dict[str, Place] = {}
    for row in view.facts:
        earlier = first.setdefault(row.fact.id, row.place)
        if earlier is not row.place:
            message = f"fact id `{row.fact.id}` was used in {earlier}"
            yield error(Kind.REFUSED, row.place, message, "give one of them another id; an ingest stops here")


def _all_said(view: CorpusView) -> list[_Said]:
    prose = [(s.unit.text, s.place, s.document_id, s.mentions) for s in view.statements()]
    facts = [(row.fact.statement, row.key_place("statement"), "", row.mentions) for row in view.facts]
    return [
        _Said(
            text=text,
            place=place,
            home=home,
            words=tuple(tokens(text)),
            terms=frozenset(content_terms(text)),
            figures=figures(text),
            named=frozenset(mention.term for mention in mentions),
        )
        for text, place, home, mentions in (*prose, *facts)
    ]


def _close_pairs(said: Sequence[_Said]) -> Iterator[tuple[_Said, _Said]]:
    """Pairs of different documents that are alike, found over their rarest words: alike sets share one of these."""
    count = Counter(term for entry in said for term in entry.terms)
    holders: dict[str, list[_Said]] = defaultdict(list)
    for entry in said:
        if len(entry.terms) < _SHORTEST:
            continue
        rarest = sorted(entry.terms, key=lambda term: (count[term], term))
        prefix = rarest[: len(rarest) - math.ceil(_ALIKE * len(rarest)) + 1]
        known: dict[int, _Said] = {id(other): other for term in prefix for other in holders[term]}
        yield from ((other, entry) for other in known.values() if _alike(other, entry))
        for term in prefix:
            holders[term].append(entry)


def _alike(one: _Said, other: _Said) -> bool:
    if one.home == other.home or one.figures != other.figures or one.named != other.named:
        return False
    return len(one.terms & other.terms) >= _ALIKE * len(one.terms | other.terms)


def _about(fact: Fact) -> tuple[str, ...]:
    parts = (
        fact.subject, fact.attribute, fact.level, fact.variant, fact.basis, fact.region, fact.provider, fact.currency_unit,
    )  # fmt: skip
    return tuple(part.casefold().strip() for part in parts)


def _value(fact: Fact) -> tuple[object, ...]:
    number = fact.low is not None or fact.high is not None
    return (fact.low, fact.high, fact.open_ended) if number else (fact.value.casefold().strip(),)


def _overlap(one: Fact, other: Fact) -> bool:
    starts = max(one.valid_from or date.min, other.valid_from or date.min)
    return starts <= min(one.valid_until or date.max, other.valid_until or date.max)
