"""One attribute asked of several things, of some of which alone facts state it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.held_in_part import held_in_part
from assistant.domain.facts import ATTRIBUTE, Term
from tests.unit.answering.builders import evidence, fact, make_library, page, read

LIBRARY = make_library(
    page("Exams", "", "The Glaze Exam is hard.", "The pass mark of the Wheel Exam is 60 of 100."),
    page(
        "Facts",
        "",
        fact("Kiln Exam", "pass mark", "The Kiln Exam has a pass mark of 700.", low=700.0),
        fact("Clay Exam", "pass mark", "The Clay Exam has a pass mark of 720.", low=720.0),
        fact("Potter", "annual pay", "Potters earn USD 50,000.", low=5e4, currency_unit="USD", region="Germany"),
        fact("Guild exams", "price", "Guild exams cost USD 90.", low=90.0),
        fact("Kiln Exam", "price", "The Kiln Exam costs USD 100.", low=100.0, currency_unit="USD"),
        fact("Clay Exam", "price", "The Clay Exam costs USD 110.", low=110.0, currency_unit="USD"),
    ),
    terms=(
        Term("Kiln Exam", "certification"),
        Term("Clay Exam", "certification"),
        Term("Glaze Exam", "certification"),
        Term("Wheel Exam", "certification"),
        Term("Guild Exam", "certification"),
        Term("Guild", "provider"),
        Term("Potter", "role"),
        Term("Baker", "role"),
        Term("pass mark", ATTRIBUTE),
        Term("price", ATTRIBUTE, aliases=("cost",)),
        Term("annual pay", ATTRIBUTE, aliases=("earn", "salary")),
    ),
)
FOUND = evidence(LIBRARY, {1: 1.0, 0: 0.9})


def part_of(asked: str, own: str = "") -> tuple[str, tuple[str, ...]] | None:
    question = read(asked, LIBRARY)
    question = replace(question, own=tuple(m for m in question.mentions if m.surface in (own or asked)))
    found = held_in_part(question, own or asked, FOUND, LIBRARY)
    return (found.rest, found.names) if found else None


@pytest.mark.parametrize(
    ("asked", "rest"),
    [
        ("What is the pass mark of the Kiln Exam and of the Glaze Exam?", "What is the pass mark of the Kiln Exam?"),
        ("What is the pass mark of the Glaze Exam and the Kiln Exam?", "What is the pass mark of the Kiln Exam?"),
        ("Kiln Exam vs Glaze Exam pass mark", "Kiln Exam pass mark"),
        ("Pass mark: Kiln Exam, Clay Exam, Glaze Exam", "Pass mark: Kiln Exam, Clay Exam"),
        ("The difference in pass mark between the Kiln Exam and the Glaze Exam?", "pass mark between the Kiln Exam?"),
    ],
)
def test_what_is_left_is_asked_without_the_things_of_which_it_is_not_stated(asked: str, rest: str) -> None:
    assert part_of(asked) == (rest, ("Glaze Exam (pass mark)",))


def test_a_role_of_which_no_pay_is_stated_is_left_out() -> None:
    found = part_of("What do a baker and a potter earn?")

    assert found == ("What do a potter earn?", ("baker (annual pay)",))


@pytest.mark.parametrize(
    "asked",
    [
        "What is the pass mark of the Kiln Exam and the Clay Exam?",  # of both
        "What is the pass mark of the Glaze Exam and the Guild Exam?",  # of neither
        "What is the pass mark of the Kiln Exam and the Wheel Exam?",  # a sentence tells it
        "What does the Kiln Exam cost, and the Guild Exam?",  # of all of its provider
        "What is the pass mark of the Glaze Exam?",
        "How do the Kiln Exam and the Glaze Exam differ?",
        "What is the difference between the Kiln Exam and the Glaze Exam, and the pass mark?",
    ],
)
def test_nothing_is_left_out_where_all_or_none_is_stated_or_no_attribute_is_asked_for(asked: str) -> None:
    assert part_of(asked) is None


def test_a_later_turn_asks_its_own_question_of_what_is_left() -> None:
    found = part_of("Potter or baker for a small shop — and what does each of them earn?", "and what does each of them earn?")

    assert found == ("and what does each of them earn: Potter?", ("baker (annual pay)",))


def test_a_later_turn_that_asks_something_else_is_asked_that() -> None:
    assert part_of("What do a potter and a baker earn — which of them is happier?", "which of them is happier?") is None


def test_a_later_turn_that_names_one_thing_asks_of_that_alone() -> None:
    assert part_of("Potter — and what does a baker earn?", "and what does a baker earn?") is None


PLACES = make_library(
    page("Pay", "", fact("Potter", "annual pay", "Potters earn EUR 50,000.", low=5e4, currency_unit="EUR", region="Germany")),
    terms=(Term("Potter", "role"), Term("Baker", "role"), Term("annual pay", ATTRIBUTE, aliases=("earn",))),
)


@pytest.mark.parametrize(
    ("asked", "own", "rest", "missing"),
    [
        ("What does a potter earn in Munich, Oslo and India?", "", "What does a potter earn in Munich?", ("Oslo", "India")),
        (
            "What does a potter earn in Oslo — and in Berlin or India?",
            "and in Berlin or India?",
            "What does a potter earn in Oslo — and in Berlin?",
            ("India",),
        ),
        ("What does a potter earn in Oslo — and in Berlin?", "and in Berlin?", "", ()),
        ("What does a potter earn in Oslo and India?", "", "", ()),
        ("What does a baker earn in Oslo and Berlin?", "", "", ()),
        ("What does a potter do in Oslo and Berlin?", "", "", ()),
    ],
)
def test_places_at_which_a_role_s_pay_is_not_stated_are_left_out(
    asked: str, own: str, rest: str, missing: tuple[str, ...]
) -> None:
    found = held_in_part(read(asked, PLACES), own or asked, evidence(PLACES, {0: 1.0}), PLACES)
    names = tuple(f"{place} (annual pay of potter)" for place in missing)

    assert (found and (found.rest, found.names)) == ((rest, names) if rest else None)
