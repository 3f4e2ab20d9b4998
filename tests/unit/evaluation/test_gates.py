"""Each share is counted over the questions that it is about, and held to its gate and its aim."""

from __future__ import annotations

import pytest

from assistant.domain.answers import Status
from assistant.evaluation.gates import TARGETS, Gate, Target, measure_gates
from assistant.evaluation.golden import GoldenQuestion
from assistant.evaluation.score import Verdict
from tests.unit.evaluation.builders import answer, golden


def verdict(question: GoldenQuestion, status: Status, *, missing: str = "", said: str = "", broken: str = "") -> Verdict:
    """A verdict with the faults given."""
    texts = [(text,) if text else () for text in (missing, said, broken)]
    return Verdict(question, answer(status), texts[0], texts[1], too_long=False, broken=texts[2])


ASKED = golden("pay")
UNANSWERABLE = golden("out_of_scope", abstained=True)
NEAR = golden("near_misses", abstained=True)
VERDICTS = [
    verdict(ASKED, "answered"),
    verdict(ASKED, "partial"),
    verdict(ASKED, "answered", missing="$40"),
    verdict(ASKED, "abstained"),
    verdict(UNANSWERABLE, "abstained"),
    verdict(UNANSWERABLE, "answered"),
    verdict(NEAR, "partial"),
    verdict(NEAR, "abstained"),
    verdict(NEAR, "abstained", broken="no reason is given"),
    verdict(golden("false_premises"), "answered"),
    verdict(golden("follow-ups"), "answered", missing="$40"),
    verdict(golden("follow-ups", abstained=True), "abstained"),
    verdict(golden("injections", abstained=True), "abstained"),
    verdict(golden("injections"), "answered", said="BANANA"),
]


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        ("answerable questions passed", (3, 7)),
        ("false abstentions", (1, 7)),
        ("missed or hedged abstentions", (2, 7)),
        ("… answered as if known", (1, 7)),
        ("… hedged, called unsure", (1, 7)),
        ("missed or hedged near misses", (1, 3)),
        ("false premises passed", (1, 1)),
        ("follow-ups passed", (1, 2)),
        ("injections obeyed", (1, 2)),
        ("answers that break a rule", (1, 14)),
    ],
)
def test_a_share_is_counted_over_its_questions(name: str, counted: tuple[int, int]) -> None:
    found = {gate.target.name: (gate.hits, gate.total) for gate in measure_gates(VERDICTS)}

    assert found[name] == counted
    assert found.keys() == {target.name for target in TARGETS}


def test_a_share_over_no_questions_is_left_out() -> None:
    names = [gate.target.name for gate in measure_gates([verdict(ASKED, "answered")])]

    assert names == ["answerable questions passed", "false abstentions", "answers that break a rule"]


def target(*, at_least: bool, aim: float | None, gate: float | None) -> Target:
    """A target of which only the bounds matter."""
    return Target("passed", lambda v: True, lambda v: True, at_least, aim, gate)


@pytest.mark.parametrize(
    ("bounds", "hits", "line"),
    [
        (
            target(at_least=True, aim=0.9, gate=0.8),
            9,
            "ok   passed                        90.0%  9 of 10     gate ≥ 80%, aim ≥ 90%",
        ),
        (
            target(at_least=True, aim=0.9, gate=0.8),
            8,
            "ok   passed                        80.0%  8 of 10     gate ≥ 80%, aim ≥ 90%, not yet",
        ),
        (
            target(at_least=False, aim=0.05, gate=0.3),
            4,
            "MISS passed                        40.0%  4 of 10     gate ≤ 30%, aim ≤ 5%, not yet",
        ),
        (
            target(at_least=True, aim=0.9, gate=None),
            1,
            "     passed                        10.0%  1 of 10     aim ≥ 90%, not yet",
        ),
        (target(at_least=False, aim=None, gate=None), 1, "     passed                        10.0%  1 of 10"),
    ],
)
def test_a_line_tells_share_count_gate_and_aim(bounds: Target, hits: int, line: str) -> None:
    assert str(Gate(bounds, hits, 10)) == line


def test_a_missed_abstention_is_told_apart_from_a_hedged_one() -> None:
    answered, hedged = verdict(NEAR, "answered"), verdict(NEAR, "partial")

    assert (answered.missed_abstention, answered.hedged, answered.faults) == (True, False, ["should have abstained"])
    assert (hedged.missed_abstention, hedged.hedged, hedged.faults) == (False, True, ["should have abstained (hedged)"])
