"""Fit when a statement says nothing new: prints the weights that `repetition.py` holds as `READ` and `INTERCEPT`.

A reader judged 660 statements of answers by what the answer had said before them: nothing new (2), a detail more (1), new (0).
A logistic regression with a ridge, on standardised numbers, tells the first from the others; statements with a figure of their
own are left out. Counts are of statements that it was not fitted on (eight folds).

    python -m benchmarks.repeated_statements
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering.repetition import Likeness, likeness
from benchmarks.calibrate import FOLDS, cross_validated, fit

JUDGED = Path("tests/quality/repeated.jsonl")
STRENGTH = 125.0
"""Weight of all statements together beside the ridge of the regression."""
LEAST = (0.3, 0.4, 0.5)


def main() -> None:
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    kept = [(known, row["judged"]) for row in rows if (known := _likeness(row)) is not None]
    values = np.array([known for known, _ in kept], dtype=np.float64)
    judged = np.array([verdict for _, verdict in kept])
    again = (judged == 2).astype(np.float64)
    shares = np.full(len(kept), STRENGTH / len(kept))
    intercept, *weights = fit(values, again, shares)
    print("Likeness(" + ", ".join(f"{name}={w:.3g}" for name, w in zip(Likeness._fields, weights, strict=True)) + ")")
    print(f"INTERCEPT = {intercept:.3g}")
    odds = cross_validated(values, again, shares, np.arange(len(kept)) % FOLDS, by=fit)
    print(f"{len(kept)} statements, {int(again.sum())} of them nothing new")
    for least in LEAST:
        above = odds > np.log(least / (1.0 - least))
        told = [int((judged[above] == verdict).sum()) for verdict in (2, 1, 0)]
        print(f"above {least}: {above.sum()}, of which nothing new {told[0]}, a detail more {told[1]}, new {told[2]}")


def _likeness(row: dict[str, Any]) -> Likeness | None:
    document, text = row["next"]
    return likeness(document, text, [(other, said) for other, said in row["said"]])


if __name__ == "__main__":
    main()
