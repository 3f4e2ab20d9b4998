"""MaxSim over token vectors: how well each word of the question is matched by some word of a text, in context.

Khattab & Zaharia, "ColBERT" (SIGIR 2020), with the mean instead of the sum so that long and short questions
compare, weighted by the words' rarity. The token vectors are those of the sentence encoder itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.domain.ports import Matrix

Best = NDArray[np.float32]
"""The best cosine of each question token with a token of some text, shape (question tokens,)."""

_PRODUCT = 1 << 18
"""Multiplications of one matrix product. OpenBLAS computes products up to this size on one thread, and two threads that wait
for each other on a machine in use cost far more than a second one gains (84 ms against 8 ms at the 95th percentile)."""


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


def similarities(question: QuestionTokens, store: TokenStore, passages: Sequence[int]) -> list[Matrix]:
    """Cosines of each passage, of shape (question tokens, tokens of the passage).

    A passage without tokens gives no columns.
    """
    ranges = [(int(store.bounds[p]), int(store.bounds[p + 1])) for p in passages]
    if not ranges:
        return []
    rows = np.concatenate([store.vectors[left:right] for left, right in ranges]).astype(np.float32)
    scales = np.concatenate([store.scales[left:right] for left, right in ranges])
    step = max(1, _PRODUCT // max(1, question.vectors.size))
    pieces = [question.vectors @ rows[start : start + step].T for start in range(0, max(1, len(rows)), step)]
    cosines = np.concatenate(pieces, axis=1) * scales
    ends = np.cumsum([right - left for left, right in ranges])
    return np.split(cosines, ends[:-1], axis=1)


def best_by_owner(cosines: Matrix, owners: NDArray[np.int32]) -> dict[int, Best]:
    """Per owner, the best cosine of each question token with one of its tokens.

    `owners` names the owner of each column; neighbours of one owner are reduced together.
    """
    if not len(owners):
        return {}
    starts = np.concatenate([[0], np.flatnonzero(owners[1:] != owners[:-1]) + 1])
    rows = np.ascontiguousarray(np.maximum.reduceat(cosines, starts, axis=1).T)
    best: dict[int, Best] = {}
    for owner, row in zip(owners[starts].tolist(), rows, strict=True):
        best[owner] = np.maximum(best[owner], row) if owner in best else row
    return best


def highest(cosines: Matrix) -> Best | None:
    """The best cosine of each question token; None for a text without tokens."""
    return np.asarray(cosines.max(axis=1)) if cosines.shape[1] else None


def better(one: Best | None, other: Best | None) -> Best | None:
    """The better of two texts' cosines for each question token; a text without tokens (None) adds nothing."""
    if one is None or other is None:
        return other if one is None else one
    return np.maximum(one, other)


def max_sim(question: QuestionTokens, best: Best | None) -> float:
    """Weighted mean over question tokens of the `best` cosines; 0 for a text without tokens (None)."""
    return float(best @ question.weights) if best is not None and len(question.weights) else 0.0


def matches(question: QuestionTokens, best: Best | None) -> tuple[float, ...]:
    """The terms whose sum is `max_sim`, one a question token; zeros for a text without tokens (None)."""
    return (0.0,) * len(question.weights) if best is None else tuple((best * question.weights).tolist())
