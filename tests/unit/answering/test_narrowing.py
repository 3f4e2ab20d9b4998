"""What of the evidence an answer may be made of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.narrowing import (
    TO_THE_POINT,
    asks_no_more,
    of_the_place,
    of_the_role,
    of_the_sides,
    of_the_state,
    to_the_point,
    without_amounts_told,
)
from assistant.domain.facts import ATTRIBUTE, Term
from tests.unit.answering.builders import evidence, fact, make_library, page, read


@pytest.mark.parametrize(("share", "stays"), [(TO_THE_POINT + 0.01, True), (TO_THE_POINT - 0.01, False)])
def test_beside_the_fact_asked_for_another_one_stays_only_where_it_is_nearly_as_good_as_the_best(
    share: float, stays: bool
) -> None:
    price = fact("Kiln Exam", "price", "The kiln exam has a price of USD 165.")
    before = fact("Kiln Exam", "prerequisite", "The kiln exam needs the clay exam.")
    library = make_library(page("Exams", "", price, before), terms=(Term("Kiln Exam", "certification"),))
    question = replace(read("What does the kiln exam cost, and what comes before?", library), attributes=("price",))

    found = to_the_point(question, evidence(library, {0: 1.0, 1: share}), library)

    assert [e.unit.position for e in found] == ([0, 1] if stays else [0])


@pytest.mark.parametrize(("both", "told"), [(0.99, ["both"]), (0.9, ["one", "other", "both"])])
def test_of_several_places_what_tells_of_all_goes_first_only_where_it_is_as_close(both: float, told: list[str]) -> None:
    lines = {"one": "Pay in Norway is good.", "other": "Pay in Sweden is good.", "both": "Pay in Norway and Sweden is like."}
    glossary = (Term("Norway", "place"), Term("Sweden", "place"))
    library = make_library(page("Pay", "", *lines.values(), "Pay is pay."), terms=glossary)
    question = read("How much is pay in Norway and Sweden?", library)
    found = evidence(library, {0: 1.0, 1: 0.95, 2: both, 3: 0.97})

    assert [e.unit.text for e in of_the_place(question, found, library)] == [
        text for e in found for name, text in lines.items() if name in told and e.unit.text == text
    ]


@pytest.mark.parametrize(("score", "kept"), [(0.84, ["law", "pay"]), (0.86, ["pay"])])
def test_what_names_the_place_far_behind_a_best_unit_that_names_none_does_not_go_before_it(
    score: float, kept: list[str]
) -> None:
    lines = {"law": "The duty costs 3 days.", "pay": "In Norway the duty costs 5 days."}
    library = make_library(page("Law", "", *lines.values()), terms=(Term("Norway", "place"),))
    question = read("How much does the duty cost in Norway?", library)

    found = of_the_place(question, evidence(library, {0: 1.0, 1: score}), library)

    assert [e.unit.text for e in found] == [lines[name] for name in kept]


def test_what_names_another_place_does_not_stand_for_the_place_asked_for_however_near() -> None:
    library = make_library(
        page("Law", "", "In Sweden the duty costs 3 days.", "In Norway the duty costs 5 days."),
        terms=(Term("Norway", "place"),),
    )
    question = read("How much does the duty cost in Norway?", library)

    assert [e.unit.position for e in of_the_place(question, evidence(library, {0: 1.0, 1: 0.5}), library)] == [1]


def test_a_unit_that_names_no_place_is_about_that_of_its_heading() -> None:
    library = make_library(
        page("Law", "The rules in Norway", "The duty costs 3 days.", "In Sweden the duty costs 5 days."),
        terms=(Term("Norway", "place"),),
    )
    question = read("How much does the duty cost in Norway?", library)

    assert [e.unit.position for e in of_the_place(question, evidence(library, {0: 1.0, 1: 0.9}), library)] == [0]


def test_the_amount_of_another_exam_is_not_told_beside_the_one_asked_for() -> None:
    price = fact("Kiln Exam", "price", "The kiln exam has a price of USD 165.")
    other = fact("Clay Exam", "price", "The clay exam has a price of USD 100.")
    terms = (Term("Kiln Exam", "certification"), Term("Clay Exam", "certification"))
    library = make_library(page("Exams", "", price, other, "Both the kiln exam and the clay exam are long."), terms=terms)
    question = replace(read("What does the kiln exam cost?", library), attributes=("price",))

    found = to_the_point(question, evidence(library, {0: 1.0, 1: 0.99, 2: 0.98}), library)

    assert [e.unit.position for e in found] == [0, 2]


@pytest.mark.parametrize(
    ("asked", "told"),
    [("What does a potter earn?", [1, 2, 3]), ("What does a glazier earn?", [0, 1, 2, 3]), ("Pay?", [0, 1, 2, 3])],
)
def test_pay_of_other_roles_does_not_stand_for_that_of_the_role_asked_for(asked: str, told: list[int]) -> None:
    earns = fact("Potter", "annual pay", "Potters earn USD 50,000 a year.", low=50000.0, currency_unit="USD", region="Norway")
    lines = ("Smiths earn USD 90,000 a year.", earns, "A smith and a potter earn USD 9 more at night.", "Smiths work by day.")
    roles = tuple(Term(name, "role") for name in ("Potter", "Smith", "Glazier"))
    library = make_library(page("Pay", "", *lines), terms=roles)
    question = replace(read(asked, library), attributes=("annual pay",))
    found = of_the_role(question, evidence(library, {0: 1.0, 1: 0.9, 2: 0.8, 3: 0.7}), library)

    assert [e.unit.position for e in found] == told


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Potter or smith?", [1, 2, 3]),
        ("What is the difference between a glazier and a smith?", [0, 1, 2, 3]),
        ("What do potters do?", [0, 1, 2, 3]),
    ],
)
def test_a_comparison_is_not_told_how_one_of_its_sides_differs_from_a_third_thing(asked: str, told: list[int]) -> None:
    lines = (
        "A potter bakes, while a glazier cuts.",
        "A potter bakes, while a smith forges.",
        "A smith beats a glazier.",
        "Fire.",
    )
    roles = tuple(Term(name, "role") for name in ("Potter", "Smith", "Glazier"))
    library = make_library(page("Crafts", "", *lines), terms=roles)

    found = of_the_sides(read(asked, library), evidence(library, {0: 1.0, 1: 0.9, 2: 0.8, 3: 0.7}), library)

    assert [e.unit.position for e in found] == told


KILN = make_library(
    page(
        "Exams",
        "",
        fact("Kiln Exam", "price", "The kiln exam has a price of USD 165.", low=165.0, high=165.0, currency_unit="USD"),
        fact("Kiln Exam", "length", "The kiln exam has a length of 90 minutes.", low=90.0, high=90.0),
        "The kiln exam costs USD 165 and takes 90 minutes.",
        "The price of the kiln exam has not changed.",
    ),
    terms=(Term("Kiln Exam", "certification"), Term("price", ATTRIBUTE), Term("length", ATTRIBUTE)),
)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Kiln Exam price?", [0]),
        ("What is the price of the kiln exam for a team of potters?", [0, 1, 2, 3]),
    ],
)
def test_where_nothing_but_an_attribute_is_asked_for_nothing_else_is_told(asked: str, told: list[int]) -> None:
    question = replace(read(asked, KILN), attributes=("price",))
    found = to_the_point(question, evidence(KILN, {0: 1.0, 1: 0.99, 2: 0.98, 3: 0.97}), KILN)

    assert asks_no_more(question, KILN) is (told == [0])
    assert [e.unit.position for e in found] == told


@pytest.mark.parametrize(("best", "told"), [(0, [0, 1, 3]), (2, [2, 0, 1, 3])])
def test_an_amount_is_not_told_again_beside_the_fact_that_states_it(best: int, told: list[int]) -> None:
    question = replace(read("What is the price of the kiln exam?", KILN), attributes=("price",))
    found = evidence(KILN, {0: 1.0, 1: 0.9, 2: 0.8, 3: 0.7} | {best: 2.0})

    assert [e.unit.position for e in without_amounts_told(question, found, KILN)] == told


@pytest.mark.parametrize(
    ("asking", "told"),
    [
        ("cure period in Texas?", [1, 2, 3, 4]),
        ("cure period in Chicago?", [2, 3]),
        ("cure period in Texas or Illinois?", [0, 1, 2, 3, 4]),
        ("cure period in the US?", [0, 1, 2, 3, 4]),
        ("cure period of the Clay Act in Texas?", [0, 1, 2, 3, 4]),
    ],
)
def test_where_a_state_is_asked_for_other_states_do_not_stand_for_it(asking: str, told: list[int]) -> None:
    lines = (
        "Colorado gives 60 days.",
        "Texas sets a fine.",
        "Illinois, Texas and Colorado have rules.",
        "Some states have no rules.",
        "Austin in Texas has one.",
    )
    library = make_library(page("Rules", "", *lines), terms=(Term("Clay Act", "regulation"),))
    found = evidence(library, dict.fromkeys(range(len(lines)), 1.0))

    assert [e.unit.position for e in of_the_state(asking, read(asking, library), found, library)] == told


SEVERAL = make_library(
    page(
        "Exams",
        "",
        fact("Kiln Exam", "price", "The Kiln Exam costs USD 90.", low=90.0),
        fact("Clay Exam", "price", "The Clay Exam costs USD 80.", low=80.0),
        fact("Clay Exam", "level", "The Clay Exam is of expert level."),
        "The Clay Exam costs USD 80 and lasts an hour.",
        "Clay is dug in spring.",
    ),
    terms=(
        Term("Kiln Exam", "certification"),
        Term("Clay Exam", "certification"),
        Term("price", ATTRIBUTE, aliases=("cheaper",)),
        Term("level", ATTRIBUTE),
    ),
)


@pytest.mark.parametrize(
    ("asked", "no_more"),
    [
        ("Which is cheaper, Kiln Exam or Clay Exam?", True),
        ("price of the Clay Exam", True),
        ("level of the Kiln Exam and Clay Exam", False),  # of few of these
        ("Which is cheaper for a school, Kiln Exam or Clay Exam?", False),
    ],
)
def test_one_attribute_of_several_things_is_all_that_is_asked_for_where_facts_customarily_state_it(
    asked: str, *, no_more: bool
) -> None:
    assert asks_no_more(read(asked, SEVERAL), SEVERAL) is no_more


def test_where_no_more_is_asked_no_amount_of_the_things_named_is_told_again() -> None:
    question = read("Which is cheaper, Kiln Exam or Clay Exam?", SEVERAL)
    found = evidence(SEVERAL, {0: 1.0, 1: 0.9, 3: 0.8, 4: 0.7})

    assert [e.unit.position for e in without_amounts_told(question, found, SEVERAL)] == [0, 1, 4]
