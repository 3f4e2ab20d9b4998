"""Fit when a further statement is worth saying: prints the weights that `further.py` holds as `WORTH` and `INTERCEPT`.

Behind the best unit for an open golden question its next ones are said one after the other, as far as they are near and new and
an answer has room. Each either holds a key fact that none before it held, or not; a logistic regression with a ridge, on
standardised numbers, tells which. Shares are of questions that it was not fitted on (eight folds, by questions).

    python -m benchmarks.further_statements INDEX
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.answerer import Clock
from assistant.answering.further import Addition, addition, announces, further
from assistant.answering.select import KEEP, MAX_UNITS, WORD_BUDGET, words
from assistant.evaluation.golden import GoldenQuestion, read_golden
from assistant.evaluation.score import holds
from assistant.pipeline import Pipeline
from assistant.wiring import Archway
from benchmarks.calibrate import FOLDS, cross_validated, fit

GOLDEN = Path("tests/quality/golden")
FILES = ("tune", "several-facts", "talks", "desk")
STRENGTH = 125.0
"""Weight of all statements together beside the ridge of the regression."""
LEFT_OUT = (0.1, 0.2, 0.3, 0.4)


@dataclass(frozen=True, slots=True)
class Row:
    """A further statement of a question of a fold, and whether it tells a key fact that was not told."""

    fold: int
    known: Addition
    tells: bool


def main(index: Path) -> None:
    pipeline = Archway.open(index).pipeline
    rows = [row for name in FILES for golden in read_golden(GOLDEN / f"{name}.jsonl") for row in _rows(golden, pipeline)]
    values = np.array([row.known for row in rows])
    tells = np.array([row.tells for row in rows])
    folds = np.array([row.fold for row in rows])
    shares = np.full(len(rows), STRENGTH / len(rows))
    intercept, *weights = fit(values, tells.astype(np.float64), shares)
    print("Addition(" + ", ".join(f"{name}={w:.3g}" for name, w in zip(Addition._fields, weights, strict=True)) + ")")
    print(f"INTERCEPT = {intercept:.3g}")
    odds = cross_validated(values, tells.astype(np.float64), shares, folds, by=fit)
    order = np.argsort(odds)
    print(f"{len(rows)} statements, of which {tells.sum()} tell a further key fact")
    for share in LEFT_OUT:
        last = order[: int(share * len(rows))]
        least = 1.0 / (1.0 + np.exp(-odds[last[-1]]))
        print(f"{share:.0%} left out, below {least:.3f}: {tells[last].sum()} of these facts lost")


def _rows(golden: GoldenQuestion, pipeline: Pipeline) -> Iterator[Row]:
    if golden.abstained or not golden.key_facts:
        return
    reply = pipeline.answerer.reply(pipeline.condensed(golden.question, golden.history), None, Clock({}, lambda _: None))
    question, evidence = reply.question, reply.evidence
    near = [e for e in evidence if e.score >= KEEP * evidence[0].score and not announces(e.unit)]
    said = near[:1]
    while len(said) < MAX_UNITS:
        added = further(question, near, said, WORD_BUDGET - words(said), 1, least=0.0)
        if not added:
            return
        told = "\n".join(e.unit.text for e in said)
        lacking = [fact for fact in golden.key_facts if not any(holds(told, form) for form in fact)]
        tells = any(holds(added[0].unit.text, form) for fact in lacking for form in fact)
        yield Row(zlib.crc32(golden.id.encode()) % FOLDS, addition(question, added[0], said), tells)
        said += added


if __name__ == "__main__":
    main(Path(sys.argv[1]))
