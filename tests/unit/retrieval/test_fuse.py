"""Scores of two searches become one."""

from __future__ import annotations

from assistant.retrieval.fuse import fuse, ranked, weighted_sum


def test_the_fused_score_is_the_cosine_and_the_weighted_share_of_the_best_keyword_score() -> None:
    assert fuse({1: 0.5, 2: 0.25}, {1: 4.0, 2: 8.0}, weight=0.5) == {1: 0.75, 2: 0.75}


def test_a_passage_that_one_search_did_not_find_has_no_score_from_it() -> None:
    assert fuse({1: 0.5}, {2: 3.0}, weight=0.25) == {1: 0.5, 2: 0.25}


def test_without_keyword_scores_the_cosines_stay() -> None:
    assert fuse({1: 0.5}, {}) == {1: 0.5}
    assert fuse({1: 0.5}, {1: 0.0}) == {1: 0.5}


def test_a_weighted_sum_counts_a_missing_score_as_nothing() -> None:
    assert weighted_sum([({1: 1.0, 2: 2.0}, 1.0), ({2: 4.0, 3: 8.0}, 0.5)]) == {1: 1.0, 2: 4.0, 3: 4.0}
    assert weighted_sum([]) == {}


def test_equal_scores_are_ranked_by_position() -> None:
    assert ranked({7: 0.5, 2: 0.5, 9: 0.75, 4: 0.25}, 3) == [(9, 0.75), (2, 0.5), (7, 0.5)]
