"""Checks of figures: those that prose and facts give differently, and those written in another than the house form.

A figure of prose is held against a fact only where the statement names the fact's subject, cites the fact's source,
speaks of the fact's attribute, level and variant, and no other fact fits it better: what is reported should be worth a look.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain.facts import Fact
from assistant.domain.passages import UnitKind
from assistant.language.numbers import figures
from assistant.language.vocabulary import count_vocabulary
from assistant.language.words import content_terms
from ingest.upkeep.corpus_view import CorpusView, FactRow, Statement
from ingest.upkeep.dates_in_text import WrittenDate, written_dates
from ingest.upkeep.findings import Finding, Kind, error
from ingest.upkeep.quantities import quantities, unit_name

_COVERED = 0.5
"""Share of a fact's topic words from which a statement is about the same thing."""
_DETAILED = 0.5
"""Share of its level's and variant's words from which a statement can mean the fact."""
_MARGIN = 0.15
"""Facts within this share of the best one fit as well as it. Of days, any that the source gives for the subject fits:
sentences on dates are worded too freely to tell which is meant.
"""
_DAY = "date"


@dataclass(frozen=True, slots=True)
class _Claim:
    """A fact as prose can be held against it: `unit` of its figures or "date", `topic` and `detail` the words to look for.

    `topic` is what its statement says besides names and figures, `detail` the level and variant that narrow it down.
    """

    row: FactRow
    unit: str
    numbers: frozenset[float]
    days: tuple[WrittenDate, ...]
    topic: frozenset[str]
    detail: frozenset[str]


def differing_figures(view: CorpusView) -> Iterator[Finding]:
    """Statements whose figures are none of those that the fact about the same thing, from the same source, gives."""
    claims: dict[tuple[int, str], list[_Claim]] = defaultdict(list)
    for row in view.facts:
        claim = _claim(row, view)
        term = view.term_of(row.fact.subject)
        if claim is not None and term >= 0:
            claims[term, row.fact.source].append(claim)
    texts = [statement.unit.text for statement in view.statements()] + [row.fact.statement for row in view.facts]
    rarity = count_vocabulary(texts).rarity
    for statement in view.statements():
        for text, terms in _compared_texts(statement, view):
            for term in terms:
                near = [claim for tag in statement.tags for claim in claims.get((term, tag), [])]
                yield from _held_against(statement, text, near, rarity)


def missing_values(view: CorpusView) -> Iterator[Finding]:
    """Facts whose figure or code does not stand in their own statement, so that an answer's quote would lack it."""
    for row in view.facts:
        fact = row.fact
        stated = figures(fact.statement)
        for key, value in (("low", fact.low), ("high", fact.high)):
            if value is not None and abs(value) not in stated:
                shown = key if key in row.lines else "value"
                message = f"`{shown}: {value:g}` of fact `{fact.id}` does not stand in its statement"
                yield error(Kind.STATEMENT_VALUE, row.key_place(shown), message, "correct the value or the statement")
                break
        if fact.code and fact.code.casefold() not in fact.statement.casefold():
            message = f"`code: {fact.code}` of fact `{fact.id}` does not stand in its statement"
            yield error(Kind.STATEMENT_VALUE, row.key_place("code"), message, "name the code in the statement")


def _compared_texts(statement: Statement, view: CorpusView) -> list[tuple[str, set[int]]]:
    """What is compared and the terms it is about: a sentence as it is, a table row cell by cell under its header."""
    unit = statement.unit
    if unit.kind is not UnitKind.ROW:
        return [(f"{unit.label} {unit.text}", {mention.term for mention in statement.mentions})]
    about = {mention.term for mention in view.glossary.find(unit.label)}
    return [(f"{unit.label}. {column}: {cell}", about) for column, cell in zip(unit.columns[1:], unit.cells[1:], strict=False)]


def _held_against(statement: Statement, text: str, near: Sequence[_Claim], rarity: Callable[[str], float]) -> Iterator[Finding]:
    if not near:
        return
    words = frozenset(content_terms(text))
    amounts, days = quantities(text), written_dates(text)
    row = statement.unit.kind is UnitKind.ROW
    given = {unit for unit, numbers in amounts.items() if numbers} | ({_DAY} if days else set())
    scored = [(_fit(claim, words, rarity, row=row), claim) for claim in near if claim.unit in given]
    best = max((score for score, _ in scored), default=0.0)
    if best < _COVERED:
        return
    fitting = [claim for score, claim in scored if score >= best - _MARGIN or claim.unit == _DAY]
    if any(_agrees(claim, amounts, days) for claim in fitting):
        return
    claim = max(scored, key=lambda pair: pair[0])[1]
    said = [f"{number:,.10g}" for number in sorted(amounts.get(claim.unit, ()))] or [day.text for day in days]
    message = (
        f"the statement gives {' and '.join(said)} ({claim.unit}), but fact `{claim.row.fact.id}` in {claim.row.place} "
        f"has {_shown(claim)} from the same source {claim.row.fact.source}"
    )
    yield error(Kind.FIGURE_DIFFERS, statement.place, message, "correct the one that the source does not give")


def _agrees(claim: _Claim, amounts: Mapping[str, frozenset[float]], days: Sequence[WrittenDate]) -> bool:
    if claim.unit == _DAY:
        return any(one.agrees(other) for one in claim.days for other in days)
    return bool(claim.numbers & amounts[claim.unit])


def _fit(claim: _Claim, words: frozenset[str], rarity: Callable[[str], float], *, row: bool) -> float:
    """How much the statement is about the claim, 0…1, rare words counting most; a row's cell has the attribute alone."""
    if claim.detail and _share(claim.detail, words, rarity) < _DETAILED:
        return 0.0
    return _share(frozenset(content_terms(claim.row.fact.attribute)) if row else claim.topic, words, rarity)


def _share(wanted: frozenset[str], words: frozenset[str], rarity: Callable[[str], float]) -> float:
    whole = sum(rarity(term) for term in wanted)
    return sum(rarity(term) for term in wanted & words) / whole if whole else 0.0


def _claim(row: FactRow, view: CorpusView) -> _Claim | None:
    """The fact in comparable form; None for one without figures of a unit that prose writes, and without dates."""
    fact = row.fact
    numbers = frozenset(abs(value) for value in (fact.low, fact.high) if value is not None)
    unit = unit_name(fact.currency_unit)
    days = tuple(written_dates(f"{fact.value} {fact.statement}"))
    if not (numbers and unit) and not (written_dates(fact.value) and not numbers):
        return None
    names = " ".join(mention.surface for mention in (*row.mentions, *view.glossary.find(fact.subject)))
    known = frozenset(content_terms(f"{names} {fact.subject}"))
    detail = frozenset(content_terms(f"{fact.level} {fact.variant}")) - known
    topic = frozenset(term for term in content_terms(fact.statement) if not re.search(r"\d", term)) - known | detail
    return _Claim(row, unit if numbers and unit else _DAY, numbers, days, topic, detail)


def _shown(claim: _Claim) -> str:
    fact: Fact = claim.row.fact
    if claim.unit == _DAY:
        return claim.days[0].text
    return "–".join(dict.fromkeys(f"{value:,.10g}" for value in (fact.low, fact.high) if value is not None))
