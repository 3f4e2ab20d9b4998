"""Does the confidence mean what it says? Questions in ten bins by confidence, each with the share that was answered right.

"Right" is an answer to an answerable question that passed: the confidence is the estimated chance that the evidence answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evaluation.score import Verdict

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose confidence lies in `[low, high)`, the last bin including 1. `confidence` is their mean, `right` the
    share answered right; both 0 in an empty bin."""

    low: float
    high: float
    questions: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """Ten bins from 0 to 1, and the expected calibration error: the bins' gaps between confidence and share, weighted by
    their questions (Naeini, Cooper and Hauskrecht, AAAI 2015)."""

    bins: tuple[Bin, ...]
    error: float


def reliability(verdicts: Sequence[Verdict]) -> Reliability:
    """The reliability of the confidence; an error of 0 over no questions."""
    binned: list[list[Verdict]] = [[] for _ in range(BINS)]
    for verdict in verdicts:
        binned[min(int(verdict.answer.confidence * BINS), BINS - 1)].append(verdict)
    bins = tuple(_bin(number, members) for number, members in enumerate(binned))
    gaps = sum(b.questions * abs(b.confidence - b.right) for b in bins)
    return Reliability(bins, gaps / len(verdicts) if verdicts else 0.0)


def _bin(number: int, members: Sequence[Verdict]) -> Bin:
    count = len(members) or 1
    right = sum(verdict.passed and not verdict.question.abstained for verdict in members)
    confidence = sum(verdict.answer.confidence for verdict in members)
    return Bin(number / BINS, (number + 1) / BINS, len(members), confidence / count, right / count)
