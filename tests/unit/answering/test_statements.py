"""Statements become Markdown with numbered citations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.statements import (
    Draft,
    NoticeDraft,
    Numbering,
    Statement,
    TableDraft,
    escape_markdown,
    joined,
    number_notices,
    number_tables,
    without_lone_bullet,
    without_lone_colons,
    write_markdown,
)
from assistant.domain.evidence import Evidence
from assistant.domain.passages import Source
from tests.unit.answering.builders import Line, make_library, page

ARTICLE = Source("S1", "An article", "A blog", "https://example.com/a", "2026", "yes")
PRINTED = Source("S2", "A book", "A house", None, "2025", "yes")
LIBRARY = make_library(
    page(
        "Notes",
        "Caches",
        Line("Caches keep copies.", sources=("S2", "S1", "S9")),
        Line("Copies expire.", raw="**Copies** expire."),
    ),
    page("Notes", "Queues", "Queues keep order."),
)


def numbering() -> Numbering:
    return Numbering({"S1": ARTICLE, "S2": PRINTED})


def statement(*positions: int, text: str = "", bullet: bool = False, heading: str = "") -> Statement:
    found: tuple[Evidence, ...] = tuple(LIBRARY.evidence(position) for position in positions)
    return Statement(text or found[0].unit.text, found, bullet=bullet, heading=heading)


def written(*statements: Statement) -> str:
    return write_markdown(Draft(statements), numbering())


def test_citations_are_numbered_in_order_of_first_use_and_a_unit_keeps_its_number() -> None:
    assert written(statement(2), statement(0), statement(2, text="Again.")) == (
        "Queues keep order. [1] Caches keep copies. [2] Again. [1]"
    )


def test_a_statement_on_two_units_carries_both_numbers() -> None:
    assert written(statement(0, 1)) == "Caches keep copies. [1][2]"


def test_a_citation_quotes_the_exact_text_at_its_place() -> None:
    numbers = numbering()

    numbers.number(LIBRARY.evidence(1))

    (citation,) = numbers.citations
    text = LIBRARY.documents["notes"].text
    assert citation.quote == "**Copies** expire." == text[citation.start : citation.end]
    assert (citation.n, citation.document_id, citation.section) == (1, "notes", "Caches")


def test_a_citation_names_its_sources_and_the_first_address_among_them() -> None:
    numbers = numbering()

    numbers.number(LIBRARY.evidence(0))

    (citation,) = numbers.citations
    assert [source.id for source in citation.sources] == ["S2", "S1"]
    assert citation.url == "https://example.com/a"


def test_sentences_are_joined_to_a_paragraph_and_bullets_to_a_list() -> None:
    bullets = statement(0, bullet=True), statement(1, bullet=True)

    assert written(statement(2), *bullets, statement(2)) == (
        "Queues keep order. [1]\n\n- Caches keep copies. [2]\n- Copies expire. [3]\n\nQueues keep order. [1]"
    )


def test_each_sentence_of_a_statement_carries_its_markers() -> None:
    two = statement(0, 1, text="Caches keep copies. They expire.", heading="Stores")

    assert write_markdown(Draft((two,)), numbering()) == "**Stores** — Caches keep copies. [1][2] They expire. [1][2]"


def test_a_heading_stands_in_bold_before_its_sentence() -> None:
    assert written(statement(0, bullet=True, heading="Caches")) == "- **Caches** — Caches keep copies. [1]"


def test_a_bracketed_number_in_a_source_is_no_citation() -> None:
    assert written(statement(0, text="As shown in [3].")) == r"As shown in \[3\]. [1]"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("*bold*", r"\*bold\*"), ("`code`", r"\`code\`"), ("<b>", r"\<b\>"), ("a\\b", r"a\\b"), ("$5 & more", "$5 & more")],
)
def test_markup_in_a_source_is_shown_as_it_stands(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


def test_rows_and_notices_share_the_numbers_of_the_text() -> None:
    numbers = numbering()
    write_markdown(Draft((statement(2),)), numbers)
    rows = TableDraft("T", ("a",), (("x",), ("y",)), ((LIBRARY.evidence(2),), (LIBRARY.evidence(0),)))

    (table,) = number_tables((rows,), numbers)
    (notice,) = number_notices((NoticeDraft("retired", "Over.", (LIBRARY.evidence(0),)),), numbers)

    assert (table.citations, notice.citations) == (((1,), (2,)), (2,))
    assert len(numbers.citations) == 2


@pytest.mark.parametrize(
    ("bullets", "left"),
    [((True, False), (False, False)), ((True, True), (True, True)), ((True,), (True,)), ((False,), (False,))],
)
def test_one_bullet_among_sentences_is_a_sentence(bullets: tuple[bool, ...], left: tuple[bool, ...]) -> None:
    draft = Draft(tuple(statement(place, bullet=bullet) for place, bullet in enumerate(bullets)))

    assert tuple(s.bullet for s in without_lone_bullet(draft).statements) == left


def test_one_bullet_with_a_heading_stays() -> None:
    draft = Draft((statement(0, bullet=True, heading="Caches"), statement(1)))

    assert without_lone_bullet(draft).statements[0].bullet


def test_parts_of_a_message_give_a_table_once() -> None:
    part = Draft((statement(0),), tables=(TableDraft("Kinds", ("Name",), (("Cache",),), ((LIBRARY.evidence(0),),)),))
    other = TableDraft("Kinds", ("Name",), (("Queue",),), ((LIBRARY.evidence(2),),))

    assert joined([part, replace(part, tables=(*part.tables, other))]).tables == (*part.tables, other)


def test_what_announces_a_list_that_does_not_follow_ends_with_a_stop() -> None:
    evidence = LIBRARY.evidence(0)
    announced = Statement("The exam has these parts:", (evidence,))
    part = Statement("Part one", (evidence,), bullet=True)

    assert [s.text for s in without_lone_colons(Draft((announced, part))).statements] == [announced.text, part.text]
    assert [s.text for s in without_lone_colons(Draft((part, announced))).statements] == [
        part.text,
        "The exam has these parts.",
    ]
    assert without_lone_colons(Draft(())) == Draft(())
