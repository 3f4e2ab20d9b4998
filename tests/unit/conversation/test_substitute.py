"""What a later turn names takes the place of its counterpart in what was asked last; corrections take back what was meant."""

from __future__ import annotations

import pytest

from assistant.conversation.substitute import corrected
from tests.unit.conversation.talks import GLOSSARY, asked

ON_AWS = "How is vector search billed on AWS?"
PAY = "What does an AI architect earn?"


@pytest.mark.parametrize(
    "correction", ["no I meant Azure", "No, on Azure", "sorry, no, Azure", "I meant Azure", "oh wait, no: I mean Azure"]
)
def test_a_correction_puts_what_was_meant_in_the_place_of_what_was_understood(correction: str) -> None:
    assert asked(ON_AWS, correction).text == "How is vector search billed on Azure?"


def test_a_correction_asks_again_what_was_asked_last() -> None:
    found = asked(PAY, "and where does the AI architect sit?", "no I meant the ML engineer")

    assert found.text.endswith("and where does the ML engineer sit?")
    assert found.root == "What does an ML engineer earn?"


def test_what_is_not_meant_is_found_by_its_words() -> None:
    told = corrected("sorry, no, I meant staff members, not candidates", "What must candidates be told?", GLOSSARY)

    assert told == "What must staff members be told?"


@pytest.mark.parametrize("turn", ["Azure", "no", "no idea what a kiln is", "not sure about Azure", "nobody uses Azure"])
def test_what_takes_nothing_back_or_names_nothing_corrects_nothing(turn: str) -> None:
    assert corrected(turn, ON_AWS, GLOSSARY) == ""


def test_a_counterpart_is_asked_what_was_asked_last() -> None:
    assert asked(ON_AWS, "and is it encrypted?", "Azure?").text == "How is vector search billed on Azure — and is it encrypted?"


def test_a_counterpart_of_the_whole_question_is_a_question_of_its_own() -> None:
    found = asked(PAY, "And an ML engineer?", answer="Much.")

    assert (found.text, found.own) == ("What does an ML engineer earn?",) * 2
    assert found.talk == ""


@pytest.mark.parametrize("turn", ["and what is Azure?", "ok so what's an ML engineer"])
def test_what_a_thing_is_takes_no_other_s_place(turn: str) -> None:
    assert asked(ON_AWS, turn).text == turn


@pytest.mark.parametrize("turn", ["do I need AWS before it?", "does it run on Azure?"])
def test_nothing_takes_the_place_of_what_a_pronoun_stands_for(turn: str) -> None:
    assert asked(ON_AWS, turn).text.endswith(f" — {turn}")


def test_a_short_name_may_be_the_end_of_one_named_earlier_in_the_talk() -> None:
    found = asked("How do an AI architect and an ML engineer differ?", "Who trains models?", "what does the architect do?")

    assert "the AI architect" in found.text


@pytest.mark.parametrize("turn", ["only Azure", "Azure too please", "just Azure then"])
def test_a_name_with_words_round_it_that_ask_nothing_is_a_name(turn: str) -> None:
    assert asked(ON_AWS, turn).text == "How is vector search billed on Azure?"
