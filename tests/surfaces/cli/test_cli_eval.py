"""`archway eval`: gates, exit codes, the report, and a golden file with a mistake."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.small_index import QUESTION, UNANSWERABLE
from tests.surfaces.cli.conftest import Run


def golden_line(question: str, *, fact: str = "feature", status: str = "answered") -> str:
    """One golden question."""
    row = {"id": question[:8], "group": "definitions", "question": question, "history": [], "status": status, "max_words": 80}
    if status == "answered":
        row |= {"key_facts": [[fact]], "passages": [{"document": "services/feature-stores", "quote": "keeps the features"}]}
    return json.dumps(row)


@pytest.fixture
def good(folder: Path) -> None:
    """A file whose questions all pass."""
    lines = (golden_line(QUESTION), golden_line(UNANSWERABLE, status="abstained"))
    (folder / "golden.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def bad(folder: Path) -> None:
    """A file whose question asks for a fact that the answer does not state."""
    (folder / "golden.jsonl").write_text(golden_line(QUESTION, fact="<teapots>"), encoding="utf-8")


@pytest.mark.usefixtures("good")
def test_kept_gates_exit_with_0(run: Run) -> None:
    result = run("eval", "golden.jsonl")

    assert result.exit_code == 0
    assert "definitions             2          2\n" in result.stdout
    assert "ok   answerable questions passed  100.0%  1 of 1      gate ≥ 80%, aim ≥ 92%\n" in result.stdout
    assert "ok   answers that break a rule      0.0%  0 of 2      gate ≤ 0%, aim ≤ 0%\n" in result.stdout
    assert "retrieval: recall@5 1.000, nDCG@10 1.000 (1 labelled questions)\n" in result.stdout
    assert re.search(r"time in ms, p50/p95: condense [\d.]+/[\d.]+, retrieve .*, total ", result.stdout)


@pytest.mark.usefixtures("bad")
def test_a_missed_gate_exits_with_1_and_is_marked(run: Run) -> None:
    result = run("eval", "golden.jsonl")

    assert result.exit_code == 1
    assert "MISS answerable questions passed    0.0%  0 of 1      gate ≥ 80%, aim ≥ 92%, not yet\n" in result.stdout
    assert result.stderr == "archway: 1 of 3 gates missed\n"


@pytest.mark.usefixtures("bad")
def test_failures_are_printed_with_reason_and_answer_on_request(run: Run) -> None:
    result = run("eval", "golden.jsonl", "--failures")

    assert f"What is  [definitions] {QUESTION} — missing '<teapots>' (confidence 0." in result.stdout
    assert "A feature store keeps the features" in result.stdout


@pytest.mark.usefixtures("bad")
def test_the_report_is_one_page_with_gates_and_answers_escaped(run: Run, folder: Path) -> None:
    run("eval", "golden.jsonl", "--report", "report.html")

    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "<p>0 of 1 questions passed.</p>" in page
    assert (
        '<details class="failed" open><summary>What is  [definitions] What is a feature store? — missing &#x27;&lt;teapots&gt;'
        in page
    )
    assert "<script" not in page


@pytest.mark.usefixtures("good")
def test_a_report_that_cannot_be_written_is_a_usage_error(run: Run) -> None:
    result = run("eval", "golden.jsonl", "--report", "nowhere/report.html")

    assert result.exit_code == 2
    assert "nowhere/report.html cannot be written" in result.stderr


def test_a_broken_golden_line_is_named(run: Run, folder: Path) -> None:
    (folder / "golden.jsonl").write_text(golden_line(QUESTION) + '\n{"id": "G2"}\n', encoding="utf-8")

    result = run("eval", "golden.jsonl")

    assert result.exit_code == 2
    assert result.stderr == "archway: golden.jsonl:2: not a golden question (KeyError('status'))\n"


def test_a_golden_file_that_is_not_there_is_a_usage_error(run: Run) -> None:
    result = run("eval", "nowhere.jsonl")

    assert result.exit_code == 2
    assert result.stderr.startswith("archway: nowhere.jsonl cannot be read")
