"""Two measures of a ranking. Pure arithmetic: nothing here knows what was searched.

`relevance` says of each retrieved thing, best first, which of the wanted things it holds.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import log2


def ndcg(relevant: Sequence[bool], possible: int, depth: int = 10) -> float:
    """Normalised discounted cumulative gain with binary gains (Järvelin & Kekäläinen, TOIS 2002).

    `possible` is how many relevant things the system could have returned; 0 gives 0.
    """
    ideal = sum(1 / log2(rank + 2) for rank in range(min(depth, possible)))
    found = sum(1 / log2(rank + 2) for rank, hit in enumerate(relevant[:depth]) if hit)
    return found / ideal if ideal else 0.0


def recall(held: Sequence[Collection[int]], wanted: int, depth: int = 5) -> float:
    """Share of the wanted things held by the first `depth` results, of as many as `depth` things could be; 0 wanted gives 0."""
    reached = {thing for things in held[:depth] for thing in things}
    return min(1.0, len(reached) / min(depth, wanted)) if wanted else 0.0
