"""`archway eval`: score golden questions over an index."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.domain.errors import UsageError
from assistant.evaluation.golden import read_golden_set
from assistant.evaluation.ragas import ragas_lines
from assistant.evaluation.record import Record, compare, make_record, read_record, record_json
from assistant.evaluation.reliability import reliability
from assistant.evaluation.run import Outcome, run
from assistant.evaluation.summary import summarise
from assistant.surfaces.cli.eval_text import comparison_text, summary_text
from assistant.surfaces.cli.progress import track
from assistant.surfaces.cli.text import answer_text
from assistant.surfaces.eval_report.page import Report, report_html
from assistant.wiring import Archway

GOLDEN = Path("tests/quality/golden/tune.jsonl")


@dataclass(frozen=True, slots=True)
class Files:
    """Files that a run reads or writes beside its questions; None for one that is not wanted."""

    report: Path | None = None
    baseline: Path | None = None
    ragas: Path | None = None


def evaluate(
    questions: Path | None, opening: Callable[[], Archway], files: Files, *, show_failures: bool, totals_only: bool
) -> int:
    """Print a table by group and the gates; 1 when one is missed. Of a locked file no single question is shown anywhere."""
    path = questions or GOLDEN
    golden = read_golden_set(path)
    totals_only = totals_only or golden.locked
    if totals_only and (show_failures or files.ragas):
        raise UsageError(f"of {path} only totals are shown: leave --failures and --ragas out")
    before = _before(files, path.name)
    archway = opening()
    archway.warm()
    outcomes = run(track(golden.questions, "Asking"), archway, archway.pipeline.library.passages)
    if show_failures:
        _print_failures(outcomes)
    summary = summarise(outcomes)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    record = make_record(path.name, archway.generation, now, summary, outcomes, totals_only=totals_only)
    comparison = compare(before, record) if before else None
    print(summary_text(summary) + (f"\n{comparison_text(comparison)}" if comparison else ""))
    if files.ragas is not None:
        write(files.ragas, ragas_lines(outcomes))
    if files.report is not None:
        shown = () if totals_only else outcomes
        sure = reliability([outcome.verdict for outcome in outcomes])
        write(files.report, report_html(Report(path.name, archway.generation, now, summary, sure, shown, comparison)))
        write(files.report.with_suffix(".json"), record_json(record))
    missed = sum(not gate.kept for gate in summary.gates)
    if missed:
        print(f"archway: {missed} of {sum(g.target.gate is not None for g in summary.gates)} gates missed", file=sys.stderr)
    return 1 if missed else 0


def _before(files: Files, questions: str) -> Record | None:
    """The run to compare with: the one asked for, else the one that the report replaces when it was over the same file."""
    if files.report is not None and files.report.suffix == ".json":
        raise UsageError(f"{files.report} is where the figures would go; give the report another suffix, for instance .html")
    if files.baseline is not None:
        return read_record(files.baseline)
    if files.report is None:
        return None
    previous = files.report.with_suffix(".json")
    record = read_record(previous) if previous.is_file() else None
    return record if record is not None and record.questions == questions else None


def write(path: Path, text: str) -> None:
    """Write a file of a run. Raises UsageError where that fails."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error


def _print_failures(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        if not outcome.verdict.passed:
            print(f"{outcome.verdict}\n{answer_text(outcome.verdict.answer)}", end="\n\n")
