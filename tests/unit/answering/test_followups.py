"""Questions to ask next come from headings of the corpus."""

from __future__ import annotations

import pytest

from assistant.answering.followups import as_question, suggest
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
