"""The measures by which retrieval is compared, on rankings small enough to reckon by hand."""

from __future__ import annotations

from math import log2

import pytest

from benchmarks.peers.bench import Chunk
from benchmarks.retrieval_measures import ndcg, recall
from benchmarks.retrieval_sets import Ranked


def test_gain_falls_with_the_rank_and_is_divided_by_the_best_possible() -> None:
    assert ndcg([False, True], possible=1) == pytest.approx(1 / log2(3))
    assert ndcg([True, True], possible=2) == 1.0
    assert ndcg([True], possible=2) == pytest.approx(1 / (1 + 1 / log2(3)))


def test_nothing_beyond_the_depth_counts() -> None:
    assert ndcg([False] * 10 + [True], possible=1) == 0.0
    assert recall([[], [], [], [], [], [0]], wanted=1) == 0.0


def test_recall_counts_each_wanted_thing_once_and_asks_for_no_more_than_fit() -> None:
    assert recall([[0], [0, 1]], wanted=4) == 0.5
    assert recall([[0], [1], [2], [3], [4]], wanted=8) == 1.0


def test_documents_are_ranked_by_their_best_chunk() -> None:
    question = Ranked("q", "?", (), (("b", None),))
    found = [Chunk("a", 0, 9), Chunk("a", 9, 18), Chunk("b", 0, 9)]

    assert question.score(found, found)[0] == pytest.approx(1 / log2(3))


def test_a_chunk_counts_when_it_holds_the_middle_of_a_quote() -> None:
    question = Ranked("q", "?", (), (("a", 8), ("a", 9)))
    everything = [Chunk("a", 0, 9), Chunk("a", 9, 18), Chunk("b", 0, 18)]

    gain, share = question.score(everything[:1], everything)

    assert (gain, share) == pytest.approx((1 / (1 + 1 / log2(3)), 0.5))
    assert question.score(everything[2:], everything) == (0.0, 0.0)
