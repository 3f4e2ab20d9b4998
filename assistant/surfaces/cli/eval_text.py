"""The figures of an evaluation as terminal text."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.outside import OutsideSet
from assistant.evaluation.outside_run import OutsideSummary
from assistant.evaluation.record import Comparison
from assistant.evaluation.summary import RetrievalMean, StageTime, Summary


def summary_text(summary: Summary) -> str:
    """Groups, gates, retrieval and times, ending without a newline."""
    lines = [f"{'group':18} passed  questions  hedged"]
    lines += [f"{g.group:18} {g.passed:6} {g.questions:10} {g.hedged or '':>7}".rstrip() for g in summary.groups]
    lines += map(str, summary.gates)
    if summary.retrieval:
        lines.append(retrieval_text(summary.retrieval))
    if summary.stages:
        lines.append(stages_text(summary.stages))
    if summary.stale_labels:
        lines.append(f"{summary.stale_labels} labels are not in the corpus any more and were left out")
    return "\n".join(lines)


def comparison_text(comparison: Comparison) -> str:
    """What is new since the run before, ending without a newline; the figures themselves stand in the report."""
    lines = [f"since the run of {comparison.created}:"]
    for what, ids in (("newly failing", comparison.newly_failing), ("newly passing", comparison.newly_passing)):
        listed = f" ({', '.join(ids)})" if ids else ""
        lines.append(f"{what}: {len(ids)}{listed}")
    return "\n".join(lines)


def set_text(outside: OutsideSet, summary: OutsideSummary) -> str:
    """The figures of an outside set, ending without a newline. Shares over no questions are left out."""
    lines = [f"{outside.name}: {len(outside.documents)} documents, {summary.questions} questions"]
    if summary.retrieval:
        lines.append(retrieval_text(summary.retrieval))
    if summary.evidence.total:
        lines.append(f"a gold sentence or short answer stands in the answer's quotes: {summary.evidence}")
    if summary.auroc is not None:
        lines.append(f"confidence of answerable against unanswerable questions: AUROC {summary.auroc:.3f}")
    if summary.false_abstentions.total:
        lines.append(f"false abstentions: {summary.false_abstentions}")
    if summary.missed.total:
        lines.append(f"missed abstentions: {summary.missed}; hedged: {summary.hedged}")
    if summary.stages:
        lines.append(stages_text(summary.stages))
    return "\n".join(lines)


def retrieval_text(found: RetrievalMean) -> str:
    """One line on retrieval."""
    return f"retrieval: recall@5 {found.recall:.3f}, nDCG@10 {found.ndcg:.3f} ({found.questions} labelled questions)"


def stages_text(stages: Sequence[StageTime]) -> str:
    """One line on time."""
    return "time in ms, p50/p95: " + ", ".join(f"{s.stage} {s.p50:.1f}/{s.p95:.1f}" for s in stages)
