"""Readers' questions: what each row ties them to, and each mistake with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain.errors import CorpusError
from ingest.corpus import Corpus, build_corpus
from ingest.load import read_corpus

PAGE = """---
title: Kilns
---

# Kilns

A kiln fires clay.

## How hot is a kiln?

A kiln reaches 1,300 °C. It cools slowly.

## Colours

Glazes are blue. Glazes are green.
"""
FACTS = """- id: kiln-price
  subject: Kiln
  attribute: price
  region: Spain
  source: S1
  statement: "A kiln costs EUR 900 in Spain."
- id: oven-price
  subject: Oven
  attribute: price
  source: S1
  statement: "An oven costs EUR 300."
"""
GLOSSARY = """- term: Kiln
  kind: service
- term: Glaze
  kind: concept
  definition: "A glaze is a glassy coat."
"""


def corpus(folder: Path, questions: str) -> Corpus:
    for name, text in (
        ("kilns.md", PAGE),
        ("glossary.yaml", GLOSSARY),
        ("facts/prices.yaml", FACTS),
        ("questions/a.yaml", questions),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return build_corpus(*read_corpus([folder]))


def tied(found: Corpus) -> dict[str, list[str]]:
    """The units behind each question, and the topic where there are none."""
    return {q.text: [found.units[p].text for p in q.units] or [q.topic] for q in found.questions}


def test_a_section_answers_with_its_units_and_a_document_without_one_with_its_first_text(tmp_path: Path) -> None:
    rows = """- document: kilns
  section: How hot is a kiln?
  asked: ["will it melt copper", "how long until I can open it"]
- document: kilns
  asked: ["what is it for"]
"""
    section = ["A kiln reaches 1,300 °C.", "It cools slowly."]

    assert tied(corpus(tmp_path, rows)) == {
        "will it melt copper": section,
        "how long until I can open it": section,
        "what is it for": ["A kiln fires clay."],
    }


def test_statements_that_answer_are_told_by_their_first_words_in_one_place_or_several(tmp_path: Path) -> None:
    rows = """- document: kilns
  section: How hot is a kiln?
  says: ["It cools"]
  asked: ["how long until I can open it"]
- document: kilns
  also:
    - {document: kilns, section: "How hot is a kiln?", says: ["A kiln reaches"]}
    - {fact: oven-price}
    - {term: Glaze}
  asked: ["tell me everything"]
"""
    assert tied(corpus(tmp_path, rows)) == {
        "how long until I can open it": ["It cools slowly."],
        "tell me everything": [
            "An oven costs EUR 300.",
            "A glaze is a glassy coat.",
            "A kiln fires clay.",
            "A kiln reaches 1,300 °C.",
        ],
    }


def test_a_later_question_of_a_talk_keeps_what_was_asked_before_it(tmp_path: Path) -> None:
    rows = """- fact: kiln-price
  after: ["what is a kiln"]
  asked: ["and what do they want for it"]
- attribute: price
  after: ["what is a {subject}", "who makes it"]
  asked: ["price of the {subject} then"]
"""
    found = corpus(tmp_path, rows).questions

    assert [(q.text, q.after) for q in found] == [
        ("and what do they want for it", ("what is a kiln",)),
        ("price of the Kiln then", ("what is a Kiln", "who makes it")),
        ("price of the Oven then", ("what is a Oven", "who makes it")),
    ]


def test_an_attribute_is_asked_of_each_fact_that_has_what_the_question_names(tmp_path: Path) -> None:
    rows = """- attribute: price
  asked: ["what do I pay for the {subject}", "{subject} price tag in {region}"]
"""
    assert tied(corpus(tmp_path, rows)) == {
        "what do I pay for the Kiln": ["A kiln costs EUR 900 in Spain."],
        "what do I pay for the Oven": ["An oven costs EUR 300."],
        "Kiln price tag in Spain": ["A kiln costs EUR 900 in Spain."],
    }


def test_a_fact_a_term_and_a_missing_topic_are_tied_each_to_its_own(tmp_path: Path) -> None:
    rows = """- fact: oven-price
  asked: ["cheap one for bread?"]
- term: Glaze
  asked: ["that shiny layer"]
- topic: weight of a kiln
  asked: ["how heavy is it"]
"""
    found = tied(corpus(tmp_path, rows))

    assert found["cheap one for bread?"] == ["An oven costs EUR 300."]
    assert found["that shiny layer"] == ["A glaze is a glassy coat."]
    assert found["how heavy is it"] == ["weight of a kiln"]


def test_a_subject_that_the_glossary_does_not_know_has_the_kind_of_most_in_its_file(tmp_path: Path) -> None:
    rows = '- attribute: price\n  kind: service\n  asked: ["how dear is the {subject}"]\n'

    assert set(tied(corpus(tmp_path, rows))) == {"how dear is the Kiln", "how dear is the Oven"}


def test_questions_are_no_documents(tmp_path: Path) -> None:
    found = corpus(tmp_path, '- topic: weight\n  asked: ["how heavy"]\n')

    assert {document.id for document in found.documents} == {"kilns", "glossary", "facts/prices"}
    assert all("heavy" not in unit.text for unit in found.units)


@pytest.mark.parametrize(
    ("rows", "line", "detail"),
    [
        ("- asked: [a]\n", 1, "a row of questions needs one of `document`, `attribute`, `fact`, `term`, `topic`"),
        (
            "- fact: x\n  topic: y\n  asked: [a]\n",
            1,
            "a row of questions needs one of `document`, `attribute`, `fact`, `term`, `topic`",
        ),
        ("- topic: y\n  section: z\n  asked: [a]\n", 2, "`section` is not a key beside `topic`; allowed: topic, after, asked"),
        ("- topic: y\n", 1, "`asked` must be a list of questions, each in quotation marks"),
        ("- topic: y\n  asked: why\n", 2, "`asked` must be a list of questions, each in quotation marks"),
        ("- topic: y\n  asked: [1]\n", 2, "`asked` must be a list of questions, each in quotation marks"),
        ("- document: kiln\n  asked: [a]\n", 1, "`document: kiln` is no document of the corpus; did you mean “kilns”?"),
        (
            "- document: kilns\n  section: How hot is the kiln?\n  asked: [a]\n",
            2,
            "`section: How hot is the kiln?` is no heading of kilns with text below it; did you mean “How hot is a kiln?”?",
        ),
        ("- attribute: prize\n  asked: [a]\n", 1, "`attribute: prize` is no attribute of a fact; did you mean “price”?"),
        (
            "- attribute: price\n  kind: role\n  asked: [a]\n",
            2,
            "`kind: role` is no kind of thing that a fact is about",
        ),
        ("- fact: kiln-prize\n  asked: [a]\n", 1, "`fact: kiln-prize` is no fact's id; did you mean “kiln-price”?"),
        ("- term: Kiln\n  asked: [a]\n", 1, "`term: Kiln` is no term with a definition"),
        (
            "- document: kilns\n  section: How hot is a kiln?\n  says: [A kiln warms]\n  asked: [a]\n",
            3,
            "`says: A kiln warms` is not how a statement of the section begins; did you mean “A kiln reaches 1,300 °C.”?",
        ),
        (
            "- document: kilns\n  section: Colours\n  says: [Glazes]\n  asked: [a]\n",
            3,
            "`says: Glazes` begins 2 statements of the section; give more of the words of the one that is meant",
        ),
        (
            "- document: kilns\n  says: [A]\n  also: [{document: kilns, says: [Kilns]}]\n  asked: [a]\n",
            3,
            "`says: Kilns` is not how a statement of the section begins",
        ),
        (
            "- document: kilns\n  says: []\n  asked: [a]\n",
            2,
            "`says` must be a list of statements' first words, each in quotation marks",
        ),
        (
            "- term: Glaze\n  also: Kiln\n  asked: [a]\n",
            2,
            "`also` must be a list of places, each with `document`, `fact` or `term`",
        ),
        (
            "- term: Glaze\n  also: [{topic: y}]\n  asked: [a]\n",
            2,
            "a place of `also` has one of these sets of keys: `document`, `section`, `says`; `fact`; `term`",
        ),
        ("- topic: y\n  after: b\n  asked: [a]\n", 2, "`after` must be a list of questions, each in quotation marks"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_was_meant(tmp_path: Path, rows: str, line: int, detail: str) -> None:
    with pytest.raises(CorpusError) as caught:
        corpus(tmp_path, rows)

    assert (Path(caught.value.path).name, caught.value.line, caught.value.detail) == ("a.yaml", line, detail)
