"""Figures with their units, and dates, as prose writes them."""

from __future__ import annotations

import pytest

from ingest.upkeep.dates_in_text import WrittenDate, written_dates
from ingest.upkeep.quantities import quantities, unit_name


@pytest.mark.parametrize(
    ("text", "unit", "numbers"),
    [
        ("USD 180,000–230,000 a year", "USD", {180_000, 230_000}),
        ("EUR 35 million or 7% of turnover", "EUR", {35e6}),
        ("from EUR 7.5 million or 1% to EUR 35 million", "EUR", {7.5e6, 35e6}),
        ("$180K to $230K", "USD", {180_000, 230_000}),
        ("a 130-minute exam", "minutes", {130}),
        ("2 hours", "minutes", {120}),
        ("50–60 multiple-choice questions", "questions", {50, 60}),
        ("valid for three years", "years", {3}),
        ("a quarter of respondents", "percent", {25}),
        ("20 per cent", "percent", {20}),
    ],
)
def test_a_quantity_is_read_with_its_unit(text: str, unit: str, numbers: set[float]) -> None:
    assert quantities(text)[unit] == numbers


def test_a_text_without_quantities_has_none() -> None:
    assert not any(quantities("Article 50 of the act names four duties.").values())


@pytest.mark.parametrize(
    ("unit", "name"), [("USD", "USD"), ("minutes", "minutes"), ("year", "years"), ("%", "percent"), ("", "")]
)
def test_a_fact_s_unit_has_the_name_that_prose_gives_it(unit: str, name: str) -> None:
    assert unit_name(unit) == name


def test_dates_are_read_in_each_form() -> None:
    found = written_dates("On 2 August 2026, in May 2027, by June 3, 2028 and 2029-01-31.")

    assert [(d.year, d.month, d.day) for d in found] == [(2026, 8, 2), (2027, 5, 0), (2028, 6, 3), (2029, 1, 31)]


def test_a_bare_month_agrees_with_each_of_its_days() -> None:
    month, day = WrittenDate("May 2027", 2027, 5, 0), WrittenDate("4 May 2027", 2027, 5, 4)

    assert month.agrees(day)
    assert not day.agrees(WrittenDate("5 May 2027", 2027, 5, 5))


def test_a_day_that_no_calendar_has_does_not_exist() -> None:
    assert [d.exists for d in written_dates("29 February 2027, 29 February 2028, 2026-13-01")] == [False, True, False]
