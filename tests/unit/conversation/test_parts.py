"""A message is split into the questions that it asks."""

from __future__ import annotations

import pytest

from assistant.conversation.parts import asked_parts, asking_sentence, asks_in_full, joined_questions, wants_all
from assistant.domain.facts import Term
from assistant.language.glossary import Glossary

GLOSSARY = Glossary((Term("Bedrock", "service"), Term("Kiln", "service"), Term("architect", "role")))


def parts(text: str) -> list[str]:
    return [part.text for part in asked_parts(text, GLOSSARY)]


def test_two_questions_in_one_message_are_two_parts() -> None:
    assert parts("What is Bedrock? How much does an architect earn?") == [
        "What is Bedrock?",
        "How much does an architect earn?",
    ]


def test_a_question_that_leans_on_a_statement_is_joined_to_it() -> None:
    assert parts("We run Bedrock in Oslo. What does it cost?") == ["We run Bedrock in Oslo. What does it cost?"]


def test_a_question_that_leans_on_a_question_takes_its_subject_from_it() -> None:
    assert parts("What is Bedrock? What does it cost?") == ["What is Bedrock?", "What is Bedrock — What does it cost?"]


def test_two_questions_joined_in_one_sentence_are_two_parts() -> None:
    assert parts("What does Bedrock cost and who runs its Oslo region?") == [
        "What does Bedrock cost",
        "What does Bedrock cost — who runs its Oslo region?",
    ]


def test_a_condition_belongs_to_the_question_behind_it() -> None:
    assert parts("Who runs Bedrock exams, and if I fail Bedrock how soon may I retry?") == [
        "Who runs Bedrock exams",
        "if I fail Bedrock how soon may I retry?",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "What is Bedrock, which replaced Kiln last year?",
        "What and how much does Bedrock bill customers?",
        "Does Bedrock work for people who know what they want?",
    ],
)
def test_a_relative_clause_or_one_joint_question_is_not_split(text: str) -> None:
    assert parts(text) == [text]


def test_a_statement_before_a_question_of_its_own_is_left_out() -> None:
    assert parts("I am new here. What is Bedrock?") == ["What is Bedrock?"]


def test_a_request_without_a_question_mark_asks_too() -> None:
    assert parts("Explain the role of an architect. Thanks.") == ["Explain the role of an architect."]


@pytest.mark.parametrize("text", ["Bedrock pricing", "", "Hello there."])
def test_a_message_without_a_question_has_no_parts(text: str) -> None:
    assert parts(text) == []


def test_how_to_answer_is_no_question_of_its_own() -> None:
    assert parts("What is Bedrock? Explain it simply please.") == ["What is Bedrock?"]


def test_enumerated_questions_are_parts_and_what_introduces_them_is_none() -> None:
    assert parts("Two things for my boss: (1) who owns Bedrock (2) what do we pay for Kiln") == [
        "who owns Bedrock",
        "what do we pay for Kiln",
    ]
    assert parts("1. What is Bedrock? 2. What is Kiln?") == ["What is Bedrock?", "What is Kiln?"]


@pytest.mark.parametrize("text", ["Two things: 1) price of Bedrock 2) limits of Kiln", "Which plan: 1) Bedrock or 3) Kiln"])
def test_what_is_enumerated_and_asks_nothing_is_not_split(text: str) -> None:
    assert len(parts(text)) <= 1


def test_a_question_behind_a_colon_asks() -> None:
    assert parts("For the ad: do we name Bedrock") == ["For the ad: do we name Bedrock"]
    assert parts("About Bedrock: what is it, and what does an architect earn") == [
        "About Bedrock: what is it",
        "what does an architect earn",
    ]


def test_a_mark_inside_a_line_asks_too() -> None:
    assert parts("Bedrock or Kiln?? and who pays an architect") == ["Bedrock or Kiln??", "who pays an architect"]


@pytest.mark.parametrize(
    ("turn", "in_full"),
    [
        ("Which first?", True),
        ("hm, in which subject?", True),
        ("couldn't one person do both", True),
        ("and in Canada?", False),
        ("what about Azure?", False),
        ("our other office is in Bonn", False),
    ],
)
def test_a_question_word_or_a_verb_in_front_asks_in_full(turn: str, in_full: bool) -> None:
    assert asks_in_full(turn) is in_full


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("We pay 200,000 a year. Must I print that? We hire in Bonn.", "Must I print that?"),
        ("Is it dear? Who pays?", "Who pays?"),
        ("Must I print the salary?", ""),
        ("We pay 200,000 a year. We hire in Bonn.", ""),
    ],
)
def test_the_sentence_that_asks_is_told_from_what_stands_round_it(message: str, sentence: str) -> None:
    assert asking_sentence(message) == sentence


def test_what_the_asker_has_to_do_is_told_and_not_asked() -> None:
    assert parts("What is Bedrock? Have to fill a form tomorrow") == ["What is Bedrock?"]
    assert parts("What is Bedrock? Have they closed it") == ["What is Bedrock?", "What is Bedrock — Have they closed it"]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Bedrock how much for members and how many regions", ["Bedrock how much for members", "Bedrock — how many regions"]),
        ("What is Bedrock and when do I want it", ["What is Bedrock", "Bedrock — when do I want it"]),
        (
            "Kiln model: how many steps with the makers, how many with the potters?",
            ["Kiln model: how many steps with the makers", "Kiln model — how many with the potters?"],
        ),
        (
            "The exam, how much it costs and it is valid how many years",
            ["The exam how much it costs", "The exam — it is valid how many years"],
        ),
        ("Who runs Bedrock and since when", ["Who runs Bedrock", "Bedrock — since when"]),
        (
            "What is in Bedrock, and does the law ask for a Kiln?",
            ["What is in Bedrock", "does the law ask for a Kiln?"],
        ),
        ("Which tools does Kiln have and are the potters paid", ["Which tools does Kiln have", "Kiln — are the potters paid"]),
        ("What does Bedrock cost and is paid for?", []),
        ("What does Bedrock cost?", []),
        ("Since Kiln waits when the disk is full, how can I spare one potter?", []),
    ],
)
def test_a_clause_without_a_subject_takes_that_of_the_first(text: str, clauses: list[str]) -> None:
    assert [clause.text for clause in joined_questions(text, GLOSSARY)] == clauses


def test_a_short_question_behind_another_in_one_sentence_goes_on_from_it() -> None:
    assert parts("What does Bedrock cost, how much for Kiln?")[1] == "What does Kiln cost"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("What makes you doubt a candidate? Every sign you have.", True),
        ("Where can I put vectors? The full list please.", True),
        ("What do these cost? One figure for each.", False),
        ("Every sign you have", False),
    ],
)
def test_a_sentence_of_its_own_may_want_all_there_is(text: str, wanted: bool) -> None:
    assert wants_all(text) is wanted


def test_a_question_in_quotation_marks_is_told() -> None:
    message = "They always say 'any questions for us?' and I freeze. What should an architect ask?"

    assert parts(message) == ["What should an architect ask?"]
