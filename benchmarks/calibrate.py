"""Fit the abstention probability: prints the weights that `assistant/answering/abstain.py` holds, and how well they do.

Positives are answerable questions asked of their own corpus (the golden tuning half, questions of readers who tried the
assistant, and three outside sets in BEIR form); negatives are the unanswerable ones, the outside sets' questions asked of
another corpus, everyday questions, and golden questions after the passages that answer them were taken away. Every figure is
for questions that the weights were not fitted on (eight folds, by the question's text). The two raw articles are not fitted on.

    python -m benchmarks.calibrate FOLDER_OF_SETS WORK_FOLDER

WORK_FOLDER keeps the indexes and the encoded questions, so that a second run takes about two minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answering.signals import Signals
from assistant.backends.sentence_model import SentenceModel
from benchmarks.calibrate_questions import Row, collect

WEIGHTS = {
    ("golden", 1): 300, ("golden", 0): 250, ("readers", 1): 200, ("readers", 0): 260,
    ("removed", 0): 120, ("everyday", 0): 20, ("elsewhere", 0): 120, ("unanswerable", 0): 90, ("outside", 1): 180,
}  # fmt: skip
"""Weight of a kind of question as a whole, so that no set dominates; kinds that are not listed are not fitted on."""
FOLDS = 8
RIDGE = 0.5
FALSE_ABSTENTIONS = (0.02, 0.03, 0.05, 0.08)
BINS = 10
NEARNESS = ("late", "passage", "ahead", "least_met", "met_together", "adapted", "asked")
DISTANCE = ("missing", "missing_asked", "no_asked", "no_money", "no_count", "no_share", "unknown_names", "of_the_asker")
"""Signals of which more can only speak for an answer, or against one; one that would be fitted the other way round beside the
others is left out, the farthest out first."""

Floats = NDArray[np.float64]


def main(folder: Path, work: Path) -> None:
    rows = collect(folder, work, SentenceModel())
    for name, learned, in_talk in (("PLAIN", False, False), ("LEARNED", True, False), ("LEARNED_IN_TALK", True, True)):
        print_fit(name, [row for row in rows if (row.learned, row.in_talk) == (learned, in_talk)])


def print_fit(name: str, rows: list[Row]) -> None:
    """Fit on the rows, and print the calibration and how well it does."""
    values = np.array([astuple(row.signals) for row in rows])
    labels = np.array([row.label for row in rows], dtype=np.float64)
    weights = row_weights(rows)
    probabilities = cross_validated(values, labels, weights, np.array([row.fold for row in rows]) % FOLDS)
    scale, shift, probabilities = levelled(rows, probabilities)
    raw = fit_signals(values[weights > 0], labels[weights > 0], weights[weights > 0])
    bias, *fitted = raw * scale + np.array([shift, *np.zeros(len(raw) - 1)])
    print(f"{name}: bias={bias:.2f},")
    print("weights=Signals(" + ", ".join(f"{f.name}={w:.2f}" for f, w in zip(fields(Signals), fitted, strict=True)) + ")")
    odds = bias + values @ np.array(fitted)
    for line in (*backgrounds(rows, odds), *report(rows, probabilities), *reliability(rows, probabilities)):
        print(line)


def row_weights(rows: list[Row]) -> Floats:
    """One weight a row: that of its kind, shared out evenly."""
    kinds = [(row.kind, row.label) for row in rows]
    counts = {kind: kinds.count(kind) for kind in set(kinds)}
    return np.array([WEIGHTS.get(kind, 0) / counts[kind] for kind in kinds])


def cross_validated(values: Floats, labels: Floats, weights: Floats, folds: NDArray[np.int64]) -> Floats:
    """Each row's probability by the weights of the other folds."""
    probabilities = np.zeros(len(labels))
    for fold in range(FOLDS):
        chosen = (folds != fold) & (weights > 0)
        fitted = fit_signals(values[chosen], labels[chosen], weights[chosen])
        held_out = folds == fold
        probabilities[held_out] = 1 / (1 + np.exp(-(fitted[0] + values[held_out] @ fitted[1:])))
    return probabilities


def levelled(rows: list[Row], probabilities: Floats) -> tuple[float, float, Floats]:
    """Scale and shift of the log-odds that make them those of golden and readers' questions as they come, and the
    probabilities so changed: the weights of kinds above are no frequencies (Platt, 1999)."""
    odds = np.log(probabilities / (1 - probabilities))
    own = np.array([row.kind in {"golden", "readers"} for row in rows])
    labels = np.array([row.label for row in rows], dtype=np.float64)
    shift, scale = fit(odds[own][:, None], labels[own], np.ones(int(own.sum())))
    return float(scale), float(shift), 1 / (1 + np.exp(-(shift + scale * odds)))


def fit_signals(values: Floats, labels: Floats, weights: Floats) -> Floats:
    """Bias and weights of the signals, none of `NEARNESS` below zero and none of `DISTANCE` above it."""
    names = [f.name for f in fields(Signals)]
    values = values.copy()
    spread = values.std(axis=0)
    while True:
        found = fit(values, labels, weights)
        wrong = np.array([min(0.0, w * _direction(name)) for name, w in zip(names, found[1:], strict=True)]) * spread
        if not wrong.any():
            return found
        values[:, int(wrong.argmin())] = 0.0


def _direction(name: str) -> int:
    return 1 if name in NEARNESS else -1 if name in DISTANCE else 0


def fit(values: Floats, labels: Floats, weights: Floats) -> Floats:
    """Bias and weights of a logistic regression by Newton's method, with a ridge on standardised values."""
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    design = np.column_stack([np.ones(len(values)), (values - mean) / spread])
    ridge = np.eye(design.shape[1]) * RIDGE
    ridge[0, 0] = 0.0
    found = np.zeros(design.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-design @ found))
        gradient = design.T @ (weights * (p - labels)) + ridge @ found
        hessian = (design * (weights * p * (1 - p) + 1e-9)[:, None]).T @ design + ridge
        found = found - np.linalg.solve(hessian, gradient)
    slopes = found[1:] / spread
    return np.array([found[0] - slopes @ mean, *slopes])


def backgrounds(rows: list[Row], odds: Floats) -> Iterator[str]:
    """The log-odds that everyday questions reach on each corpus: `REFERENCE` is that of our own."""
    for corpus in dict.fromkeys(row.corpus for row in rows):
        chosen = [place for place, row in enumerate(rows) if row.corpus == corpus and row.origin == "everyday"]
        if not chosen:
            continue
        yield f"everyday questions on {corpus}: {np.quantile(odds[chosen], 0.9):.2f}"


def report(rows: list[Row], probabilities: Floats) -> Iterator[str]:
    """Per set: what lies below some thresholds; and what is missed where so many of our answerable questions are refused."""
    for origin, label in sorted({(row.origin, row.label) for row in rows}):
        own = probabilities[[place for place, row in enumerate(rows) if (row.origin, row.label) == (origin, label)]]
        below = ", ".join(f"<{t}: {np.mean(own < t):.1%}" for t in (0.1, 0.2, 0.3, 0.4))
        yield f"{origin:22} {'answerable' if label else 'to abstain'} {len(own):4}  {below}"
    own = np.array([row.kind in {"golden", "readers"} and row.label == 1 for row in rows])
    to_abstain = {
        "golden": np.array([row.origin == "golden" and row.label == 0 for row in rows]),
        "near misses": np.array([row.group == "near_misses" for row in rows]),
        "readers": np.array([row.origin == "readers" and row.label == 0 for row in rows]),
    }
    for share in FALSE_ABSTENTIONS:
        level = float(np.quantile(probabilities[own], share))
        shares = {name: np.mean(probabilities[which] >= level) for name, which in to_abstain.items() if which.any()}
        missed = ", ".join(f"{name} {share:.1%}" for name, share in shares.items())
        yield f"at {share:.0%} false abstentions (below {level:.3f}) missed: {missed}"


def reliability(rows: list[Row], probabilities: Floats) -> Iterator[str]:
    """Bins of the probability with the share that was answerable, over golden and readers' questions, and the mean gap."""
    chosen = [place for place, row in enumerate(rows) if row.kind in {"golden", "readers"}]
    said = probabilities[chosen]
    true = np.array([rows[place].label for place in chosen])
    bins = np.minimum((said * BINS).astype(int), BINS - 1)
    gap = 0.0
    for b in range(BINS):
        inside = bins == b
        if inside.any():
            gap += inside.sum() / len(said) * abs(said[inside].mean() - true[inside].mean())
            yield f"said {said[inside].mean():.2f}  was {true[inside].mean():.2f}  ({inside.sum()})"
    yield f"expected calibration error {gap:.3f}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
