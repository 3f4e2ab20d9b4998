"""Everyday questions: what lies nearer to one than to the library is not the library's business."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.answering.everyday import AHEAD, LEAST, LEAST_IN_TALK, is_everyday
from assistant.domain.ports import Vector
from assistant.retrieval.retrieve import Retriever
from tests.fake_encoder import FAKE_DIMENSION
from tests.unit.answering.builders import evidence, make_library, make_retriever, page

LIBRARY = make_library(page("Pay", "", "Architects in Australia earn well.", "Bonuses vary."))
FOUND = evidence(LIBRARY, {0: 1.0, 1: 0.5})


def towards(axis: int, cosine: float, other: int) -> Vector:
    """A direction of unit length with this cosine with one axis, the rest along another."""
    vector = np.zeros(FAKE_DIMENSION, dtype=np.float32)
    vector[axis], vector[other] = cosine, np.sqrt(1 - cosine**2)
    return vector


def searching(unit: Vector) -> Retriever:
    """A retriever with one everyday question along axis 0, where each text of the library lies as `unit` does."""
    retriever = make_retriever(LIBRARY)
    return replace(
        retriever,
        unit_vectors=np.stack([unit] * 2),
        passage_vectors=unit[None],
        everyday=np.eye(FAKE_DIMENSION, dtype=np.float32)[:1],
    )


@pytest.mark.parametrize(
    ("near_everyday", "near_library", "in_talk", "everyday"),
    [
        (LEAST + 0.01, LEAST - AHEAD, False, True),
        (LEAST - 0.01, 0.0, False, False),
        (LEAST + 0.01, LEAST - AHEAD + 0.02, False, False),
        (LEAST_IN_TALK - 0.01, 0.0, True, False),
        (LEAST_IN_TALK + 0.01, 0.0, True, True),
    ],
)
def test_a_question_is_everyday_that_is_like_one_and_less_like_the_library(
    near_everyday: float, near_library: float, in_talk: bool, everyday: bool
) -> None:
    question = towards(0, near_everyday, other=1)
    unit = (near_library * question + np.sqrt(1 - near_library**2) * towards(2, 1.0, other=3)).astype(np.float32)

    assert is_everyday(question, FOUND, searching(unit), in_talk=in_talk) is everyday
