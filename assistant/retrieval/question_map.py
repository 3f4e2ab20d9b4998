"""From an encoded question to the space in which it lies near its answers: a learned map of its vector and its tokens.

The vector is the mean of all tokens. What a question is about and what it asks of it often stand in a few of them, so each
head of attention takes a weighted mean of its own, as in a structured self-attentive sentence embedding (Lin and others,
ICLR 2017), and all means are mapped together.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assistant.domain.ports import EncodedText, Matrix, Vector


def _nothing() -> Matrix:
    return np.zeros((0, 0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class QuestionMap:
    """`whole` (dimension, rank) maps the vector of a question; of each head, `attention` (dimension, heads) weighs the tokens
    (softmax over the question) and `parts` (heads, dimension, rank) maps their weighted mean. Empty where none was learned."""

    whole: Matrix = field(default_factory=_nothing)
    attention: Matrix = field(default_factory=_nothing)
    parts: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0, 0), dtype=np.float32))

    @property
    def learned(self) -> bool:
        """False where there is no map."""
        return self.whole.size > 0

    def of(self, question: EncodedText) -> Vector:
        """The question in the learned space, shape (rank,), of unit length."""
        mapped_whole = question.vector @ self.whole
        if not len(question.tokens):
            return unit_length(mapped_whole)
        tokens = question.tokens.astype(np.float32, copy=False)
        weights = tokens @ self.attention
        weights = np.exp(weights - weights.max(axis=0))
        means = (weights / weights.sum(axis=0)).T @ tokens
        return unit_length(mapped_whole + means.reshape(-1) @ self.parts.reshape(-1, self.parts.shape[2]))


def unit_length(rows: Matrix | Vector) -> Matrix:
    """A vector, or the rows of a matrix, scaled to length one; zeros stay zeros."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9), dtype=np.float32)
