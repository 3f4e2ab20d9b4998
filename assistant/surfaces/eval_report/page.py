"""The page of a report: gates, groups, confidence, times, what changed since the run before, and the questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from assistant.evaluation.gates import Gate
from assistant.evaluation.record import Change, Comparison, Unit
from assistant.evaluation.reliability import Reliability
from assistant.evaluation.run import Outcome
from assistant.evaluation.summary import Summary
from assistant.surfaces.eval_report.plots import Bar, bar_table, reliability_plot
from assistant.surfaces.eval_report.questions import questions_html

_FORMS: dict[Unit, str] = {"share": ".1%", "measure": ".3f", "ms": ".1f"}


@dataclass(frozen=True, slots=True)
class Report:
    """A run to be shown. `outcomes` is empty where only totals may be shown; `comparison` None without a run before."""

    questions: str
    index: str
    created: str
    summary: Summary
    reliability: Reliability
    outcomes: Sequence[Outcome]
    comparison: Comparison | None


def report_html(report: Report) -> str:
    """One self-contained page, light and dark, from a phone's width up."""
    summary = report.summary
    style = files(__package__).joinpath("style.css").read_text(encoding="utf-8")
    parts = [
        f"<h1>Archway evaluation</h1>\n<p>{summary.passed} of {summary.questions} questions passed.</p>"
        f'<p class="soft small">{escape(report.questions)} · index {escape(report.index)} · {_when(report.created)}</p>',
        f"<h2>Gates and aims</h2>\n{_gates(summary.gates)}{_retrieval(summary)}",
        _comparison(report.comparison) if report.comparison else "",
        f"<h2>Pass rate by group</h2>\n{_groups(summary)}",
        f"<h2>Confidence</h2>\n{_confidence(report.reliability)}",
        f"<h2>Time by stage</h2>\n{_stages(summary)}" if summary.stages else "",
        questions_html(report.outcomes) if report.outcomes else '<p class="soft">Only totals are shown of these questions.</p>',
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, '
        f'initial-scale=1"><title>Archway evaluation</title><style>\n{style}</style></head><body>\n'
        f"{chr(10).join(part for part in parts if part)}\n</body></html>\n"
    )


def _gates(gates: Sequence[Gate]) -> str:
    rows = "".join(
        f'<tr><td class="name">{escape(gate.target.name)}</td><td class="n">{gate.share:.1%}<br>'
        f'<small class="soft">{gate.hits} of {gate.total}</small></td>{_bound(gate, gate.target.gate, gate.kept)}'
        f"{_bound(gate, gate.target.aim, gate.reached)}</tr>"
        for gate in gates
    )
    columns = "".join(f'<th class="n">{name}</th>' for name in ("share", "gate", "aim"))
    return f'<div class="scroll"><table><tr><th>questions</th>{columns}</tr>{rows}</table></div>'


def _bound(gate: Gate, value: float | None, reached: bool) -> str:
    """A cell that says the bound and, in a sign as well as a colour, whether it is reached."""
    if value is None:
        return '<td class="n soft">–</td>'
    return f'<td class="n {"good" if reached else "bad"}">{gate.bound(value)} {"✓" if reached else "✗"}</td>'


def _retrieval(summary: Summary) -> str:
    parts = []
    if summary.retrieval:
        found = summary.retrieval
        measured = f"recall@5 {found.recall:.3f}, nDCG@10 {found.ndcg:.3f}"
        parts.append(f"<p>Retrieval: {measured} over {found.questions} labelled questions.</p>")
    if summary.stale_labels:
        parts.append(f'<p class="bad">{summary.stale_labels} labels are not in the corpus any more and were left out.</p>')
    return "".join(parts)


def _groups(summary: Summary) -> str:
    bars = [
        Bar(group.group, group.passed / group.questions, f"{group.passed} of {group.questions}") for group in summary.groups
    ]
    return bar_table(("group", "passed"), bars)


def _confidence(reliability: Reliability) -> str:
    rows = "".join(
        f'<tr><td>{b.low:.1f}–{b.high:.1f}</td><td class="n">{b.questions}</td><td class="n">{b.confidence:.2f}</td>'
        f'<td class="n">{b.right:.2f}</td></tr>'
        for b in reliability.bins
        if b.questions
    )
    head = '<tr><th>bin</th><th class="n">questions</th><th class="n">confidence</th><th class="n">right</th></tr>'
    return (
        f"<p>Expected calibration error {reliability.error:.3f}. On the dashed line the confidence is the share of questions "
        f"answered right; larger points stand for more questions.</p>"
        f'<div class="sides"><div class="plot">{reliability_plot(reliability)}</div>'
        f'<div class="scroll"><table>{head}{rows}</table></div></div>'
    )


def _stages(summary: Summary) -> str:
    longest = max(stage.p95 for stage in summary.stages) or 1.0
    bars = [
        Bar(stage.stage, stage.p50 / longest, f"{stage.p50:.1f} / {stage.p95:.1f}", behind=stage.p95 / longest)
        for stage in summary.stages
    ]
    return bar_table(("stage", "p50 / p95 ms"), bars)


def _comparison(comparison: Comparison) -> str:
    rows = "".join(_change(change) for change in comparison.changes)
    head = '<tr><th>figure</th><th class="n">before</th><th class="n">now</th><th class="n">change</th></tr>'
    new = f"<p>{comparison.new_questions} questions are new.</p>" if comparison.new_questions else ""
    return (
        f"<h2>Since the run of {_when(comparison.created)}</h2>\n{_links('Newly failing', comparison.newly_failing)}"
        f'{_links("Newly passing", comparison.newly_passing)}{new}<div class="scroll"><table>{head}{rows}</table></div>'
    )


def _change(change: Change) -> str:
    state = {True: " good", False: " bad", None: " soft"}[change.better]
    form = _FORMS[change.unit]
    moved = format(change.now - change.before, f"+{form}") if change.better is not None else "="
    return (
        f'<tr><td class="name">{escape(change.name)}</td><td class="n">{change.before:{form}}</td>'
        f'<td class="n">{change.now:{form}}</td><td class="n{state}">{moved}</td></tr>'
    )


def _when(created: str) -> str:
    """A time as people read it: to the minute."""
    return escape(created[:16].replace("T", " "))


def _links(what: str, ids: Sequence[str]) -> str:
    listed = ", ".join(f'<a href="#{escape(id_)}">{escape(id_)}</a>' for id_ in ids)
    return f"<p>{what}: {len(ids)}{f' ({listed})' if ids else ''}</p>"
