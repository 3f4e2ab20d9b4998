"""What the facts of a library deny."""

from __future__ import annotations

from assistant.answering.library import NOT_EXISTING, denied_named
from assistant.domain.facts import Term
from tests.unit.answering.builders import fact, make_library, page, read

LIBRARY = make_library(
    page(
        "Facts",
        "",
        fact("Kiln Badge", "status", "There is no certificate named Kiln Badge.", value=NOT_EXISTING),
        fact("Potter Badge", "status", "A code K-2 of the Potter Badge does not exist.", value=NOT_EXISTING, code="K-2"),
    ),
    terms=(Term("Kiln Badge", "certification"), Term("Potter Badge", "certification")),
)


def test_the_fact_that_denies_a_named_thing_is_found() -> None:
    assert denied_named(read("What does the Kiln Badge cost?", LIBRARY), LIBRARY) == 0


def test_a_thing_of_which_one_code_is_denied_exists() -> None:
    assert denied_named(read("What does the Potter Badge cost?", LIBRARY), LIBRARY) is None
    assert denied_named(read("What does a badge cost?", LIBRARY), LIBRARY) is None
