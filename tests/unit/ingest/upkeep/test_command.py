"""`archway corpus`: what is printed, and which exit code says what."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.surfaces.cli.__main__ import add_extensions, app
from tests.unit.ingest.upkeep.healthy import FILES, write_corpus

Run = Callable[..., Result]
EXAM = "certifications/glazing-exam.md"
FAULTY = {**FILES, EXAM: FILES[EXAM].replace("of 130 minutes", "of 120 minutes")}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("check", "corpus")` in a folder without settings, on 21 November 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARCHWAY_TODAY", "2026-11-21")
    add_extensions("corpus")
    return lambda *arguments: CliRunner().invoke(app, ["corpus", *arguments])


def test_a_corpus_without_errors_exits_with_0(run: Run, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    result = run("check")

    assert result.exit_code == 0
    assert result.stdout == "2 documents, 19 statements, 3 facts, 3 terms, 2 sources: 0 errors, 0 warnings\n"


def test_an_error_is_one_line_with_place_and_fix_and_exits_with_1(run: Run, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", FAULTY)
    result = run("check", "corpus")
    first, last = result.stdout.splitlines()

    assert result.exit_code == 1
    assert first == (
        f"corpus/{EXAM}:16: error figure-differs: the statement gives 120 (minutes), but fact `exam-duration` in "
        "corpus/facts/exams.yaml:1 has 130 from the same source S1 — correct the one that the source does not give"
    )
    assert last.endswith(": 1 error, 0 warnings")


def test_warnings_pass_and_can_be_left_out(run: Run, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    shown, hidden = run("check", "--today", "2027-03-01"), run("check", "--today", "2027-03-01", "--errors-only")

    assert (shown.exit_code, hidden.exit_code) == (0, 0)
    assert shown.stdout.count(": warning overdue-review: the review was due on 2027-02-20, 9 days ago — read it") == 2
    assert hidden.stdout == "2 documents, 19 statements, 3 facts, 3 terms, 2 sources: 0 errors, 2 warnings\n"


def test_json_is_one_object_of_findings_and_counts(run: Run, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", FAULTY)
    result = run("check", "--json")
    report = json.loads(result.stdout)

    assert result.exit_code == 1
    assert list(report["findings"][0]) == ["kind", "severity", "file", "line", "message", "fix"]
    assert (report["findings"][0]["kind"], report["findings"][0]["line"]) == ("figure-differs", 16)
    assert report["counts"] == {
        "documents": 2, "statements": 19, "facts": 3, "terms": 3, "sources": 2, "errors": 1, "warnings": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check", "--today", "soon"), "--today 'soon' is no date; write it as 2026-11-20."),
        (("check", "nowhere"), "nowhere: no such file or folder."),
        (("new", "recipe", "Wheel"), "'recipe' is no kind of document in corpus; allowed: certification, service."),
        (("new", "service", "Kiln ML"), "exists already and was left as it is."),
    ],
)
def test_a_usage_error_exits_with_2_and_names_the_fix(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    write_corpus(tmp_path / "corpus")
    result = run(*arguments)

    assert result.exit_code == 2
    assert message in result.stderr


def test_a_new_document_is_named_with_the_next_step(run: Run, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    result = run("new", "service", "The Potter's Wheel")

    assert result.stdout == "corpus/services/the-potters-wheel.md written. Replace its hints, then run: archway corpus check\n"
    assert "review_by: 2027-02-19" in (tmp_path / "corpus/services/the-potters-wheel.md").read_text(encoding="utf-8")
