"""Each thing, place and attribute that a question names is told of, within the words that an answer may have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.named import with_all_named
from assistant.answering.select import state
from assistant.answering.statements import Draft
from assistant.domain.facts import Term
from tests.unit.answering.builders import evidence, fact, make_library, page, read

LAWS = make_library(
    page(
        "Breaches",
        "",
        "GDPR breaches are reported within 72 hours.",
        "HIPAA breaches are reported within 60 days.",
        "GDPR notices name the breach.",
        "HIPAA is old.",
    ),
    terms=[Term("GDPR", "regulation"), Term("HIPAA", "regulation", aliases=("Health Act",)), Term("Cache", "concept")],
)


def told_of_laws(asked_for: str, scores: dict[int, float], said: tuple[int, ...], max_words: int = 0) -> list[int]:
    """Positions of what is said of the things that a question names, after a draft of some units."""
    found = evidence(LAWS, scores)
    draft = Draft(tuple(state(e) for e in found if e.unit.position in said))
    question = replace(read(asked_for, LAWS), max_words=max_words)
    statements = with_all_named(question, draft, found, LAWS).statements
    return [statement.evidence[0].unit.position for statement in statements]


def test_each_thing_that_a_question_names_is_told_of() -> None:
    both = "GDPR and the Health Act: how fast are breaches reported?"

    assert told_of_laws(both, {0: 1.0, 2: 0.9, 1: 0.6, 3: 0.6}, (0, 2)) == [0, 2, 1]
    assert told_of_laws(both, {0: 1.0, 2: 0.9, 1: 0.59}, (0, 2)) == [0, 2]
    assert told_of_laws("How fast are GDPR breaches reported?", {0: 1.0, 1: 0.9}, (0,)) == [0]
    assert told_of_laws("GDPR and caches: how fast?", {0: 1.0, 1: 0.9}, (0,)) == [0]


def test_the_least_gives_way_to_a_thing_named_but_not_all_that_is_said() -> None:
    both = "GDPR and HIPAA: how fast are breaches reported?"

    assert told_of_laws(both, {0: 1.0, 2: 0.9, 1: 0.8}, (0, 2), max_words=14) == [0, 1]
    assert told_of_laws(both, {0: 1.0, 2: 0.9, 1: 0.8}, (0, 2), max_words=12) == [0, 2]


PAY = make_library(
    page(
        "Pay",
        "",
        "Architects in India earn INR 5,000,000.",
        "Engineers in the United Kingdom earn GBP 75,000.",
        "In London, architects earn GBP 90,000.",
        "The United Kingdom has many architects.",
    ),
    terms=[Term("architect", "role"), Term("engineer", "role")],
)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("What do architects get in India and in the UK?", [0, 2]),  # a city in it, since that is about architects
        ("What do people get in India and in the UK?", [0, 1]),
        ("What do architects get in India?", [0]),
        ("What do architects get in India and in Norway?", [0]),
    ],
)
def test_of_several_places_each_gets_its_amount(asked: str, said: list[int]) -> None:
    found = evidence(PAY, {0: 1.0, 1: 0.9, 2: 0.8, 3: 0.95})

    statements = with_all_named(read(asked, PAY), Draft((state(found[0]),)), found, PAY).statements

    assert [s.evidence[0].unit.position for s in statements] == said


def test_places_get_no_amounts_where_the_answer_begins_with_none() -> None:
    found = evidence(PAY, {3: 1.0, 0: 0.9})
    question = read("Are architects needed in India and in the UK?", PAY)

    assert with_all_named(question, Draft((state(found[0]),)), found, PAY) == Draft((state(found[0]),))


EXAM = make_library(
    page(
        "MLA",
        "",
        fact("MLA", "price", "MLA costs USD 150.", low=150.0, high=150.0),
        fact("MLA", "price", "The beta of MLA costs USD 75.", low=75.0, high=75.0, variant="beta"),
        fact("MLA", "duration", "MLA lasts 170 minutes.", low=170.0, high=170.0),
        fact("MLA", "level", "MLA is for associates.", value="associate"),
        "The MLA is liked by many.",
    ),
    terms=[Term("MLA", "certification")],
)
PRICE, BETA, LASTS, FOR_WHOM, LIKED = range(5)


@pytest.mark.parametrize(
    ("attributes", "scores", "told"),
    [
        (("price", "duration"), {BETA: 1.0, LASTS: 0.9, PRICE: 0.8}, [BETA, PRICE, LASTS]),
        (("price", "duration"), {BETA: 1.0, LASTS: 0.9, PRICE: 0.5}, [BETA, LASTS]),  # too far from what is asked
        (("price", "level"), {PRICE: 1.0, FOR_WHOM: 0.9}, [PRICE]),  # what is said in words may be told otherwise
        (("duration",), {BETA: 1.0, LASTS: 0.9}, [BETA]),
    ],
)
def test_of_several_attributes_each_is_told_as_it_holds_today(
    attributes: tuple[str, ...], scores: dict[int, float], told: list[int]
) -> None:
    found = evidence(EXAM, scores)
    question = replace(read("MLA: all about it", EXAM), attributes=attributes)

    statements = with_all_named(question, Draft((state(found[0]),)), found, EXAM).statements

    assert [s.evidence[0].unit.position for s in statements] == told


def test_what_tells_no_attribute_asked_for_gives_way_to_what_does() -> None:
    found = evidence(EXAM, {LIKED: 1.0, PRICE: 0.9, LASTS: 0.8})
    question = replace(read("MLA: all about it", EXAM), attributes=("price", "duration"), max_words=8)

    statements = with_all_named(question, Draft((state(found[0]),)), found, EXAM).statements

    assert [s.evidence[0].unit.position for s in statements] == [PRICE, LASTS]
