"""Confidence against what was answered right."""

from __future__ import annotations

import pytest

from assistant.evaluation.reliability import Bin, reliability
from assistant.evaluation.score import Verdict
from tests.unit.evaluation.builders import answer, golden


def verdict(confidence: float, *, right: bool = True, abstained: bool = False) -> Verdict:
    """An answer with this confidence; a question to be abstained from is abstained from."""
    said = answer("abstained" if abstained else "answered", confidence=confidence)
    return Verdict(golden(abstained=abstained), said, () if right else ("$40",), (), False, ())


def test_a_bin_holds_its_lower_bound_and_the_last_one_holds_1() -> None:
    bins = reliability([verdict(0.0), verdict(0.1), verdict(0.95), verdict(1.0)]).bins

    assert [b.questions for b in bins] == [1, 1, 0, 0, 0, 0, 0, 0, 0, 2]
    assert bins[2] == Bin(0.2, 0.3, 0, 0.0, 0.0)


def test_a_right_abstention_is_no_right_answer() -> None:
    assert reliability([verdict(0.05, abstained=True)]).bins[0].right == 0.0


def test_the_error_weighs_each_bin_s_gap_by_its_questions() -> None:
    verdicts = [verdict(0.9), verdict(0.9), verdict(0.9, right=False), verdict(0.25, right=False)]

    result = reliability(verdicts)

    assert result.bins[9].right == pytest.approx(2 / 3)
    assert result.error == pytest.approx(3 / 4 * (0.9 - 2 / 3) + 1 / 4 * 0.25)
    assert reliability([]).error == 0.0
