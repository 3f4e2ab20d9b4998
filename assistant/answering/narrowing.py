"""Which of the evidence an answer may be made of: what is about the attribute, place and provider asked for."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.answering.expected import LIKE_SUBJECT, ROLE, SPECIFIC, expected_figure, holds_figure, subject_overlap
from assistant.answering.library import Library, attributes_told, facts_asked, places_named, places_told
from assistant.answering.sides import comparison_sides
from assistant.answering.signals import is_pay_of_it
from assistant.domain.evidence import Evidence
from assistant.domain.questions import Question, Shape
from assistant.language.gazetteer import places_in, states
from assistant.language.numbers import figures
from assistant.language.places import names_place
from assistant.language.polarity import sets_against
from assistant.language.words import content_terms

NEAR = 0.6
"""The share of the best score from which evidence may be told, so that it matters whose things it is about."""
TO_THE_POINT = 0.85
"""Share of the best score from which a fact on another attribute than the one asked for stays."""
NEAR_PLACE = 0.85
"""Share of the best score below which what names the place does not go before a best unit that names none: "in the EU" is
answered by a law of the EU that does not say so."""
ALL_PLACES = 0.95
"""Share of the best score that what is about all places named must reach to go before what is about one of them."""


def to_the_point(question: Question, evidence: Sequence[Evidence], library: Library) -> Sequence[Evidence]:
    """The evidence without facts on other attributes of what is named, and without what tells of another exam, service or law
    alone, where a fact states the attribute asked for; what is nearly as good as the best may meet another point of the
    question and stays, unless there is none."""
    asked = set(facts_asked(question, library))
    if not any(e.unit.position in asked for e in evidence):
        return evidence
    alone = asks_no_more(question, library)
    least = math.inf if alone else TO_THE_POINT * evidence[0].score
    demands = expected_figure(question, library.glossary)
    glossary = library.glossary
    named = {m.term for m in question.mentions}
    kinds = {glossary.terms[term].kind for term in named} & SPECIFIC

    def is_of_another(e: Evidence) -> bool:
        told = {m.term for m in glossary.find(e.unit.text)}
        return not told & named and any(glossary.terms[term].kind in kinds for term in told)

    def stays(e: Evidence) -> bool:
        if e is not evidence[0] and e.unit.position not in asked and is_of_another(e):
            return False
        fitting = e.unit.position not in library.facts and (not demands.any or holds_figure(demands, e))
        if alone and fitting:
            fitting = not attributes_told(e.unit.text, library).isdisjoint(question.attributes)
        return fitting or e.unit.position in asked or e.score >= least

    return [e for e in evidence if stays(e)]


def asks_no_more(question: Question, library: Library) -> bool:
    """True for nothing but one attribute of one thing, or of several of a kind of which facts customarily state it ("AI-103
    price?", "which is cheaper, AI-103 or AI-300?")."""
    told = (m.surface for m in (*question.mentions, *library.attributes.find(question.text)))
    named = {term for surface in told for term in content_terms(surface)}
    kinds = {library.glossary.terms[m.term].kind for m in question.mentions}
    one = len({m.term for m in question.mentions}) == 1
    alike = len(kinds) == 1 and {(kind, attribute) for kind in kinds for attribute in question.attributes} <= library.customary
    return (one or alike) and len(question.attributes) == 1 and set(question.terms) <= named


def without_amounts_told(question: Question, evidence: Sequence[Evidence], library: Library) -> Sequence[Evidence]:
    """Where the best evidence is a fact that states the one amount asked for, the evidence without prose that says it again
    beside other things; where no more is asked, also without what says that of the other things named."""
    asked = set(facts_asked(question, library)) if len(question.attributes) == 1 else set()
    if evidence[0].unit.position not in asked:
        return evidence
    alone = asks_no_more(question, library)
    facts = [library.facts[position] for position in (sorted(asked) if alone else [evidence[0].unit.position])]
    amounts = [{amount for amount in (fact.low, fact.high) if amount is not None} for fact in facts]

    def says_again(e: Evidence) -> bool:
        stated = figures(e.unit.text, words=False)
        return e.unit.position not in library.facts and any(told and told <= stated for told in amounts)

    return [e for e in evidence if not says_again(e)]


def of_the_place(question: Question, evidence: Sequence[Evidence], library: Library) -> Sequence[Evidence]:
    """For a figure of a place, the evidence without what is not about that place; of several places, what is about all of
    them where that is as close, else what is about one."""
    regional = any(attribute in library.home_regions for attribute in question.attributes)
    limits = question.shape is Shape.FIGURE or (question.shape is Shape.COMPARISON and regional)
    places = places_named(question, library) if limits else []
    if not places:
        return evidence
    told = [(e, [names_place(told_of(e, library), names) for names in places]) for e in evidence]
    one = [e for e, met in told if any(met)]
    every = [e for e, met in told if all(met)]
    if one and one[0].score < NEAR_PLACE * evidence[0].score and not places_told(evidence[0], library):
        return evidence
    return every if every and every[0].score >= ALL_PLACES * one[0].score else one or evidence


def of_the_state(asking: str, question: Question, evidence: list[Evidence], library: Library) -> list[Evidence]:
    """The evidence without what tells of other states alone where the words that ask name one; all of it where the question
    names an exam, a law or a service, which is where it is."""
    asked = states(places_in(asking))
    if len(asked) != 1 or any(library.glossary.terms[m.term].kind in SPECIFIC for m in question.mentions):
        return evidence
    told = (states(places_in(f"{e.unit.label} {e.unit.text} {' '.join(e.unit.cells)}")) for e in evidence)
    return [e for e, named in zip(evidence, told, strict=True) if not named or asked <= named]


def of_the_role(question: Question, evidence: Sequence[Evidence], library: Library) -> Sequence[Evidence]:
    """For an amount of money of roles, the evidence without amounts of other roles alone, where there are some of those asked
    for."""
    told = [is_pay_of_it(question, e, library) for e in evidence]
    return [e for e, of_it in zip(evidence, told, strict=True) if of_it is not False] if True in told else evidence


def of_the_sides(question: Question, evidence: Sequence[Evidence], library: Library) -> Sequence[Evidence]:
    """For a comparison of things of one kind, the evidence without what sets one of them against a third, where something near
    the best is about all of them."""
    sides = comparison_sides(question, library) if question.shape is Shape.COMPARISON else {}
    kinds = {library.glossary.kind_of(name) for name in sides}
    if len(sides) < 2 or len(kinds) != 1 or not kinds <= SPECIFIC | {ROLE}:
        return evidence
    terms = library.glossary.terms

    def is_third(name: str) -> bool:
        known = any(name.lower() in forms for forms in sides.values())
        return not known and all(subject_overlap(name, side) < LIKE_SUBJECT for side in sides)

    def told(e: Evidence) -> tuple[int, bool]:
        named = [m for m in library.glossary.find(e.unit.text) if terms[m.term].kind in kinds]
        surfaces = {m.surface.lower() for m in named}
        met = sum(not forms.isdisjoint(surfaces) for forms in sides.values())
        return met, sets_against(e.unit.text) and any(is_third(terms[m.term].name) for m in named)

    counts = [told(e) for e in evidence]
    near = (met for e, (met, _) in zip(evidence, counts, strict=True) if e.score >= NEAR_PLACE * evidence[0].score)
    if not any(met == len(sides) for met in near):
        return evidence
    return [e for e, (met, third) in zip(evidence, counts, strict=True) if met == len(sides) or not (met and third)]


def of_the_provider(question: Question, evidence: Sequence[Evidence], library: Library) -> Sequence[Evidence]:
    """The evidence without what is about another provider's things, where the question is about one provider's or several;
    the best unit stays, since what replaced a thing or is set against it may be another's."""
    asked = library.providers_in(question.own) or library.providers_in(question.mentions)
    if not asked or question.shape is Shape.COMPARISON:
        return evidence
    best = evidence[0]
    return [best, *(e for e in evidence[1:] if e.score < NEAR * best.score or not _is_of_others(e, asked, library))]


def _is_of_others(evidence: Evidence, asked: frozenset[int], library: Library) -> bool:
    told = library.whose(evidence)
    return bool(told) and not told & asked


def told_of(evidence: Evidence, library: Library) -> str:
    """What a unit says of where; one that names no place is about that of its heading."""
    fact = library.facts.get(evidence.unit.position)
    told = f"{evidence.unit.lead_text} {evidence.unit.label} {evidence.unit.text} {fact.region if fact else ''}"
    headed = evidence.passage.section[-1:] if not places_in(told) else ()
    return " ".join((*headed, told)).lower()
