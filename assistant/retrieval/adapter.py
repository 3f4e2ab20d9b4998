"""Where a question lies among the statements that answer such questions: a linear map of vectors, learned at ingest.

The encoder was trained on the web at large and puts a question near what sounds like it. From the questions that the corpus
lists as readers ask them, an ingest learns two maps of low rank, one for questions and one for units, under which questions
lie near their answers (ingest/learn_adapter.py). A corpus that lists none has an adapter that says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from assistant.domain.ports import Matrix, Vector


def _nothing() -> Matrix:
    return np.zeros((0, 0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Adapter:
    """`questions` (dimension, rank) maps a question's vector. `units` (units, rank) are the units as mapped, `missing`
    (topics, rank) what readers ask and the corpus does not hold, by `topics`; their rows have unit length. Empty arrays where
    nothing was learned."""

    questions: Matrix = field(default_factory=_nothing)
    units: Matrix = field(default_factory=_nothing)
    missing: Matrix = field(default_factory=_nothing)
    topics: Sequence[str] = ()

    @property
    def learned(self) -> bool:
        """False where a corpus lists no questions to learn from."""
        return self.questions.size > 0

    def unit_cosines(self, vector: Vector) -> Vector:
        """Cosine of a question with every unit as mapped, shape (units,). Only for a learned adapter."""
        return np.asarray(self.units @ mapped(vector, self.questions))

    def nearest_missing(self, vector: Vector) -> tuple[float, str]:
        """The highest cosine with what the corpus does not hold, and its topic; (0, "") where nothing is listed."""
        if not self.topics:
            return 0.0, ""
        cosines = self.missing @ mapped(vector, self.questions)
        row = int(cosines.argmax())
        return float(cosines[row]), self.topics[row]


def mapped(vectors: Matrix | Vector, by: Matrix) -> Matrix:
    """Vectors, one or a row each, under a map of shape (dimension, rank), scaled to unit length."""
    product = np.asarray(vectors @ by, dtype=np.float32)
    return np.asarray(product / np.maximum(np.linalg.norm(product, axis=-1, keepdims=True), 1e-9), dtype=np.float32)
