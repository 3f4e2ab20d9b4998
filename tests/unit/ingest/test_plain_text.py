"""What each construct of an article without mark-up becomes."""

from __future__ import annotations

import pytest

from assistant.domain.passages import Document, Unit, UnitKind
from ingest.blocks import BlockKind
from ingest.plain_text import plain_text_blocks
from ingest.split import split_document
from tests.unit.ingest.articles import NO_HEADINGS, TEXT, WRAPPED


def found(text: str, kind: BlockKind) -> list[str]:
    return [text[b.span.start : b.span.end] for b in plain_text_blocks(text) if b.kind is kind]


def units(text: str) -> list[Unit]:
    return list(split_document(Document("d", "", "", "d.txt", text), plain_text_blocks(text)).units)


def test_headings_are_found_by_their_look() -> None:
    assert found(TEXT, BlockKind.HEADING) == [
        "What Is a Feature Store?", "Why use it?", "The parts", "Numbered and underlined", "Conclusion"
    ]  # fmt: skip


def test_every_bullet_mark_begins_an_item() -> None:
    assert found(TEXT, BlockKind.ITEM)[:8] == [
        "offline half", "online half", "the registry", "a star", "a dash", "a number", "a letter", "a sign"
    ]  # fmt: skip


def test_lines_of_label_and_text_are_a_list() -> None:
    assert [(u.label, u.text) for u in units(TEXT) if u.label in {"Latency", "Freshness"}] == [
        ("Latency", "Latency: under 10 ms."), ("Freshness", "Freshness: about a minute.")
    ]  # fmt: skip


def test_one_line_of_label_and_text_is_a_paragraph() -> None:
    assert found("Title\n\nNote: It is cheap.\n\nMore text follows here.\n", BlockKind.ITEM) == []


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_units_are_the_same_whatever_ends_a_line(line_end: str) -> None:
    assert [(u.kind, u.text) for u in units(TEXT.replace("\n", line_end))] == [(u.kind, u.text) for u in units(TEXT)]


def test_tables_are_read_with_pipes_with_and_without_a_separator_and_with_tabs() -> None:
    rows = [u.text for u in units(TEXT) if u.kind is UnitKind.ROW]

    assert rows == [
        "One | Two — price: 1", "Small — price: 10", "Large — price: 20", "Team — seats: 5", "Firm — seats: 50"
    ]  # fmt: skip


def test_bullets_from_a_word_processor_are_no_table() -> None:
    assert found("Title\n\n•\tone\n•\ttwo\n", BlockKind.ITEM) == ["one", "two"]


def test_wrapped_lines_are_one_paragraph() -> None:
    assert found(WRAPPED, BlockKind.PARAGRAPH)[0].endswith("makes a comparison hard.")
    assert found(WRAPPED, BlockKind.HEADING) == ["Feature stores, a field guide", "How do they scale?"]


def test_a_wrapped_item_ends_where_its_text_ends() -> None:
    assert [u.text for u in units(WRAPPED)][-2:] == [
        "a bullet that is long enough to be wrapped at the margin of this page and goes on below", "a second one"
    ]  # fmt: skip


def test_a_paragraph_a_line_gives_a_paragraph_a_line() -> None:
    text = "Title\n\nThe first paragraph ends here.\nThe second one stands right below it.\n"

    assert found(text, BlockKind.PARAGRAPH) == ["The first paragraph ends here.", "The second one stands right below it."]


def test_a_sentence_that_was_cut_goes_on_in_the_next_line() -> None:
    assert "It was cut in the middle of a sentence and goes on here." in [u.text for u in units(NO_HEADINGS)]


def test_a_text_without_headings_has_none() -> None:
    assert found(NO_HEADINGS, BlockKind.HEADING) == []


def test_blanks_of_any_kind_become_one_blank() -> None:
    assert units(NO_HEADINGS)[2].text == "Non-breaking space opens this line."


@pytest.mark.parametrize("text", ["", "\n\n", "=====\n-----\n", "🎉\n", " \u00a0\t\n"])
def test_a_text_without_words_has_no_units(text: str) -> None:
    assert units(text) == []


def test_a_spaced_numbered_list_is_a_list_to_its_end() -> None:
    text = (
        "Title\n\nThe steps:\n\n1. Collect the data\n\n2. Train the model\n\nThen the long work of keeping it alive begins.\n"
    )

    assert found(text, BlockKind.ITEM) == ["Collect the data", "Train the model"]
