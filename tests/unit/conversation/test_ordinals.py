"""An ordinal means an item of the last answer, or one of the things that the question before named."""

from __future__ import annotations

import pytest

from tests.unit.conversation.talks import asked

LISTED = """RAND names three causes: [1]

- **Missing data**: There is too little of it. [2]
- Weak tools: They break. [3]
- Vague aims [4]"""


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("tell me more about the second one", "Weak tools: They break"),
        ("What is meant by the first point?", "Missing data: There is too little of it"),
        ("and the last?", "Vague aims"),
    ],
)
def test_an_item_is_meant_by_its_number(question: str, item: str) -> None:
    assert asked("Why do projects fail?", question, answer=LISTED).text == f"{item} — {question}"


@pytest.mark.parametrize("question", ["tell me more about the fifth one", "What happens in the first year?"])
def test_a_number_without_such_an_item_means_none(question: str) -> None:
    assert not asked("Why do projects fail?", question, answer=LISTED).text.startswith(("Missing", "Weak", "Vague"))


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("what does the second one cost?", "what does the ML engineer cost?"),
        ("and the first one, what for?", "and the AI architect, what for?"),
    ],
)
def test_an_ordinal_means_one_of_the_things_that_the_question_before_named(question: str, meant: str) -> None:
    found = asked("Do I hire an AI architect or an ML engineer?", question)

    assert (found.text, found.own) == (meant, question)
    assert found.talk == f"{meant} (Do I hire an AI architect or an ML engineer?)"


def test_things_that_the_question_before_named_come_before_items_of_the_answer_but_for_its_points() -> None:
    named = "Do I hire an AI architect or an ML engineer?"

    assert asked(named, "what does the second one cost?", answer=LISTED).text == "what does the ML engineer cost?"
    assert asked(named, "what is the second point?", answer=LISTED).text.startswith("Weak tools")


@pytest.mark.parametrize("first", ["Should it be a lathe or a steam press, and why?", "a lathe or a steam press"])
def test_two_things_side_by_side_need_no_glossary(first: str) -> None:
    assert asked(first, "what does the second one cost?", answer=LISTED).text == "what does the steam press cost?"


def test_an_ordinal_beyond_what_was_named_means_none_of_it() -> None:
    assert "the third one" in asked("Do I hire an AI architect or an ML engineer?", "what does the third one cost?").text


SERIES = "A firm has three ways to pay for it: a licence, a fee per use and a share of the savings. [1]"


@pytest.mark.parametrize(
    ("question", "item"),
    [("What about the first one?", "a licence"), ("the last one sounds good, what is the catch?", "a share of the savings")],
)
def test_an_item_of_a_counted_series_is_meant_too(question: str, item: str) -> None:
    assert asked("How can one pay?", question, answer=SERIES).text == f"{item} — {question}"


def test_a_series_that_is_not_counted_has_no_items() -> None:
    series = "It rests on work: planning, building and running it. [1]"
    assert not asked("What is it?", "and the first one?", answer=series).text.startswith("planning")
