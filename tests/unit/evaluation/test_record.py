"""A run's figures are kept and compared with the next run's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.domain.errors import UsageError
from assistant.evaluation.labels import RetrievalScore
from assistant.evaluation.record import Change, Metric, Record, compare, make_record, read_record, record_json
from assistant.evaluation.run import Outcome
from assistant.evaluation.score import Verdict
from assistant.evaluation.summary import summarise
from tests.unit.evaluation.builders import answer, golden


def record(passed: dict[str, bool], *, totals_only: bool = False) -> Record:
    """The record of a run in which these questions passed or failed."""
    outcomes = [
        Outcome(Verdict(golden(id=id_), answer(), () if did else ("$40",), (), False, ()), (), RetrievalScore(1.0, 0.5))
        for id_, did in passed.items()
    ]
    return make_record("tune.jsonl", "g1", "2026-11-25T10:00:00+00:00", summarise(outcomes), outcomes, totals_only=totals_only)


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    written = record({"A": True, "B": False})
    (tmp_path / "run.json").write_text(record_json(written), encoding="utf-8")

    assert read_record(tmp_path / "run.json") == written
    assert Metric("answerable questions passed", 0.5, True, "share") in written.metrics
    assert Metric("nDCG@10", 0.5, True, "measure") in written.metrics
    assert Metric("total p95 ms", 4.0, False, "ms") in written.metrics
    assert written.groups == {"pay": (1, 2)}


def test_the_record_of_a_locked_file_names_no_question() -> None:
    assert record({"A": True}, totals_only=True).passed == {}


def test_questions_that_changed_sides_are_told() -> None:
    before, now = record({"A": True, "B": False, "C": True}), record({"D": False, "C": True, "B": True, "A": False})

    changed = compare(before, now)

    assert (changed.newly_passing, changed.newly_failing, changed.new_questions) == (("B",), ("A",), 1)
    assert changed.created == "2026-11-25T10:00:00+00:00"


def test_figures_of_both_runs_are_set_side_by_side() -> None:
    changes = {change.name: change for change in compare(record({"A": False}), record({"A": True})).changes}

    assert changes["answerable questions passed"] == Change("answerable questions passed", 0.0, 1.0, True, "share")


@pytest.mark.parametrize(
    ("change", "better"),
    [
        (Change("passed", 0.5, 0.6, True, "share"), True),
        (Change("passed", 0.6, 0.5, True, "share"), False),
        (Change("abstentions", 0.5, 0.4, False, "share"), True),
        (Change("passed", 0.5, 0.50001, True, "share"), None),
        (Change("total p50 ms", 10.0, 10.04, False, "ms"), None),
        (Change("total p50 ms", 10.0, 10.2, False, "ms"), False),
    ],
)
def test_a_change_is_better_worse_or_none(change: Change, better: bool | None) -> None:
    assert change.better is better


@pytest.mark.parametrize(
    "damage",
    [
        {"format": 2},
        {"metrics": [{"name": "x"}]},
        {"metrics": [{"name": "x", "value": 1, "up": True, "unit": "kg"}]},
        {"passed": 3},
    ],
)
def test_figures_of_another_form_are_named(tmp_path: Path, damage: dict[str, object]) -> None:
    path = tmp_path / "run.json"
    path.write_text(json.dumps({**json.loads(record_json(record({"A": True}))), **damage}), encoding="utf-8")

    with pytest.raises(UsageError, match=r"run\.json: not the figures of a run"):
        read_record(path)
