"""See that each point of a question is met ("what does it cost, what must I have before, and how long is it valid?").

A question is cut at its commas and conjunctions, and each piece is held against the units by its tokens in the context of the
whole, under the maps learned from readers' questions. Where the answer says nothing near what answers a piece best, that is
added, and what answers none of them gives way, but for the best units.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from assistant.answering.further import announces
from assistant.answering.repetition import repeats, restates
from assistant.answering.select import (
    BEST_NEAR,
    BEST_UNITS,
    is_whole_list,
    size,
    standing,
    state,
    word_budget,
    words,
)
from assistant.answering.statements import Draft, Statement
from assistant.domain.evidence import Evidence
from assistant.domain.ports import EncodedText, Matrix
from assistant.domain.questions import Question
from assistant.language.words import content_terms
from assistant.retrieval.adapter import Adapter
from assistant.retrieval.question_map import unit_length

_BETWEEN = re.compile(r"[,;:?!./()–—]|\b(?:and|or|then|plus)\b", re.IGNORECASE)
MOST_POINTS = 5
"""Points that an answer can meet in its words."""
LOOKED_AT = 12
"""Best units among which the answer to a point is looked for."""
LEAST = 0.7
"""The share of the best unit's score that it must reach."""
UNMET = 0.1
"""How much nearer to a point than all that is said, as a cosine, its answer must be to be added."""
STANDING = 0.05
"""Weight of a unit's score beside its cosine with the point."""


@dataclass(frozen=True, slots=True)
class Points:
    """The points of a question, `mapped` (points, maps × rank) as an adapter maps questions, and its `units` (units,
    maps × rank). Empty where a question has one point alone, or where nothing was learned."""

    mapped: Matrix = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))
    units: Matrix = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))

    def near(self, evidence: Sequence[Evidence]) -> list[dict[int, float]]:
        """For each point, the cosine of each unit of the evidence by its position."""
        positions = sorted({e.unit.position for e in evidence})
        cosines = self.mapped @ self.units[positions].T
        return [dict(zip(positions, row, strict=True)) for row in cosines.tolist()]


def points_of(text: str, encoded: EncodedText, adapter: Adapter) -> Points:
    """The points of a question, the first few of them. `encoded` is the `text` through the encoder."""
    cuts = [found.start() for found in _BETWEEN.finditer(text)]
    pieces = np.searchsorted(cuts, encoded.offsets[:, 0], side="right")
    rows = [np.flatnonzero(pieces == piece) for piece in np.unique(pieces)]
    rows = [own for own in rows if content_terms(" ".join(encoded.words[row] for row in own))]
    if len(rows) < 2 or not adapter.learned:
        return Points()
    seen = adapter.seen(encoded)
    return Points(adapter.mapped([_piece(seen, own) for own in rows[:MOST_POINTS]]), adapter.units)


def _piece(encoded: EncodedText, rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> EncodedText:
    """Some tokens of a text, with the mean of their direction and that of the text."""
    tokens = encoded.tokens[rows]
    vector = unit_length(unit_length(tokens.mean(axis=0)) + encoded.vector)
    return EncodedText(vector, tokens, encoded.offsets[rows], tuple(encoded.words[row] for row in rows))


def with_points(question: Question, draft: Draft, evidence: Sequence[Evidence], points: Points) -> Draft:
    """The draft with what answers the points that it does not meet, in the question's budget of words. A whole list stays as it
    is. `evidence` is best first."""
    said = draft.evidence
    if not len(points.mapped) or not said or is_whole_list(draft.statements):
        return draft
    near = [e for e in evidence[:LOOKED_AT] if e.score >= LEAST * evidence[0].score and not announces(e.unit)]
    cosines = points.near([*said, *near])
    answers = [max((*said, *near), key=lambda e: own[e.unit.position] + STANDING * e.score) for own in cosines]
    missing: list[Evidence] = []
    needed: set[int] = set()
    for own, answer in zip(cosines, answers, strict=True):
        told = [*said, *missing]
        like = [e for e in told if e.unit.position == answer.unit.position or repeats(answer, [e])]
        nearest = max(like or told, key=lambda e: own[e.unit.position])
        if not like and own[answer.unit.position] > own[nearest.unit.position] + UNMET:
            missing.append(answer)
        else:
            needed.add(nearest.unit.position)
    needed |= _best_of(evidence)
    kept = list(draft.statements)
    while missing and size(kept) + words(missing) > word_budget(question):
        spare = [s for s in kept if not any(e.unit.position in needed for e in s.evidence)]
        if spare:
            kept.remove(min(reversed(spare), key=standing))
        else:
            missing.pop()
    if not missing:
        return draft
    bullets = bool(kept) and all(statement.bullet for statement in kept)
    added: list[Statement] = [state(e, bullet=bullets) for e in missing]
    return replace(draft, statements=(*kept, *added))


def _best_of(evidence: Sequence[Evidence]) -> set[int]:
    """Positions of the best unit and of the second one where it is as near and says something else."""
    first, *others = evidence[:BEST_UNITS]
    near = (e for e in others if e.score >= BEST_NEAR * first.score)
    return {first.unit.position, *(e.unit.position for e in near if not restates(e, first))}
