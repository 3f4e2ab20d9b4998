"""What each Markdown construct becomes."""

from __future__ import annotations

import pytest

from assistant.domain.passages import Document, Unit
from ingest.blocks import BlockKind
from ingest.markdown import markdown_blocks
from ingest.split import split_document
from tests.unit.ingest.articles import MARKDOWN

BODY = MARKDOWN[MARKDOWN.index("# Feature") :]


def read(text: str) -> list[tuple[tuple[str, ...], Unit]]:
    """Units with their sections."""
    split = split_document(Document("d", "Feature stores", "", "d.md", text), markdown_blocks(text, 0))
    return [(p.section, split.units[i]) for p in split.passages for i in p.units]


def find(start: str, text: str = BODY) -> Unit:
    return next(unit for _, unit in read(text) if unit.text.startswith(start))


def found(text: str, kind: BlockKind) -> list[str]:
    return [text[b.span.start : b.span.end] for b in markdown_blocks(text, 0) if b.kind is kind]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_units_are_the_same_whatever_ends_a_line(line_end: str) -> None:
    plain, other = read(BODY), read(BODY.replace("\n", line_end))

    assert [(section, u.kind, u.text, u.label, u.sources) for section, u in plain] == [
        (section, u.kind, u.text, u.label, u.sources) for section, u in other
    ]


def test_a_sentence_carries_the_sources_behind_it() -> None:
    assert find("A feature store").sources == ("S1",)
    assert find("It costs").sources == ("S1", "S2")


def test_source_tags_end_a_statement_that_ends_in_an_abbreviation() -> None:
    assert find("Case C-703/25").text == "Case C-703/25 P."
    assert find("The next statement").sources == ("S2",)


def test_a_setext_heading_may_have_two_lines() -> None:
    assert found(BODY, BlockKind.HEADING)[1] == "Setext heading\nover two lines"


def test_a_heading_is_left_out_of_the_section_when_it_is_the_title() -> None:
    assert read(BODY)[0][0] == ()


def test_the_bold_label_of_an_item_is_its_label() -> None:
    assert [(u.label, u.item) for _, u in read(BODY) if u.label] == [
        ("Registry", 0), ("Registry", 0), ("Gate", 2), ("AWS", 0), ("Azure", 1)
    ]  # fmt: skip


def test_items_remember_the_line_that_introduces_them() -> None:
    assert find("Registry: It names").lead_text == "The clouds offer these two parts:"


def test_a_nested_item_counts_in_the_list_around_it() -> None:
    outer, nested, last = find("Registry"), find("A nested point"), find("Gate")

    assert (outer.list_id, outer.item) == (0, 0)
    assert (nested.list_id, nested.item, nested.text) == (0, 1, "A nested point on two lines.")
    assert (last.list_id, last.item) == (0, 2)


def test_a_row_reads_as_a_sentence_with_its_headers() -> None:
    row = find("AWS —")

    assert row.text == "AWS — what it is: a | b"
    assert (row.columns, row.cells, row.sources) == (("Provider", "What it is"), ("AWS", "a | b"), ("S1",))


def test_a_row_quotes_its_cells_without_the_source_column() -> None:
    row = find("Azure —")

    assert BODY[row.span.start : row.span.end] == "Azure | [Docs](https://a.example/x)"


def test_a_row_without_cells_is_dropped_and_a_cell_too_many_is_kept() -> None:
    text = "| a | b |\n|---|---|\n| | |\n| 1 | 2 | 3 |\n"

    assert [u.text for _, u in read(text)] == ["a | b", "1 — b: 2; 3"]


def test_a_quotation_reads_without_its_marks() -> None:
    assert find("A quoted").text == "A quoted paragraph goes on here."


def test_an_open_fence_reaches_to_the_end() -> None:
    assert [u.text for _, u in read("# Code\n\n```\nfirst\nlast")] == ["first last"]


def test_html_gives_its_text_by_block_and_its_headings() -> None:
    text = "# T\n\n<h2>Head</h2><p>One.</p>\n<ul><li>Two</li></ul><style>p {x: y}</style>\n"

    assert [(section, u.text) for section, u in read(text)] == [(("T", "Head"), "One."), (("T", "Head"), "Two")]


def test_lines_that_begin_with_a_sign_are_items() -> None:
    assert found("# T\n\nThe parts:\n• one\n• two\n  with a tail\n", BlockKind.ITEM) == ["one", "two\n  with a tail"]


def test_a_file_without_markdown_structure_is_read_as_plain_text() -> None:
    text = "Pasted title\n\nWhy now?\nBecause it is cheap.\n"

    assert found(text, BlockKind.HEADING) == ["Pasted title", "Why now?"]


def test_prepared_text_without_structure_stays_markdown() -> None:
    text = "---\ntitle: T\n---\n\nA short line\nand its end.\n"

    assert [b.kind for b in markdown_blocks(text, text.index("\nA short"))] == [BlockKind.PARAGRAPH]


FAQ = """# Ferry

**Do I need a ticket?**

Yes. Buy it on board.

## Freight

**When does it close?**

At five. Late vans wait. Are bikes free? They are. How heavy? Up to 20 kg.

- The canary. A small share goes first.
- **Is it insured?** Up to EUR 50.
- Who pays? The sender. [^S1]
- Who calls? [^S2] Nobody does.

It asks one thing: does it pay? Nobody knows.
"""


def test_a_paragraph_that_is_one_bold_line_is_a_heading_below_the_last_one() -> None:
    assert [section for section, unit in read(FAQ) if unit.text.startswith(("Yes", "At five"))] == [
        ("Ferry", "Do I need a ticket?"), ("Ferry", "Freight", "When does it close?")
    ]  # fmt: skip
    assert found("**Ferry**\r\n\r\nIt sails at five.\r\n\r\n**Tide**\r\n\r\nIt is high.", BlockKind.HEADING) == [
        "Ferry",
        "Tide",
    ]
    assert found("**It sails at five.**\n\n**Ann** sails.\n\n# Tide", BlockKind.HEADING) == ["Tide"]
    assert found("<h2>Rates</h2>\n\n**Days**\n\nAll.\n\n# End", BlockKind.HEADING) == ["Rates", "Days", "End"]


@pytest.mark.parametrize(
    "alone",
    ["**Last call**", "**Closes on 31 March**\n\nNo later.", "> **Ann, CEO**\n\nShe sails.", "    __main__\n\nIt runs."],
)
def test_a_bold_line_that_states_something_or_has_nothing_below_is_no_heading(alone: str) -> None:
    assert found(f"# Ferry\n\n{alone}", BlockKind.HEADING) == ["Ferry"]


def test_a_question_in_the_text_goes_with_its_answer_and_a_word_or_two_with_what_follows() -> None:
    assert [(unit.text, unit.label) for _, unit in read(FAQ)] == [
        ("Yes. Buy it on board.", ""),
        ("At five. Late vans wait.", ""),
        ("Are bikes free? They are.", "Are bikes free?"),
        ("How heavy? Up to 20 kg.", "How heavy?"),
        ("The canary. A small share goes first.", ""),
        ("Is it insured? Up to EUR 50.", "Is it insured?"),
        ("Who pays? The sender.", "Who pays?"),
        ("Who calls?", ""),
        ("Nobody does.", ""),
        ("It asks one thing: does it pay?", ""),
        ("Nobody knows.", ""),
    ]
    insured = find("Is it insured", FAQ).span
    assert FAQ[insured.start : insured.end] == "**Is it insured?** Up to EUR 50."
