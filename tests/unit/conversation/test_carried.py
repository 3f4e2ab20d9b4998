"""A later turn is searched with the rarest words of the turn before as well."""

from __future__ import annotations

from dataclasses import replace

from assistant.conversation.carried import (
    ANSWER_WEIGHT,
    CARRIED_READING,
    CARRIED_WEIGHT,
    OWN_READING,
    OWN_WEIGHT,
    TALK_READING,
    TALK_WEIGHT,
    carry,
    search_parts,
    with_carried_words,
)
from assistant.conversation.condense import Standalone
from assistant.domain.conversation import Turn
from assistant.language.vocabulary import Vocabulary
from assistant.retrieval.retrieve import Part

COUNTS = {"endpoint": 40, "gpu": 2, "batch": 5, "transform": 9, "queue": 30, "price": 60, "serverless": 1}
VOCABULARY = Vocabulary(passages=100, stems=COUNTS, words={})
HISTORY = (Turn("user", "Which endpoint has a GPU?"), Turn("assistant", "Batch and queue: no price for serverless."))
LATER = "And which transform?"


def test_the_four_rarest_words_of_the_turn_before_are_carried_rarest_first() -> None:
    assert with_carried_words(LATER, HISTORY, VOCABULARY) == f"{LATER} gpu serverless batch endpoint"


def test_a_word_that_the_question_says_itself_is_not_carried() -> None:
    assert with_carried_words("In batches?", HISTORY, VOCABULARY) == "In batches? gpu serverless endpoint queue"


def test_a_word_that_both_said_goes_before_a_rarer_one_of_the_answer() -> None:
    history = (HISTORY[0], Turn("assistant", "A queue before the endpoint; batch, serverless, GPU and price."))

    assert with_carried_words(LATER, history, VOCABULARY) == f"{LATER} gpu serverless endpoint batch"


def test_words_that_the_corpus_lacks_are_not_carried() -> None:
    assert with_carried_words(LATER, [Turn("user", "Zanzibar and the GPU")], VOCABULARY) == f"{LATER} gpu"


def test_only_the_last_turn_that_says_something_is_carried() -> None:
    history = (Turn("user", "A queue?"), Turn("user", "The GPU?"), Turn("user", " "))

    assert with_carried_words(LATER, history, VOCABULARY) == f"{LATER} gpu"


def test_a_first_question_carries_nothing_and_is_searched_alone() -> None:
    first = carry(Standalone(LATER, LATER), (), VOCABULARY)

    assert first == Standalone(LATER, LATER)
    assert search_parts(LATER, first) == [Part(LATER)]


def test_a_later_turn_is_searched_alone_with_carried_words_and_by_the_last_answer() -> None:
    later = carry(Standalone(LATER, LATER), HISTORY, VOCABULARY)

    assert search_parts("which transform", later) == [
        Part("which transform"),
        Part(f"{LATER} gpu serverless batch endpoint", CARRIED_WEIGHT),
        Part(HISTORY[1].content, ANSWER_WEIGHT, dense_only=True),
    ]


def test_a_follow_up_is_read_alone_with_carried_words_and_behind_the_talk() -> None:
    later = replace(
        carry(Standalone(LATER, LATER), HISTORY, VOCABULARY), talk="And which transform? (Which endpoint has a GPU?)"
    )

    assert search_parts("which transform", later) == [
        Part("which transform"),
        Part(f"{LATER} gpu serverless batch endpoint", CARRIED_WEIGHT, reading=CARRIED_READING),
        Part(LATER, OWN_WEIGHT, reading=OWN_READING),
        Part(later.talk, TALK_WEIGHT, reading=TALK_READING),
    ]
