"""Measures of a ranking, against values worked out by hand."""

from __future__ import annotations

from math import log2

import pytest

from assistant.evaluation.ranking import auroc, mean, ndcg_at, recall_at

NOTHING = frozenset[int]()


def hits(*numbers: int | None) -> list[frozenset[int]]:
    """One result a number: it hits that thing, or nothing for None."""
    return [NOTHING if n is None else frozenset({n}) for n in numbers]


@pytest.mark.parametrize(
    ("found", "wanted", "recall"),
    [
        (hits(0, 1), 2, 1.0),
        (hits(None, 0, None), 2, 0.5),
        (hits(0, 0, 0), 3, 1 / 3),
        (hits(None, None, None, None, None, 0), 1, 0.0),
        (hits(0, 1, 2, 3, 4, 5, 6), 7, 1.0),
        ([frozenset({0, 1, 2}), frozenset({3, 4, 5})], 7, 1.0),
        ([], 3, 0.0),
        (hits(None), 0, 0.0),
    ],
)
def test_recall_at_5_is_the_share_of_things_hit_by_the_best_five(
    found: list[frozenset[int]], wanted: int, recall: float
) -> None:
    assert recall_at(5, found, wanted) == pytest.approx(recall)


@pytest.mark.parametrize(
    ("gains", "ideal", "ndcg"),
    [
        ([1, 1], [1, 1], 1.0),
        ([0, 1], [1], 1 / log2(3)),
        ([1, 0, 1], [1, 1], (1 + 1 / log2(4)) / (1 + 1 / log2(3))),
        ([1, 3], [1, 3], (1 + 3 / log2(3)) / (3 + 1 / log2(3))),
        ([0] * 10 + [1], [1], 0.0),
        ([1] * 10, [1] * 40, 1.0),
        ([], [1], 0.0),
        ([0, 0], [], 0.0),
    ],
)
def test_ndcg_at_10_is_the_discounted_gain_over_the_best_possible(gains: list[float], ideal: list[float], ndcg: float) -> None:
    assert ndcg_at(10, gains, ideal) == pytest.approx(ndcg)


@pytest.mark.parametrize(
    ("positives", "negatives", "area"),
    [
        ([0.9, 0.8], [0.1, 0.2], 1.0),
        ([0.1], [0.9], 0.0),
        ([0.5], [0.5], 0.5),
        ([0.9, 0.3], [0.5, 0.3], 2.5 / 4),
        ([], [0.5], None),
        ([0.5], [], None),
    ],
)
def test_auroc_is_the_share_of_pairs_in_order_with_ties_as_half(
    positives: list[float], negatives: list[float], area: float | None
) -> None:
    assert auroc(positives, negatives) == area


def test_the_mean_of_nothing_is_none() -> None:
    assert (mean([]), mean([1.0, 2.0])) == (None, 1.5)
