"""Over the project's own corpus and model: every answer keeps every rule, and the same question gets the same bytes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.evaluation.golden import GoldenQuestion, read_golden
from assistant.evaluation.score import broken_rules
from assistant.wiring import Archway
from tests.small_index import settings_without_dotenv

PROJECT = Path(__file__).parents[2]
GOLDEN = PROJECT / "tests" / "quality" / "golden"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def archway(index: Path) -> Archway:
    """The real assistant over that index."""
    return Archway.open(index, settings_without_dotenv())


def breaches(archway: Archway, question: GoldenQuestion) -> list[str]:
    """The rules that the answer to one question breaks."""
    answer = archway.ask(question.question, question.history)
    return [f"{question.id}: {rule}" for rule in broken_rules(answer, archway.document)]


@pytest.mark.parametrize("file", ["tune.jsonl", "several-facts.jsonl", "desk.jsonl"])
def test_every_answer_keeps_every_rule(archway: Archway, file: str) -> None:
    assert [breach for question in read_golden(GOLDEN / file) for breach in breaches(archway, question)] == []


@pytest.mark.parametrize("locked", ["test.jsonl", "unseen.jsonl"])
def test_every_answer_of_a_locked_file_keeps_every_rule_and_only_their_number_is_told(archway: Archway, locked: str) -> None:
    assert sum(len(breaches(archway, question)) for question in read_golden(GOLDEN / locked)) == 0


def test_three_fresh_processes_give_the_same_bytes(index: Path, tmp_path: Path) -> None:
    rows = (GOLDEN / "tune.jsonl").read_text(encoding="utf-8").split("\n")[:160:4]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), encoding="utf-8")

    first, second, third = (_answers(index, tmp_path) for _ in range(3))

    assert len(first) == 40
    assert first == second == third


def _answers(index: Path, folder: Path) -> list[str]:
    """The answers of a fresh process to in.jsonl, each as JSON text without its timings."""
    command = [sys.executable, "-m", "assistant.surfaces.cli", "ask", "--batch", "in.jsonl", "--output", "out.jsonl"]
    subprocess.run([*command, "--index", str(index)], cwd=folder, check=True, capture_output=True, text=True)
    lines = (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.dumps({**json.loads(line), "timings_ms": None}, ensure_ascii=False) for line in lines]
