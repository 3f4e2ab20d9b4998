"""What kind of figure a question wants, and which units hold one of that kind."""

from __future__ import annotations

import pytest

from assistant.answering.expected import expected_figure, holds_figure, paid_instead
from assistant.domain.facts import Term
from tests.unit.answering.builders import evidence, make_library, page, read

TERMS = (
    Term("AWS Certified AI Practitioner", "certification", aliases=("AIF-C01",)),
    Term("AWS Certified ML Engineer", "certification", aliases=("MLA-C02",)),
    Term("AI architect", "role"),
    Term("AI solutions architect", "role"),
)


def holds(question: str, said: str, section: str = "Notes") -> bool:
    """True when the sentence below the heading holds what the question wants."""
    library = make_library(page("Page", section, said), terms=TERMS)
    (found,) = evidence(library, {0: 1.0})
    return holds_figure(expected_figure(read(question, library), library.glossary), found)


@pytest.mark.parametrize(
    "said",
    [
        "It costs USD 100.",
        "It costs $300.",
        "It pays 180k a year.",
        "The fine is 35 million euros.",
        "It is free.",
        "It costs 12,000.",
    ],
)
def test_a_question_about_money_is_answered_by_an_amount(said: str) -> None:
    assert holds("How much does it cost?", said)


@pytest.mark.parametrize(
    "said", ["The exam has 65 questions.", "It takes 90 minutes.", "It costs a lot.", "It was new in 2025."]
)
def test_a_question_about_money_is_not_answered_by_another_number(said: str) -> None:
    assert not holds("How much does it cost?", said)


def test_a_count_asked_for_needs_a_number_and_the_thing_counted() -> None:
    assert holds("How many questions are in it?", "There are 65 questions.")
    assert not holds("How many questions are in it?", "It takes 90 minutes.")
    assert not holds("How many questions are in it?", "The questions are hard.")


def test_the_thing_counted_may_stand_in_the_heading() -> None:
    assert holds("How many questions are in it?", "There are 65.", section="Questions")


def test_a_count_with_an_amount_of_money_beside_it_wants_the_count() -> None:
    assert not holds("How many questions does the fee cover?", "The fee is USD 100.")


def test_the_price_of_another_certificate_does_not_do() -> None:
    question = "What does the AIF-C01 cost?"

    assert holds(question, "AIF-C01 costs USD 100.")
    assert holds(question, "It costs USD 100.", section="AWS Certified AI Practitioner")
    assert not holds(question, "MLA-C02 costs USD 150.")


def test_of_two_certificates_named_either_will_do() -> None:
    assert holds("What do AIF-C01 and MLA-C02 cost?", "MLA-C02 costs USD 150.")


def test_pay_of_another_role_does_not_do_and_that_of_a_title_of_its_kind_does() -> None:
    question = "What does an AI architect earn?"

    assert holds(question, "AI solutions architects earn USD 150,000.")
    assert holds(question, "It is USD 150,000.", section="Pay of an AI architect")
    assert not holds(question, "Data engineers earn USD 150,000.")


@pytest.mark.parametrize("question", ["Is it worth USD 100 in fees?", "When was the list printed?", "How long is the exam?"])
def test_a_question_for_neither_money_nor_a_count_demands_nothing(question: str) -> None:
    library = make_library(page("Page", "", "Words."), terms=TERMS)

    assert not expected_figure(read(question, library), library.glossary).any


PEOPLE = make_library(
    page("Page", "Notes", "It pays."),
    terms=(
        *TERMS,
        Term("price", "attribute", ("cost",)),
        Term("annual pay", "attribute", ("pay", "salary")),
        Term("hourly rate", "attribute", ("per hour",)),
    ),
)


@pytest.mark.parametrize(
    ("question", "attributes"),
    [
        ("What does an AI architect cost us?", ("annual pay",)),
        ("What would an AI architect and an AI solutions architect cost?", ("annual pay",)),
        ("What does an AI architect cost per hour?", ("hourly rate",)),
        ("AI architect exam cost", ("price",)),
        ("What does AIF-C01 cost an AI architect?", ("price",)),
        ("What does it cost?", ("price",)),
    ],
)
def test_what_people_cost_is_what_they_are_paid(question: str, attributes: tuple[str, ...]) -> None:
    asked = read(question, PEOPLE)

    assert paid_instead(asked, question, PEOPLE.glossary, PEOPLE.attributes) == attributes


def test_of_a_later_turn_the_user_s_own_words_ask_what_somebody_costs() -> None:
    asked = read("Do I hire an AI architect — what would each of them cost?", PEOPLE)

    assert paid_instead(asked, "what would each of them cost?", PEOPLE.glossary, PEOPLE.attributes) == ("annual pay",)
    assert paid_instead(asked, "and the exam?", PEOPLE.glossary, PEOPLE.attributes) == ("price",)
