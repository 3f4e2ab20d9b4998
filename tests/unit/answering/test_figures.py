"""Figures of several sources stand side by side; none is averaged."""

from __future__ import annotations

import pytest

from assistant.answering.expected import subject_overlap
from assistant.answering.figures import amount, comparable, compose_figures, undisputed_first
from assistant.answering.library import Library
from assistant.answering.select import state
from assistant.answering.statements import Draft
from assistant.domain.facts import Fact
from tests.unit.answering.builders import Line, evidence, fact, make_library, page, pay, read

ASKED = "How much does a senior AI architect earn?"
TWO_SOURCES = make_library(
    page("Pay", "", pay("S1", 230_000, 270_000), pay("S2", 165_000, 245_000), pay("S2", 90_000, 110_000, "junior")),
    page("Notes", "", "Bonuses vary from bank to bank."),
)
FIRST, SECOND, JUNIOR, BONUS = range(4)


def composed(scores: dict[int, float], library: Library = TWO_SOURCES, asked: str = ASKED) -> Draft:
    draft = compose_figures(read(asked, library), evidence(library, scores), library)
    assert draft is not None
    return draft


def positions(draft: Draft) -> set[int]:
    return {e.unit.position for statement in draft.statements for e in statement.evidence}


def test_two_sources_on_one_level_are_given_side_by_side_in_their_own_words() -> None:
    draft = composed({FIRST: 1.0, SECOND: 0.95})

    assert [statement.text for statement in draft.statements] == [
        "S1 gives senior AI Architects USD 230,000 to 270,000 a year.",
        "S2 gives senior AI Architects USD 165,000 to 245,000 a year.",
    ]


def test_a_like_subject_of_another_source_stands_beside() -> None:
    library = make_library(page("Pay", "", pay("S1", 1, 2), pay("S2", 3, 4, subject="AI/ML Solutions Architect")))

    assert positions(composed({0: 1.0, 1: 0.95}, library)) == {0, 1}


def test_another_level_than_the_one_asked_for_is_left_out() -> None:
    assert positions(composed({FIRST: 1.0, JUNIOR: 0.99, SECOND: 0.98})) == {FIRST, SECOND}


def test_another_role_or_region_is_left_out() -> None:
    abroad = fact("AI Architect", "annual pay", "AI Architects earn 5 in India.", "S3", level="senior", low=5.0, region="India")
    library = make_library(page("Pay", "", pay("S1", 1, 2), pay("S2", 3, 4, subject="Data Analyst"), abroad))

    assert positions(composed({0: 1.0, 1: 0.99, 2: 0.98}, library)) == {0}


def test_another_attribute_of_the_subject_is_added_when_it_is_close_to_the_question() -> None:
    price, length = fact("MLA", "price", "MLA costs USD 150."), fact("MLA", "length", "Its exam takes 130 minutes.")
    library = make_library(page("Exams", "", price, length))

    assert positions(composed({0: 1.0, 1: 0.99}, library, "What does MLA cost?")) == {0, 1}
    assert positions(composed({0: 1.0, 1: 0.5}, library, "What does MLA cost?")) == {0}


def test_a_further_attribute_that_is_asked_for_is_stated_from_farther_off() -> None:
    price, validity = fact("MLA", "price", "MLA costs USD 150."), fact("MLA", "validity", "MLA is valid for 3 years.")
    library = make_library(page("Exams", "", price, validity))

    assert positions(composed({0: 1.0, 1: 0.7}, library, "What are the price and the validity of MLA?")) == {0, 1}
    assert positions(composed({0: 1.0, 1: 0.5}, library, "What are the price and the validity of MLA?")) == {0}
    assert positions(composed({0: 1.0, 1: 0.7}, library, "What is the price of MLA?")) == {0}


def test_no_fact_near_the_best_unit_gives_no_figures() -> None:
    assert compose_figures(read(ASKED, TWO_SOURCES), evidence(TWO_SOURCES, {BONUS: 1.0, FIRST: 0.5}), TWO_SOURCES) is None


def test_prose_close_to_the_question_is_added_to_a_single_figure() -> None:
    library = make_library(page("Pay", "", pay("S1", 1, 2)), page("Notes", "", "Bonuses vary from bank to bank."))

    assert positions(composed({0: 1.0, 1: 0.99}, library)) == {0, 1}
    assert positions(composed({0: 1.0, 1: 0.2}, library)) == {0}


THREE = make_library(page("Pay", "", pay("S1", 230_000, 270_000), pay("S2", 165_000, 245_000), pay("S3", 200_000, None)))


def test_three_figures_become_a_table_each_row_with_its_citation() -> None:
    (shown,) = composed({0: 1.0, 1: 0.99, 2: 0.98}, THREE).tables

    amounts = shown.columns.index("Annual pay")
    assert [row[amounts] for row in shown.rows] == ["USD 230,000–270,000", "USD 165,000–245,000", "USD 200,000"]
    assert [proof[0].unit.position for proof in shown.evidence] == [0, 1, 2]


def test_a_table_leaves_out_the_columns_that_say_nothing() -> None:
    (shown,) = composed({0: 1.0, 1: 0.99, 2: 0.98}, THREE).tables

    assert {"Subject", "Level"} <= set(shown.columns)
    assert {"Case", "Basis"}.isdisjoint(shown.columns)


@pytest.mark.parametrize(("told", "shown"), [("in Norway", True), ("there", False)])
def test_a_region_stands_in_the_table_only_where_its_quote_names_it(told: str, shown: bool) -> None:
    lines = [
        fact(
            "MLA",
            "price",
            f"MLA costs NOK {cost} {told}.",
            source=f"S{cost}",
            low=cost,
            high=cost,
            currency_unit="NOK",
            region="Norway",
        )
        for cost in (100.0, 200.0, 300.0)
    ]
    library = make_library(page("Prices", "", *lines))

    (table,) = composed({0: 1.0, 1: 0.99, 2: 0.98}, library, "What does MLA cost?").tables

    assert ("Region" in table.columns) is shown


def test_two_figures_are_said_without_a_table() -> None:
    assert composed({FIRST: 1.0, SECOND: 0.95}).tables == ()


def test_a_figure_is_never_averaged() -> None:
    draft = composed({0: 1.0, 1: 0.99, 2: 0.98}, THREE)

    stated = {unit.text for unit in THREE.units}
    assert {statement.text for statement in draft.statements} == stated


@pytest.mark.parametrize(
    ("low", "high", "unit", "open_ended", "written"),
    [
        (180_000.0, 230_000.0, "USD", False, "USD 180,000–230,000"),
        (300_000.0, None, "USD", True, "USD 300,000 or more"),
        (65.0, 65.0, "questions", False, "65 questions"),
        (None, 65.0, "minutes", False, "65 minutes"),
        (0.125, 0.125, "USD", False, "USD 0.125"),
        (12.5, 20.0, "", False, "12.50–20"),
        (None, None, "", False, "retired"),
    ],
)
def test_an_amount_is_written_as_people_write_it(
    low: float | None, high: float | None, unit: str, open_ended: bool, written: str
) -> None:
    row = Fact("f", 0, "S", "a", "s", "S1", low=low, high=high, currency_unit=unit, open_ended=open_ended, value="retired")

    assert amount(row) == written


@pytest.mark.parametrize(
    ("left", "right", "overlap"),
    [
        ("AI Architect", "AI architects", 1.0),
        ("AI Architect", "AI/ML Solutions Architect", 0.5),
        ("Data Analyst", "AI Architect", 0.0),
        ("", "", 0.0),
    ],
)
def test_two_subjects_overlap_by_the_share_of_their_words(left: str, right: str, overlap: float) -> None:
    assert subject_overlap(left, right) == overlap


def test_claims_without_a_level_asked_are_comparable_across_levels() -> None:
    first, junior = TWO_SOURCES.facts[FIRST], TWO_SOURCES.facts[JUNIOR]

    assert comparable(first, junior, read("How much does an AI architect earn?", TWO_SOURCES), TWO_SOURCES)
    assert not comparable(first, junior, read(ASKED, TWO_SOURCES), TWO_SOURCES)


def test_where_no_level_is_asked_for_the_whole_is_said_first_and_every_level_stands_in_the_table() -> None:
    def at(level: str, low: float) -> Line:
        return fact(
            "architects", "annual pay", f"Architects {level} earn USD {low:,.0f}.", level=level, low=low, high=low,
            currency_unit="USD", source="S1",
        )  # fmt: skip

    library = make_library(page("Pay", "", at("senior", 9_000), at("entry", 5_000), at("", 7_000), at("principal", 11_000)))

    draft = composed({0: 1.0, 1: 0.99}, library, "How much do architects earn?")

    assert draft.statements[0].text == "Architects  earn USD 7,000."
    assert [row[1] for row in draft.tables[0].rows] == ["", "senior", "entry", "principal"]


def test_where_a_level_is_asked_for_the_other_levels_are_not_shown() -> None:
    levels = [pay(f"S{n}", n * 1_000, n * 1_000, level=level) for n, level in ((5, "entry"), (7, "mid"), (9, "senior"))]
    library = make_library(page("Pay", "", *levels))

    assert positions(composed({2: 1.0, 0: 0.9, 1: 0.9}, library, "How much do senior architects earn?")) == {2}


@pytest.mark.parametrize(
    ("asked", "near", "first"),
    [
        ("What does the kiln exam cost?", 0.95, 1),
        ("What does the kiln exam cost?", 0.5, 0),
        ("How much is the kiln exam, 30 dollars?", 0.95, 0),
        ("Why is the kiln exam hard?", 0.95, 0),
    ],
)
def test_a_disputed_amount_stands_behind_one_that_is_about_as_near(asked: str, near: float, first: int) -> None:
    blog = fact("Kiln exam", "price", "A blog says the kiln exam costs 30 dollars.", status="disputed", low=30.0, high=30.0)
    library = make_library(page("Exams", "", blog, "The kiln exam costs 90 dollars."))
    draft = Draft(tuple(state(e) for e in evidence(library, {0: 1.0, 1: near})))

    found = undisputed_first(read(asked, library), draft, library)

    assert [s.evidence[0].unit.position for s in found.statements] == [first, 1 - first]
