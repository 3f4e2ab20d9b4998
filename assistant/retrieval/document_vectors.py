"""What a document is about as a whole, as one vector: a passage also gains from the document that it stands in.

A short passage often leaves its topic to the title and to its neighbours. The mean of a document's passage vectors says
that topic, needs no further pass of the model, and is kept with the index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.domain.passages import Passage
from assistant.domain.ports import Matrix, Vector


@dataclass(frozen=True, slots=True)
class DocumentVectors:
    """One unit vector a document, shape (documents, dimension); `rows[p]` is the row of passage p's document."""

    vectors: Matrix
    rows: NDArray[np.int32]

    def cosines(self, vector: Vector, positions: Sequence[int]) -> NDArray[np.float32]:
        """Cosine of `vector` with the document of each passage, in the order of `positions`; none for no positions."""
        return np.asarray(self.vectors[self.rows[np.asarray(positions, dtype=np.int64)]] @ vector)


def document_vectors(passages: Sequence[Passage], passage_vectors: Matrix) -> DocumentVectors:
    """The mean of each document's passage vectors, rows of unit length; documents in the order of their first passage."""
    numbers: dict[str, int] = {}
    rows = np.array([numbers.setdefault(passage.document_id, len(numbers)) for passage in passages], dtype=np.int32)
    sums = np.zeros((len(numbers), passage_vectors.shape[1]), dtype=np.float32)
    np.add.at(sums, rows, passage_vectors)
    return DocumentVectors(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9), rows)
