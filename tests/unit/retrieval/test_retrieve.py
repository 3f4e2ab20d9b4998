"""Which passages become candidates, and that their scores do not depend on who proposed them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.retrieval.document_vectors import document_vectors
from assistant.retrieval.retrieve import DOCUMENT_WEIGHT, Part, Retriever
from tests.fake_encoder import FakeEncoder
from tests.unit.answering.builders import make_library, make_retriever, page

LIBRARY = make_library(
    page("Services", "Caches", "A cache keeps copies.", "Caches expire."),
    page("Services", "Queues", "A queue keeps messages in order."),
    page("Pay", "Base pay", "An architect earns well."),
)
QUEUE = "A queue keeps messages in order."
UNIT_OF_QUEUES = len(LIBRARY.passages) + 2


def proposed(retriever: Retriever, *parts: Part, only: frozenset[int] = frozenset({0, 1, 2})) -> dict[int, float]:
    return retriever.propose(parts, lambda position: position in only).scores


def about_services(text: str) -> float:
    """Cosine of a text with the mean of the two passages on services."""
    cache, queue, asked = (e.vector for e in FakeEncoder().encode([*(p.text for p in LIBRARY.passages[:2]), text]))
    mean = (cache + queue) / np.linalg.norm(cache + queue)
    return float(asked @ mean)


def test_a_score_does_not_depend_on_which_index_proposed_the_passage() -> None:
    by_passage = proposed(make_retriever(LIBRARY, near=[1]), Part(QUEUE))
    by_unit = proposed(make_retriever(LIBRARY, near=[UNIT_OF_QUEUES]), Part(QUEUE))

    assert by_passage == by_unit == {1: pytest.approx(1.0 + DOCUMENT_WEIGHT * about_services(QUEUE))}


def test_a_passage_gains_from_the_document_that_it_stands_in() -> None:
    retriever = make_retriever(LIBRARY)
    alone = replace(retriever, document_vectors=document_vectors(LIBRARY.passages, np.zeros_like(retriever.passage_vectors)))

    gained = {p: score - proposed(alone, Part(QUEUE))[p] for p, score in proposed(retriever, Part(QUEUE)).items()}

    assert gained[0] == gained[1] == pytest.approx(DOCUMENT_WEIGHT * about_services(QUEUE))


def test_a_passage_that_only_the_keywords_found_has_its_exact_cosine_too() -> None:
    dense = proposed(make_retriever(LIBRARY, near=[0, 1]), Part("queue"))
    keyword = proposed(make_retriever(LIBRARY, near=[0], keyword=[(1, 3.0)]), Part("queue"))

    assert keyword[0] == dense[0]
    assert keyword[1] > dense[1]
    assert proposed(make_retriever(LIBRARY, near=[0], keyword=[(1, 9.0)]), Part("queue")) == keyword


def test_a_filtered_passage_is_neither_dense_nor_keyword_candidate() -> None:
    retriever = make_retriever(LIBRARY, near=[0, 1, 2], keyword=[(0, 9.0), (2, 3.0)])

    only_pay = proposed(retriever, Part("keeps"), only=frozenset({2}))
    alone = proposed(make_retriever(LIBRARY, near=[], keyword=[(2, 1.0)]), Part("keeps"))

    assert only_pay == alone


def test_a_dense_only_part_leaves_its_words_out_of_the_keyword_search() -> None:
    retriever = make_retriever(LIBRARY, near=[0], keyword=[(1, 3.0)])

    assert set(proposed(retriever, Part("queue", dense_only=True))) == {0}


def test_the_parts_of_a_message_add_up_by_their_weights() -> None:
    retriever = make_retriever(LIBRARY, near=[0, 1])
    one, other = proposed(retriever, Part("cache")), proposed(retriever, Part("queue"))

    both = proposed(retriever, Part("cache"), Part("queue", 0.5))

    assert both == {p: pytest.approx(one[p] + 0.5 * other[p]) for p in (0, 1)}


def test_candidates_are_the_best_first_and_equal_ones_by_position() -> None:
    twins = make_library(page("A", "", "Same words."), page("B", "", "Same words."), page("C", "", "Other text."))
    retriever = make_retriever(twins)

    found = retriever.rerank(retriever.propose([Part("same words")], None), 2)

    assert [c.position for c in found.candidates] == [0, 1]


def test_question_weights_sum_to_one_and_leave_stop_words_and_signs_out() -> None:
    retriever = make_retriever(LIBRARY)
    (encoded,) = FakeEncoder().encode(["what is the queue and the cache"])

    question = retriever.question_tokens(encoded)

    expected = FakeEncoder().encode(["queue cache"])[0].tokens
    assert np.array_equal(question.vectors, expected)
    assert float(question.weights.sum()) == pytest.approx(1.0)


def test_a_question_of_stop_words_alone_keeps_them() -> None:
    (encoded,) = FakeEncoder().encode(["what is it"])

    assert len(make_retriever(LIBRARY).question_tokens(encoded).weights) == 3
