"""What a question sets side by side, and what of it the corpus does not hold."""

from __future__ import annotations

import pytest

from assistant.answering.sides import bare_choice, comparison_sides, is_bare_choice, one_sided
from assistant.domain.facts import Term
from tests.unit.answering.builders import evidence, make_library, page, read

CLOUDS = make_library(
    page("Clouds", "Search", "AWS searches with OpenSearch, Azure searches with certificates, and Google Cloud in Germany."),
    page("Norms", "", "An AI architect reads ISO 42001 and infrastructure papers."),
    terms=(
        Term("AWS", "provider"),
        Term("Microsoft Azure", "provider", aliases=("Azure",)),
        Term("Google Cloud", "provider"),
        Term("ISO 42001", "regulation"),
        Term("AI architect", "role"),
        Term("Kiln Operations Manual", "concept"),
    ),
)
ENGLISH = frozenset({"pick", "small", "dentist", "norway", "maybe"})
ASKED = "Compare vector search on AWS and Azure"


def test_sides_are_terms_of_one_kind_by_all_their_names() -> None:
    assert comparison_sides(read(ASKED, CLOUDS), CLOUDS) == {
        "AWS": frozenset({"aws"}),
        "Microsoft Azure": frozenset({"microsoft azure", "azure"}),
    }


def test_sides_that_no_glossary_knows_are_read_from_the_words() -> None:
    sides = comparison_sides(read("What is the difference between a data lake and a warehouse?", CLOUDS), CLOUDS)

    assert sides == {"data lake": frozenset({"data lake"}), "warehouse": frozenset({"warehouse"})}


def test_numbered_parts_of_two_kinds_are_no_sides_of_one_comparison() -> None:
    library = make_library(page("Act", "", "Article 12 asks for logs."))

    assert comparison_sides(read("How do Article 12, Annex 3 differ?", library), library) == {}


def left_of(asked: str) -> tuple[tuple[str, ...], str] | None:
    found = one_sided(read(asked, CLOUDS), evidence(CLOUDS, {0: 1.0, 1: 0.5}), CLOUDS, ENGLISH)
    return (found.names, found.rest) if found else None


@pytest.mark.parametrize(
    ("asked", "names", "rest"),
    [
        ("Cloudera or AWS for a bank?", ("Cloudera",), "AWS for a bank?"),
        ("AWS vs Cloudera for a bank?", ("Cloudera",), "AWS for a bank?"),
        ("AWS vs DPO for a bank?", ("DPO",), "AWS for a bank?"),
        ("how is pinecone better than azure", ("pinecone",), "how is azure"),
        ("Should we pick Cloudera instead of Azure?", ("Cloudera",), "Should we pick Azure?"),
        ("How does AWS compare with IBM watsonx?", ("IBM watsonx",), "How does AWS?"),
        (
            "What is the difference between ISO 42001 and ISO 27701?",
            ("ISO 27701",),
            "What is the difference between ISO 42001?",
        ),
        ("AI architect or blockchain architect?", ("blockchain architect",), "AI architect?"),
        ("Compare AWS, Azure and DataRobot", ("DataRobot",), "Compare AWS and Azure"),
        ("AWS or Cloudera or Replicate?", ("Cloudera", "Replicate"), "AWS?"),
        ("Qdrant, Azure or AWS for a shop?", ("Qdrant",), "Azure or AWS for a shop?"),
        ("Cloudera or AWS Lattice?", ("Cloudera",), "AWS Lattice?"),
        ("AWS vs Cloudera vs Azure", ("Cloudera",), "AWS vs Azure"),
        ("pay in Germany or Norway", ("Norway",), "pay in Germany"),
        ("pay in berlin or norway", ("norway",), "pay in berlin"),
        ("pay in Norway and in Germany", ("Norway",), "pay in Germany"),
        ("pay in Germany and Zürich", ("Zürich",), "pay in Germany"),
    ],
)
def test_what_no_text_uses_beside_what_is_held_is_left_out(asked: str, names: tuple[str, ...], rest: str) -> None:
    assert left_of(asked) == (names, rest)


@pytest.mark.parametrize(
    "asked",
    [
        "AWS or Azure?",
        "Does AWS charge for Cloudera?",  # no choice
        "What do AWS and Cloudera cost?",  # nothing is compared
        "Cloudera or Pinecone?",  # neither is held
        "an AI architect or a dentist?",  # an ordinary word
        "an AWS or an azure cert?",
        "AI architect or infra",  # short for a word of the corpus
        "tbh, AWS or Azure",
        "AWS or dbx",
        "AWS or KOM",  # initials of what is known
        "AWS or maybe gigging",
        "AWS or 112k",
        "AWS or 27701",  # a number without a name
        "pay in Munich or Germany",  # told by what is told of its country
    ],
)
def test_nothing_is_left_out_for_what_is_no_name_or_is_held(asked: str) -> None:
    assert left_of(asked) is None


@pytest.mark.parametrize(
    ("asked", "bare"),
    [
        ("AWS or Azure for a team of three?", "AWS or Azure?"),
        ("We sell shoes. Should we take AWS or Azure if nobody knows Python?", "AWS or Azure?"),
        ("aws vs azure - which of them fits a hospital?", "aws or azure?"),
        ("AWS or Azure?", ""),
        ("Does AWS or Azure have an office in Berlin?", ""),
        ("AWS or Azure searches faster", ""),
        ("AWS or an AI architect for a bank?", ""),
        ("AWS and Azure for a bank?", ""),
    ],
)
def test_a_choice_is_left_bare_of_the_askers_circumstances(asked: str, bare: str) -> None:
    assert bare_choice(asked, CLOUDS.glossary.find(asked), CLOUDS.glossary) == bare


@pytest.mark.parametrize(
    ("asked", "bare"),
    [
        ("AWS or Azure?", True),
        ("aws vs. google cloud", True),
        ("AWS or Azure for a bank?", False),
        ("AWS or an AI architect?", False),
        ("AWS, Azure or Google Cloud?", False),
        ("AWS?", False),
    ],
)
def test_two_things_of_one_kind_and_nothing_else_are_a_bare_choice(asked: str, bare: bool) -> None:
    assert is_bare_choice(read(asked, CLOUDS), CLOUDS.glossary) is bare
