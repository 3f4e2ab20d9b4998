"""What counts as a heading in text without mark-up, and where a list item ends."""

from __future__ import annotations

from ingest.blocks import BlockKind
from ingest.plain_text import plain_text_blocks

PARAGRAPH = "A keeper looks after the widgets of a whole company and answers for every one of them."
WRAPPED = """Widget keeping in the large
===========================

A keeper looks after the widgets of a whole company and answers for each one of
them, in summer as in winter. There are few of them and they are hard to find in
any town.

- Count: the number of widgets in store at the end of the day, as it was read by
the keeper.
- Report: the sheet that goes to the three founders, who live for the most part in
Lisbon.
"""


def found(text: str, kind: BlockKind) -> list[str]:
    return [text[b.span.start : b.span.end] for b in plain_text_blocks(text) if b.kind is kind]


def test_a_byline_and_a_date_below_the_title_are_no_headings() -> None:
    text = f"What is a widget keeper?\nBy Jane Doe\n12 March 2031\n{PARAGRAPH}\n"

    assert found(text, BlockKind.HEADING) == ["What is a widget keeper?"]


def test_a_heading_may_stand_right_above_another_one() -> None:
    text = f"Widget keeping\n{PARAGRAPH}\nLevels\nJunior keeper\n{PARAGRAPH}\n"

    assert found(text, BlockKind.HEADING) == ["Widget keeping", "Levels", "Junior keeper"]


def test_a_year_at_the_start_of_a_heading_is_kept() -> None:
    text = f"Widget keeping\n{PARAGRAPH}\n2031 Salary Trends\n{PARAGRAPH}\n"

    assert found(text, BlockKind.HEADING) == ["Widget keeping", "2031 Salary Trends"]


def test_numbered_lines_with_a_paragraph_each_are_headings_even_behind_a_dashed_list() -> None:
    text = f"Widget keeping\n{PARAGRAPH}\n1. Define the role\n{PARAGRAPH}\n- One thing\n2. Post the advert\n{PARAGRAPH}\n"

    assert found(text, BlockKind.HEADING) == ["Widget keeping", "Define the role", "Post the advert"]
    assert found(text, BlockKind.ITEM) == ["One thing"]


def test_numbered_lines_in_a_row_are_a_list() -> None:
    text = f"Widget keeping\n{PARAGRAPH}\n1. Count them\n2. Oil them\n3. Count again\n{PARAGRAPH}\n"

    assert found(text, BlockKind.ITEM) == ["Count them", "Oil them", "Count again"]


def test_the_first_line_of_a_wrapped_paragraph_is_no_heading() -> None:
    assert found(WRAPPED, BlockKind.HEADING) == ["Widget keeping in the large"]
    assert [text.split()[-1] for text in found(WRAPPED, BlockKind.PARAGRAPH)] == ["town."]


def test_an_item_broken_at_the_margin_goes_on_even_with_a_capital() -> None:
    assert [text.split()[-1] for text in found(WRAPPED, BlockKind.ITEM)] == ["keeper.", "Lisbon."]
