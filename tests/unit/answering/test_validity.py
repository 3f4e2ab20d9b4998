"""What holds on a day: facts by their days, prose by the events that it tells as past."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assistant.answering.evidence import gather_evidence
from assistant.answering.validity import library_on
from assistant.domain.facts import FormerName, Term
from tests.unit.answering.builders import fact, make_library, page, read, retrieve

END = date(2026, 3, 31)
AFTER = END + timedelta(days=1)
WRITTEN = date(2026, 11, 20)
OPEN = fact("ML Specialty", "status", "ML Specialty can be taken until 31 March 2026.", valid_until=END)
OVER = fact(
    "ML Specialty", "status", "ML Specialty was retired on 31 March 2026.", status="retired", valid_from=AFTER, as_of=WRITTEN
)
SHUTS = fact("Old Store", "status", "Old Store was shut down.", status="retired", valid_from=date(2027, 2, 17), as_of=WRITTEN)
CALLED = fact(
    "New Hub", "former name", "AI Hub is now New Hub.", value="AI Hub", status="renamed", valid_from=AFTER, as_of=WRITTEN
)
LIBRARY = make_library(
    page("Exams", "ML Specialty", OPEN, OVER, "ML Specialty was retired in spring.", "ML Specialty tests modelling."),
    page(
        "Stores", "", SHUTS, "Old Store shuts down on 17 February 2027.", "AI Hub was renamed.", "New Hub hosts agents.", CALLED
    ),
    terms=(
        Term("ML Specialty", "certification", aliases=("MLS-C01",)),
        Term("New Hub", "service", (), (FormerName("AI Hub"),)),
    ),
)
IS_OPEN, IS_OVER, TOLD, TESTS, WAS_SHUT, WILL_SHUT, WAS_RENAMED, HOSTS, IS_CALLED = range(9)


@pytest.mark.parametrize(("day", "held"), [(END, IS_OPEN), (AFTER, IS_OVER)])
def test_a_fact_is_held_from_its_first_to_its_last_day(day: date, held: int) -> None:
    facts = library_on(LIBRARY, day).facts

    assert {position for position in (IS_OPEN, IS_OVER) if position in facts} == {held}


def test_prose_that_tells_an_end_as_past_is_withheld_before_that_end() -> None:
    assert TOLD in library_on(LIBRARY, END).withheld
    assert TOLD not in library_on(LIBRARY, AFTER).withheld


def test_prose_that_tells_a_renaming_is_withheld_before_it_and_prose_about_the_thing_is_not() -> None:
    withheld = library_on(LIBRARY, END).withheld

    assert WAS_RENAMED in withheld
    assert not withheld & {TESTS, HOSTS}


def test_an_end_announced_for_later_may_be_told_before_it_comes() -> None:
    before, after = library_on(LIBRARY, WRITTEN), library_on(LIBRARY, date(2027, 3, 1))

    assert WILL_SHUT not in before.withheld
    assert WAS_SHUT not in before.facts
    assert WAS_SHUT in after.facts


def test_what_is_withheld_is_no_evidence() -> None:
    library = library_on(LIBRARY, END)
    question = read("Was ML Specialty retired?", library)

    found = {e.unit.position for e in gather_evidence(question, retrieve(question, library), library)}

    assert IS_OPEN in found
    assert not found & {IS_OVER, TOLD}


def test_a_library_without_facts_holds_on_every_day() -> None:
    library = make_library(page("Hub", "", "AI Hub was renamed in 2020."))

    assert library_on(library, date(1999, 1, 1)).withheld == frozenset()
