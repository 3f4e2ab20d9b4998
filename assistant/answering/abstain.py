"""How likely it is that the evidence answers the question, and what to say when it does not.

The probability is a logistic function of the best unit's and its passage's closeness to the question, and of how the words
beyond the question's names are met. The weights were fitted on the golden tuning half, on questions that people asked in
trials, and on three outside sets, asked of their own corpus and of one another's (benchmarks/calibrate.py); a question's
unknown names count against it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.answering.expected import expected_figure, holds_figure
from assistant.answering.library import Library, facts_asked, facts_named
from assistant.domain.evidence import Evidence
from assistant.domain.passages import UnitKind
from assistant.domain.questions import Question, Shape
from assistant.language.words import content_terms

ANSWER_FROM = 0.3
"""Below, the closest statements are shown as such, or nothing."""
_LOWEST, _HIGHEST = 0.03, 0.08
"""Bounds of the level below which nothing is answered, whatever the corpus."""
_BIAS = -5.5
_COSINE = 3.3
_LATE = 3.2
_PASSAGE_COSINE = 3.7
_UNMET = -0.9
_UNKNOWN_NAME = -1.2
_UNKNOWN_NAME_FIGURE = -4.5
"""A figure for a place, product or company that the corpus does not know is not one for its neighbour."""
_NO_MONEY = -5.0
_NO_COUNT = -3.0
"""No unit near the top states an amount of money, or a number of the thing counted; the latter may stand as a list."""
_NO_ATTRIBUTE = -3.0
"""The thing named is described by facts, none states the attribute asked for, and no unit near the top speaks of it."""
NEAR = 6


def partial_from(background: float) -> float:
    """The level below which nothing is answered: above what off-topic questions reach on this corpus."""
    return min(_HIGHEST, max(_LOWEST, 1.2 * background))


def confidence(question: Question, evidence: Sequence[Evidence], library: Library, unmet: float) -> float:
    """Probability in 0…1 that the best units hold the answer; 0 without evidence.

    `unmet` is the share of the question's words beyond its names that the evidence does not meet, 0…1.
    """
    if not evidence:
        return 0.0
    best = max(evidence[:3], key=lambda e: (_linear(e), -e.unit.position))
    figure = question.shape is Shape.FIGURE
    penalty = _UNMET * unmet
    penalty += (_UNKNOWN_NAME_FIGURE if figure else _UNKNOWN_NAME) * min(2, len(question.unknown_names))
    demands = expected_figure(question, library.glossary)
    asked = set(facts_asked(question, library))
    near = [e for place, e in enumerate(evidence) if place < NEAR or e.unit.position in asked]
    if demands.any and not any(holds_figure(demands, e) for e in near):
        penalty += _NO_MONEY if demands.money else _NO_COUNT
    if _lacks_attribute(question, evidence, library):
        penalty += _NO_ATTRIBUTE
    return 1.0 / (1.0 + math.exp(-(_linear(best) + penalty)))


def _lacks_attribute(question: Question, evidence: Sequence[Evidence], library: Library) -> bool:
    """True for a near miss: an attribute that facts have, asked of a thing that facts describe, and stated of it nowhere."""
    if not question.attributes or facts_asked(question, library) or not facts_named(question, library):
        return False
    wordings = {
        term
        for place, attribute in enumerate(library.attributes.terms)
        if attribute.name in question.attributes
        for name in library.attributes.names(place)
        for term in content_terms(name)
    }
    return not any(wordings & set(content_terms(e.unit.text)) for e in evidence[:NEAR])


def reason(asked: str, question: Question, evidence: Sequence[Evidence]) -> str:
    """What was looked for, in the user's words, and what the corpus holds nearby. Makes no claim about the subject."""
    unknown = ", ".join(f"“{name}”" for name in question.unknown_names[:3])
    first = f"Nothing in the corpus answers “{asked.strip()}”."
    if unknown:
        first += f" The corpus does not mention {unknown}."
    nearby = nearby_topics(evidence)
    return f"{first} The closest topics it holds: {'; '.join(nearby)}." if nearby else first


def nearby_topics(evidence: Sequence[Evidence], limit: int = 3) -> list[str]:
    """Titles with their sections of the best passages, each once."""
    topics: dict[str, None] = {}
    for e in evidence:
        if e.unit.kind in (UnitKind.FACT, UnitKind.TERM):
            continue
        section = e.passage.section[-1].rstrip("?.: ") if e.passage.section else ""
        topics.setdefault(f"{e.document.title} › {section}" if section else e.document.title)
        if len(topics) == limit:
            break
    return list(topics)


def _linear(e: Evidence) -> float:
    return _BIAS + _COSINE * e.cosine + _LATE * e.late + _PASSAGE_COSINE * e.passage_cosine
