"""`archway eval`: score golden questions over an index."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from assistant.evaluation.golden import by_group, read_golden
from assistant.evaluation.score import Verdict, judge
from assistant.surfaces.cli.text import answer_text
from assistant.wiring import Archway

GOLDEN = Path("tests/quality/golden/tune.jsonl")
PASS_GATE = 0.80
"""Share of answerable questions that must pass."""
FALSE_ABSTENTION_GATE = 0.06
MISSED_ABSTENTION_GATE = 0.30


def evaluate(questions: Path | None, index: Path | None, *, show_failures: bool) -> int:
    """Print a table by group and the gates; 1 when one is missed."""
    golden = read_golden(questions or GOLDEN)
    archway = Archway.open(index)
    archway.warm()
    verdicts: list[Verdict] = []
    for question in golden:
        answer = archway.ask(question.question, question.history)
        verdicts.append(judge(question, answer, archway.document))
    if show_failures:
        for verdict in verdicts:
            if not verdict.passed:
                print(_failure(verdict), end="\n\n")
    groups = by_group(golden)
    print(f"{'group':18} passed  questions")
    for group, members in groups.items():
        passed = sum(v.passed for v in verdicts if v.question in members)
        print(f"{group:18} {passed:6} {len(members):10}")
    return _gates(verdicts)


def _gates(verdicts: list[Verdict]) -> int:
    answerable = [v for v in verdicts if not v.question.abstained]
    unanswerable = [v for v in verdicts if v.question.abstained]
    rates = (
        ("answerable questions passed", _share([v.passed for v in answerable]), PASS_GATE, True),
        ("false abstentions", _share([v.answer.abstained for v in answerable]), FALSE_ABSTENTION_GATE, False),
        ("missed abstentions", _share([not v.answer.abstained for v in unanswerable]), MISSED_ABSTENTION_GATE, False),
        ("answers that break a rule", _share([bool(v.broken) for v in verdicts]), 0.0, False),
    )
    failed = 0
    for name, rate, gate, at_least in rates:
        good = rate >= gate if at_least else rate <= gate
        failed += not good
        print(f"{'ok  ' if good else 'MISS'} {name}: {rate:.1%} (gate {'≥' if at_least else '≤'} {gate:.0%})")
    times = sorted(v.answer.timings_ms.total for v in verdicts)
    print(f"     median {statistics.median(times):.1f} ms, 95th percentile {times[int(0.95 * (len(times) - 1))]:.1f} ms")
    if failed:
        print(f"archway: {failed} gates missed", file=sys.stderr)
    return 1 if failed else 0


def _share(flags: list[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0


def _failure(verdict: Verdict) -> str:
    why = []
    if not verdict.right_state:
        why.append("abstained" if verdict.answer.abstained else "should have abstained")
    why += [f"missing {fact!r}" for fact in verdict.missing]
    why += [f"forbidden {text!r}" for text in verdict.forbidden]
    why += ["too long"] if verdict.too_long else []
    why += list(verdict.broken)
    asked = f"{verdict.question.id} [{verdict.question.group}] {verdict.question.question}"
    return f"--- {asked}\n    {'; '.join(why)} (confidence {verdict.answer.confidence})\n{answer_text(verdict.answer)}"
