"""Labelled places of the corpus and the passages that hold them."""

from __future__ import annotations

from math import log2

import pytest

from assistant.domain.passages import Document, Passage
from assistant.evaluation.golden import PassageLabel
from assistant.evaluation.labels import LabelPlace, RetrievalScore, place_of, score_retrieval
from tests.unit.evaluation.builders import DOCUMENT, GONE, PASSAGES, REDIS, VALKEY

FIRST, SECOND, THIRD = PASSAGES


def document(document_id: str) -> Document | None:
    """The one document."""
    return DOCUMENT if document_id == DOCUMENT.id else None


def placed(*labels: PassageLabel) -> list[LabelPlace]:
    """Labels that the document holds."""
    return [place for label in labels if (place := place_of(label, document)) is not None]


def test_a_label_stands_at_the_middle_of_each_of_its_places() -> None:
    assert place_of(REDIS, document) == LabelPlace(DOCUMENT.id, (16, 81))


@pytest.mark.parametrize("label", [GONE, PassageLabel("roles/nobody", REDIS.quote)], ids=["quote", "document"])
def test_a_label_that_the_corpus_does_not_hold_has_no_place(label: PassageLabel) -> None:
    assert place_of(label, document) is None


def test_a_passage_holds_a_label_when_the_quote_s_middle_lies_in_it() -> None:
    crossing = PassageLabel(DOCUMENT.id, "costs $40. Valkey is a cache that is")

    inside = [place.inside(passage) for place in placed(crossing) for passage in PASSAGES]

    assert inside == [False, True, False]


@pytest.mark.parametrize(
    ("found", "score"),
    [
        ((SECOND, FIRST, THIRD), RetrievalScore(1.0, 1.0)),
        ((THIRD,), RetrievalScore(0.5, 1 / (1 + 1 / log2(3) + 1 / 2))),
        ((), RetrievalScore(0.0, 0.0)),
    ],
)
def test_recall_counts_labels_and_gain_counts_passages(found: tuple[Passage, ...], score: RetrievalScore) -> None:
    result = score_retrieval(found, placed(REDIS, VALKEY), PASSAGES)

    assert result.recall == pytest.approx(score.recall)
    assert result.ndcg == pytest.approx(score.ndcg)
