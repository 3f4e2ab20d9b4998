"""MaxSim over token vectors: how well each word of the question is matched by some word of a text, in context.

Khattab & Zaharia, "ColBERT" (SIGIR 2020), with the mean instead of the sum so that long and short questions
compare, weighted by the words' rarity. The token vectors are those of the sentence encoder itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.domain.ports import Matrix


@dataclass(frozen=True, slots=True)
class QuestionTokens:
    """Token vectors of the question, shape (tokens, dimension), their weights (tokens,), which sum to 1, and the tokens."""

    vectors: Matrix
    weights: NDArray[np.float32]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TokenStore:
    """Token vectors of all passages: int8 rows with one scale each; passage p owns rows bounds[p]:bounds[p + 1].

    `units` names the unit of each row, -1 for tokens of the heading path.
    """

    vectors: NDArray[np.int8]
    scales: NDArray[np.float32]
    bounds: NDArray[np.int64]
    units: NDArray[np.int32]


def similarities(question: QuestionTokens, store: TokenStore, passage: int) -> Matrix:
    """Cosines of shape (question tokens, tokens of the passage); a passage without tokens gives no columns."""
    left, right = int(store.bounds[passage]), int(store.bounds[passage + 1])
    rows = store.vectors[left:right].astype(np.float32)
    return (question.vectors @ rows.T) * store.scales[left:right]


def max_sim(question: QuestionTokens, cosines: Matrix) -> float:
    """Weighted mean over question tokens of the best cosine; 0 for a text without tokens."""
    if cosines.shape[1] == 0 or not len(question.weights):
        return 0.0
    return float(cosines.max(axis=1) @ question.weights)


def matches(question: QuestionTokens, cosines: Matrix) -> tuple[float, ...]:
    """The terms whose sum is `max_sim`, one a question token."""
    if cosines.shape[1] == 0:
        return (0.0,) * len(question.weights)
    return tuple((cosines.max(axis=1) * question.weights).tolist())
