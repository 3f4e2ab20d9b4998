"""`archway eval`: score golden questions over an index."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.domain.errors import UsageError
from assistant.evaluation.golden import by_group, read_golden
from assistant.evaluation.score import Verdict, judge
from assistant.surfaces.cli.eval_report import report_html
from assistant.surfaces.cli.text import answer_text
from assistant.wiring import Archway

GOLDEN = Path("tests/quality/golden/tune.jsonl")
PASS_GATE = 0.80
"""Share of answerable questions that must pass."""
FALSE_ABSTENTION_GATE = 0.05
MISSED_ABSTENTION_GATE = 0.30


@dataclass(frozen=True, slots=True)
class Gate:
    """A measured share and the bound that it must keep: at least `bound` or at most."""

    name: str
    share: float
    bound: float
    at_least: bool

    @property
    def kept(self) -> bool:
        """True when the share is on the right side of its bound."""
        return self.share >= self.bound if self.at_least else self.share <= self.bound

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        return f"{'ok  ' if self.kept else 'MISS'} {self.name}: {self.share:.1%} (gate {sign} {self.bound:.0%})"


def evaluate(questions: Path | None, report: Path | None, opening: Callable[[], Archway], *, show_failures: bool) -> int:
    """Print a table by group and the gates; 1 when one is missed."""
    golden = read_golden(questions or GOLDEN)
    archway = opening()
    archway.warm()
    verdicts = [judge(q, archway.ask(q.question, q.history), archway.document) for q in golden]
    if show_failures:
        for verdict in verdicts:
            if not verdict.passed:
                print(f"{verdict}\n{answer_text(verdict.answer)}", end="\n\n")
    print(f"{'group':18} passed  questions")
    for group, members in by_group(golden).items():
        passed = sum(v.passed for v in verdicts if v.question.group == group)
        print(f"{group:18} {passed:6} {len(members):10}")
    kept = gates(verdicts)
    times = sorted(v.answer.timings_ms.total for v in verdicts)
    print("\n".join(map(str, kept)))
    print(f"     median {statistics.median(times):.1f} ms, 95th percentile {times[int(0.95 * (len(times) - 1))]:.1f} ms")
    if report is not None:
        _write(report, report_html([str(gate) for gate in kept], verdicts))
    missed = sum(not gate.kept for gate in kept)
    if missed:
        print(f"archway: {missed} of {len(kept)} gates missed", file=sys.stderr)
    return 1 if missed else 0


def gates(verdicts: Sequence[Verdict]) -> tuple[Gate, ...]:
    """What an evaluation is held to. A share over no questions is 1 where much is wanted and 0 where little is."""
    answerable = [v for v in verdicts if not v.question.abstained]
    unanswerable = [v for v in verdicts if v.question.abstained]
    return (
        Gate("answerable questions passed", _share([v.passed for v in answerable], 1.0), PASS_GATE, at_least=True),
        Gate("false abstentions", _share([v.answer.abstained for v in answerable]), FALSE_ABSTENTION_GATE, at_least=False),
        Gate(
            "missed abstentions", _share([not v.answer.abstained for v in unanswerable]), MISSED_ABSTENTION_GATE, at_least=False
        ),
        Gate("answers that break a rule", _share([bool(v.broken) for v in verdicts]), 0.0, at_least=False),
    )


def _share(flags: Sequence[bool], empty: float = 0.0) -> float:
    return sum(flags) / len(flags) if flags else empty


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
