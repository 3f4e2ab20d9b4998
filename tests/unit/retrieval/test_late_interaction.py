"""How well each word of a question is matched by some word of a text."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.retrieval.late_interaction import QuestionTokens, TokenStore, max_sim, similarities

QUESTION = QuestionTokens(np.eye(2, dtype=np.float32), np.array([0.75, 0.25], dtype=np.float32))
STORE = TokenStore(
    vectors=np.array([[100, 0], [0, 50]], dtype=np.int8),
    scales=np.array([0.01, 0.01], dtype=np.float32),
    bounds=np.array([0, 0, 2]),
    units=np.array([0, 0], dtype=np.int32),
)


def test_each_question_token_counts_its_best_match_by_its_weight() -> None:
    cosines = similarities(QUESTION, STORE, 1)

    assert cosines.tolist() == [[pytest.approx(1.0), 0.0], [0.0, pytest.approx(0.5)]]
    assert max_sim(QUESTION, cosines) == pytest.approx(0.75 * 1.0 + 0.25 * 0.5)


def test_a_passage_without_tokens_has_no_columns_and_scores_nothing() -> None:
    cosines = similarities(QUESTION, STORE, 0)

    assert cosines.shape == (2, 0)
    assert max_sim(QUESTION, cosines) == 0.0


def test_a_question_without_tokens_scores_nothing() -> None:
    empty = QuestionTokens(np.zeros((0, 2), dtype=np.float32), np.zeros(0, dtype=np.float32))

    assert max_sim(empty, similarities(empty, STORE, 1)) == 0.0
