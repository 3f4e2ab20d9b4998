"""Shapes that are told by where a word stands, not by the word alone."""

from __future__ import annotations

import pytest

from assistant.answering.question import read_question, shape_of
from assistant.domain.facts import Term
from assistant.domain.questions import Shape
from assistant.language.glossary import Glossary
from assistant.language.vocabulary import count_vocabulary

GLOSSARY = Glossary(
    [
        *(Term(name, "service") for name in ("Kubernetes", "Bedrock", "Airflow")),
        Term("Oslo", "place"),
    ]
)


def read_shape(text: str) -> Shape:
    return read_question(text, GLOSSARY, count_vocabulary([text])).shape


@pytest.mark.parametrize(
    "text",
    [
        "Which cloud services does AWS sell?",
        "What managed vector databases do they offer?",
        "Which AWS certifications are free?",
        "Which ones are free?",
        "Which of the clouds is largest?",
    ],
)
def test_a_plural_noun_behind_which_or_what_asks_for_a_list(text: str) -> None:
    assert shape_of(text) is Shape.LIST


@pytest.mark.parametrize(
    "text",
    ["Which bias is worst?", "What access is there?", "Which process is it?", "Which business is it?", "What status is shown?"],
)
def test_a_singular_noun_that_ends_like_a_plural_asks_for_no_list(text: str) -> None:
    assert shape_of(text) is not Shape.LIST


def test_a_plural_behind_the_verb_is_not_the_noun_asked_for() -> None:
    assert shape_of("Which cloud has most regions in Asia?") is Shape.OPEN


@pytest.mark.parametrize(
    "text",
    [
        "All services of AWS",
        "everything on AWS that is closed",
        "The full list, and what it costs",
        "What each costs, in one list",
        "What are all the cost blocks?",
        "How many levels are there and which?",
        "how many fines does the act know, which ones",
    ],
)
def test_all_or_a_whole_list_is_a_list_even_beside_a_price(text: str) -> None:
    assert shape_of(text) is Shape.LIST


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("When does it end?", Shape.TIME),
        ("I pricked my finger in my costume, what now?", Shape.OPEN),
        ("How is it priced, and is that costly?", Shape.FIGURE),
        ("Until when is it valid?", Shape.TIME),
        ("when?", Shape.TIME),
        ("Describe when to use RAG", Shape.OPEN),
        ("When training ends, the model is kept: explain that", Shape.OPEN),
        ("How do I react when training fails?", Shape.HOW),
    ],
)
def test_when_asks_for_a_time_only_before_a_verb_or_alone(text: str, shape: Shape) -> None:
    assert shape_of(text) is shape


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Why is it slow?", Shape.WHY),
        ("We asked. So why is it slow?", Shape.WHY),
        ("Explain to everybody in the room why it is slow", Shape.OPEN),
    ],
)
def test_why_asks_for_a_reason_where_it_begins_a_sentence(text: str, shape: Shape) -> None:
    assert shape_of(text) is shape


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Explain the differential privacy of models", Shape.OPEN),
        ("Explain how models differ", Shape.COMPARISON),
        ("Explain fine-tuning in models", Shape.OPEN),
        ("Explain the fine for a breach", Shape.FIGURE),
        ("Is an architect the same role as an engineer?", Shape.COMPARISON),
        ("Is it the same role?", Shape.YES_NO),
        ("What does an architect do?", Shape.DEFINITION),
    ],
)
def test_a_word_that_only_looks_like_another_does_not_give_its_shape(text: str, shape: Shape) -> None:
    assert shape_of(text) is shape


def test_three_things_of_one_kind_without_another_shape_are_compared() -> None:
    assert read_shape("Kubernetes, Bedrock, Airflow at the edge") is Shape.COMPARISON
    assert read_shape("Kubernetes, Bedrock, Oslo at the edge") is Shape.OPEN
    assert read_shape("Kubernetes, Bedrock, Kubernetes at the edge") is Shape.OPEN
    assert read_shape("Why Kubernetes, Bedrock, Airflow?") is Shape.WHY


def test_two_things_of_one_kind_with_or_between_them_are_compared() -> None:
    assert read_shape("Should we run Kubernetes or Bedrock?") is Shape.COMPARISON
    assert read_shape("Should we run Kubernetes or Oslo?") is not Shape.COMPARISON
