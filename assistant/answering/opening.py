"""Which of its statements an answer begins with: the one that most probably tells what was asked.

What is packed reads in the order of the documents, so that a sentence and the one that goes on about it stay together; the
sentence that answers may then stand second or third. A conditional logit over the statements of an answer says which it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant.answering.statements import Draft, Statement
from assistant.domain.evidence import Evidence, learned
from assistant.domain.passages import UnitKind
from assistant.language.numbers import has_figure

AHEAD = 0.2
"""How far the utility of a statement must be ahead of the first one's for it to go before it."""
_LEANS = re.compile(
    r"(?:it|its|they|their|this|that|these|those|both|such|each|he|she|and|but|so|then)\b|(?:\S+ ){0,5}also\b", re.IGNORECASE
)
"""What a sentence begins with that needs the one before it."""


class Opening(NamedTuple):
    """What is known of a statement: its unit's score, its cosine under the learned maps (`adapted`) and that of the nearest
    listed question (`asked`), the share of the question that it and its headings cover, and whether it holds a `figure` and
    is a typed `fact`."""

    score: float
    adapted: float
    asked: float
    coverage: float
    figure: float
    fact: float


UTILITY = Opening(score=2.61, adapted=0.797, asked=0.748, coverage=-0.732, figure=0.514, fact=1.09)
"""Weights of a conditional logit (McFadden 1974) on open golden questions (benchmarks/opening_statements.py)."""


def opened_by_the_best(draft: Draft) -> Draft:
    """The draft with the statement first that most probably tells what was asked, together with those right behind it that
    lean on it. A draft with bullets keeps its order, and so does one that begins with what its table sets side by side, and one
    where no readers' questions were learned."""
    told = draft.statements
    if told and any(told[0].evidence[0] in row for table in draft.tables for row in table.evidence):
        return draft
    if len(told) < 2 or any(s.bullet for s in told) or not learned([e for s in told for e in s.evidence]):
        return draft
    worth = [utility(opening(s.evidence[0])) for s in told]
    able = [place for place, s in enumerate(told) if place == 0 or may_open(s)]
    best = max(able, key=lambda place: (worth[place], -place))
    if worth[best] < worth[0] + AHEAD:
        return draft
    end = best + 1
    while end < len(told) and _leans(told[end]):
        end += 1
    return replace(draft, statements=(*told[best:end], *told[:best], *told[end:]))


def opening(evidence: Evidence) -> Opening:
    """What is known of a statement that rests on this evidence."""
    return Opening(
        score=evidence.score,
        adapted=evidence.adapted,
        asked=evidence.asked,
        coverage=evidence.coverage,
        figure=float(has_figure(evidence.unit.text)),
        fact=float(evidence.unit.kind is UnitKind.FACT),
    )


def utility(known: Opening, weights: Sequence[float] = UTILITY) -> float:
    """The utility of a statement as an answer's first; only differences mean anything."""
    return float(sum(weight * value for weight, value in zip(weights, known, strict=True)))


def may_open(statement: Statement) -> bool:
    """True for a statement that needs none before it and announces none behind it."""
    return not _leans(statement) and not statement.text.endswith(":") and statement.evidence[0].unit.kind is not UnitKind.ROW


def _leans(statement: Statement) -> bool:
    return not statement.heading and _LEANS.match(statement.text) is not None
