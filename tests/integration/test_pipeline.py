"""One question, start to end, over a small real index."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.domain.answers import Answer, Timings
from assistant.domain.conversation import Turn
from assistant.domain.errors import QuestionError, UsageError
from assistant.evaluation.score import broken_rules
from assistant.pipeline import LEANS_FROM, OF_THE_TALK, Pipeline
from assistant.retrieval.adapter import Adapter
from assistant.retrieval.question_map import QuestionMap
from assistant.wiring import Archway
from ingest.build_index import ingest
from tests.fake_encoder import FAKE_DIMENSION, FakeEncoder
from tests.integration.cloud_corpus import write_cloud_corpus
from tests.small_index import open_small_index

DUTIES = "What are the duties of an AI architect?"
FEATURE_STORE = "What is a feature store?"
PAY = "How much does a senior AI architect earn?"
PRICE = "What did the exam of the ML Specialty cost?"
UNANSWERABLE = "How much does Zyntrix charge in Budapest?"


def without_timings(answer: Answer) -> Answer:
    return replace(answer, timings_ms=Timings())


@pytest.mark.parametrize(
    "question",
    [
        "What is an AI architect?",
        DUTIES,
        "How is an AI architect interviewed?",
        "Compare vector search on AWS and Azure",
        PAY,
        "When do the high-risk rules of the AI Act apply?",
        PRICE,
        "Which provider bills vector search by the node?",
        f"{FEATURE_STORE} {DUTIES}",
        UNANSWERABLE,
    ],
)
def test_every_answer_keeps_the_rules(archway: Archway, question: str) -> None:
    answer = archway.ask(question)

    assert broken_rules(answer, archway.document) == []
    assert answer.abstained == (question == UNANSWERABLE)


@pytest.mark.parametrize("question", ["", "  \n", "?!", "🙂🙂🙂"])
def test_a_question_without_words_is_refused_with_an_example(archway: Archway, question: str) -> None:
    with pytest.raises(QuestionError, match=r"What is an AI architect\?|What does an AI/ML solutions architect do\?"):
        archway.ask(question)


def test_a_question_that_is_too_long_is_refused_with_the_limit(archway: Archway) -> None:
    pipeline = replace(archway.pipeline, max_question_characters=12)

    assert pipeline.ask("ML Specialty").status != "abstained"
    with pytest.raises(QuestionError, match="has 13 characters; at most 12 are read"):
        pipeline.ask("ML Specialty?")
    with pytest.raises(QuestionError, match="has 13 characters"):
        pipeline.search("ML Specialty?", 1)


def test_an_abstention_says_why_and_cites_nothing(archway: Archway) -> None:
    answer = archway.ask(UNANSWERABLE)

    assert (answer.status, answer.citations, answer.tables, answer.notices) == ("abstained", (), (), ())
    assert answer.reason is not None
    assert answer.reason.startswith(
        f"Nothing in the corpus answers “{UNANSWERABLE}”. The corpus does not mention “Zyntrix”, “Budapest”."
    )
    assert answer.followups != ()


def test_of_two_questions_in_one_message_the_one_without_an_answer_is_named(archway: Archway) -> None:
    answer = archway.ask(f"{FEATURE_STORE} {UNANSWERABLE}")

    assert answer.status == "partial"
    assert "A feature store keeps the features of models in one place. [1]" in answer.answer
    assert f"Not in the corpus: {UNANSWERABLE}" in [notice.text for notice in answer.notices]


def test_two_questions_in_one_message_are_both_answered(archway: Archway) -> None:
    answer = archway.ask(f"{PRICE} {DUTIES}")

    assert answer.status == "answered"
    assert "- The exam of the ML Specialty did cost USD 300. [1]" in answer.answer
    assert "- Advice: explains options to managers." in answer.answer


def test_a_statement_that_answers_two_questions_is_said_once(archway: Archway) -> None:
    answer = archway.ask(f"{PRICE} {PRICE}")

    assert answer.answer.count("did cost USD 300") == 1


def test_the_same_question_gives_the_same_answer_but_for_the_timings(archway: Archway) -> None:
    history = [Turn("user", DUTIES), Turn("assistant", "Design, governance, advice.")]

    first, second = (without_timings(archway.ask("And how is it interviewed?", history)) for _ in range(2))

    assert first == second


def learned(archway: Archway) -> Pipeline:
    """The pipeline with an adapter that leaves questions and units where the encoder puts them."""
    size, pipeline = FAKE_DIMENSION, archway.pipeline
    whole, attention, parts = np.eye(size)[None], np.zeros((1, size, 1)), np.zeros((1, 1, size, size))
    maps = QuestionMap(*(one.astype(np.float32) for one in (whole, attention, parts)))
    adapter = Adapter(maps, np.array(pipeline.library.unit_vectors), np.zeros((0, size), dtype=np.float32))
    return replace(pipeline, retriever=replace(pipeline.retriever, adapter=adapter))


@pytest.mark.parametrize(
    ("turn", "sure_alone", "goes_on"),
    [
        ("Our recruiters wonder about advice", LEANS_FROM + 0.01, True),
        ("Our recruiters wonder about advice", LEANS_FROM - 0.01, False),
        ("Our recruiters wonder about advice of Microsoft Azure", LEANS_FROM + 0.01, False),
    ],
)
def test_a_turn_without_an_answer_alone_is_read_again_as_one_that_goes_on(
    archway: Archway, monkeypatch: pytest.MonkeyPatch, turn: str, sure_alone: float, goes_on: bool
) -> None:
    monkeypatch.setattr("assistant.answerer.confidence", lambda *_, in_talk: 0.9 if in_talk else sure_alone)

    assert learned(archway).ask(turn).abstained
    assert learned(archway).ask(turn, [Turn("user", DUTIES)]).abstained is not goes_on


@pytest.mark.parametrize(("ahead", "stays"), [(OF_THE_TALK + 0.01, True), (OF_THE_TALK - 0.01, False)])
def test_a_turn_that_names_nothing_belongs_to_the_talk_unless_it_is_clearly_surer_alone(
    archway: Archway, monkeypatch: pytest.MonkeyPatch, ahead: float, stays: bool
) -> None:
    monkeypatch.setattr("assistant.answerer.confidence", lambda *_, in_talk: 0.8 if in_talk else 0.8 + ahead)

    answer = learned(archway).ask("Our recruiters wonder about advice", [Turn("user", DUTIES)])

    assert answer.confidence == pytest.approx(0.8 + ahead if stays else 0.8)


def test_a_follow_up_that_gets_an_answer_is_searched_once(
    archway: Archway, monkeypatch: pytest.MonkeyPatch, texts_read: list[str]
) -> None:
    monkeypatch.setattr("assistant.answerer.confidence", lambda *_, in_talk: 0.9)

    learned(archway).ask("And how is it interviewed?", [Turn("user", DUTIES), Turn("assistant", "Design, advice.")])

    assert len(texts_read) == 1


def test_the_stages_are_timed_and_add_up_to_no_more_than_the_total(archway: Archway) -> None:
    spent = archway.ask(PAY).timings_ms

    stages = (spent.condense, spent.retrieve, spent.rerank, spent.answer)
    assert all(stage > 0 for stage in stages)
    assert sum(stages) <= spent.total + 0.01


def test_the_stages_are_announced_in_their_order(archway: Archway) -> None:
    stages: list[str] = []

    archway.ask(PAY, on_stage=stages.append)

    assert list(dict.fromkeys(stages)) == ["condense", "retrieve", "rerank", "answer"]


def test_a_filter_keeps_an_answer_to_its_documents(archway: Archway) -> None:
    answer = archway.ask("Who bills an AI architect by the hour?", filters={"kind": "service"})

    cited = {citation.document_id for citation in answer.citations}
    assert cited == {"services/vector-search"}


def test_a_filter_that_nothing_fits_leaves_nothing_to_answer_from(archway: Archway) -> None:
    answer = archway.ask(DUTIES, filters={"kind": "recipe"})

    assert (answer.status, answer.confidence, answer.followups) == ("abstained", 0.0, ())
    assert archway.search(DUTIES, filters={"kind": "recipe"}) == []


def test_an_unknown_filter_is_refused_with_the_allowed_ones(archway: Archway) -> None:
    with pytest.raises(UsageError, match="'colour' is not known; allowed: kind, document, entity, title"):
        archway.ask(DUTIES, filters={"colour": "red"})


def test_a_follow_up_is_answered_on_the_topic_of_the_question_before(archway: Archway) -> None:
    history = [Turn("user", "What is an AI architect?"), Turn("assistant", "A designer of systems.")]

    answer = archway.ask("What are the duties?", history)

    assert answer.answer == archway.ask(DUTIES).answer


def test_tell_me_more_does_not_repeat_the_answer_before(archway: Archway) -> None:
    first = archway.ask("How is an AI architect interviewed?")
    history = [Turn("user", "How is an AI architect interviewed?"), Turn("assistant", first.answer)]

    more = archway.ask("Tell me more", history)

    said = {citation.quote for citation in first.citations}
    assert more.citations != ()
    assert said.isdisjoint(citation.quote for citation in more.citations)


def test_search_gives_the_best_passages_first(archway: Archway) -> None:
    found = archway.search("duties of an AI architect", 2)

    assert (found[0].document.id, found[0].passage.section) == ("roles/architect", ("Duties",))
    assert found[0].score >= found[1].score
    assert len(found) == 2


def test_search_after_a_conversation_looks_for_the_question_that_stands_alone(archway: Archway) -> None:
    history = [Turn("user", "What is an AI architect?"), Turn("assistant", "A designer of systems.")]

    found = archway.search("And the duties?", 1, history=history)

    assert (found[0].document.id, found[0].passage.section) == ("roles/architect", ("Duties",))
    assert found[0].score != archway.search("And the duties?", 1)[0].score


def test_a_retired_thing_and_differing_sources_are_remarked_with_their_quotes(archway: Archway) -> None:
    kinds = {question: [notice.kind for notice in archway.ask(question).notices] for question in (PRICE, PAY)}

    assert kinds == {PRICE: ["retired"], PAY: ["disagreement"]}


def test_a_false_premise_is_corrected_first_with_the_quote_and_a_notice(archway: Archway) -> None:
    answer = archway.ask("Since the exam of the ML Specialty did cost 500 dollars, who of you paid for it?")

    assert answer.status == "answered"
    assert answer.answer.startswith("The exam of the ML Specialty did cost USD 300. [1]")
    assert (answer.notices[0].kind, answer.notices[0].citations) == ("premise", (1,))
    assert broken_rules(answer, archway.document) == []


def test_a_true_premise_gets_no_notice_on_it(archway: Archway) -> None:
    answer = archway.ask("Since the exam of the ML Specialty did cost 300 dollars, who of you paid for it?")

    assert "premise" not in [notice.kind for notice in answer.notices]


def test_a_correction_from_outside_the_filter_is_not_given(archway: Archway) -> None:
    answer = archway.ask(
        "Since the exam of the ML Specialty did cost 500 dollars, who of you paid for it?", filters={"document": "no/document"}
    )

    assert answer.abstained


def test_an_index_built_again_gives_the_same_answer(archway: Archway, tmp_path: Path) -> None:
    ingest([write_cloud_corpus(tmp_path)], tmp_path / "index", FakeEncoder(), model_name="fake")
    again = open_small_index(tmp_path / "index")

    def without_paths(answer: Answer) -> Answer:
        return replace(without_timings(answer), citations=tuple(replace(c, source_path="") for c in answer.citations))

    assert without_paths(again.ask(PAY)) == without_paths(archway.ask(PAY))
