"""What is said where the evidence may not answer."""

from __future__ import annotations

from assistant.answering.extractive import closest, compose
from tests.unit.answering.builders import evidence, make_library, page, read, table


def test_the_closest_statements_are_prose_and_never_a_table() -> None:
    library = make_library(page("Pay", "", *table(("Role", "Pay"), ("Guard", "5"), ("Cook", "6")), "Pay differs by role."))

    draft = closest(read("What is the pay of a diver?", library), evidence(library, {1: 1.0, 2: 0.9, 3: 0.5}))

    assert [s.text for s in draft.statements] == ["Pay differs by role."]
    assert (draft.tables, draft.charts) == ((), ())


def test_as_many_sentences_are_told_as_the_user_allows_the_best_ones_in_their_order() -> None:
    library = make_library(
        page("Kilns", "", "Bricks come from kilns.", "A kiln fires clay.", "Wood heats every kiln for two days.")
    )
    found = evidence(library, {1: 1.0, 2: 0.96, 0: 0.95})

    told = [compose(read(f"Tell me about kilns{more}", library), found, library) for more in ("", " in 2 sentences")]

    assert len(told[0].statements) == 3
    assert [s.text for s in told[1].statements] == ["A kiln fires clay.", "Wood heats every kiln for two days."]
