"""What stands above and below the text of pages and mails, and which of it is their title."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain.passages import Document
from ingest.blocks import BlockKind
from ingest.corpus import build_corpus
from ingest.load import read_corpus
from ingest.markdown import markdown_blocks
from ingest.masthead import mail_header, navigation, title_of
from ingest.plain_text import plain_text_blocks
from ingest.split import split_document

TEXT = "A keeper looks after the widgets of a whole company and answers for every one of them, in summer and winter."
PAGE = f"Widget Office  |  Home  >  For keepers  >  Questions\n\nQUESTIONS WE GET ASKED\nPage updated 20 March 2029\n\n{TEXT}\n"
MAIL = f"From: Jane Doe, Keeping\nTo: all keepers\nSubject: Re: New rules for the store\n\nDear all,\n\n{TEXT}\n"


def title(text: str) -> str:
    return title_of(text, plain_text_blocks(text))


def test_a_page_is_called_by_its_site_and_its_title() -> None:
    assert title(PAGE) == "Widget Office: QUESTIONS WE GET ASKED"


def test_a_menu_is_no_text() -> None:
    quoted = " ".join(PAGE[b.span.start : b.span.end] for b in plain_text_blocks(PAGE))

    assert "For keepers" not in quoted
    assert TEXT in quoted


def test_a_mail_is_called_by_its_subject_and_its_header_is_kept() -> None:
    blocks = plain_text_blocks(MAIL)

    assert title_of(MAIL, blocks) == "New rules for the store"
    assert [MAIL[b.span.start : b.span.end] for b in blocks][:2] == ["From: Jane Doe, Keeping", "To: all keepers"]
    assert all(b.kind is not BlockKind.HEADING for b in blocks)


def test_one_line_with_a_colon_is_no_mail() -> None:
    assert mail_header(["From: the founders", "", TEXT]) == 0


def test_a_title_may_have_two_lines() -> None:
    text = f"Widget Cloud\nRelease notes of the store\nSecond half of 2031\n\n{TEXT}\n"

    assert title(text) == "Widget Cloud: Release notes of the store"


@pytest.mark.parametrize("below", ["by Jane Doe of the office", "Posted 9 November 2022 by the keepers", "Jane Doe"])
def test_who_wrote_a_text_and_when_is_no_part_of_its_title(below: str) -> None:
    assert title(f"Widget keeping\n{below}\n\n{TEXT}\n") == "Widget keeping"


def test_a_title_of_two_lines_is_no_section_of_its_own() -> None:
    text = f"Widget Cloud\nRelease notes of the store\n\n{TEXT}\n"
    document = Document("d", title(text), "", "d.txt", text)

    assert [p.section for p in split_document(document, plain_text_blocks(text)).passages] == [()]


def test_lines_of_a_menu_inside_the_text_are_steps() -> None:
    assert navigation([TEXT, "Settings > Store > Widgets", TEXT]) == set()


def test_a_table_at_the_top_is_no_menu() -> None:
    assert navigation(["Name | Role | Since", "Ann | Keeper | 2029", "", TEXT]) == set()


def test_markdown_that_begins_without_a_heading_is_called_by_its_first_line() -> None:
    text = f"MINUTES – Widget board\n\n**1. Widgets in store**\n\n{TEXT}\n\n**2. Any other business**\n\n{TEXT}\n"
    blocks = markdown_blocks(text, 0)

    assert title_of(text, blocks) == "MINUTES – Widget board"
    headings = [text[b.span.start : b.span.end] for b in blocks if b.kind is BlockKind.HEADING]
    assert headings == ["MINUTES – Widget board", "Widgets in store", "Any other business"]


def test_a_bold_first_line_is_a_title_and_what_stands_below_it_is_text() -> None:
    head = "**WIDGET STAFFING – Questions**\nfor people who keep widgets"
    text = f"{head}\n\n**Who are you?**\n\n{TEXT}\n\n**And why?**\n\n{TEXT}\n"
    blocks = markdown_blocks(text, 0)

    assert title_of(text, blocks) == "WIDGET STAFFING – Questions"
    assert text[blocks[1].span.start : blocks[1].span.end] == "for people who keep widgets"


def test_names_in_a_column_with_what_is_said_of_each_are_a_list() -> None:
    text = (
        f"Widget stores\n\n{TEXT}\n\n   sprint     up to 30 minutes. For tests.\n   marathon   up to 7 days; jobs\n"
        f"              must keep their state.\n\n{TEXT}\n"
    )
    units = split_document(Document("d", "Widget stores", "", "d.txt", text), plain_text_blocks(text)).units

    assert [(u.label, u.text) for u in units if u.list_id >= 0] == [
        ("sprint", "sprint up to 30 minutes."),
        ("sprint", "For tests."),
        ("marathon", "marathon up to 7 days; jobs must keep their state."),
    ]


def test_the_corpus_takes_a_title_from_the_masthead(tmp_path: Path) -> None:
    (tmp_path / "rules.txt").write_text(MAIL, encoding="utf-8")
    files, rejected = read_corpus([tmp_path])

    assert [d.title for d in build_corpus(files, rejected).documents] == ["New rules for the store"]
