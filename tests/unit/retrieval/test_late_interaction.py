"""How well each word of a question is matched by some word of a text."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.retrieval.late_interaction import (
    QuestionTokens,
    TokenStore,
    best_by_owner,
    better,
    highest,
    matches,
    max_sim,
    similarities,
)

QUESTION = QuestionTokens(np.eye(2, dtype=np.float32), np.array([0.75, 0.25], dtype=np.float32))
STORE = TokenStore(
    vectors=np.array([[100, 0], [0, 50]], dtype=np.int8),
    scales=np.array([0.01, 0.01], dtype=np.float32),
    bounds=np.array([0, 0, 2]),
    units=np.array([0, 0], dtype=np.int32),
)


def test_each_question_token_counts_its_best_match_by_its_weight() -> None:
    (cosines,) = similarities(QUESTION, STORE, [1])

    assert cosines.tolist() == [[pytest.approx(1.0), 0.0], [0.0, pytest.approx(0.5)]]
    assert max_sim(QUESTION, highest(cosines)) == pytest.approx(0.75 * 1.0 + 0.25 * 0.5)


def test_a_passage_without_tokens_has_no_columns_and_scores_nothing() -> None:
    (cosines,) = similarities(QUESTION, STORE, [0])

    assert cosines.shape == (2, 0)
    assert highest(cosines) is None
    assert best_by_owner(cosines, STORE.units[:0]) == {}
    assert max_sim(QUESTION, None) == 0.0


def test_a_question_without_tokens_scores_nothing() -> None:
    empty = QuestionTokens(np.zeros((0, 2), dtype=np.float32), np.zeros(0, dtype=np.float32))

    assert max_sim(empty, highest(similarities(empty, STORE, [1])[0])) == 0.0


def test_passages_get_the_cosines_of_their_own_tokens_in_the_order_asked() -> None:
    store = TokenStore(STORE.vectors, STORE.scales, np.array([0, 1, 1, 2]), STORE.units)

    second, none, first = similarities(QUESTION, store, [2, 1, 0])

    assert [matrix.tolist() for matrix in (first, none, second)] == [
        [[pytest.approx(1.0)], [0.0]],
        [[], []],
        [[0.0], [pytest.approx(0.5)]],
    ]
    assert similarities(QUESTION, store, []) == []


def test_each_owner_keeps_its_best_cosines_wherever_its_tokens_stand() -> None:
    cosines = np.array([[0.1, 0.9, 0.3, 0.4], [0.8, 0.2, 0.7, 0.1]], dtype=np.float32)

    best = best_by_owner(cosines, np.array([-1, 4, 5, 4], dtype=np.int32))

    assert {owner: row.tolist() for owner, row in best.items()} == {
        -1: pytest.approx([0.1, 0.8]),
        4: pytest.approx([0.9, 0.2]),
        5: pytest.approx([0.3, 0.7]),
    }


def test_the_better_of_two_texts_counts_and_a_text_without_tokens_adds_nothing() -> None:
    one, other = np.array([0.25, 0.5], dtype=np.float32), np.array([0.75, 0.125], dtype=np.float32)

    both = better(one, other)

    assert both is not None
    assert both.tolist() == [0.75, 0.5]
    assert better(one, None) is one
    assert better(None, other) is other
    assert better(None, None) is None


def test_a_text_s_matches_are_what_each_question_token_adds_to_its_score() -> None:
    best = np.array([0.5, 0.25], dtype=np.float32)

    assert matches(QUESTION, best) == (0.75 * 0.5, 0.25 * 0.25)
    assert sum(matches(QUESTION, best)) == pytest.approx(max_sim(QUESTION, best))


def test_a_text_without_tokens_matches_no_token_of_the_question() -> None:
    assert matches(QUESTION, None) == (0.0, 0.0)
