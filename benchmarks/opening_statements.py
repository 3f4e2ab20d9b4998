"""Fit which statement an answer begins with: prints the weights that `opening.py` holds as `UTILITY`.

The statements of each answer to an open golden question, lists aside, stand in the order in which they were packed. Those that
hold most of the key facts are right to begin with; a conditional logit tells which they are. Shares are of questions that it
was not fitted on (eight folds, by questions).

    python -m benchmarks.opening_statements INDEX
"""

from __future__ import annotations

import math
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answerer import Clock
from assistant.answering import opening
from assistant.answering.opening import Opening
from assistant.domain.evidence import learned
from assistant.evaluation.golden import GoldenQuestion, read_golden
from assistant.evaluation.score import holds
from assistant.pipeline import Pipeline
from assistant.wiring import Archway
from benchmarks.calibrate import FOLDS
from benchmarks.unit_weights import conditional_logit

GOLDEN = Path("tests/quality/golden")
FILES = ("tune", "several-facts", "talks", "desk")
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the statements of one answer, shape (statements, 6), which of them hold most, which may open."""

    fold: int
    known: Floats
    right: NDArray[np.bool_]
    able: NDArray[np.bool_]


def main(index: Path) -> None:
    ahead, opening.AHEAD = opening.AHEAD, math.inf  # answers as they were packed
    pipeline = Archway.open(index).pipeline
    golden = (question for name in FILES for question in read_golden(GOLDEN / f"{name}.jsonl"))
    rows = [told for question in golden if (told := _told(question, pipeline)) is not None]
    weights = _fit(rows)
    print("Opening(" + ", ".join(f"{name}={w:.3g}" for name, w in zip(Opening._fields, weights, strict=True)) + ")")
    first = sum(row.right[0] for row in rows)
    print(f"{len(rows)} answers of several statements; the first holds most of the key facts in {first / len(rows):.3f}")
    chosen = [
        (row, _chosen(row, weights, ahead))
        for fold in range(FOLDS)
        if (weights := _fit([row for row in rows if row.fold != fold])) is not None
        for row in rows
        if row.fold == fold
    ]
    right = sum(row.right[place] for row, place in chosen)
    better = sum(row.right[place] and not row.right[0] for row, place in chosen)
    worse = sum(row.right[0] and not row.right[place] for row, place in chosen)
    moved = sum(place != 0 for _, place in chosen)
    print(f"the chosen one in {right / len(rows):.3f}: {moved} begin otherwise, {better} better and {worse} worse")


def _fit(rows: list[Told]) -> Floats:
    return conditional_logit([r.known for r in rows], [r.right for r in rows], np.full(len(rows), 1 / len(rows)))


def _chosen(row: Told, weights: Floats, ahead: float) -> int:
    worth = np.where(row.able, row.known @ weights, -np.inf)
    best = int(worth.argmax())
    return best if worth[best] >= worth[0] + ahead else 0


def _told(golden: GoldenQuestion, pipeline: Pipeline) -> Told | None:
    """The statements of the answer; None for one, for a list, and where none holds a key fact."""
    if golden.abstained:
        return None
    reply = pipeline.answerer.reply(pipeline.condensed(golden.question, golden.history), None, Clock({}, lambda _: None))
    told = reply.draft.statements if reply.draft is not None else ()
    if len(told) < 2 or any(s.bullet for s in told) or not learned([e for s in told for e in s.evidence]):
        return None
    held = np.array([sum(any(holds(s.text, form) for form in fact) for fact in golden.key_facts) for s in told])
    if not held.any():
        return None
    able = np.array([place == 0 or opening.may_open(s) for place, s in enumerate(told)])
    known = np.array([opening.opening(s.evidence[0]) for s in told])
    return Told(zlib.crc32(golden.id.encode()) % FOLDS, known, held == held.max(), able)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
