"""`archway eval`: score golden questions over an index."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from assistant.domain.errors import UsageError
from assistant.evaluation.golden import read_golden_set
from assistant.evaluation.run import run
from assistant.evaluation.summary import summarise
from assistant.surfaces.cli.eval_report import report_html
from assistant.surfaces.cli.eval_text import summary_text
from assistant.surfaces.cli.text import answer_text
from assistant.wiring import Archway

GOLDEN = Path("tests/quality/golden/tune.jsonl")


def evaluate(questions: Path | None, report: Path | None, opening: Callable[[], Archway], *, show_failures: bool) -> int:
    """Print a table by group and the gates; 1 when one is missed."""
    golden = read_golden_set(questions or GOLDEN)
    archway = opening()
    archway.warm()
    outcomes = run(golden.questions, archway, archway.pipeline.library.passages)
    verdicts = [outcome.verdict for outcome in outcomes]
    if show_failures:
        for verdict in verdicts:
            if not verdict.passed:
                print(f"{verdict}\n{answer_text(verdict.answer)}", end="\n\n")
    summary = summarise(outcomes)
    print(summary_text(summary))
    if report is not None:
        _write(report, report_html([str(gate) for gate in summary.gates], verdicts))
    missed = sum(not gate.kept for gate in summary.gates)
    if missed:
        print(f"archway: {missed} of {sum(g.target.gate is not None for g in summary.gates)} gates missed", file=sys.stderr)
    return 1 if missed else 0


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
