"""What counts as found when chunks of any pipeline are held against documents or labelled places."""

from __future__ import annotations

from math import log2

import pytest

from benchmarks.peers.bench import Chunk
from benchmarks.retrieval_sets import Judged


def test_documents_are_ranked_by_their_best_chunk() -> None:
    question = Judged("q", "?", documents=(("b", 1),))
    found = [Chunk("a", 0, 9), Chunk("a", 9, 18), Chunk("b", 0, 9)]

    assert question.score(found, found) == pytest.approx((1 / log2(3), 1.0))


def test_a_chunk_counts_when_it_holds_the_middle_of_a_quote() -> None:
    question = Judged("q", "?", places=(("a", 8), ("a", 9)))
    everything = [Chunk("a", 0, 9), Chunk("a", 9, 18), Chunk("b", 0, 18)]

    assert question.score(everything[:1], everything) == pytest.approx((1 / (1 + 1 / log2(3)), 0.5))
    assert question.score(everything[2:], everything) == (0.0, 0.0)


def test_a_system_is_measured_by_the_best_ranking_of_its_own_chunks() -> None:
    question = Judged("q", "?", places=(("a", 8), ("a", 9)))
    whole = Chunk("a", 0, 18)

    assert question.score([whole], [whole]) == (1.0, 1.0)
