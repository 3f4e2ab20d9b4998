"""A short turn that names one thing more goes on with the question before it."""

from __future__ import annotations

import pytest

from assistant.conversation.condense import condense
from assistant.domain.conversation import Turn
from assistant.domain.facts import Term
from assistant.language.glossary import Glossary
from tests.unit.conversation.talks import GLOSSARY, asked


@pytest.mark.parametrize(
    ("before", "turn", "meant"),
    [
        ("Which laws touch us in New York, Chicago and Munich?", "and Denver?", "Which laws touch us in Denver?"),
        ("What is paid in Berlin for an ML engineer?", "Krakow", "What is paid in Krakow for an ML engineer?"),
        ("What is paid in the US?", "what about the UK?", "What is paid in the UK?"),
        ("What is paid in Berlin and Paris?", "and in Oslo or Rome?", "What is paid in Oslo or Rome?"),
    ],
)
def test_a_place_alone_takes_the_place_of_those_named_before(before: str, turn: str, meant: str) -> None:
    assert asked(before, turn).text == meant


def test_a_place_with_more_to_it_or_after_no_place_is_put_behind_the_question() -> None:
    assert asked("What is paid in Berlin?", "and for juniors in Munich?").text != "What is paid in Munich?"
    assert asked("What does an ML engineer earn?", "and in Denver?").text == "What does an ML engineer earn — and in Denver?"


def test_the_bare_name_of_a_provider_goes_on_where_the_talk_is_about_a_service() -> None:
    glossary = Glossary([*GLOSSARY.terms, Term("Kiln", "service")])

    def text(before: str, turn: str) -> str:
        return condense(turn, [Turn("user", before)], glossary).text

    assert text("Is Kiln kept in one region?", "Azure?") == "Is Kiln kept in one region — Azure?"
    assert text("What does an ML engineer do?", "Azure?") == "Azure?"


def test_a_turn_that_ends_with_too_goes_on() -> None:
    assert asked("Which cloud lets a GPU endpoint rest?", "AWS too?").text == "Which cloud lets a GPU endpoint rest — AWS too?"


@pytest.mark.parametrize(
    ("before", "turn", "meant"),
    [
        ("What is paid in Rome?", "not Rome, but Oslo", "What is paid in Oslo?"),
        ("What is paid in the US?", "not the us, london", "What is paid in london?"),
        ("What is paid in Berlin for an ML engineer?", "no, not Berlin: Krakow", "What is paid in Krakow for an ML engineer?"),
    ],
)
def test_what_is_meant_instead_takes_the_place_of_what_is_not(before: str, turn: str, meant: str) -> None:
    assert asked(before, turn).text == meant


def test_a_bare_name_goes_on_from_the_last_question_too() -> None:
    glossary = Glossary([*GLOSSARY.terms, Term("Kiln", "service")])
    talk = [Turn("user", "Is Kiln kept in one region?"), Turn("assistant", "Yes."), Turn("user", "and how long?")]

    text = condense("Azure?", [*talk, Turn("assistant", "A year.")], glossary).text

    assert text == "Is Kiln kept in one region — and how long — Azure?"


def test_a_place_alone_takes_another_s_place_in_what_the_talk_went_on_to() -> None:
    last = asked(
        "Do we hire an ML engineer or a data scientist?", "and what would each of them cost in Denver?", "and in Munich?"
    )

    assert last.text == "Do we hire an ML engineer or a data scientist — and what would each of them cost in Munich?"
    assert last.asked == "and what would each of them cost in Munich?"
