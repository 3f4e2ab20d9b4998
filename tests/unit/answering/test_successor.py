"""A thing described as what came after another gets its name, and a question which one that is stays as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.successor import of_its_successor
from assistant.domain.conversation import Turn
from assistant.domain.facts import Term
from tests.unit.answering.builders import fact, make_library, page

LIBRARY = make_library(
    page(
        "Facts",
        "",
        fact("Alpha Exam", "successor", "Beta Exam replaced AL-101.", code="AL-101", value="Beta Exam (BE-201)"),
        fact("Gamma Exam", "successor", "Gamma Exam gave way to Beta Exam.", value="Beta Exam (BE-201)"),
        fact("Gamma Exam", "successor", "Gamma Exam gave way to Delta Exam.", value="Delta Exam"),
        fact("Omega Exam", "successor", "Omega Exam has no successor.", value="none"),
    ),
    terms=tuple(Term(f"{name} Exam", "certification") for name in ("Alpha", "Beta", "Gamma", "Delta", "Omega")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("How long is the successor of Alpha Exam?", "How long is Beta Exam (BE-201)?"),
        ("What does the exam that replaced AL-101 cost?", "What does Beta Exam (BE-201) cost?"),
        ("Alpha Exam is over, so what do I pay for the one that came after it?", "what do I pay for Beta Exam (BE-201)?"),
        ("I took Alpha Exam. What does its replacement cost?", "I took Alpha Exam. What does Beta Exam (BE-201) cost?"),
        ("and the price of the successor of Alpha Exam", "and the price of Beta Exam (BE-201)"),
        ("What does the replacement for the Gamma Exam cost?", "What does Beta Exam (BE-201) and Delta Exam cost?"),
    ],
)
def test_what_came_after_a_thing_is_named(question: str, meant: str) -> None:
    assert of_its_successor(question, (), LIBRARY) == meant


@pytest.mark.parametrize(
    "question",
    [
        "What is the successor of Alpha Exam?",
        "Which exam is its replacement, that of Alpha Exam?",
        "Is Alpha Exam the successor of Gamma Exam?",
        "Beta Exam is the successor of Alpha Exam, right?",
        "Does Alpha Exam have a successor?",
        "Which exam replaced Alpha Exam?",
        "What does the successor of Omega Exam cost?",
        "What does the successor of Beta Exam cost?",
        "What does the exam that replaced mine cost?",
        "How long is its successor?",
    ],
)
def test_a_question_which_one_it_is_or_of_which_nothing_is_known_stays(question: str) -> None:
    assert of_its_successor(question, (), LIBRARY) == ""


def test_in_a_talk_its_successor_is_that_of_what_was_asked_about_last() -> None:
    talk = (
        Turn("user", "Is Gamma Exam on?"),
        Turn("assistant", "No."),
        Turn("user", "And Alpha Exam?"),
        Turn("assistant", "No."),
    )

    assert of_its_successor("and how long is its successor?", talk, LIBRARY) == "and how long is Beta Exam (BE-201)?"


def test_what_does_not_hold_on_the_day_is_named_by_nobody() -> None:
    early = replace(LIBRARY, withheld=frozenset({0}))

    assert of_its_successor("How long is the successor of Alpha Exam?", (), early) == ""
