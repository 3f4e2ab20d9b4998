"""Rows as evidence, tables as answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.rows import compose_table, with_pointed_table
from assistant.answering.select import state
from assistant.answering.statements import Draft
from assistant.answering.tables import quote, table_units, with_headers
from assistant.domain.facts import Term
from assistant.domain.passages import UnitKind
from tests.unit.answering.builders import evidence, make_library, page, read, table

LIBRARY = make_library(
    page(
        "Pay",
        "Base pay",
        "Pay differs by role.",
        *table(("role", "Robert Half"), ("ML engineer", "$150,000"), ("AI architect", "$165,000"), ("Data analyst", "$90,000")),
    ),
    page("Exams", "Fees", *table(("exam", "fee"), ("First", "100"), ("Second", "300"))),
    terms=(Term("AI architect", "role"), Term("ML engineer", "role")),
)
PROSE, HEADER, ENGINEER, ARCHITECT, ANALYST, FEES, FIRST, SECOND = range(8)


def composed(asked: str, scores: dict[int, float]) -> Draft | None:
    return compose_table(read(asked, LIBRARY), evidence(LIBRARY, scores), LIBRARY)


def rows(draft: Draft | None) -> list[str]:
    assert draft is not None
    return [row[0] for row in draft.tables[0].rows]


def test_the_units_of_a_table_are_its_header_and_rows_alone() -> None:
    (row,) = evidence(LIBRARY, {ENGINEER: 1.0})

    assert [unit.position for unit in table_units(row, LIBRARY)] == [HEADER, ENGINEER, ARCHITECT, ANALYST]


def test_tables_of_two_documents_with_one_number_stay_apart() -> None:
    (row,) = evidence(LIBRARY, {FIRST: 1.0})

    assert [unit.position for unit in table_units(row, LIBRARY)] == [FEES, FIRST, SECOND]


def cited(position: int) -> list[UnitKind]:
    """Kinds of the units cited for one row."""
    (row,) = evidence(LIBRARY, {position: 1.0})
    (statement,) = with_headers(Draft((state(row),)), LIBRARY).statements
    return [e.unit.kind for e in statement.evidence]


def test_a_header_is_cited_beside_a_row_whose_sentence_names_what_only_the_header_holds() -> None:
    assert cited(ENGINEER) == [UnitKind.ROW, UnitKind.HEADER]


def test_a_header_that_no_name_needs_is_not_cited() -> None:
    assert cited(FIRST) == [UnitKind.ROW]


def test_a_sentence_that_is_no_row_gets_no_header() -> None:
    assert cited(PROSE) == [UnitKind.SENTENCE]


def test_a_quote_is_the_exact_text_of_the_document() -> None:
    (row,) = evidence(LIBRARY, {ENGINEER: 1.0})

    assert (row.unit.text, quote(row)) == ("role: ML engineer; Robert Half: $150,000", "| ML engineer | $150,000 |")


def test_a_table_whose_rows_stand_out_is_shown_whole_beside_its_prose() -> None:
    draft = composed("Overview of the roles", {ENGINEER: 1.0, ANALYST: 0.9, PROSE: 0.8})

    assert rows(draft) == ["ML engineer", "AI architect", "Data analyst"]
    assert draft is not None
    assert draft.tables[0].caption == "Base pay"
    assert [statement.text for statement in draft.statements] == ["Pay differs by role."]


@pytest.mark.parametrize(("adapted", "told"), [(0.5, {0, 5}), (0.0, {0, 4, 5})], ids=["learned", "not learned"])
def test_beside_a_table_stands_what_is_of_its_section_or_nearer_than_its_rows(adapted: float, told: set[int]) -> None:
    library = make_library(
        page(
            "Pay",
            "Base pay",
            "Pay differs by role.",
            *table(("role", "pay"), ("ML engineer", "$150,000"), ("Analyst", "$90,000")),
        ),
        page("Pay", "Bonus", "A bonus comes on top of what is paid.", "Nobody pays in shares these days."),
    )
    near, row, other, best = 0, 2, 4, 5
    found = evidence(library, {best: 1.0, row: 0.9, 3: 0.9, other: 0.85, near: 0.8})
    found = [replace(e, adapted=adapted, asked=2 * adapted) for e in found]
    draft = compose_table(read("Overview of the roles", library), found, library)

    assert draft is not None
    assert {e.unit.position for statement in draft.statements for e in statement.evidence} == told


def test_rows_of_the_things_named_are_shown_alone() -> None:
    draft = composed("AI architect beside ML engineer", {ENGINEER: 1.0, ANALYST: 0.9, PROSE: 0.8})

    assert rows(draft) == ["ML engineer", "AI architect"]


def test_rows_named_are_shown_however_far_they_lie_behind() -> None:
    draft = composed(
        "Why do AI architect and ML engineer pay differ", {ENGINEER: 1.0, ANALYST: 0.9, ARCHITECT: 0.1, PROSE: 0.8}
    )

    assert rows(draft) == ["ML engineer", "AI architect"]


def test_a_question_that_wants_no_whole_table_gets_the_rows_near_the_best() -> None:
    assert rows(composed("Why is pay so?", {ENGINEER: 1.0, ANALYST: 0.95, ARCHITECT: 0.1, PROSE: 0.8})) == [
        "ML engineer",
        "Data analyst",
    ]


def test_a_single_row_makes_no_table() -> None:
    assert composed("Overview of the roles", {ENGINEER: 1.0, PROSE: 0.9}) is None


def test_a_yes_or_no_question_gets_no_table() -> None:
    assert composed("Is pay high?", {ENGINEER: 1.0, ANALYST: 0.9, PROSE: 0.8}) is None


def test_a_table_without_a_sentence_beside_it_is_no_answer() -> None:
    assert composed("Overview of the roles", {ENGINEER: 1.0, ANALYST: 0.9}) is None


def test_a_table_comes_with_the_sentence_that_introduces_it() -> None:
    draft = composed("Who pays what?", {PROSE: 1.0, ARCHITECT: 0.6})

    assert rows(draft) == ["ML engineer", "AI architect", "Data analyst"]
    assert draft is not None
    assert [statement.text for statement in draft.statements] == ["Pay differs by role."]


def test_a_sentence_that_introduces_no_table_brings_none() -> None:
    assert composed("Who pays what?", {PROSE: 1.0, FIRST: 0.6}) is None
    assert composed("Who pays what?", {ARCHITECT: 1.0, PROSE: 0.6}) is None


PANEL = make_library(
    page("Panel", "Who asks?", "These two people ask.", *table(("who", "what"), ("The boss", "vision"), ("A peer", "craft"))),
    page("Panel", "When?", "These two people ask on Monday."),
)


def test_a_sentence_that_points_to_a_table_brings_it() -> None:
    first, last = (next(iter(evidence(PANEL, {place: 1.0}))) for place in (0, len(PANEL.units) - 1))

    assert rows(with_pointed_table(Draft((state(first),)), PANEL)) == ["The boss", "A peer"]
    assert with_pointed_table(Draft((state(last),)), PANEL).tables == ()


RENAMED = make_library(
    page(
        "Renamed tools",
        "Which tools were renamed?",
        "Some tools were renamed.",
        *table(
            ("old name", "maker", "since"),
            ("Old Kiln", "Potters Ltd", "May 2026"),
            ("Old Wheel", "Potters Ltd", "June 2026"),
            ("Old Loom", "Weavers Inc", "May 2026"),
            ("Old Spindle", "Weavers Inc", "July 2025"),
            ("Old Shuttle", "Weavers Inc", "March 2026"),
        ),
    ),
    terms=(Term("Potters Ltd", "provider"), Term("Weavers Inc", "provider")),
)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("Which tools were renamed?", ["Old Kiln", "Old Wheel", "Old Loom", "Old Spindle", "Old Shuttle"]),
        ("Which tools of Potters Ltd were renamed?", ["Old Kiln", "Old Wheel"]),
        ("Which tools of Weavers Inc were renamed in 2026?", ["Old Loom", "Old Shuttle"]),
        ("Which tools of Weavers Inc were renamed between 2025 and 2026?", ["Old Loom", "Old Spindle", "Old Shuttle"]),
        ("Which tools were renamed in 2024?", ["Old Kiln", "Old Wheel", "Old Loom", "Old Spindle", "Old Shuttle"]),
    ],
)
def test_rows_of_the_provider_and_of_the_one_year_that_a_question_names_are_shown(asked: str, names: list[str]) -> None:
    found = evidence(RENAMED, dict.fromkeys((0, 2, 3, 4, 5, 6), 1.0))

    assert rows(compose_table(read(asked, RENAMED), found, RENAMED)) == names
