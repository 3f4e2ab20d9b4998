"""Where a sentence ends, which clauses stand alone, and how long a unit may be."""

from __future__ import annotations

import pytest

from assistant.domain.passages import Span
from assistant.language.sentences import MAX_UNIT_CHARACTERS, MAX_UNIT_WORDS, split_clauses, split_sentences


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


def clauses(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_clauses(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "Pay grew by 8.5 percent to $1.2 million.",
        "Caching helps, e.g. Redis or a CDN, and i.e. Both are cheap.",
        "The U.S. Department of Labor counts them.",
        "Art. 5 lists prohibited practices.",
        "See Fig. 3 and No. 7 for the cost in Sept. 2026.",
        "J. R. Smith and Dr. Jones wrote it.",
        "J. A. Smith read it, and B. A. Miller too.",
        "Lewis et al. introduced retrieval-augmented generation.",
        "Acme Inc. Robotics builds arms.",
        "Azure vs. Amazon is a common question.",
        "Foundry Models (incl. Azure OpenAI) bill by the token.",
        "“Is it safe?” asked the auditor.",
        "The team waited… and then shipped.",
        "Model v1.2.3 runs on port 8080.x today.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It works. It scales.", ["It works.", "It scales."]),
        ("Does it work? Yes! Good…", ["Does it work?", "Yes!", "Good…"]),
        ("He said “Go.” Then he left.", ["He said “Go.”", "Then he left."]),
        ("It rose (by 5%.) Then it fell.", ["It rose (by 5%.)", "Then it fell."]),
        ("They work in the U.S. The market is large.", ["They work in the U.S.", "The market is large."]),
        ("This is state of the art. Models improve.", ["This is state of the art.", "Models improve."]),
        ("Is it free? No. Buy it.", ["Is it free?", "No.", "Buy it."]),
        ("Use Redis, Kafka, etc. Then test.", ["Use Redis, Kafka, etc.", "Then test."]),
        ("Choose plan B. The cost falls.", ["Choose plan B.", "The cost falls."]),
        ("One line\n\nanother line", ["One line", "another line"]),
        ("One line\r\rAnother line", ["One line", "Another line"]),
        ("**Bold one is a long sentence about cost.** Next.", ["**Bold one is a long sentence about cost.**", "Next."]),
        ("😀 It works. 🎉 It scales.", ["😀 It works.", "🎉 It scales."]),
        ("Wide\u00a0space.\u00a0Next.", ["Wide\u00a0space.", "Next."]),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("text", ["", "   ", "\n\n\t\n"])
def test_blank_text_has_no_sentences(text: str) -> None:
    assert split_sentences(text) == []


def test_a_number_that_opens_a_line_belongs_to_its_sentence() -> None:
    assert sentences("1. Collect the data.") == ["1. Collect the data."]


def test_a_short_bold_label_stays_with_the_sentence_that_it_labels() -> None:
    assert sentences("**Cost.** It saves money. It is fast.") == ["**Cost.** It saves money.", "It is fast."]


def test_offsets_count_from_the_start_of_the_whole_text() -> None:
    assert split_sentences("Skip. Take this. Skip.", 6, 16) == [Span(6, 16)]


def test_labelled_clauses_become_units_of_their_own() -> None:
    text = "AWS: SageMaker AI, Bedrock; Azure: Foundry; GCP: Vertex AI."

    assert clauses(text) == ["AWS: SageMaker AI, Bedrock;", "Azure: Foundry;", "GCP: Vertex AI."]


def test_words_before_the_first_label_are_a_clause_too() -> None:
    assert clauses("Each cloud has one. AWS: A, Azure: B.") == ["Each cloud has one.", "AWS: A,", "Azure: B."]


def test_one_label_does_not_cut_a_sentence() -> None:
    assert clauses("Cost: the price of a thousand calls.") == ["Cost: the price of a thousand calls."]


def test_a_label_in_the_middle_of_a_phrase_is_none() -> None:
    assert clauses("The providers are Amazon: large and Azure: larger") == ["The providers are Amazon: large and Azure: larger"]


def test_an_overlong_sentence_is_cut_at_the_semicolon_next_to_its_middle() -> None:
    half = " ".join(["word"] * 50)

    assert clauses(f"{half}; {half}") == [f"{half};", half]


@pytest.mark.parametrize("text", [" ".join(["word"] * 1_000), ", ".join(["word"] * 1_000), "x" * 5_000, "long" * 400 + " tail"])
def test_no_unit_is_longer_than_the_encoder_reads(text: str) -> None:
    pieces = clauses(text)

    assert all(len(piece.split()) <= MAX_UNIT_WORDS and len(piece) <= MAX_UNIT_CHARACTERS for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_megabyte_in_one_line_is_split_in_linear_time() -> None:
    text = "The model serves a request in time. " * 20_000

    assert len(split_sentences(text)) == 20_000
