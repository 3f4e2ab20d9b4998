"""A sentence is held to its quotes: numbers, names, and enough of its words."""

from __future__ import annotations

import pytest

from assistant.answering.verify import follows, markers, opens_with_support, unsupported

QUOTE = "Amazon Bedrock costs $270,000 a year for **three** teams, as of 31 March 2026.[^S1]"


@pytest.mark.parametrize(
    "sentence",
    [
        "Amazon Bedrock costs $270K a year. [1]",
        "In March 2026 the cost was 270 000 dollars. [1]",
        "It is for 3 teams. [1]",
        "Bedrock costs $270,000.",
    ],
)
def test_numbers_and_names_of_the_quote_are_supported(sentence: str) -> None:
    assert unsupported(sentence, [QUOTE]) == []


@pytest.mark.parametrize(
    ("sentence", "missing"),
    [
        ("It costs $280,000 a year.", ["280000"]),
        ("It is for 4 teams.", ["4"]),
        ("It was so in April 2026.", ["April"]),
        ("The product is Amazon SageMaker.", ["SageMaker"]),
        ("The exam is MLS-C01.", ["MLS-C01"]),
        ("In 2025 Azure cost $1.5M.", ["2025", "1.5e+06", "Azure"]),
    ],
)
def test_what_no_quote_holds_is_named(sentence: str, missing: list[str]) -> None:
    assert unsupported(sentence, [QUOTE]) == missing


def test_quotes_support_a_sentence_together() -> None:
    assert unsupported("Bedrock has 12 regions.", [QUOTE, "It runs in twelve regions."]) == []


def test_without_quotes_nothing_is_supported() -> None:
    assert unsupported("The answer is 42.", []) == ["42"]


def test_a_marker_is_no_number_of_the_sentence() -> None:
    assert unsupported("Bedrock costs money. [99]", [QUOTE]) == []


def test_a_sentence_of_other_words_does_not_follow() -> None:
    assert follows("Bedrock costs three teams a year.", [QUOTE])
    assert not follows("Bedrock delights engineers through marvellous pipelines.", [QUOTE])


def test_a_sentence_without_content_words_follows_from_anything() -> None:
    assert follows("It is so.", [])


@pytest.mark.parametrize(
    ("sentence", "held"),
    [
        ("Bedrock costs money.", True),
        ("It costs money.", True),
        ("Overall, it costs money.", True),
        ("Feast costs money.", False),
        ("", True),
    ],
)
def test_a_first_word_that_may_be_a_name_stands_in_the_quotes(sentence: str, held: bool) -> None:
    assert opens_with_support(sentence, [QUOTE]) is held


def test_markers_are_read_in_order_and_escaped_brackets_are_text() -> None:
    assert markers(r"One [2]. Two \[7] [1][2]") == [2, 1, 2]
