"""What is about another provider's things is not told where a question is about one's."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.narrowing import of_the_provider
from assistant.domain.facts import Term
from tests.unit.answering.builders import evidence, fact, make_library, page, read

SERVICES = (
    Term("Acme", "provider"),
    Term("Bolt", "provider"),
    Term("Acme Search", "service"),
    Term("Finder", "service"),
    Term("Queue Exam", "certification"),
)


def about_services(asked: str, follows: str = "") -> list[str]:
    """What may be told, of four statements near the question; `follows` is what the user wrote of it."""
    finder = fact("Finder", "price", "Finder costs 3 dollars.", provider="Bolt")
    lines = ("Acme Search is quick.", finder, "Any search costs money.", "Bolt is slow.")
    library = make_library(page("Search", "", *lines), terms=SERVICES)
    question = replace(read(asked, library), own=read(follows or asked, library).mentions)
    return [e.unit.text for e in of_the_provider(question, evidence(library, {0: 1.0, 1: 0.9, 2: 0.8, 3: 0.75}), library)]


def test_what_is_about_another_provider_s_things_is_not_told_of_one_s() -> None:
    assert about_services("Is Acme Search quick?") == ["Acme Search is quick.", "Any search costs money."]
    assert about_services("Is Acme quick, or is Bolt?") == about_services("Is search quick?")
    assert len(about_services("Is search quick?")) == 4


def test_a_follow_up_that_names_a_provider_is_about_that_one_and_the_best_unit_stays() -> None:
    assert about_services("Is Acme Search quick? And at Bolt?", "And at Bolt?") == [
        "Acme Search is quick.",
        "Finder costs 3 dollars.",
        "Any search costs money.",
        "Bolt is slow.",
    ]
    assert about_services("Is Acme Search quick? And why?", "And why?") == ["Acme Search is quick.", "Any search costs money."]


def test_whose_a_term_is_follows_from_facts_and_names() -> None:
    finder = fact("Finder", "price", "Finder costs 3 dollars.", provider="Bolt")
    library = make_library(page("Search", "", finder), terms=SERVICES)

    assert {SERVICES[term].name: SERVICES[whose].name for term, whose in library.providers.items()} == {
        "Acme": "Acme",
        "Bolt": "Bolt",
        "Acme Search": "Acme",
        "Finder": "Bolt",
    }


def test_whose_a_statement_is_it_says_itself_before_its_heading_does() -> None:
    lines = ("Acme is quick.", "Bolt is slow.", "Any search costs money.")
    library = make_library(page("Search", "Acme and Bolt", *lines), terms=SERVICES)
    near = evidence(library, {0: 1.0, 1: 0.9, 2: 0.8})

    told = [e.unit.text for e in of_the_provider(read("Is Acme quick?", library), near, library)]

    assert told == ["Acme is quick.", "Any search costs money."]
