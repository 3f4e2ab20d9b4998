"""What says how to answer is told from what is asked."""

from __future__ import annotations

import pytest

from assistant.language.manners import is_manners, sentences_allowed, without_manners


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("What is drift? ELI5", "What is drift?"),
        ("In a nutshell, what is drift", "what is drift"),
        ("Explain drift to my boss please", "Explain drift"),
        ("What is drift, could you explain it simply?", "What is drift ?"),
    ],
)
def test_how_to_answer_is_no_part_of_what_is_asked(text: str, left: str) -> None:
    assert without_manners(text) == left


@pytest.mark.parametrize(
    ("text", "manners"),
    [
        ("explain it simply please", True),
        ("Keep it short.", True),
        ("Can you explain it to me really simply?", True),
        ("And why?", False),
        ("explain drift simply", False),
        ("How do I explain it to auditors?", False),
    ],
)
def test_a_sentence_of_manners_alone_asks_nothing(text: str, manners: bool) -> None:
    assert is_manners(text) is manners


def test_a_text_of_manners_alone_stays() -> None:
    assert without_manners("explain it simply please") == "explain it simply please"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [("ISO 42001 in one sentence?", 1), ("Explain drift in 2 short sentences", 2), ("in just three sentences: what is RAG", 3)],
)
def test_the_sentences_that_a_user_allows_are_counted(text: str, sentences: int) -> None:
    assert sentences_allowed(text) == sentences
    assert sentences_allowed("Which sentence of Article 5 forbids it?") == 0
