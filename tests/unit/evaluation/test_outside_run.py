"""What is measured on a set of others."""

from __future__ import annotations

from dataclasses import replace
from math import log2

import pytest

from assistant.domain.answers import Answer, Citation
from assistant.domain.passages import ScoredPassage
from assistant.evaluation.outside import OutsideQuestion
from assistant.evaluation.outside_run import Count, ranked_documents, run_outside, says_any, score_documents
from assistant.evaluation.summary import RetrievalMean
from tests.unit.evaluation.builders import DOCUMENT, PASSAGES, FakeAssistant, answer


def quoting(*quotes: str) -> Answer:
    """An answer with these quotes."""
    citations = (Citation(n, "d", "", "", "", None, None, quote, 0, 1) for n, quote in enumerate(quotes, 1))
    return replace(answer(), citations=tuple(citations))


def test_a_document_stands_at_the_rank_of_its_best_passage() -> None:
    passages = [replace(PASSAGES[0], document_id=document) for document in ("b", "a", "b", "c")]

    assert ranked_documents([ScoredPassage(passage, DOCUMENT, 1.0) for passage in passages]) == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("found", "recall", "ndcg"),
    [
        (["a", "b"], 1.0, 1.0),
        (["b", "a"], 1.0, (1 + 2 / log2(3)) / (2 + 1 / log2(3))),
        (["x", "a"], 0.5, (2 / log2(3)) / (2 + 1 / log2(3))),
        (["x"], 0.0, 0.0),
    ],
)
def test_documents_gain_their_grades(found: list[str], recall: float, ndcg: float) -> None:
    scores = score_documents(found, (("a", 2), ("b", 1)))

    assert scores[0] == recall
    assert scores[1] == pytest.approx(ndcg)


@pytest.mark.parametrize(
    ("forms", "said"),
    [
        (["article 101 ( 1 )"], True),
        (["Nothing", "caches are good"], True),
        (["a cache. Caches are"], True),
        (["cach"], False),
        (["good a cache"], False),
        ([], False),
    ],
)
def test_a_gold_sentence_is_found_by_its_words_in_order(forms: list[str], said: bool) -> None:
    assert says_any(quoting("Article 101(1) is a cache.", "Caches are good."), forms) is said


def test_a_set_is_measured_by_kind_of_question() -> None:
    questions = [
        OutsideQuestion("1", "?", grades=((DOCUMENT.id, 1),), answers=("a cache",)),
        OutsideQuestion("2", "?", grades=(("elsewhere", 1),), answers=("word " * 11,)),
        OutsideQuestion("3", "?", unanswerable=True),
    ]

    summary = run_outside(questions, FakeAssistant(quoting("It is a cache."), found=PASSAGES))

    assert summary.questions == 3
    assert summary.retrieval == RetrievalMean(2, 0.5, 0.5)
    assert summary.evidence == Count(1, 1)
    assert summary.auroc == 0.5
    assert (summary.false_abstentions, summary.missed, summary.hedged) == (Count(0, 2), Count(1, 1), Count(0, 1))


def test_an_unsure_answer_to_an_unanswerable_question_is_hedged() -> None:
    summary = run_outside([OutsideQuestion("3", "?", unanswerable=True)], FakeAssistant(answer("partial")))

    assert (summary.missed, summary.hedged) == (Count(0, 1), Count(1, 1))
    assert (summary.retrieval, summary.auroc) == (None, None)


def test_a_count_is_told_as_a_share() -> None:
    assert (str(Count(1, 8)), str(Count(0, 0))) == ("12.5% (1 of 8)", "no questions")
