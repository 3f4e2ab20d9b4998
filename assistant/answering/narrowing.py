"""Which of the evidence an answer may be made of: what is about the attribute, place and provider asked for."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.expected import expected_figure, holds_figure
from assistant.answering.library import Library, facts_asked, places_named, places_told
from assistant.domain.evidence import Evidence
from assistant.domain.questions import Question, Shape
from assistant.language.gazetteer import places_in
from assistant.language.places import names_place

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
    """The evidence without facts on other attributes of what is named, where a fact states the attribute asked for; what is
    nearly as good as the best may meet another point of the question and stays."""
    asked = set(facts_asked(question, library))
    if not any(e.unit.position in asked for e in evidence):
        return evidence
    least, demands = TO_THE_POINT * evidence[0].score, expected_figure(question, library.glossary)

    def stays(e: Evidence) -> bool:
        fitting = e.unit.position not in library.facts and (not demands.any or holds_figure(demands, e))
        return fitting or e.unit.position in asked or e.score >= least

    return [e for e in evidence if stays(e)]


def of_the_place(question: Question, evidence: Sequence[Evidence], library: Library) -> Sequence[Evidence]:
    """For a figure of a place, the evidence without what is not about that place; of several places, what is about all of
    them where that is as close, else what is about one."""
    places = places_named(question, library) if question.shape is Shape.FIGURE else []
    if not places:
        return evidence
    told = [(e, [names_place(told_of(e, library), names) for names in places]) for e in evidence]
    one = [e for e, met in told if any(met)]
    every = [e for e, met in told if all(met)]
    if one and one[0].score < NEAR_PLACE * evidence[0].score and not places_told(evidence[0], library):
        return evidence
    return every if every and every[0].score >= ALL_PLACES * one[0].score else one or evidence


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
