"""Figures in one canonical form."""

from __future__ import annotations

import pytest

from assistant.language.numbers import figures, has_figure, stated_figures, with_plain_figures


@pytest.mark.parametrize(
    "text",
    ["$270K", "USD 270,000", "USD 270 000", "270\u202f000 dollars", "US$270k", "USD270,000", "0.27 million", "270 thousand"],
)
def test_one_amount_in_many_spellings_is_one_figure(text: str) -> None:
    assert figures(text) == {270_000.0}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("180–230K", {180_000.0, 230_000.0}),
        ("$180,000 to $230,000", {180_000.0, 230_000.0}),
        ("2.5-3 million", {2_500_000.0, 3_000_000.0}),
        ("5–7 years", {5.0, 7.0}),
        ("EUR35 million or 7%", {35_000_000.0, 7.0}),
        ("100 ms, 1,500 requests", {100.0, 1_500.0}),
        ("12+ years", {12.0}),
        ("in 2026 100 people", {2026.0, 100.0}),
    ],
)
def test_stated_figures_are_what_the_digits_say(text: str, expected: set[float]) -> None:
    assert stated_figures(text) == expected


@pytest.mark.parametrize("text", ["MLS-C01", "AI-102", "GPT-4o", "H200", "S3", "v1.2", "nobody"])
def test_codes_are_names_and_no_numbers(text: str) -> None:
    assert not has_figure(text)


@pytest.mark.parametrize(
    ("text", "value"), [("twelve", 12.0), ("Twenty-five", 25.0), ("three hundred", 300.0), ("two million", 2e6), ("half", 0.5)]
)
def test_number_words_count(text: str, value: float) -> None:
    assert figures(text) == {value}


def test_number_words_can_be_left_out() -> None:
    assert figures("twelve of 50", words=False) == {50.0}


def test_both_ends_of_a_range_are_searchable_in_plain_digits() -> None:
    assert with_plain_figures("$128K–280K") == with_plain_figures("128,000–280,000")
