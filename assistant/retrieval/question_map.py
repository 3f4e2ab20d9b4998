"""From an encoded question to the spaces in which it lies near its answers: learned maps of its vector and its tokens.

The vector is the mean of all tokens. What a question is about and what it asks of it often stand in a few of them, so each
head of attention takes a weighted mean of its own, as in a structured self-attentive sentence embedding (Lin and others,
ICLR 2017), and all means are mapped together. Several such maps, learned from different beginnings, each see a question a
little differently; their mean is steadier than any of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assistant.domain.ports import EncodedText, Matrix, Vector


@dataclass(frozen=True, slots=True)
class QuestionMap:
    """`whole` (maps, dimension, rank) maps the vector of a question; of each head, `attention` (maps, dimension, heads) weighs
    the tokens (softmax over the question) and `parts` (maps, heads, dimension, rank) maps their weighted mean. Empty where none
    was learned; without heads where the encoder's own layers were tuned."""

    whole: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0, 0), dtype=np.float32))
    attention: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0, 0), dtype=np.float32))
    parts: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0, 0, 0), dtype=np.float32))

    @property
    def learned(self) -> bool:
        """False where there is no map."""
        return self.whole.size > 0

    def of(self, question: EncodedText) -> Matrix:
        """The question in each learned space, shape (maps, rank), with rows of unit length."""
        mapped_whole = question.vector @ self.whole
        if not self.parts.size or not len(question.tokens):
            return unit_length(mapped_whole)
        means = self._means(question)
        maps, heads, dimension, rank = self.parts.shape
        mapped_means = means.reshape(maps, 1, heads * dimension) @ self.parts.reshape(maps, heads * dimension, rank)
        return unit_length(mapped_whole + mapped_means[:, 0])

    def of_pieces(self, pieces: Sequence[EncodedText]) -> Matrix:
        """Several texts, each with tokens, in each learned space at once, shape (texts, maps, rank): most of the time goes into
        reading the maps."""
        mapped = np.stack([piece.vector for piece in pieces]) @ self.whole
        if not self.parts.size:
            return unit_length(mapped.transpose(1, 0, 2))
        maps, heads, dimension, rank = self.parts.shape
        means = np.stack([self._means(piece) for piece in pieces], axis=1).reshape(maps, len(pieces), heads * dimension)
        return unit_length((mapped + means @ self.parts.reshape(maps, heads * dimension, rank)).transpose(1, 0, 2))

    def _means(self, question: EncodedText) -> Matrix:
        """The means of a question's tokens by the heads of each map, shape (maps, heads, dimension)."""
        tokens = question.tokens.astype(np.float32, copy=False)
        weights = tokens @ self.attention
        weights = np.exp(weights - weights.max(axis=1, keepdims=True))
        return np.asarray((weights / weights.sum(axis=1, keepdims=True)).transpose(0, 2, 1) @ tokens)


def unit_length(rows: Matrix | Vector) -> Matrix:
    """A vector, or the rows of a matrix, scaled to length one; zeros stay zeros."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9), dtype=np.float32)
