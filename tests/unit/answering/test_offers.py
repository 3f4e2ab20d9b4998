"""What a provider has, from its facts: its offers of one capability, and its things of one kind."""

from __future__ import annotations

import pytest

from assistant.answering.catalogue import MOST_OFFERS, compose_catalogue, compose_offers
from assistant.answering.library import Library
from assistant.answering.statements import Draft
from assistant.domain.facts import Term
from tests.unit.answering.builders import Line, evidence, fact, make_library, page, read

PROVIDERS = (Term("Potter", "provider"), Term("Kiln", "provider"))


def offer(provider: str, service: str) -> Line:
    return fact(service, "vector search", f"{provider} offers {service}.", provider=provider, value=service)


def offers(*lines: Line) -> Library:
    return make_library(page("Facts", "", *lines, "Search differs."), terms=PROVIDERS)


TWO = offers(offer("Potter", "Finder"), offer("Kiln", "Spark"), offer("Potter", "Seeker"))


def offered(asked: str, library: Library = TWO) -> list[str] | None:
    draft = compose_offers(read(asked, library), evidence(library, {len(library.units) - 1: 1.0}), library)
    return None if draft is None else [statement.text for statement in draft.statements]


def test_every_offer_of_the_provider_named_is_listed() -> None:
    assert offered("What vector search options does Potter have?") == ["Potter offers Finder.", "Potter offers Seeker."]


@pytest.mark.parametrize(
    "asked",
    [
        "How does the vector search of Potter work?",
        "What vector search options do Potter and Kiln have?",
        "What vector search options are there?",
        "What vector search options does Kiln have?",
    ],
)
def test_offers_are_listed_only_for_a_list_of_one_provider_that_has_several(asked: str) -> None:
    assert offered(asked) is None


def test_more_offers_than_a_list_holds_are_left_to_a_table() -> None:
    asked = "What vector search options does Potter have?"
    many = [offer("Potter", f"Finder {n}") for n in range(MOST_OFFERS + 1)]

    assert offered(asked, offers(*many[:-1])) is not None
    assert offered(asked, offers(*many)) is None


def exam(name: str, attribute: str, **values: object) -> Line:
    held = ", ".join(f"{value}" for value in values.values())
    return fact(name, attribute, f"{name} of Potter: {attribute} {held}.", "S1", provider="Potter", **values)


def exams(*lines: Line, attribute: str = "price") -> Library:
    names = dict.fromkeys(line.fact.subject for line in lines if line.fact)
    terms = (*PROVIDERS, *(Term(name, "certification") for name in names), Term(attribute, "attribute"))
    return make_library(page("Facts", "", *lines, "Exams end."), terms=terms)


def made(asked: str, library: Library) -> Draft:
    draft = compose_catalogue(read(asked, library), evidence(library, {len(library.units) - 1: 1.0}), library)
    assert draft is not None
    return draft


def priced(name: str, low: float, **values: object) -> Line:
    return exam(name, "price", low=low, high=low, **values)


def test_a_thing_is_listed_once_by_its_plain_fact_or_by_the_first_of_its_variants() -> None:
    library = exams(
        priced("Exam A", 5.0, variant="member"),
        priced("Exam A", 9.0),
        priced("Exam B", 6.0, variant="member"),
        priced("Exam B", 8.0, variant="guest"),
    )

    draft = made("List the price of all exams of Potter", library)

    assert [statement.evidence[0].unit.position for statement in draft.statements] == [1, 2]


def test_an_amount_that_the_question_names_limits_what_is_listed() -> None:
    library = exams(priced("Exam A", 100.0), priced("Exam B", 150.0), priced("Exam C", 100.0))

    def listed(asked: str) -> list[int]:
        return [statement.evidence[0].unit.position for statement in made(asked, library).statements]

    assert listed("Which exams have a price of 100?") == [0, 2]
    assert listed("Which exams have a price of 700?") == [0, 1, 2]


LEVELS = exams(
    *(exam(f"Exam {letter}", "level", value=level) for letter, level in zip("ABCD", "1223", strict=True)), attribute="level"
)


def test_a_provider_s_things_are_listed_by_level_where_no_attribute_is_asked_for() -> None:
    (shown,) = made("Which exams does Potter have?", LEVELS).tables

    assert shown.columns == ("Subject", "Level")
    assert shown.rows == (("Exam A", "1"), ("Exam B", "2"), ("Exam C", "2"), ("Exam D", "3"))


@pytest.mark.parametrize("asked", ["Which exams are there?", "Which exam of Potter suits me?"])
def test_without_a_provider_or_a_list_asked_for_nothing_is_listed_by_level(asked: str) -> None:
    assert compose_catalogue(read(asked, LEVELS), evidence(LEVELS, {4: 1.0}), LEVELS) is None


def test_a_code_stands_beside_the_subject_where_the_quote_holds_it() -> None:
    coded = [exam(f"Exam {n}", "level", value="2", code=f"X-{n}") for n in range(3)]
    unsaid = fact("Exam 3", "level", "Exam 3 of Potter is basic.", provider="Potter", value="basic", code="X-3")

    (shown,) = made("Which exams does Potter have?", exams(*coded, unsaid, attribute="level")).tables

    assert [row[0] for row in shown.rows] == ["Exam 0 (X-0)", "Exam 1 (X-1)", "Exam 2 (X-2)", "Exam 3"]
