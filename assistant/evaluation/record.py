"""What a run leaves for the next one: its figures, and which questions passed. Compares two runs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from assistant.domain.errors import UsageError
from assistant.evaluation.run import Outcome
from assistant.evaluation.summary import Summary

FORMAT = 1
Unit = Literal["share", "measure", "ms"]
"""What a figure is: a share of questions, a measure of retrieval (both between 0 and 1), or milliseconds."""
_PLACES: dict[Unit, int] = {"share": 4, "measure": 4, "ms": 1}
"""Places to which two figures must be the same to count as unchanged."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure of a run. `up` is True where more is better."""

    name: str
    value: float
    up: bool
    unit: Unit


@dataclass(frozen=True, slots=True)
class Record:
    """A run over the questions of the file called `questions`; `passed` by id is empty where only totals are shown."""

    questions: str
    index: str
    created: str
    metrics: tuple[Metric, ...]
    groups: Mapping[str, tuple[int, int]]
    passed: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that both runs have, before and now."""

    name: str
    before: float
    now: float
    up: bool
    unit: Unit

    @property
    def better(self) -> bool | None:
        """True for better, False for worse, None for the same."""
        gained = round(self.now - self.before, _PLACES[self.unit])
        return None if gained == 0 else (gained > 0) == self.up


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run against one before (`created` then): figures of both, and ids of questions whose verdict changed."""

    created: str
    changes: tuple[Change, ...]
    newly_passing: tuple[str, ...]
    newly_failing: tuple[str, ...]
    new_questions: int


def make_record(
    name: str, index: str, created: str, summary: Summary, outcomes: Sequence[Outcome], *, totals_only: bool
) -> Record:
    """The record of a run over the file called `name`, on the index generation `index`."""
    metrics = [Metric(gate.target.name, gate.share, gate.target.at_least, "share") for gate in summary.gates]
    if summary.retrieval is not None:
        metrics += [
            Metric("recall@5", summary.retrieval.recall, True, "measure"),
            Metric("nDCG@10", summary.retrieval.ndcg, True, "measure"),
        ]
    for stage in summary.stages:
        metrics += [
            Metric(f"{stage.stage} p50 ms", stage.p50, False, "ms"),
            Metric(f"{stage.stage} p95 ms", stage.p95, False, "ms"),
        ]
    return Record(
        questions=name,
        index=index,
        created=created,
        metrics=tuple(metrics),
        groups={group.group: (group.passed, group.questions) for group in summary.groups},
        passed={} if totals_only else {o.verdict.question.id: o.verdict.passed for o in outcomes},
    )


def compare(before: Record, now: Record) -> Comparison:
    """What changed from one run to the next, questions in the order of `now`."""
    known = {metric.name: metric.value for metric in before.metrics}
    shared = [(id_, passed, before.passed[id_]) for id_, passed in now.passed.items() if id_ in before.passed]
    return Comparison(
        created=before.created,
        changes=tuple(Change(m.name, known[m.name], m.value, m.up, m.unit) for m in now.metrics if m.name in known),
        newly_passing=tuple(id_ for id_, passed, passed_before in shared if passed and not passed_before),
        newly_failing=tuple(id_ for id_, passed, passed_before in shared if passed_before and not passed),
        new_questions=len(now.passed) - len(shared) if before.passed else 0,
    )


def record_json(record: Record) -> str:
    """The record as JSON text."""
    return json.dumps({"format": FORMAT, **asdict(record)}, ensure_ascii=False, indent=1) + "\n"


def read_record(path: Path) -> Record:
    """A record that `record_json` wrote. Raises UsageError for anything else."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']!r} is not {FORMAT}")
        return Record(
            questions=str(data["questions"]),
            index=str(data["index"]),
            created=str(data["created"]),
            metrics=tuple(_metric(**m) for m in data["metrics"]),
            groups={str(group): (int(passed), int(total)) for group, (passed, total) in data["groups"].items()},
            passed={str(id_): bool(passed) for id_, passed in data["passed"].items()},
        )
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path}: not the figures of a run ({error!r}); remove it or give another --baseline") from error


def _metric(name: str, value: float, up: bool, unit: Unit) -> Metric:
    if unit not in _PLACES:
        raise ValueError(f"unit is {unit!r}; allowed: {', '.join(_PLACES)}")
    return Metric(str(name), float(value), bool(up), unit)
