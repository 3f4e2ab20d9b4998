"""A choice or comparison of several things, one of which the corpus does not hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from assistant.answering.write import IN_GENERAL
from assistant.domain.conversation import Turn
from assistant.domain.evidence import Evidence
from assistant.domain.questions import Question
from assistant.wiring import Archway


def sure_where(names_it: str, sure: float) -> Callable[..., float]:
    """As sure as said of questions that name a thing, and quite sure of all others."""

    def confidence(
        question: Question, _retrieval: object, _evidence: Sequence[Evidence], _library: object, **_: object
    ) -> float:
        return sure if names_it in question.text else 0.9

    return confidence


def test_the_side_that_is_held_is_told_and_the_other_is_named_as_missing(
    archway: Archway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.answerer.confidence", sure_where("", 0.9))

    answer = archway.ask("Cloudera or Azure for vector search?")

    assert answer.status == "partial"
    assert [n.text for n in answer.notices if n.kind == "scope"] == ["Not in the corpus: Cloudera"]
    assert "Azure" in answer.answer


def test_several_sides_that_are_left_are_compared_though_the_whole_is_not_sure(
    archway: Archway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.answerer.confidence", sure_where("Cloudera", 0.1))

    answer = archway.ask("How does vector search differ on AWS, Azure and Cloudera?")

    assert answer.status == "partial"
    assert {row[0] for table in answer.tables for row in table.rows} == {"AWS", "Azure"}
    assert "Not in the corpus: Cloudera" in [n.text for n in answer.notices]


def test_one_side_that_is_left_is_no_answer_where_the_whole_is_not_sure(
    archway: Archway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.answerer.confidence", sure_where("Cloudera", 0.1))

    answer = archway.ask("How does vector search differ on Azure and Cloudera?")

    assert answer.abstained
    assert "The corpus does not mention “Cloudera”." in (answer.reason or "")


def test_what_is_missing_is_said_of_the_turn_that_asked_for_it_alone(archway: Archway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.answerer.confidence", sure_where("", 0.9))
    history = [Turn("user", "Cloudera or Azure for vector search?"), Turn("assistant", "Azure AI Search.")]

    answer = archway.ask("and how is it billed?", history)

    assert "Not in the corpus: Cloudera" not in [notice.text for notice in answer.notices]


def test_a_choice_whose_circumstances_lead_nowhere_is_told_in_general(
    archway: Archway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.answerer.confidence", sure_where("bakery", 0.1))

    answer = archway.ask("AWS or Azure for a bakery in a village?")

    assert answer.status == "partial"
    assert "AWS" in answer.answer
    assert "Azure" in answer.answer
    assert [n.text for n in answer.notices if n.kind == "scope"] == [IN_GENERAL]


def test_a_bare_choice_of_which_a_filter_leaves_nothing_is_refused(archway: Archway) -> None:
    assert archway.ask("AWS or Azure?", filters={"document": "of another library"}).abstained


def test_what_is_asked_of_two_things_beside_a_choice_is_not_told_in_general(
    archway: Archway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.answerer.confidence", sure_where("bakery", 0.1))

    assert archway.ask("Does AWS or Azure own a bakery?").abstained


def test_a_question_that_takes_something_for_granted_is_refused_later(
    archway: Archway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.retrieval.retrieve.Retrieval.learned", True)
    monkeypatch.setattr("assistant.answerer.confidence", sure_where("", 0.3))

    assert archway.ask("When did AWS shut down its vector search?").status == "partial"
    assert archway.ask("Which vector search does AWS have?").abstained


def test_what_is_stated_of_one_of_two_things_is_told_and_the_other_is_named_with_what_is_missing(
    archway: Archway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.answerer.confidence", sure_where("solution engineer", 0.1))

    answer = archway.ask("What is the annual pay of a senior AI architect and of a solution engineer?")

    assert answer.status == "partial"
    assert "USD 230,000" in answer.answer
    assert "Not in the corpus: solution engineer (annual pay)" in [n.text for n in answer.notices]
