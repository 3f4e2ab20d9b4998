"""The questions that a corpus lists as readers ask them, mapped, and which units or topics they are about.

A new question is held against the questions of the units and topics that lie nearest to it anyway, so that what it costs
does not grow with all that are listed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assistant.domain.ports import Matrix, Vector
from assistant.retrieval.ranges import Numbers, rows_in

NEAREST_UNITS = 200
NEAREST_TOPICS = 200
"""Units and topics whose questions are looked at: with 400 units three of 3,554 answers differ."""
_LARGEST = 127


def _none() -> NDArray[np.int32]:
    return np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class ListedQuestions:
    """`rows` (questions, rank) are the mapped questions as whole numbers, `scales` (questions,) what each row is multiplied by.

    They stand group by group; `group_starts` (groups,) says where each group begins. The last groups, one a topic, nothing
    answers; the others are answered by units: those of `answering` (answering,), in rising order, each by the `unit_groups`
    from its place in `unit_starts` (answering,) on. Empty where none are listed.
    """

    rows: NDArray[np.int8] = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int8))
    scales: NDArray[np.float16] = field(default_factory=lambda: np.zeros(0, dtype=np.float16))
    group_starts: NDArray[np.int32] = field(default_factory=_none)
    answering: NDArray[np.int32] = field(default_factory=_none)
    unit_starts: NDArray[np.int32] = field(default_factory=_none)
    unit_groups: NDArray[np.int32] = field(default_factory=_none)

    def nearest(self, question: Vector, units: Vector, topics: Vector) -> tuple[Vector, float]:
        """How near a mapped question (rank,) lies to the listed ones: for every unit the cosine with the nearest one that it
        answers, 0 for none and for units far behind, and the cosine with the nearest one about a topic, 0 without topics.

        `units` (units,) and `topics` (topics,) are the question's cosines with these.
        """
        by_unit = np.zeros(len(units), dtype=np.float32)
        answering = _highest(units[self.answering], NEAREST_UNITS)
        places, unit_bounds = _ranges(self.unit_starts, len(self.unit_groups), answering)
        groups, group_of_place = np.unique(self.unit_groups[places], return_inverse=True)
        first_topic = len(self.group_starts) - len(topics)
        looked_at = np.concatenate([groups, first_topic + _highest(topics, NEAREST_TOPICS)])
        if not looked_at.size:
            return by_unit, 0.0
        rows, bounds = _ranges(self.group_starts, len(self.rows), looked_at)
        cosines = (self.rows[rows].astype(np.float32) @ question) * self.scales[rows].astype(np.float32)
        best = np.maximum.reduceat(cosines, bounds)
        if answering.size:
            by_unit[self.answering[answering]] = np.maximum.reduceat(best[group_of_place], unit_bounds)
        return by_unit, float(best[len(groups) :].max(initial=-1.0)) if topics.size else 0.0


def packed(rows: Matrix) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """Rows as whole numbers of 8 bits, and what each row is multiplied by."""
    scales = (np.abs(rows).max(axis=1, initial=1e-9) / _LARGEST).astype(np.float16)
    return np.rint(rows / scales[:, None].astype(np.float32)).clip(-_LARGEST, _LARGEST).astype(np.int8), scales


def _highest(values: Vector, count: int) -> Numbers:
    """Places of the highest values, in rising order; all where there are no more."""
    return np.sort(np.argpartition(-values, count)[:count]) if len(values) > count else np.arange(len(values))


def _ranges(starts: NDArray[np.int32], end: int, chosen: Numbers) -> tuple[Numbers, Numbers]:
    """Of ranges that follow one another up to `end`: all rows in the chosen ones, and where each begins among them."""
    firsts = starts[chosen].astype(np.int64)
    return rows_in(firsts, np.append(starts[1:], end)[chosen] - firsts)
