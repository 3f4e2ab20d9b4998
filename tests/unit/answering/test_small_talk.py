"""Greetings and thanks are met without searching; a greeting before a question does not hide the question."""

from __future__ import annotations

import pytest

from assistant.answering.small_talk import is_small_talk


@pytest.mark.parametrize(
    "text", ["hi", "Hello there!", "thanks a lot", "What can you help me with?", "ok, great", "who are you?"]
)
def test_a_message_without_a_question_about_the_corpus_is_small_talk(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text", ["hello, what is an AI architect?", "help me choose a certificate", "thanks, and for Azure?", "DORA"]
)
def test_a_message_that_asks_something_is_not(text: str) -> None:
    assert not is_small_talk(text)
