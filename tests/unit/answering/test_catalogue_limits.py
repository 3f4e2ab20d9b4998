"""A catalogue limited by a value, a bound or what is set aside; a provider's things where no attribute is asked for."""

from __future__ import annotations

import pytest

from assistant.answering.catalogue import compose_catalogue, of_the_amount, of_the_value
from assistant.answering.exclusion import of_what_is_left, set_aside, without_rows_set_aside, without_set_aside
from assistant.answering.statements import Draft, TableDraft
from assistant.domain.facts import Term
from tests.unit.answering.builders import Line, evidence, fact, make_library, page, read

OF = {"Exam A": "Potter", "Exam B": "Potter", "Exam C": "Kiln", "Exam D": "Kiln"}
LEVELS = {"Exam A": "expert", "Exam B": "associate", "Exam C": "expert", "Exam D": "associate"}
PRICES = {"Exam A": 100.0, "Exam B": 150.0, "Exam C": 200.0, "Exam D": 90.0}


def level(exam: str) -> Line:
    return fact(exam, "level", f"{exam} of {OF[exam]} is an {LEVELS[exam]} exam.", value=LEVELS[exam])


def price(exam: str) -> Line:
    cost = PRICES[exam]
    return fact(exam, "price", f"{exam} of {OF[exam]} costs USD {cost:.0f}.", low=cost, high=cost, currency_unit="USD")


LIBRARY = make_library(
    page("Facts", "", *(level(exam) for exam in OF), *(price(exam) for exam in OF)),
    page("Exam A", "Parts", "The parts of the exam are two.", "One is short.", "One is long."),
    terms=(
        *(Term(exam, "certification") for exam in OF),
        Term("Potter", "provider"),
        Term("Kiln", "provider"),
        Term("price", "attribute", ("cost", "dollars")),
        Term("level", "attribute"),
        Term("Expert Panel", "role"),
    ),
)


def stated(asked: str) -> list[str]:
    draft = compose_catalogue(read(asked, LIBRARY), evidence(LIBRARY, {8: 1.0}), LIBRARY)
    assert draft is not None
    return [s.text for s in draft.statements] or [row[0] for row in draft.tables[0].rows]


def test_a_value_that_the_question_says_limits_the_things() -> None:
    assert stated("List all exams of expert level") == [
        "Exam A of Potter is an expert exam.",
        "Exam C of Kiln is an expert exam.",
    ]


def test_a_value_tells_which_attribute_is_meant() -> None:
    assert stated("List all associate exams") == [
        "Exam B of Potter is an associate exam.",
        "Exam D of Kiln is an associate exam.",
    ]


def test_a_thing_of_another_kind_does_not_make_it_a_question_about_one() -> None:
    assert len(stated("List all exams of expert level for the Expert Panel")) == 2


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("Which exams cost less than 100 dollars?", ["Exam D"]),
        ("Which exams cost more than 100 dollars?", ["Exam B", "Exam C"]),
        ("Which exams cost less than 150 dollars and are not from Potter?", ["Exam D"]),
        ("Which exams cost 100 dollars?", ["Exam A"]),
        ("Which exams cost 100 dollars or less?", ["Exam A", "Exam D"]),
        ("Which exams cost at most USD 100?", ["Exam A", "Exam D"]),
        ("Which exams cost no more than 90 dollars?", ["Exam D"]),
        ("Which exams cost at least 150 dollars?", ["Exam B", "Exam C"]),
        ("exams under 100 dollars", ["Exam D"]),
    ],
)
def test_bounds_and_what_is_set_aside_limit_the_things(asked: str, left: list[str]) -> None:
    assert [text.split(" of ")[0] for text in stated(asked)] == left


def test_a_list_of_parts_of_a_thing_is_no_list_of_things() -> None:
    question = read("List all areas of the Potter exam", LIBRARY)

    assert compose_catalogue(question, evidence(LIBRARY, {8: 1.0}), LIBRARY) is None


def test_what_tells_of_a_thing_that_is_set_aside_is_left_out_while_something_is_left() -> None:
    rows = {0: 1.0, 2: 0.9}
    question = read("Which exams are there apart from Exam A?", LIBRARY)

    assert len(set_aside(question, LIBRARY)) == 1
    assert [e.unit.position for e in without_set_aside(question, evidence(LIBRARY, rows), LIBRARY)] == [2]
    assert [e.unit.position for e in without_set_aside(question, evidence(LIBRARY, {0: 1.0}), LIBRARY)] == [0]


def test_what_holds_outside_a_place_may_name_it() -> None:
    library = make_library(page("Pay", "", "Outside Kilnport potters earn less."), terms=(Term("Kilnport", "place"),))

    assert not set_aside(read("Pay in the country, but not Kilnport", library), library)


def test_an_amount_beyond_the_bound_is_not_told() -> None:
    question = read("Which exams cost less than 150 dollars?", LIBRARY)

    left = without_set_aside(question, evidence(LIBRARY, {4: 1.0, 5: 0.9, 6: 0.8, 8: 0.7}), LIBRARY)
    assert [e.unit.position for e in left] == [4, 8]


def test_a_provider_that_is_set_aside_takes_its_things_along() -> None:
    library = make_library(
        page("Exams", "", "Exam A is hard.", "Exam C is easy."),
        terms=(
            Term("Exam A", "certification", definition="Exam A is a Potter exam."),
            Term("Exam C", "certification", definition="Exam C is a Kiln exam."),
            Term("Potter", "provider"),
            Term("Kiln", "provider"),
        ),
    )
    left = without_set_aside(read("Which exams are not from Potter?", library), evidence(library, {0: 1.0, 1: 0.9}), library)

    assert [e.unit.text for e in left] == ["Exam C is easy."]


def test_rows_of_what_is_set_aside_are_not_shown_and_the_question_is_not_about_it() -> None:
    question = read("Which exams are there except Potter?", LIBRARY)
    (one,) = evidence(LIBRARY, {0: 1.0})
    table = TableDraft("Exams", ("Provider", "Exam"), (("Potter", "Exam A"), ("Kiln", "Exam C")), ((one,), (one,)))

    assert [row[0] for row in without_rows_set_aside(question, Draft((), tables=(table,)), LIBRARY).tables[0].rows] == ["Kiln"]
    alone = Draft((), tables=(TableDraft("Exams", ("Provider",), (("Potter",),), ((one,),)),))
    assert without_rows_set_aside(question, alone, LIBRARY) == alone
    assert [m.surface for m in question.mentions] == ["Potter"]
    assert of_what_is_left(question, LIBRARY).mentions == ()


LENGTHS = make_library(
    page(
        "Facts",
        "",
        fact("Exam A", "duration", "Exam A lasts 180 minutes.", low=180.0, high=180.0, currency_unit="minutes"),
        fact("Exam B", "duration", "Exam B lasts 120 minutes.", low=120.0, high=120.0, currency_unit="minutes"),
        fact("Exam C", "duration", "Exam C lasts 3 hours.", low=3.0, high=3.0, currency_unit="hours"),
        "Exam B is held in the hall and lasts two hours.",
        "Bring a pencil.",
        fact("Exam D", "level", "Exam D is easy.", value="easy"),
    ),
    terms=tuple(Term(exam, "certification") for exam in OF),
)
A, B, C, HALL, PENCIL, EASY = range(6)


@pytest.mark.parametrize(
    "asked", ["Which exams take three hours?", "Which certification exams take three hours?", "List all exams of 180 minutes"]
)
def test_an_amount_tells_which_attribute_is_meant_in_whatever_unit(asked: str) -> None:
    draft = compose_catalogue(read(asked, LENGTHS), evidence(LENGTHS, {PENCIL: 1.0}), LENGTHS)

    assert draft is not None
    assert [s.text for s in draft.statements] == ["Exam A lasts 180 minutes.", "Exam C lasts 3 hours."]


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("Which exams take three hours?", [A, C, PENCIL]),
        ("Which exams take five hours?", [A, B, C, HALL, PENCIL, EASY]),  # nothing states it
        ("Does Exam B take three hours?", [A, B, C, HALL, PENCIL, EASY]),  # what sets it right must stay
        ("Which exams are long?", [A, B, C, HALL, PENCIL, EASY]),
    ],
)
def test_things_asked_for_by_an_amount_leave_other_amounts_out(asked: str, left: list[int]) -> None:
    found = evidence(LENGTHS, {A: 1.0, B: 0.9, C: 0.8, HALL: 0.7, PENCIL: 0.6, EASY: 0.5})

    assert [e.unit.position for e in of_the_amount(read(asked, LENGTHS), found, LENGTHS)] == left


def test_which_things_are_not_so_is_no_catalogue_of_those_that_are() -> None:
    found = evidence(LIBRARY, {0: 1.0})

    assert compose_catalogue(read("Which exams are expert exams?", LIBRARY), found, LIBRARY) is not None
    assert compose_catalogue(read("Which exams are not expert exams?", LIBRARY), found, LIBRARY) is None


def test_where_things_are_asked_for_by_a_value_others_are_not_told_beside_them() -> None:
    found = evidence(LIBRARY, dict.fromkeys(range(len(LIBRARY.units)), 1.0))

    def told(asked: str) -> list[int]:
        return [e.unit.position for e in of_the_value(read(asked, LIBRARY), found, LIBRARY)]

    everything = [e.unit.position for e in found]
    assert told("Which exams are expert exams?") == [p for p in everything if p not in {1, 3}]
    assert told("Which exams are not expert exams?") == told("Which exams are hard?") == everything
