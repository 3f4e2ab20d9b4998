"""What a clause of a question adds to the answer to it as a whole."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.answering.clauses import is_told, opening, shortened
from assistant.answering.select import WIDE_BUDGET, state
from assistant.answering.statements import Draft
from assistant.answering.write import Reply
from tests.unit.answering.builders import evidence, item, make_library, page, read

PAGES, AGAIN, TOP, LEAD, PROFILE, SKILLS, BARE = range(7)
LIBRARY = make_library(
    page(
        "Resume",
        "",
        "Two pages are a common length for the resume of an architect.",
        "The common length of the resume of an architect is two pages.",
        "A profile of three lines stands on top of a good resume.",
        "A resume has these parts:",
        item("Profile: It says in three lines what the architect designs.", 0),
        item("Skills: It groups the skills in five lines at most.", 1),
        item("Languages", 2),
    )
)


def reply(*positions: int, closest: bool = False) -> Reply:
    found = evidence(LIBRARY, dict.fromkeys(positions, 1.0))
    statements = tuple(state(e, bullet=e.unit.list_id >= 0) for e in found)
    return Reply(read("resume", LIBRARY), found, Draft(statements), 0.9, closest=closest)


def told(positions: Sequence[int]) -> tuple[Reply, ...]:
    return (reply(*positions),)


@pytest.mark.parametrize(
    ("clause", "said", "known"),
    [
        (reply(TOP), [PAGES], False),
        (reply(PAGES), [PAGES], True),
        (reply(AGAIN), [PAGES], True),
        (reply(TOP, closest=True), [PAGES], True),
        (reply(LEAD, PROFILE, SKILLS), [PAGES], False),
        (reply(LEAD, PROFILE, BARE), [PAGES], True),
        (reply(LEAD, PROFILE, SKILLS), [PAGES, SKILLS], True),
    ],
    ids=["new", "the same", "in other words", "only near", "a list", "a list that says little", "a second list"],
)
def test_a_clause_is_told_where_it_begins_with_nothing_new(clause: Reply, said: list[int], known: bool) -> None:
    assert is_told(clause, reply(*said).said) is known


def test_no_more_than_the_opening_of_a_clause_is_added_or_the_list_that_it_announces() -> None:
    assert len(opening(reply(TOP, PAGES)).said) == 1
    assert len(opening(reply(LEAD, PROFILE, SKILLS)).said) == 3


def test_what_was_said_last_gives_way_to_what_a_clause_adds() -> None:
    long = make_library(page("Long", "", *(f"{name} " + "word " * 29 for name in ("One", "Two", "Three"))))
    whole = Reply(read("all", long), [], Draft(tuple(state(e) for e in evidence(long, {0: 1.0, 1: 0.9, 2: 0.8}))), 0.9)
    left = shortened(whole, [reply(TOP)])

    assert left.draft is not None
    assert len(left.draft.statements) == 2
    assert sum(len(s.text.split()) for s in left.draft.statements) + 11 <= WIDE_BUDGET
