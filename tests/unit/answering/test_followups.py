"""Questions to ask next come from headings of the corpus."""

from __future__ import annotations

import pytest

from assistant.answering.followups import as_asked, as_question, instead, suggest
from assistant.domain.facts import ATTRIBUTE, Term
from assistant.domain.passages import UnitKind
from tests.unit.answering.builders import Line, evidence, fact, make_library, page, read

LIBRARY = make_library(
    page("Roles", "What does an architect do?", "Designs."),
    page("Roles", "How is the work divided?", "By team."),
    page("Pay", "Bonus", "Once a year."),
    page("Pay", "Stock", "Vests."),
    page("Pay", "Pension", "Later."),
    page("Facts", "annual pay", fact("Architect", "annual pay", "Pays 5.")),
    page("Glossary", "Architect", Line("A person.", UnitKind.TERM)),
    page("Untitled", "", "Text."),
)
ALL = {position: 1.0 - position / 100 for position in range(8)}


def offered(asked: str, used: tuple[int, ...] = (), order: dict[int, float] | None = None) -> tuple[str, ...]:
    return suggest(read(asked, LIBRARY), evidence(LIBRARY, order or ALL), [LIBRARY.evidence(position) for position in used])


def test_headings_near_the_evidence_are_offered_best_first_and_at_most_three() -> None:
    assert offered("Why governance?") == (
        "What does an architect do?",
        "How is the work divided?",
        "What about Pay: Bonus?",
    )


def test_what_the_answer_used_is_not_offered() -> None:
    assert offered("Why governance?", used=(0, 2)) == (
        "How is the work divided?",
        "What about Pay: Stock?",
        "What about Pay: Pension?",
    )


def test_headings_of_data_and_passages_without_a_heading_are_never_offered() -> None:
    assert offered("Why governance?", order={5: 1.0, 6: 0.9, 7: 0.8}) == ()


def test_the_question_itself_is_not_offered_again() -> None:
    assert "How is the work divided?" not in offered("How is work divided in a team?")


def test_a_question_is_offered_once() -> None:
    library = make_library(page("A", "How are costs cut?", "One."), page("B", "How are the costs cut?", "Two."))

    assert suggest(read("Why?", library), evidence(library, {0: 1.0, 1: 0.9}), ()) == ("How are costs cut?",)


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("How are costs cut?", "How are costs cut?"),
        (" Costs: ", "What about Cloud: Costs?"),
        ("The end.", "What about Cloud: The end?"),
        ("What is it", "What about Cloud?"),
    ],
)
def test_a_heading_is_turned_into_a_question(heading: str, question: str) -> None:
    assert as_question(heading, "Cloud") == question


HELD = make_library(
    page("Exams", "How is it taken?", "Online."),
    page(
        "Facts",
        "Kiln",
        fact("Kiln Exam", "audience", "The Kiln Exam is for potters."),
        fact("Kiln Exam", "price", "The Kiln Exam costs USD 100.", low=100.0, high=100.0),
        fact("Kiln Exam", "colour", "The Kiln Exam is blue."),
        fact("Potter", "annual pay", "Potters earn USD 5.", region="Germany", low=5.0, high=5.0),
        fact("Potter", "count", "There are 5 potters.", low=5.0, high=5.0),
    ),
    terms=(Term("Kiln Exam", "certification"), Term("Potter", "role"), Term("annual pay", ATTRIBUTE, aliases=("salary",))),
)


def held(asked: str) -> tuple[str, ...]:
    return instead(read(asked, HELD), evidence(HELD, {0: 1.0}), HELD)


def test_after_an_abstention_facts_about_the_thing_named_come_first_and_then_headings() -> None:
    assert held("Who wrote the Kiln Exam?") == ("Who is Kiln Exam meant for?", "What does Kiln Exam cost?", "How is it taken?")


def test_a_figure_not_held_leads_to_figures_that_are() -> None:
    assert held("How many people hold the Kiln Exam?")[0] == "What does Kiln Exam cost?"


def test_an_attribute_not_held_at_a_place_leads_to_the_places_at_which_it_is() -> None:
    assert held("What salary does a Potter get in Tokyo?")[0] == "What is the annual pay of the role Potter (Germany)?"


def test_without_a_thing_named_headings_alone_are_offered() -> None:
    assert held("Why?") == ("How is it taken?",)


@pytest.mark.parametrize(
    ("row", "offer"),
    [
        (fact("Kiln Exam", "price", "The Kiln Exam costs USD 5."), "What does Kiln Exam cost?"),
        (fact("Kiln Exam", "glaze time", "The glaze time is 5 hours."), "What is the glaze time of Kiln Exam?"),
        (fact("Kiln Exam", "count", "The count is two."), ""),
        (fact("Kiln Exam", "time", "It lasts long."), ""),
        (fact("Potter", "status", "A potter is no official status."), ""),
        (fact("Kiln", "firing", "For firing Mist offers Kiln.", provider="Mist"), "What does Mist offer for firing?"),
        (fact("Potter", "annual pay", "5.", region="Norway"), "What is the annual pay of the role Potter (Norway)?"),
        (fact("Potter", "annual pay", "5."), "What is the annual pay of the role Potter?"),
    ],
)
def test_a_fact_is_offered_as_people_ask_for_it(row: Line, offer: str) -> None:
    other = fact("Oven", "firing", "For firing Hail offers Oven.", provider="Hail")
    library = make_library(page("Facts", "", row, other))

    assert as_asked(library.facts[0], library.facts[0].subject, library) == offer


def test_a_place_is_no_thing_whose_facts_are_offered() -> None:
    library = make_library(
        page("Facts", "", fact("Norway", "status", "Norway has a law.")),
        terms=(Term("Norway", "place"), Term("Kiln", "service")),
    )

    assert instead(read("What does a kiln cost in Norway?", library), [library.evidence(0)], library) == ()
