"""Where a question lies among the statements that answer such questions: linear maps of vectors, learned at ingest.

The encoder was trained on the web at large and puts a question near what sounds like it. From the questions that the corpus
lists as readers ask them, an ingest learns two maps of low rank, one for questions and one for units, under which questions
lie near their answers (ingest/learn_adapter.py). Under the same map a new question is held against the listed ones, those
that a section answers and those that nothing does. A corpus that lists none has an adapter that says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.domain.ports import Matrix, Vector

_REMEMBERED = 16


def _nothing() -> Matrix:
    return np.zeros((0, 0), dtype=np.float32)


def _none() -> NDArray[np.int32]:
    return np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Adapted:
    """What an adapter says of one question: its cosine with every unit, and for every unit that with the nearest listed
    question that the unit answers, 0 for none (both of shape (units,)); then the cosine with the nearest topic that the corpus
    does not hold, that topic, and the cosine with the nearest listed question about any such. Empty without an adapter."""

    units: Vector = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    asked: Vector = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    missing: float = 0.0
    topic: str = ""
    missing_asked: float = 0.0


@dataclass(frozen=True, slots=True)
class Adapter:
    """`questions` (dimension, rank) maps a question's vector; all else is mapped, with rows of unit length.

    `units` (units, rank) are the units, `missing` (topics, rank) what readers ask and the corpus does not hold, by `topics`.
    `asked` (listed, rank) are the listed questions, group by group: `group_starts` (groups,) says where each begins. The
    last groups, one a topic, nothing answers; the others are answered by units: those of `answering` (answering,) each by the
    `unit_groups` from its place in `unit_starts` (answering,) on. Empty arrays where nothing was learned.
    """

    questions: Matrix = field(default_factory=_nothing)
    units: Matrix = field(default_factory=_nothing)
    missing: Matrix = field(default_factory=_nothing)
    topics: Sequence[str] = ()
    asked: Matrix = field(default_factory=_nothing)
    group_starts: NDArray[np.int32] = field(default_factory=_none)
    answering: NDArray[np.int32] = field(default_factory=_none)
    unit_starts: NDArray[np.int32] = field(default_factory=_none)
    unit_groups: NDArray[np.int32] = field(default_factory=_none)
    _remembered: Callable[[bytes], Adapted] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep what was said of the last few questions: retrieval and reranking ask for the same ones."""
        object.__setattr__(self, "_remembered", lru_cache(maxsize=_REMEMBERED)(self._of))

    @property
    def learned(self) -> bool:
        """False where a corpus lists no questions to learn from."""
        return self.questions.size > 0

    def of(self, vector: Vector) -> Adapted:
        """What it says of a question with this vector (dimension,)."""
        return self._remembered(vector.tobytes()) if self.learned else Adapted()

    def _of(self, vector: bytes) -> Adapted:
        question = mapped(np.frombuffer(vector, dtype=np.float32), self.questions)
        units = np.asarray(self.units @ question)
        best = np.maximum.reduceat(self.asked @ question, self.group_starts)
        asked = np.zeros(len(units), dtype=np.float32)
        if self.answering.size:
            asked[self.answering] = np.maximum.reduceat(best[self.unit_groups], self.unit_starts)
        if not self.topics:
            return Adapted(units, asked)
        missing = self.missing @ question
        nearest = int(missing.argmax())
        listed = float(best[-len(self.topics) :].max())
        return Adapted(units, asked, float(missing[nearest]), self.topics[nearest], listed)


def mapped(vectors: Matrix | Vector, by: Matrix) -> Matrix:
    """Vectors, one or a row each, under a map of shape (dimension, rank), scaled to unit length."""
    product = np.asarray(vectors @ by, dtype=np.float32)
    return np.asarray(product / np.maximum(np.linalg.norm(product, axis=-1, keepdims=True), 1e-9), dtype=np.float32)
