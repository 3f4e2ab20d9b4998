"""Every labelled passage of the golden questions stands in the corpus as it is; of the locked half only a number is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.golden import GoldenQuestion, PassageLabel, read_golden

PROJECT = Path(__file__).parents[2]
CORPUS = PROJECT / "corpus"
GOLDEN = PROJECT / "tests" / "quality" / "golden"


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """Every file of the corpus by its path below it, without suffix."""
    files = [path for path in CORPUS.rglob("*") if path.suffix in {".md", ".yaml"}]
    return {path.relative_to(CORPUS).with_suffix("").as_posix(): path.read_text(encoding="utf-8") for path in files}


def stale(questions: list[GoldenQuestion], texts: dict[str, str]) -> list[tuple[str, PassageLabel]]:
    """Labels that the corpus does not hold, with their question's id."""
    labels = [(question.id, label) for question in questions for label in question.passages]
    return [(id_, label) for id_, label in labels if label.quote not in texts.get(label.document, "")]


@pytest.mark.parametrize("file", ["tune.jsonl", "several-facts.jsonl"])
def test_every_label_is_an_exact_quote(texts: dict[str, str], file: str) -> None:
    assert stale(read_golden(GOLDEN / file), texts) == []


@pytest.mark.parametrize("locked", ["test.jsonl", "unseen.jsonl"])
def test_every_label_of_a_locked_file_is_an_exact_quote(texts: dict[str, str], locked: str) -> None:
    assert len(stale(read_golden(GOLDEN / locked), texts)) == 0
