"""References to numbered parts."""

from __future__ import annotations

import pytest

from assistant.language.references import references


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What does Article 12 say?", {("article", "12")}),
        ("Art. 26 and annex III", {("article", "26"), ("annex", "iii")}),
        ("articles 44", {("article", "44")}),
        ("SOC 2 Type II", {("type", "ii")}),
        ("12 articles", set()),
        ("an article on GPUs", set()),
    ],
)
def test_a_numbered_part_is_its_word_and_its_number(text: str, found: set[tuple[str, str]]) -> None:
    assert references(text) == found
