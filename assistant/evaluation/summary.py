"""An evaluation in figures: groups, gates, retrieval, and the time of each stage. Holds no single question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from assistant.domain.answers import Answer
from assistant.evaluation.gates import Gate, measure_gates
from assistant.evaluation.ranking import mean
from assistant.evaluation.run import Outcome


@dataclass(frozen=True, slots=True)
class GroupCount:
    """Questions of one group: how many there are, how many passed, and how many of those to be abstained from were hedged."""

    group: str
    questions: int
    passed: int
    hedged: int


@dataclass(frozen=True, slots=True)
class RetrievalMean:
    """Means of recall@5 and nDCG@10 over the labelled questions."""

    questions: int
    recall: float
    ndcg: float


@dataclass(frozen=True, slots=True)
class StageTime:
    """Milliseconds of one stage over the questions: the median and the 95th percentile."""

    stage: str
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that is told of a run as a whole. `retrieval` is None where no question has labels."""

    questions: int
    passed: int
    groups: tuple[GroupCount, ...]
    gates: tuple[Gate, ...]
    retrieval: RetrievalMean | None
    stages: tuple[StageTime, ...]
    stale_labels: int


def summarise(outcomes: Sequence[Outcome]) -> Summary:
    """The figures of a run; groups in order of first appearance."""
    verdicts = [outcome.verdict for outcome in outcomes]
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.verdict.question.group, []).append(outcome)
    return Summary(
        questions=len(verdicts),
        passed=sum(verdict.passed for verdict in verdicts),
        groups=tuple(_count(group, members) for group, members in groups.items()),
        gates=measure_gates(verdicts),
        retrieval=_retrieval(outcomes),
        stages=stage_times([verdict.answer for verdict in verdicts]),
        stale_labels=sum(len(outcome.stale_labels) for outcome in outcomes),
    )


def stage_times(answers: Sequence[Answer]) -> tuple[StageTime, ...]:
    """The stages in their order, the total last. Answers that needed no search (a greeting) are not timed."""
    timed = [asdict(answer.timings_ms) for answer in answers if answer.timings_ms.total > 0]
    if not timed:
        return ()
    spent = {stage: np.percentile([times[stage] for times in timed], (50, 95)) for stage in timed[0]}
    return tuple(StageTime(stage, float(p50), float(p95)) for stage, (p50, p95) in spent.items())


def _count(group: str, members: Sequence[Outcome]) -> GroupCount:
    verdicts = [member.verdict for member in members]
    return GroupCount(group, len(verdicts), sum(v.passed for v in verdicts), sum(v.hedged for v in verdicts))


def _retrieval(outcomes: Sequence[Outcome]) -> RetrievalMean | None:
    scores = [outcome.retrieval for outcome in outcomes if outcome.retrieval is not None]
    recall, ndcg = mean([score.recall for score in scores]), mean([score.ndcg for score in scores])
    return None if recall is None or ndcg is None else RetrievalMean(len(scores), recall, ndcg)
