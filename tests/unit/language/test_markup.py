"""What a reader sees of raw text."""

from __future__ import annotations

import pytest

from assistant.language.markup import readable, source_ids


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("**Cost**: it *falls* by `5%`.", "Cost: it falls by 5%."),
        ('See [the guide](https://a.example/b_(c) "Title") now.', "See the guide now."),
        ("![A chart](c.png) shows it.", "A chart shows it."),
        ("Write to <https://a.example>.", "Write to https://a.example."),
        ("A statement. [^S1][^S20]", "A statement."),
        ("A statement [^S1], and more.", "A statement, and more."),
        ("A note[^1].", "A note."),
        ("a \\| b", "a | b"),
        ("Term\\* and \\_name\\_", "Term* and _name_"),
        ("`a*b*c` and `<b>`", "a*b*c and <b>"),
        ("snake_case_name stays", "snake_case_name stays"),
        ("2 * 3 * 4 and 2**10 or 2**20", "2 * 3 * 4 and 2**10 or 2**20"),
        ("Inline <b>bold</b><br/>and <span class='x'>more</span>", "Inline bold and more"),
        ("R&amp;D, 5 &lt; 6, &#8364;5", "R&D, 5 < 6, €5"),
        ("List<String> and <model name>", "List<String> and <model name>"),
        ("seen <!-- hidden --> again", "seen again"),
        ("quoted\n> over\n> lines", "quoted over lines"),
        ("soft\u00adhyphen and zero\u200bwidth", "softhyphen and zerowidth"),
        ("no\u00a0break\tand  blanks\r\n", "no break and blanks"),
        ("**cut in the middle.", "cut in the middle."),
        ("5 > 3 and 2 < 4", "5 > 3 and 2 < 4"),
    ],
)
def test_marks_go_and_words_stay(raw: str, read: str) -> None:
    assert readable(raw) == read


def test_source_ids_come_in_order_and_once() -> None:
    assert source_ids("One. [^S2] Two. [^S1][^S2] A note.[^3]") == ("S2", "S1")
