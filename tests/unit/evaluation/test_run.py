"""A run asks and searches each question in its conversation."""

from __future__ import annotations

from dataclasses import replace

from assistant.domain.conversation import Turn
from assistant.evaluation.labels import RetrievalScore
from assistant.evaluation.run import run
from tests.unit.evaluation.builders import GONE, PASSAGES, VALKEY, FakeAssistant, answer, golden


def test_the_search_knows_the_conversation_as_the_answer_does() -> None:
    assistant = FakeAssistant(answer("abstained"))
    history = (Turn("user", "What is free?"), Turn("assistant", "Valkey."))

    run([replace(golden(), history=history)], assistant, PASSAGES)

    assert assistant.histories == [history, history]


def test_labels_that_the_corpus_lost_are_told_and_left_out_of_the_score() -> None:
    assistant = FakeAssistant(answer("abstained"), found=PASSAGES[1:])

    (outcome,) = run([golden(passages=(VALKEY, GONE))], assistant, PASSAGES)

    assert outcome.retrieval == RetrievalScore(1.0, 1.0)
    assert outcome.stale_labels == (GONE.quote,)


def test_a_question_without_labels_has_no_retrieval_score() -> None:
    (outcome,) = run([golden()], FakeAssistant(answer("abstained"), found=PASSAGES), PASSAGES)

    assert outcome.retrieval is None
    assert [scored.passage for scored in outcome.found] == list(PASSAGES)
