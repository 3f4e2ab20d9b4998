"""Numbers and dates: typed facts first, those of several sources side by side and never averaged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.expected import LIKE_SUBJECT, SPECIFIC, expected_figure, holds_figure, subject_overlap
from assistant.answering.library import Library, facts_asked, places_named, subject_as_quoted
from assistant.answering.repetition import repeats
from assistant.answering.select import pack, standing, state, within, word_budget
from assistant.answering.statements import Draft, Statement, TableDraft
from assistant.answering.verify import unsupported
from assistant.domain.evidence import Evidence
from assistant.domain.facts import Fact
from assistant.domain.questions import Question, Shape
from assistant.language.numbers import figures
from assistant.language.places import names_place
from assistant.language.words import capitalised

NEAR_BEST = 0.97
"""A fact speaks first when it reaches this share of the best unit's score."""
ASKED_NEAR_BEST = 0.85
"""The same for a fact that states the attribute asked for of the thing named."""
FURTHER = 0.9
"""Another attribute of the same subject is added from this share of the best score: the question may ask for both."""
SIBLINGS = 4
FURTHER_SOURCES = 2
KEEP = 0.78
"""A fact is stated from this share of the best unit's score, one on a further attribute that is asked for from the lower."""
ASKED_KEEP = 0.6
LEAST_LEVELS = 3
"""Levels of one source from which they are shown as a whole."""
_CURRENCY = re.compile(r"[A-Z]{3}")


def compose_figures(question: Question, evidence: Sequence[Evidence], library: Library) -> Draft | None:
    """The best fact and its siblings of the same subject and attribute, disputed ones last; None when no fact is near the
    best unit."""
    best = evidence[0].score
    near = ASKED_NEAR_BEST if facts_asked(question, library) else NEAR_BEST
    lead = next((e for e in evidence if e.unit.position in library.facts and e.score >= near * best), None)
    if lead is None:
        return None
    first = library.facts[lead.unit.position]
    levels = _levels(first, question, evidence, library)
    if levels:
        return _by_level(levels, question, library)
    chosen = [lead]
    words = len(lead.unit.text.split())
    told = {first.attribute}
    for e in evidence:
        fact = library.facts.get(e.unit.position)
        if fact is None or e is lead or e.score < ASKED_KEEP * best:
            continue
        further = fact.subject == first.subject and e.score >= FURTHER * best and fact.attribute != first.attribute
        further = further and first.attribute not in question.attributes
        another = fact.subject == first.subject and fact.attribute in question.attributes and fact.attribute not in told
        alike = e.score >= KEEP * best and (further or comparable(first, fact, question, library))
        if not another and (not alike or repeats(e, chosen)):
            continue
        told.add(fact.attribute)
        words += len(e.unit.text.split())
        if len(chosen) > SIBLINGS or words > word_budget(question):
            break
        chosen.append(e)
    chosen += _other_sources(first, chosen, question, library)
    chosen.sort(key=lambda e: library.facts[e.unit.position].status == "disputed")
    statements: list[Statement] = [state(e, bullet=len(chosen) > 2) for e in within(chosen, word_budget(question))]
    support = pack_support(question, evidence, library, chosen)
    room = word_budget(question) - sum(len(s.text.split()) for s in statements)
    statements += [state(e) for e in support if len(e.unit.text.split()) <= room][:1] if len(chosen) <= 2 else []
    return Draft(tuple(statements), tables=_table(chosen, library))


def undisputed_first(question: Question, draft: Draft, library: Library) -> Draft:
    """The draft with a disputed amount behind what else states one of the kind asked for and is about as near; one that the
    question names stays in front."""
    asked = figures(question.asked)

    def behind(statement: Statement) -> bool:
        facts = [fact for e in statement.evidence if (fact := library.facts.get(e.unit.position))]
        return any(fact.status == "disputed" for fact in facts) and not asked & figures(statement.text)

    first = draft.statements[0] if draft.statements else None
    if first is None or question.shape not in {Shape.FIGURE, Shape.COMPARISON} or not behind(first):
        return draft
    demands = expected_figure(question, library.glossary)
    near = [
        s
        for s in draft.statements
        if not behind(s) and standing(s) >= FURTHER * standing(first) and any(holds_figure(demands, e) for e in s.evidence)
    ]
    return replace(draft, statements=(*near, *(s for s in draft.statements if s not in near))) if near else draft


def _levels(first: Fact, question: Question, evidence: Sequence[Evidence], library: Library) -> list[Evidence]:
    """What the source of a fact states of its subject level by level, the whole before the levels; empty where the question
    names a level or years, or the source knows fewer than three levels."""
    if question.level or question.years is not None:
        return []
    known = {e.unit.position: e for e in evidence}
    told = [
        p
        for p in library.facts_of((first.attribute,))
        if (f := library.facts[p]).source == first.source and f.subject == first.subject and f.region == first.region
    ]
    if len({library.facts[p].level for p in told if library.facts[p].level}) < LEAST_LEVELS:
        return []
    told.sort(key=lambda p: (bool(library.facts[p].level), p))
    like = next(e for e in evidence if library.facts.get(e.unit.position) is first)
    return [known.get(p) or library.evidence(p, like) for p in told]


def _by_level(levels: Sequence[Evidence], question: Question, library: Library) -> Draft:
    """The whole and other sources in words as far as there is room, and all levels in a table."""
    others = _other_sources(library.facts[levels[0].unit.position], levels, question, library)
    told = within((levels[0], *others, *levels[1:]), word_budget(question))
    return Draft(tuple(state(e) for e in told), tables=_table([*levels, *others], library))


def _other_sources(first: Fact, chosen: Sequence[Evidence], question: Question, library: Library) -> list[Evidence]:
    """What further sources state of the same thing at the same level, whether or not it was retrieved."""
    known = {library.facts[e.unit.position].source for e in chosen}
    found: list[Evidence] = []
    for position in library.facts_of({first.attribute}):
        fact = library.facts[position]
        same = fact.level == first.level and fact.low is not None and comparable(first, fact, question, library)
        if same and fact.source not in known and len(found) < FURTHER_SOURCES:
            known.add(fact.source)
            found.append(library.evidence(position, chosen[0]))
    return found


def comparable(first: Fact, other: Fact, question: Question, library: Library) -> bool:
    """True when both claims are about one attribute of one subject, at the level asked for, if any."""
    places = places_named(question, library)
    near = all(names_place(fact.region.lower(), names) for fact in (first, other) for names in places)
    if first.attribute != other.attribute or (first.region != other.region and not (places and near)):
        return False
    if not same_subject(first.subject, other.subject, library):
        return False
    if question.level:
        return question.level in other.level.lower()
    return True


def pack_support(
    question: Question, evidence: Sequence[Evidence], library: Library, chosen: Sequence[Evidence]
) -> list[Evidence]:
    """Prose units that add to the facts chosen."""
    said = frozenset().union(*(figures(e.unit.text, words=False) for e in chosen))
    prose = [
        e
        for e in evidence
        if e.unit.position not in library.facts and (figures(e.unit.text, words=False) - said or not repeats(e, chosen))
    ]
    if not prose:
        return []
    best = evidence[0].score
    return [s.evidence[0] for s in pack(question, prose) if s.evidence[0].score >= FURTHER * best]


def _table(chosen: Sequence[Evidence], library: Library) -> tuple[TableDraft, ...]:
    """A table of three or more amounts of one attribute; columns that say nothing are left out."""
    attribute = library.facts[chosen[0].unit.position].attribute
    rows_of = [e for e in chosen if library.facts[e.unit.position].attribute == attribute]
    facts = [library.facts[e.unit.position] for e in rows_of]
    if len(facts) < 3 or any(f.low is None and f.high is None for f in facts):
        return ()
    columns = ("Subject", "Level", "Case", capitalised(attribute), "Basis", "Region")
    rows = [
        (
            subject_as_quoted(f, library),
            f.level,
            f.variant,
            amount(f),
            f.basis,
            "" if unsupported(f"in {f.region}", [f.statement]) else f.region,
        )
        for f in facts
    ]
    kept = [i for i in range(len(columns)) if any(row[i] for row in rows)]
    return (
        TableDraft(
            caption=f"{capitalised(attribute)}: what each source states",
            columns=tuple(columns[i] for i in kept),
            rows=tuple(tuple(row[i] for i in kept) for row in rows),
            evidence=tuple((e,) for e in rows_of),
        ),
    )


def amount(fact: Fact) -> str:
    """The figure as people write it: "USD 180,000–230,000", "USD 300,000 or more"."""

    def plain(value: float) -> str:
        if value == int(value):
            return f"{value:,.0f}"
        return f"{value:,.2f}" if round(value, 2) == value else f"{value:,.6f}".rstrip("0")

    prefix = f"{fact.currency_unit} " if _CURRENCY.fullmatch(fact.currency_unit) else ""
    one = fact.low == 1 and fact.high in {None, fact.low}
    unit = fact.currency_unit.removesuffix("s") if one else fact.currency_unit
    suffix = f" {unit}" if unit and not prefix else ""
    if fact.low is not None and fact.high is not None and fact.low != fact.high:
        body = f"{plain(fact.low)}–{plain(fact.high)}"
    else:
        value = fact.low if fact.low is not None else fact.high
        body = plain(value) if value is not None else fact.value
    return f"{prefix}{body}{suffix}{' or more' if fact.open_ended else ''}"


def same_subject(left: str, right: str, library: Library) -> bool:
    """True for one subject, and for two titles of one kind of role; exams, laws and services alike in name stay apart."""
    if left == right:
        return True
    kinds = {library.glossary.kind_of(left), library.glossary.kind_of(right)}
    return not kinds & SPECIFIC and subject_overlap(left, right) >= LIKE_SUBJECT
