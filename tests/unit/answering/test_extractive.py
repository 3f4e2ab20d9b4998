"""What is said where the evidence may not answer."""

from __future__ import annotations

from assistant.answering.extractive import closest
from tests.unit.answering.builders import evidence, make_library, page, read, table


def test_the_closest_statements_are_prose_and_never_a_table() -> None:
    library = make_library(page("Pay", "", *table(("Role", "Pay"), ("Guard", "5"), ("Cook", "6")), "Pay differs by role."))

    draft = closest(read("What is the pay of a diver?", library), evidence(library, {1: 1.0, 2: 0.9, 3: 0.5}))

    assert [s.text for s in draft.statements] == ["Pay differs by role."]
    assert (draft.tables, draft.charts) == ((), ())
