"""`archway eval`: gates, exit codes, the report, and a golden file with a mistake."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assistant.evaluation.gates import TARGETS
from tests.small_index import QUESTION, UNANSWERABLE
from tests.surfaces.cli.conftest import Run

PASSED = f"gate ≥ {TARGETS[0].gate:.0%}, aim ≥ {TARGETS[0].aim:.0%}"


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
    assert f"ok   answerable questions passed  100.0%  1 of 1      {PASSED}\n" in result.stdout
    assert "ok   answers that break a rule      0.0%  0 of 2      gate ≤ 0%, aim ≤ 0%\n" in result.stdout
    assert "retrieval: recall@5 1.000, nDCG@10 1.000 (1 labelled questions)\n" in result.stdout
    assert re.search(r"time in ms, p50/p95: condense [\d.]+/[\d.]+, retrieve .*, total ", result.stdout)


@pytest.mark.usefixtures("bad")
def test_a_missed_gate_exits_with_1_and_is_marked(run: Run) -> None:
    result = run("eval", "golden.jsonl")

    assert result.exit_code == 1
    assert f"MISS answerable questions passed    0.0%  0 of 1      {PASSED}, not yet\n" in result.stdout
    assert result.stderr.endswith("archway: 1 of 3 gates missed\n")


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
    assert '<li class="bad">missing &#x27;&lt;teapots&gt;&#x27;</li>' in page
    assert "<script" not in page


@pytest.mark.usefixtures("bad")
def test_the_next_run_is_compared_with_the_figures_beside_the_report(run: Run, folder: Path) -> None:
    first = run("eval", "golden.jsonl", "--report", "report.html")
    (folder / "golden.jsonl").write_text(golden_line(QUESTION), encoding="utf-8")

    second = run("eval", "golden.jsonl", "--report", "report.html")

    assert "newly passing" not in first.stdout
    assert "newly failing: 0\nnewly passing: 1 (What is )\n" in second.stdout
    assert "<h2>Since the run of 20" in (folder / "report.html").read_text(encoding="utf-8")
    assert json.loads((folder / "report.json").read_text(encoding="utf-8"))["passed"] == {"What is ": True}


@pytest.mark.usefixtures("good")
def test_a_run_over_other_questions_is_compared_on_request_alone(run: Run, folder: Path) -> None:
    run("eval", "golden.jsonl", "--report", "report.html")
    (folder / "golden.jsonl").rename(folder / "other.jsonl")

    assert "since the run" in run("eval", "other.jsonl", "--baseline", "report.json").stdout
    assert "since the run" not in run("eval", "other.jsonl", "--report", "report.html").stdout


@pytest.mark.usefixtures("good")
def test_figures_that_are_none_are_a_usage_error_before_anything_is_asked(run: Run, folder: Path) -> None:
    (folder / "report.json").write_text("{}", encoding="utf-8")

    assert "report.json: not the figures of a run" in run("eval", "golden.jsonl", "--report", "report.html").stderr
    assert "nowhere.json cannot be read" in run("eval", "golden.jsonl", "--baseline", "nowhere.json").stderr
    assert "give the report another suffix" in run("eval", "golden.jsonl", "--report", "report.json").stderr


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


@pytest.mark.usefixtures("good")
def test_rows_for_ragas_are_written_on_request(run: Run, folder: Path) -> None:
    run("eval", "golden.jsonl", "--ragas", "ragas.jsonl")

    rows = [json.loads(line) for line in (folder / "ragas.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["user_input"] for row in rows] == [QUESTION, UNANSWERABLE]
    assert rows[0]["reference"] == "keeps the features"
    assert any("keeps the features" in context for context in rows[0]["retrieved_contexts"])


@pytest.mark.usefixtures("bad")
def test_of_a_locked_file_only_totals_are_shown(run: Run, folder: Path) -> None:
    path = folder / "golden.jsonl"
    path.write_text('{"locked": true}\n' + path.read_text(encoding="utf-8"), encoding="utf-8")

    result = run("eval", "golden.jsonl", "--report", "report.html")

    shown = result.output + (folder / "report.html").read_text(encoding="utf-8")
    assert "definitions             0          1\n" in result.stdout
    assert QUESTION not in shown
    assert "teapots" not in shown


@pytest.mark.parametrize("option", [("--failures",), ("--ragas", "ragas.jsonl")], ids=["failures", "ragas"])
@pytest.mark.usefixtures("good")
def test_single_questions_are_refused_where_only_totals_are_shown(run: Run, folder: Path, option: tuple[str, ...]) -> None:
    result = run("eval", "golden.jsonl", "--totals-only", *option)

    assert result.exit_code == 2
    assert "of golden.jsonl only totals are shown" in result.stderr
    assert not (folder / "ragas.jsonl").exists()
