"""What denies that the thing exists that a question is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.premises.deny import FIRST, NEAR, denying
from assistant.domain.facts import FormerName, Term
from tests.unit.answering.builders import evidence, make_library, page, read

LIBRARY = make_library(
    page(
        "Law",
        "",
        "Norland (NL) has no AI act and leaves AI to its courts.",
        "The harbour office keeps no lists, and Norland has few.",
        "The harbour office publishes fees.",
        "The tunnel has no toll for bicycles.",
        *(f"Line {n} of the register." for n in range(NEAR)),
    ),
    terms=[Term("Norland", "place", ("NL",)), Term("Sudland", "place")],
)
NO_ACT, NO_TOLL = 0, 3


@pytest.mark.parametrize(
    ("asked", "denied"),
    [
        ("What fines does Norland's AI act foresee?", NO_ACT),
        ("Who enforces the AI act of NL?", NO_ACT),  # by another name
        ("What fines does Sudland's AI act foresee?", None),
        ("What fines does Norland's bicycle act foresee?", None),  # another act
        ("What fines does Norland's library act foresee for AI?", None),
        ("How high is the toll of the tunnel?", NO_TOLL),
        ("How long is the tunnel?", None),
    ],
)
def test_evidence_denies_what_the_question_names_of_its_owner(asked: str, denied: int | None) -> None:
    found = denying(read(asked, LIBRARY), evidence(LIBRARY, {place: 1.0 - place / 100 for place in range(4)}), LIBRARY.glossary)

    assert (found.unit.position if found else None) == denied


@pytest.mark.parametrize(
    ("asked", "denied"),
    [
        ("What is the fine for breaking the Kiln Code?", 1),
        ("Which penalties does the Kiln Code have?", 1),
        ("Who wrote the Kiln Code?", None),
        ("What is the fine for breaking the Clay Code?", None),
        ("What is the fine for breaking the Glaze Code?", 3),
    ],
)
def test_what_binds_nobody_has_no_penalties(asked: str, denied: int | None) -> None:
    library = make_library(
        page(
            "Codes",
            "",
            "The Clay Code is not voluntary.",
            "Following the Kiln Code is voluntary, yet courts give it weight.",
            "The Clay Code fines potters, while the Kiln Code is voluntary.",
            "The Glaze Code is non-binding.",
        ),
        terms=[Term(f"{name} Code", "regulation") for name in ("Clay", "Kiln", "Glaze")],
    )
    found = denying(read(asked, library), evidence(library, {place: 1.0 - place / 100 for place in range(4)}), library.glossary)

    assert (found.unit.position if found else None) == denied


KILNS = make_library(
    page(
        "Kilns",
        "",
        "The new Kiln Rule is not final: the council still debates it.",
        "Trade exam KE-1 for Austrian potters ended on 31 July 2026.",
        "The Clay Rule, the older one, never took effect.",
        "The beta of the Glaze Exam ended in spring.",
        "Rental is not possible in Norland: Kiln Studio 200 is not rentable as a room.",
        "The Sand Rule proposal was published in May.",
    ),
    terms=[
        *(Term(f"{name} Rule", "regulation") for name in ("Kiln", "Clay", "Sand")),
        Term("Kiln Trade Exam", "certification", ("KE-1", "KE-2")),
        Term("Glaze Exam", "certification"),
        Term("Kiln Studio", "service"),
        Term("Norland", "place"),
    ],
)


@pytest.mark.parametrize(
    ("asked", "denied"),
    [
        ("How long is the grace period of the Kiln Rule?", 0),
        ("I paid for KE-1 and want to sit it in January. Which topics weigh most?", 1),
        ("What happened to those who broke the Clay Rule in Norland?", 2),
        ("How many failed the Glaze Exam?", None),  # its beta is over
        ("Hourly price of Kiln Studio 200 please", 4),
        ("Who answers for the Sand Rule?", None),
        ("KE-2 came after KE-1. How long is it?", None),  # two forms of one thing
        ("Is the Kiln Rule stricter than the Clay Rule?", None),
    ],
)
def test_what_is_over_or_not_to_be_had_is_told_of_the_one_thing_asked_about(asked: str, denied: int | None) -> None:
    question = read(asked, KILNS)
    question = replace(question, own=question.mentions)
    found = [denying(question, evidence(KILNS, {place: 1.0}), KILNS.glossary) for place in range(6)]

    assert [e.unit.position for e in found if e] == ([] if denied is None else [denied])


def test_it_is_told_by_one_of_the_first_statements() -> None:
    scores = {0: 0.5, **dict.fromkeys(range(1, FIRST + 1), 1.0)}

    assert (
        denying(read("How long is the grace period of the Kiln Rule?", KILNS), evidence(KILNS, scores), KILNS.glossary) is None
    )


def test_only_the_best_of_the_evidence_denies() -> None:
    scores = {NO_ACT: 0.1, **dict.fromkeys(range(4, 4 + NEAR), 1.0)}

    assert (
        denying(read("What fines does Norland's AI act foresee?", LIBRARY), evidence(LIBRARY, scores), LIBRARY.glossary) is None
    )


@pytest.mark.parametrize(("asked", "denied"), [("What does K-900 cost?", 0), ("What does K-901 cost?", None)])
def test_that_an_exam_is_over_under_its_former_code_denies_nothing_of_the_new_one(asked: str, denied: int | None) -> None:
    exam = Term(
        "K-901",
        "certification",
        aliases=("Kiln exam K-901",),
        former_names=(FormerName("K-900", None), FormerName("Kiln exam K-900", None)),
    )
    library = make_library(page("Exams", "", "Kiln exam K-900, retired in June, gave way to K-901."), terms=[exam])
    question = read(asked, library)

    found = denying(replace(question, own=question.mentions), evidence(library, {0: 1.0}), library.glossary)

    assert (found.unit.position if found else None) == denied
