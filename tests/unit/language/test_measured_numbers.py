"""Numbers with what they measure."""

from __future__ import annotations

import pytest

from assistant.language.quantities import COUNT, DAY, SHARE, SPAN, claimed, quantities


def _kinds(text: str) -> list[tuple[str, float, float]]:
    return [(q.kind, q.low, q.high) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A fine of 4% of turnover", [(SHARE, 4, 4)]),
        ("up to EUR 20 million", [("EUR", 20e6, 20e6)]),
        ("it costs 150 dollars", [("USD", 150, 150)]),
        ("$128K–280K a year", [("USD", 128e3, 280e3)]),
        ("valid for three years", [(SPAN, 3 * 8766, 3 * 8766)]),
        ("at least ten business days", [("span business", 240, 240)]),
        ("a 1- or 6-month commitment", [(SPAN, 730.5, 6 * 730.5)]),
        ("from 2 August 2026", [(DAY, 20260802, 20260802)]),
        ("in March 2025", [(DAY, 20250300, 20250300)]),
        ("in 2027", [(DAY, 20270000, 20270000)]),
        ("50–60 questions", [(COUNT, 50, 60)]),
    ],
)
def test_a_number_is_read_with_what_it_measures(text: str, expected: list[tuple[str, float, float]]) -> None:
    assert _kinds(text) == expected


@pytest.mark.parametrize("text", ["Article 50 applies", "MLS-C01 and SB 26-189", "SR 11-7 and ISO/IEC 42001", "that one"])
def test_a_number_that_is_part_of_a_name_measures_nothing(text: str) -> None:
    assert quantities(text) == ()


def test_a_month_agrees_with_its_days_and_not_with_another_month() -> None:
    march, day, april = (quantities(text)[0] for text in ("March 2025", "31 March 2025", "1 April 2025"))

    assert (march.agrees(day), march.agrees(april)) == (True, False)


def test_counts_compare_only_when_they_count_the_same() -> None:
    levels, levels_too, countries = (quantities(text)[0] for text in ("three risk levels", "four levels", "24 countries"))

    assert (levels.comparable(levels_too), levels.comparable(countries)) == (True, False)


def test_bare_numbers_compare_by_two_words_in_front() -> None:
    asked, stated, other = (quantities(text)[0] for text in ("a pass mark of 800", "a pass mark of 720.", "the mark is 720."))

    assert (asked.comparable(stated), asked.comparable(other)) == (True, False)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("14 years", "12+ years", True),
        ("10 years", "12+ years", False),
        ("12+ years", "8–12 years", True),
        ("14 years", "12 years", False),
        ("400 dollars", "USD 300+", True),
    ],
)
def test_a_number_with_a_plus_has_no_upper_end(one: str, other: str, agree: bool) -> None:
    assert quantities(one)[0].agrees(quantities(other)[0]) is agree
    assert quantities(other)[0].agrees(quantities(one)[0]) is agree


@pytest.mark.parametrize(
    ("claim", "stated", "agree"),
    [
        ("a pod holds more than 9,000 chips", "a pod holds 9,216 chips", True),
        ("it costs over 150 dollars", "it costs USD 100", False),
        ("it costs more than $150", "it costs USD 200", True),
        ("about 9,000 chips", "9,216 chips", True),
        ("9,000 chips", "9,216 chips", False),
        ("about 5,000 chips", "9,216 chips", False),
    ],
)
def test_a_claim_may_say_loosely_what_is_known_exactly(claim: str, stated: str, agree: bool) -> None:
    assert claimed(claim)[0].agrees(quantities(stated)[0]) is agree


@pytest.mark.parametrize(
    ("claim", "numbers"),
    [
        ("Which of the two has a feature store?", []),
        ("What sets it apart from these three?", []),
        ("What are the two stores?", [2.0]),
        ("It has two.", [2.0]),
    ],
)
def test_a_number_that_stands_for_what_was_named_claims_nothing(claim: str, numbers: list[float]) -> None:
    assert [quantity.low for quantity in claimed(claim)] == numbers
