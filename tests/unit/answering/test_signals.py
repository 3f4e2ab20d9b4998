"""What the evidence shows of whether it answers."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from assistant.answering.evidence import gather_evidence
from assistant.answering.signals import (
    Signals,
    asked_nouns,
    lacks_a_customary_amount,
    read_signals,
    tells_of_elsewhere,
    tells_of_other_levels,
    tells_of_other_roles,
)
from assistant.domain.facts import ATTRIBUTE, Term
from tests.unit.answering.builders import evidence, fact, make_library, page, read, retrieve

LIBRARY = make_library(
    page("Kiln Exam", "", "The Kiln Exam costs USD 100.", "The Kiln Exam has 65 questions.", "The Kiln Exam is hard."),
    page("Ovens", "", "An oven burns wood.", "Of all ovens 40% are tiled."),
    page("Pay", "", fact("Potter", "annual pay", "Potters earn USD 50,000 a year.", region="Germany", low=5e4, high=5e4)),
    terms=(
        Term("Kiln Exam", "certification"),
        Term("Potter", "role"),
        Term("annual pay", ATTRIBUTE, aliases=("salary",)),
    ),
)


def signals(asked: str) -> Signals:
    question = read(asked, LIBRARY)
    retrieval = retrieve(question, LIBRARY)
    return read_signals(question, retrieval, gather_evidence(question, retrieval, LIBRARY), LIBRARY)


def test_words_that_the_evidence_holds_are_met() -> None:
    assert signals("What does the Kiln Exam cost?").least_met >= 0.9


def test_a_word_of_which_nothing_is_known_is_not_met_however_well_the_name_is() -> None:
    assert signals("Where are dumps of the Kiln Exam?").least_met < 0.5


def test_words_met_in_different_units_are_not_met_together() -> None:
    found = signals("Is an oven hard?")

    assert found.least_met >= 0.9
    assert found.met_together < 0.5


def test_money_asked_for_and_stated_nowhere_near_shows() -> None:
    assert signals("What does the Kiln Exam cost?").no_money == 0.0
    assert signals("What does an oven cost?").no_money == 0.0
    assert signals("What does the Potter exam cost?").no_money == 0.0


def test_pay_at_another_place_than_the_one_named_is_no_answer() -> None:
    assert signals("What salary does a Potter earn in Munich?").no_money == 0.0
    assert signals("What salary does a Potter earn in Tokyo?").no_money == 1.0


def test_a_count_of_something_else_is_no_answer() -> None:
    assert signals("How many questions has the Kiln Exam?").no_count == 0.0
    assert signals("How many candidates has the Kiln Exam?").no_count == 1.0


def test_a_share_needs_a_share_near_the_top() -> None:
    assert signals("What share of ovens is tiled?").no_share == 0.0


def test_the_noun_asked_for_has_to_stand_beside_a_figure_about_the_thing_named() -> None:
    assert signals("What is the number of questions in the Kiln Exam?").no_asked == 0.0
    assert signals("What pass score does the Kiln Exam need?").no_asked == 1.0


def test_names_attributes_and_length_are_counted() -> None:
    found = signals("Which salary does Zyntrix pay a Potter?")

    assert (found.unknown_names, found.attribute, found.specific) == (1.0, 1.0, 0.0)
    assert found.length == math.log(1 + 4)
    assert signals("Is the Kiln Exam hard?").specific == 1.0


def test_a_city_that_the_corpus_does_not_name_is_known_where_its_country_is_told() -> None:
    assert signals("What salary does a Potter earn in Munich?").unknown_names == 0.0
    assert signals("What salary does a Potter earn in Tokyo?").unknown_names == 1.0


def test_a_question_of_fact_about_the_asker_shows() -> None:
    assert signals("What was our bill for ovens?").of_the_asker == 1.0
    assert signals("What do we need for the Kiln Exam?").of_the_asker == 0.0
    assert signals("What are our duties for ovens?").of_the_asker == 0.0


def test_what_is_asked_for_stands_behind_the_question_word_or_before_of() -> None:
    assert asked_nouns("What is the pass rate of AI-103?") == ["pass", "rate"]
    assert asked_nouns("How many questions has it?") == ["questions"]
    assert asked_nouns("salary of an architect") == ["salary"]
    assert asked_nouns("What is the number of questions in it?") == ["questions"]
    assert asked_nouns("Is it hard?") == []


LEVELS = make_library(
    page("Pay", "", "Senior architects in India earn USD 40,000.", "Architects in Canada earn USD 90,000.", "It is hard."),
    terms=(Term("architect", "role"),),
)


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("What does a junior architect earn in India?", True),
        ("What does a senior architect earn in India?", False),
        ("What does an architect earn in India?", False),
        ("What does a junior architect earn in Canada?", False),  # of all levels
        ("pay for a junior architect in India", True),
        ("How many years does a junior architect need in India?", False),  # no pay
    ],
)
def test_pay_of_other_levels_alone_is_no_pay_of_the_level_asked_for(asked: str, other: bool) -> None:
    assert tells_of_other_levels(read(asked, LEVELS), evidence(LEVELS, {0: 1.0, 1: 0.9, 2: 0.8}), LEVELS) is other


@pytest.mark.parametrize(
    ("asked", "elsewhere"),
    [
        ("Which city in Finland pays best?", True),
        ("Which city in Norway pays best?", False),
        ("Which firm in Bergen pays best?", False),
        ("Is pay in Finland like that in Oslo?", False),
        ("Which city pays best?", False),
    ],
)
def test_what_tells_of_other_places_does_not_answer_for_one_that_is_nowhere_told_of(asked: str, elsewhere: bool) -> None:
    library = make_library(page("Pay", "", "Oslo pays best.", "Pay differs by city."))

    assert tells_of_elsewhere(asked, read(asked, library), evidence(library, {0: 1.0, 1: 0.9}), library) is elsewhere
    assert not tells_of_elsewhere(asked, read(asked, library), evidence(library, {1: 1.0}), library)
    assert not tells_of_elsewhere("Which city pays best?", read(asked, library), evidence(library, {0: 1.0}), library)


@pytest.mark.parametrize(
    ("asked", "lacking"),
    [
        ("What is the price of Exam A?", False),
        ("What is the price of Exam C?", False),
        ("What is the price of Exam D?", True),
        ("What is the price of Exam A and Exam D?", False),
        ("What is the level of Exam D?", False),
    ],
)
def test_an_amount_stated_of_most_things_of_a_kind_is_missed_where_nothing_tells_it(asked: str, lacking: bool) -> None:
    prices = (fact(f"Exam {x}", "price", f"Exam {x} has a price of USD 9.", low=9.0, currency_unit="USD") for x in "AB")
    levels = (fact(f"Exam {x}", "level", f"Exam {x} is easy.", value="easy") for x in "ABCD")
    terms = (*(Term(f"Exam {x}", "certification") for x in "ABCD"), Term("price", ATTRIBUTE), Term("level", ATTRIBUTE))
    told = page("Facts", "", *prices, *levels, "The price of Exam C is USD 5.", "Exam D has 60 tasks.")
    library = make_library(told, terms=terms)
    found = evidence(library, dict.fromkeys(range(len(library.units)), 1.0))

    assert lacks_a_customary_amount(read(asked, library), found, library) is lacking


@pytest.mark.parametrize(
    ("asked", "others"),
    [
        ("How much does a glazier earn?", True),
        ("How much does a potter earn?", False),
        ("Does a glazier earn money?", False),
        ("How much does it earn?", False),
    ],
)
def test_pay_of_other_roles_alone_is_no_pay_of_the_role_asked_for(asked: str, others: bool) -> None:
    pay = fact("Potter", "annual pay", "Potters earn USD 50,000 a year.", low=5e4, high=5e4, currency_unit="USD")
    terms = (Term("Potter", "role"), Term("Glazier", "role"), Term("annual pay", ATTRIBUTE, aliases=("earn",)))
    library = make_library(page("Pay", "", pay, "A glazier cuts panes."), terms=terms)
    question = read(asked, library)
    question = replace(question, own=question.mentions, attributes=("annual pay",))

    assert tells_of_other_roles(question, evidence(library, {0: 1.0, 1: 0.9}), library) is others
