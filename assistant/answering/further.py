"""What an answer goes on with behind its best unit: the best that is new, as long as it is worth its words.

Half of what is near a question repeats the answer in other words or tells of something beside it. Whether a further unit is
worth saying is a probability: that it tells something asked for which was not told yet.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.answering.fitness import is_question
from assistant.answering.repetition import repeats, says_nothing_new
from assistant.domain.evidence import Evidence, learned
from assistant.domain.passages import Unit, UnitKind
from assistant.domain.questions import Question, Shape
from assistant.language.numbers import figures
from assistant.language.words import content_terms

LEAST_WORTH = 0.05
"""How probable it must be that a further unit tells what was asked and not told: a fifth of what would be added lies below."""
NOVELTY_WEIGHT = 1.5
"""Weight of what a further unit newly meets of the question, beside its score, where nothing was learned."""
NEIGHBOUR = 0.2
"""The same of standing right beside what is said: running text goes on about it, and two sentences in a row read as such."""
_ANNOUNCES = re.compile(r":$|\b(?:the following|as follows|following (?:\w+ )?\w+s)\b", re.IGNORECASE)
"""A sentence that only introduces what stands behind it says nothing alone."""


class Addition(NamedTuple):
    """A unit that may be said behind others: its cosine under the learned maps (`adapted`) and that of the nearest listed
    question (`asked`), each as a share of what the first of them has; which share of its terms, those of the question
    aside, is `new`; whether it holds a `figure`, and one that is new; whether it stands in a document that was quoted
    (`same_document`); how many `words` are said; how many `terms` the question has; whether it wants a `yes_no`."""

    adapted: float
    asked: float
    new: float
    figure: float
    new_figure: float
    same_document: float
    words: float
    terms: float
    yes_no: float


WORTH = Addition(
    adapted=3.89,
    asked=10.5,
    new=0.752,
    figure=-0.0441,
    new_figure=0.189,
    same_document=0.781,
    words=-0.0227,
    terms=0.0416,
    yes_no=-0.779,
)
INTERCEPT = -15.8
"""Weights of a logistic regression on open golden questions (benchmarks/further_statements.py)."""


class Next(NamedTuple):
    """What tells a unit that may be said next from the others: the `gain`, what it newly meets of the question's tokens; its
    cosine under the learned maps (`adapted`) and that of the nearest listed question (`asked`); which share of its terms,
    those of the question aside, is `new`; and whether it holds a figure that is (`new_figure`)."""

    gain: float
    adapted: float
    asked: float
    new: float
    new_figure: float


UTILITY = Next(gain=10.3, adapted=7.08, asked=20.3, new=0.937, new_figure=0.365)
"""Weights of a conditional logit (McFadden 1974) on open golden questions (benchmarks/further_statements.py): behind the first
statement, what readers' questions taught counts for more, and the words that a unit shares with the question for less."""


def announces(unit: Unit) -> bool:
    """True for a sentence that only introduces what follows it, and for a question that nothing answers."""
    return _ANNOUNCES.search(unit.text) is not None or is_question(unit)


def addition(question: Question, unit: Evidence, said: Sequence[Evidence]) -> Addition:
    """What is known of a unit behind what is `said`, which is not empty."""
    first = said[0]
    told = " ".join(e.unit.text for e in said)
    terms = set(content_terms(unit.unit.text))
    terms = terms - set(question.terms) or terms
    held = figures(unit.unit.text, words=False)
    return Addition(
        adapted=unit.adapted / (first.adapted or 1.0),
        asked=unit.asked / (first.asked or 1.0),
        new=len(terms - set(content_terms(told))) / max(1, len(terms)),
        figure=float(bool(held)),
        new_figure=float(bool(held - figures(told, words=False) - figures(question.asked, words=False))),
        same_document=float(any(e.document.id == unit.document.id for e in said)),
        words=float(len(told.split())),
        terms=float(len(question.terms)),
        yes_no=float(question.shape is Shape.YES_NO),
    )


def worth(known: Addition) -> float:
    """The probability that a unit tells something asked for that was not said."""
    told = zip(WORTH, known, strict=True)
    return 1.0 / (1.0 + math.exp(-INTERCEPT - sum(weight * value for weight, value in told)))


def further(
    question: Question,
    candidates: Sequence[Evidence],
    said: Sequence[Evidence],
    room: int,
    most: int,
    least: float = LEAST_WORTH,
) -> list[Evidence]:
    """Up to `most` candidates in `room` words, one after the other. Where readers' questions were learned, which say how near
    a unit lies to what is asked, each is the one of most utility behind what is said before it, and must be worth saying
    with a probability of `least`; else it is the one that scores best together with its gain and with what it goes on about.

    The gain is that of facility location (Lin and Bilmes, "A Class of Submodular Functions for Document Summarization",
    ACL 2011) over the question's tokens: a unit near a part of the question that is still open comes before one that
    meets again what was met.
    """
    positions = {e.unit.position for e in said}
    left = [e for e in candidates if e.unit.position not in positions and not announces(e.unit)]
    judged = bool(said) and learned(said)
    added: list[Evidence] = []
    while left and len(added) < most:
        told = [*said, *added]
        left = [e for e in left if len(e.unit.text.split()) <= room and not _said_again(e, told)]
        if judged:
            met, known = met_by(told), {e.unit.position: addition(question, e, told) for e in left}
            left = [e for e in left if worth(known[e.unit.position]) > least]
            rank = {e.unit.position: utility(coming(e, known[e.unit.position], met)) for e in left}
        else:
            rank = _standing_behind(told, left)
        if not left:
            break
        chosen = max(left, key=lambda e: (rank[e.unit.position], -e.unit.position))
        added.append(chosen)
        left.remove(chosen)
        room -= len(chosen.unit.text.split())
    return added


def coming(unit: Evidence, known: Addition, met: Sequence[float]) -> Next:
    """What is known of a unit as the next one; `met` is how well each token of the question was met by what is said."""
    return Next(_gain(unit, met), unit.adapted, unit.asked, known.new, known.new_figure)


def utility(known: Next) -> float:
    """The utility of a unit as the next statement; only differences mean anything."""
    return float(sum(weight * value for weight, value in zip(UTILITY, known, strict=True)))


def _standing_behind(told: Sequence[Evidence], left: Sequence[Evidence]) -> dict[int, float]:
    """How good each unit that is left is behind what is told, by its position, where nothing was learned."""
    met, around = met_by(told), {place for e in told for place in beside(e)}
    near = {e.unit.position: NEIGHBOUR if beside(e) and e.unit.position in around else 0.0 for e in left}
    return {e.unit.position: e.score + NOVELTY_WEIGHT * _gain(e, met) + near[e.unit.position] for e in left}


def beside(evidence: Evidence) -> tuple[int, ...]:
    """Positions of the units right beside a sentence in its passage."""
    place, units = evidence.unit.position, evidence.passage.units
    return tuple(p for p in (place - 1, place + 1) if p in units) if evidence.unit.kind is UnitKind.SENTENCE else ()


def met_by(said: Sequence[Evidence]) -> list[float]:
    """For each token of the question the best match among what is said."""
    return [max(column) for column in zip(*(e.matches for e in said if e.matches), strict=True)]


def gain_beside(evidence: Evidence, others: Sequence[Evidence]) -> float:
    """How much better a unit meets the question's tokens than the others do, summed over the tokens."""
    return _gain(evidence, met_by(others))


def _gain(evidence: Evidence, met: Sequence[float]) -> float:
    return sum(max(0.0, own - best) for own, best in zip(evidence.matches, met, strict=False))


def _said_again(candidate: Evidence, said: Sequence[Evidence]) -> bool:
    """True for a repetition, and for a second definition."""
    second_term = candidate.unit.kind is UnitKind.TERM and any(e.unit.kind is UnitKind.TERM for e in said)
    return second_term or repeats(candidate, said) or says_nothing_new(candidate, said)
