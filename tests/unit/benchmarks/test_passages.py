"""The passages with their questions are whole, and are written as documents that hold every sentence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from assistant.backends.generation_store import current_generation, open_generation
from assistant.language.words import tokens
from benchmarks.passages import index_passages, passage_files, passage_questions
from tests.fake_encoder import FakeEncoder


def test_every_file_asks_what_is_answered_and_what_only_comes_near() -> None:
    names = passage_files()
    assert names
    for name in names:
        questions = list(passage_questions(name))
        answered = sum(bool(q.answers) for q in questions)
        assert len(questions) > 300
        assert 0.6 < answered / len(questions) < 0.9
        assert max(Counter(q.question for q in questions).values()) <= 2


def test_an_index_of_passages_holds_the_words_of_every_answer(tmp_path: Path) -> None:
    name = passage_files()[0]

    generation = open_generation(current_generation(index_passages(name, tmp_path, FakeEncoder())))

    told = " ".join(word for document in generation.documents.values() for word in tokens(document.text))
    for question in passage_questions(name):
        assert all(" ".join(tokens(answer)) in told for answer in question.answers)
