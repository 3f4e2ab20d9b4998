"""Questions about where an answer comes from are told from questions about a subject."""

from __future__ import annotations

import pytest

from assistant.conversation.provenance import asks_for_provenance


@pytest.mark.parametrize(
    "question",
    [
        "source?",
        "Source? Can I rely on it?",
        "who says so, and is the number solid?",
        "Where did you get that number from?",
        "where is that written",
        "how far can I trust that figure?",
        "isn't that outdated?",
        "is that still current? where did you get it",
        "when was that checked?",
        "is that your own guess?",
        "According to whom?",
        "what is the source for that 50%",
        "give me the reasons with source",
        "sources pls",
        "do you have a link for that?",
    ],
)
def test_what_asks_of_the_answer_alone_asks_for_its_provenance(question: str) -> None:
    assert asks_for_provenance(question)


@pytest.mark.parametrize(
    "question",
    [
        "who says how the data is used?",
        "so what do official numbers say",
        "which source is best for salaries?",
        "is that still true for Germany?",
        "What counts as evidence for conformity?",
        "where can I take it?",
        "when was the exam updated?",
        "how old must I be",
        "is it new?",
        "why is that?",
        "is AI-102 still valid?",
        "what about a private link?",
    ],
)
def test_what_names_something_of_a_subject_asks_about_that(question: str) -> None:
    assert not asks_for_provenance(question)
