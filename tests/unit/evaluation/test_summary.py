"""A run in figures."""

from __future__ import annotations

from assistant.domain.answers import Timings
from assistant.evaluation.labels import RetrievalScore
from assistant.evaluation.run import Outcome
from assistant.evaluation.score import Verdict
from assistant.evaluation.summary import GroupCount, RetrievalMean, StageTime, stage_times, summarise
from tests.unit.evaluation.builders import answer, golden


def outcome(group: str, *, passed: bool = True, retrieval: RetrievalScore | None = None) -> Outcome:
    """One question asked."""
    missing = () if passed else ("$40",)
    return Outcome(Verdict(golden(group), answer(), missing, (), False, ()), (), retrieval, ("gone",))


def test_groups_count_what_passed_in_order_of_first_appearance() -> None:
    summary = summarise([outcome("pay"), outcome("roles"), outcome("pay", passed=False)])

    assert summary.groups == (GroupCount("pay", 2, 1, 0), GroupCount("roles", 1, 1, 0))
    assert (summary.questions, summary.passed, summary.stale_labels) == (3, 2, 3)


def test_hedged_answers_are_counted_where_an_abstention_was_due() -> None:
    hedged = Outcome(Verdict(golden("near_misses", abstained=True), answer("partial"), (), (), False, ()), (), None)
    unsure = Outcome(Verdict(golden("near_misses"), answer("partial"), (), (), False, ()), (), None)

    assert summarise([hedged, unsure]).groups == (GroupCount("near_misses", 2, 1, 1),)


def test_retrieval_is_the_mean_over_labelled_questions() -> None:
    scores = [RetrievalScore(1.0, 0.5), None, RetrievalScore(0.5, 0.25)]

    assert summarise([outcome("pay", retrieval=s) for s in scores]).retrieval == RetrievalMean(2, 0.75, 0.375)
    assert summarise([outcome("pay")]).retrieval is None


def test_each_stage_has_its_median_and_95th_percentile_and_greetings_are_not_timed() -> None:
    answers = [answer(total=float(total)) for total in range(1, 22)]

    stages = stage_times([*answers, answer(total=0.0)])

    assert [stage.stage for stage in stages] == list(Timings.__dataclass_fields__)
    assert stages[-1] == StageTime("total", 11.0, 20.0)
    assert stages[1] == StageTime("retrieve", 1.0, 1.0)
    assert stage_times([answer(total=0.0)]) == ()
