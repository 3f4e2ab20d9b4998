"""A document's vector is the direction of its passages together."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.retrieval.document_vectors import document_vectors
from tests.unit.answering.builders import make_library, page

PASSAGES = make_library(page("A", "", "One."), page("B", "", "Two."), page("A", "", "Three.")).passages


def test_passages_of_a_document_share_the_unit_mean_of_their_vectors() -> None:
    vectors = document_vectors(PASSAGES, np.array([[1, 0], [0, 1], [0, 1]], dtype=np.float32))

    assert vectors.rows.tolist() == [0, 1, 0]
    assert vectors.vectors.tolist() == [pytest.approx([0.5**0.5, 0.5**0.5]), [0.0, 1.0]]


def test_cosines_come_in_the_order_asked_for() -> None:
    vectors = document_vectors(PASSAGES, np.array([[1, 0], [0, 1], [1, 0]], dtype=np.float32))
    question = np.array([1, 0], dtype=np.float32)

    assert vectors.cosines(question, [1, 2, 0]).tolist() == [0.0, 1.0, 1.0]
    assert vectors.cosines(question, []).tolist() == []


def test_opposite_passages_give_a_document_without_a_direction() -> None:
    vectors = document_vectors(PASSAGES, np.array([[1, 0], [0, 1], [-1, 0]], dtype=np.float32))

    assert vectors.cosines(np.array([1, 0], dtype=np.float32), [0]).tolist() == [0.0]
