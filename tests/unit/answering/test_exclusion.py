"""A question what does not hold is not told what does."""

from __future__ import annotations

import pytest

from assistant.answering.exclusion import asks_what_is_not, without_what_holds
from assistant.domain.facts import Term
from tests.unit.answering.builders import evidence, make_library, page, read

LINES = (
    "The law changed the dates of the kiln.",
    "The law did not change the clay.",
    "The glaze stays as it was, without a new date.",
    "A kiln is hot.",
    "The potter may work at night.",
)
LIBRARY = make_library(page("Kilns", "", *LINES))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("What did the law not change?", [1, 2]),
        ("and what didn't it change?", [1, 2]),
        ("What must the law never change?", [1, 2, 3, 4]),
        ("What does a potter not do?", [1, 2]),
        ("What did the law change?", [0, 1, 2, 3, 4]),
        ("What did the law change — which did it not?", [1, 2]),
        ("What did it change, and what did it not change?", [0, 1, 2, 3, 4]),
        ("Who is the potter who does not change?", [0, 1, 2, 3, 4]),
        ("What does it not only change?", [0, 1, 2, 3, 4]),
        ("Doesn't it change the clay?", [0, 1, 2, 3, 4]),
    ],
)
def test_what_does_not_hold_is_told_by_what_denies(asked: str, told: list[int]) -> None:
    found = evidence(LIBRARY, dict.fromkeys(range(len(LINES)), 1.0))

    assert [e.unit.position for e in without_what_holds(read(asked, LIBRARY), found, LIBRARY)] == told


@pytest.mark.parametrize(
    ("asked", "is_not"),
    [("Which exams are not retired?", True), ("Which exams can't be taken?", False), ("Which exams are retired?", False)],
)
def test_what_cannot_be_is_also_told_by_what_has_to_be(asked: str, is_not: bool) -> None:
    assert asks_what_is_not(read(asked, LIBRARY)) is is_not


def test_what_denies_something_of_other_things_is_not_told_either() -> None:
    lines = ("The Clay Act does not bind schools.", "The Kiln Act does not bind shops.", "Nothing else is bound.")
    library = make_library(page("Rules", "", *lines), terms=(Term("Clay Act", "regulation"), Term("Kiln Act", "regulation")))
    found = evidence(library, dict.fromkeys(range(3), 1.0))

    def told(asked: str) -> list[int]:
        return [e.unit.position for e in without_what_holds(read(asked, library), found, library)]

    assert told("Whom does the Kiln Act not bind?") == [1]
    assert told("Whom does the law not bind?") == [0, 1, 2]


def test_what_says_both_what_holds_and_what_does_not_is_told() -> None:
    library = make_library(page("Rules", "", "The Kiln Act covers shops and never schools.", "The Kiln Act covers shops, too."))
    found = evidence(library, {0: 1.0, 1: 0.9})

    assert [e.unit.position for e in without_what_holds(read("What does it not cover?", library), found, library)] == [0]
