"""Measures of a ranking. They see gains and hits, never what was ranked."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2


def recall_at(k: int, hits: Sequence[frozenset[int]], wanted: int) -> float:
    """Share of `wanted` things that the `k` best results hit, the denominator capped at `k`; between 0 and 1.

    `hits` holds, result by result, the numbers of the things that it hits. 0 when nothing is wanted.
    """
    if not wanted:
        return 0.0
    found = frozenset[int]().union(*hits[:k])
    return min(1.0, len(found) / min(k, wanted))


def ndcg_at(k: int, gains: Sequence[float], ideal: Sequence[float]) -> float:
    """Normalised discounted cumulated gain of the `k` best results, between 0 and 1; 0 when nothing could be gained.

    `gains` are the results' gains in rank order, `ideal` the gains of everything that could be found, in any order. The gain
    is linear and rank r (from 1) is discounted by log2(r + 1), as trec_eval and BEIR count it; the measure is that of
    Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4), 2002.
    """
    best = _cumulated(sorted(ideal, reverse=True)[:k])
    return _cumulated(gains[:k]) / best if best else 0.0


def auroc(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """Chance that a positive scores above a negative, a tie counting half; None when one side is empty.

    Counted over all pairs: the area under the ROC curve is the Mann-Whitney statistic over their number (Hanley and McNeil,
    Radiology 143, 1982).
    """
    if not positives or not negatives:
        return None
    won = sum((p > n) + 0.5 * (p == n) for p in positives for n in negatives)
    return won / (len(positives) * len(negatives))


def mean(values: Sequence[float]) -> float | None:
    """The mean, None of nothing."""
    return sum(values) / len(values) if values else None


def _cumulated(gains: Sequence[float]) -> float:
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains, 1))
