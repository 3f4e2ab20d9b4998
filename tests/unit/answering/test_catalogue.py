"""Every fact of one attribute as a table."""

from __future__ import annotations

from assistant.answering.catalogue import compose_catalogue
from assistant.answering.statements import Draft
from assistant.domain.facts import Term
from tests.unit.answering.builders import Line, evidence, fact, make_library, page, read


def ended(exam: str, provider: str) -> Line:
    return fact(exam, "status", f"{exam} of {provider} was retired.", status="retired", value="retired")


EXAMS = ("Exam A", "Exam B", "Exam C", "Exam D")
LIBRARY = make_library(
    page("Facts", "", *(ended(exam, "Potter") for exam in EXAMS), ended("Exam E", "Kiln"), "Exams end."),
    page("Facts", "", fact("Exam A", "price", "Exam A costs USD 5.", low=5.0, high=5.0, currency_unit="USD")),
    terms=(
        *(Term(exam, "certification") for exam in (*EXAMS, "Exam E")),
        Term("Potter", "provider"),
        Term("Kiln", "provider"),
        Term("status", "attribute", ("retired",)),
    ),
)


def made(asked: str) -> Draft | None:
    return compose_catalogue(read(asked, LIBRARY), evidence(LIBRARY, {5: 1.0}), LIBRARY)


def test_all_facts_of_the_attribute_are_shown_one_a_row() -> None:
    draft = made("List all retired exams")

    assert draft is not None
    assert [row[0] for row in draft.tables[0].rows] == [*EXAMS, "Exam E"]


def test_a_provider_that_is_named_limits_the_rows() -> None:
    draft = made("Which exams of Potter were retired?")

    assert draft is not None
    assert [row[0] for row in draft.tables[0].rows] == [*EXAMS]


def test_a_few_facts_are_stated_in_their_own_words() -> None:
    draft = made("Which exams of Kiln were retired?")

    assert draft is not None
    assert [s.text for s in draft.statements] == ["Exam E of Kiln was retired."]
    assert draft.tables == ()


def test_a_question_about_one_of_the_things_wants_no_catalogue() -> None:
    assert made("Which exam replaces the retired Exam A?") is None


def test_a_question_that_does_not_ask_for_all_wants_no_catalogue() -> None:
    assert made("Why was an exam retired?") is None


def test_a_definition_says_whose_an_exam_is() -> None:
    library = make_library(
        page("Facts", "", ended("Exam A", "it"), ended("Exam B", "them")),
        terms=(
            Term("Exam A", "certification", definition="Exam A is a Potter exam, also known to Kiln."),
            Term("Exam B", "certification", definition="Exam B is an exam that Potter recommends."),
            Term("Potter", "provider"),
            Term("Kiln", "provider"),
            Term("status", "attribute", ("retired",)),
        ),
    )
    draft = compose_catalogue(read("Which exams of Potter were retired?", library), evidence(library, {0: 1.0}), library)

    assert draft is not None
    assert [s.text for s in draft.statements] == ["Exam A of it was retired."]


def test_what_is_retired_does_not_stand_among_what_is_not() -> None:
    prices = [
        fact(f"Exam {place}", "price", f"Exam {place} costs USD 5.", low=5.0, high=5.0, currency_unit="USD", status=status)
        for place, status in enumerate(("current", "retired"))
    ]
    library = make_library(
        page("Facts", "", *prices),
        terms=(*(Term(f"Exam {place}", "certification") for place in range(2)), Term("price", "attribute", ("cost",))),
    )
    draft = compose_catalogue(read("Which exams cost 5 dollars?", library), evidence(library, {0: 1.0}), library)

    assert draft is not None
    assert [s.text for s in draft.statements] == ["Exam 0 costs USD 5."]


def test_where_all_that_is_near_is_about_one_thing_the_question_is_about_it() -> None:
    prices = [fact(f"Exam {n}", "price", f"Exam {n} costs USD 5.", low=5.0, high=5.0, currency_unit="USD") for n in range(2)]
    about_one = [fact("Exam 1", attribute, f"Exam 1 has a {attribute}.") for attribute in ("level", "term")]
    library = make_library(
        page("Facts", "", *prices, *about_one),
        terms=(*(Term(f"Exam {n}", "certification") for n in range(2)), Term("price", "attribute", ("cost",))),
    )
    question = read("Which exams cost 5 dollars?", library)

    assert compose_catalogue(question, evidence(library, {0: 1.0, 1: 0.9, 2: 0.8}), library) is not None
    assert compose_catalogue(question, evidence(library, {1: 1.0, 2: 0.9, 3: 0.8}), library) is None
