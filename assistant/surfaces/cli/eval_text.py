"""The figures of an evaluation as terminal text."""

from __future__ import annotations

from assistant.evaluation.summary import Summary


def summary_text(summary: Summary) -> str:
    """Groups, gates, retrieval and times, ending without a newline."""
    lines = [f"{'group':18} passed  questions  hedged"]
    lines += [f"{g.group:18} {g.passed:6} {g.questions:10} {g.hedged or '':>7}".rstrip() for g in summary.groups]
    lines += map(str, summary.gates)
    if summary.retrieval:
        found = summary.retrieval
        lines.append(f"retrieval: recall@5 {found.recall:.3f}, nDCG@10 {found.ndcg:.3f} ({found.questions} labelled questions)")
    if summary.stages:
        lines.append("time in ms, p50/p95: " + ", ".join(f"{s.stage} {s.p50:.1f}/{s.p95:.1f}" for s in summary.stages))
    if summary.stale_labels:
        lines.append(f"{summary.stale_labels} labels are not in the corpus any more and were left out")
    return "\n".join(lines)
