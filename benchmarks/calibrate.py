"""Fit the abstention probability: prints the weights that `assistant/answering/abstain.py` holds, and how well they do.

Positives are answerable questions asked of their own corpus (the golden tuning half, questions of readers who tried the
assistant, and three outside sets in BEIR form); negatives are the unanswerable ones, the outside sets' questions asked of
another corpus, everyday questions, and golden questions after the passages that answer them were taken away. For corpora that
list no questions, folders of raw documents with questions of their readers count most. Every figure is for questions that the
weights were not fitted on (eight folds, by the question's text).

    python -m benchmarks.calibrate FOLDER_OF_SETS WORK_FOLDER

WORK_FOLDER keeps the indexes and the encoded questions, so that a second run takes about two minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answering.abstain import BACKGROUND_SHARE
from assistant.answering.signals import Signals
from assistant.backends.sentence_model import SentenceModel
from benchmarks.calibrate_questions import Row, collect
from ingest.background import QUANTILE

WEIGHTS = {
    ("golden", 1): 300, ("golden", 0): 250, ("readers", 1): 200, ("readers", 0): 260,
    ("removed", 0): 120, ("everyday", 0): 20, ("elsewhere", 0): 120, ("unanswerable", 0): 90, ("outside", 1): 180,
}  # fmt: skip
WEIGHTS_PLAIN = {
    ("articles", 1): 300, ("articles", 0): 80, ("elsewhere", 0): 150, ("near", 0): 30, ("everyday", 0): 60,
    ("outside", 1): 60, ("golden", 1): 60, ("golden", 0): 60, ("passages", 1): 100,
}  # fmt: skip
"""Weight of a kind of question as a whole, so that no set dominates; kinds that are not listed are not fitted on. A corpus that
lists no questions is one of others' documents, so the weights for it are fitted on such; near misses there are as close as what
is answered, and count little."""
OWN, RAW = frozenset({"golden", "readers"}), frozenset({"articles", "near"})
"""Kinds of questions as they come, whose frequencies the log-odds are brought to."""
FOLDS = 8
RIDGE = 0.5
FALSE_ABSTENTIONS = (0.02, 0.03, 0.05, 0.08)
BINS = 10
NEARNESS = ("late", "passage", "ahead", "least_met", "met_together", "adapted", "asked")
DISTANCE = ("missing", "missing_asked", "no_asked", "no_money", "no_count", "no_share", "unknown_names", "of_the_asker")
"""Signals of which more can only speak for an answer, or against one; one that would be fitted the other way round beside the
others is left out, the farthest out first."""

Floats = NDArray[np.float64]
Fit = Callable[[Floats, Floats, Floats], Floats]
"""From values, labels and weights of rows to bias and weights of the values."""


def main(folder: Path, work: Path) -> None:
    rows = collect(folder, work, SentenceModel())
    plain = [row for row in rows if not (row.learned or row.in_talk)]
    print_fit("PLAIN", plain, WEIGHTS_PLAIN, RAW, BACKGROUND_SHARE)
    for name, in_talk in (("LEARNED", False), ("LEARNED_IN_TALK", True)):
        print_fit(name, [row for row in rows if row.learned and row.in_talk == in_talk], WEIGHTS, OWN)


def print_fit(
    name: str, rows: list[Row], by_kind: Mapping[tuple[str, int], int], own: frozenset[str], share: float = 0.0
) -> None:
    """Fit on the rows, and print the calibration and how well it does. `own` are the kinds of questions as they come, `share`
    how much of a corpus' background does not count."""
    values = np.array([astuple(row.signals) for row in rows])
    labels = np.array([row.label for row in rows], dtype=np.float64)
    weights = row_weights(rows, by_kind)
    found = fit_signals(values[weights > 0], labels[weights > 0], weights[weights > 0])
    background = backgrounds(rows, found[0] + values @ found[1:])
    reference = float(
        np.median([background[row.corpus] for row in rows if row.kind in own and row.corpus in background] or [0.0])
    )
    harder = share * np.array([background.get(row.corpus, reference) - reference for row in rows])
    odds = cross_validated(values, labels, weights, np.array([row.fold for row in rows]) % FOLDS) - harder
    scale, shift, probabilities = levelled(rows, odds, own)
    bias, *fitted = found * scale + np.array([shift, *np.zeros(len(found) - 1)])
    print(f"{name}: bias={bias:.2f}, reference={reference * scale + shift:.2f}")
    print("weights=Signals(" + ", ".join(f"{f.name}={w:.2f}" for f, w in zip(fields(Signals), fitted, strict=True)) + ")")
    for corpus, level in background.items():
        print(f"everyday questions on {corpus}: {level * scale + shift:.2f}")
    for line in (*report(rows, probabilities, own), *reliability(rows, probabilities, own)):
        print(line)


def row_weights(rows: list[Row], by_kind: Mapping[tuple[str, int], int]) -> Floats:
    """One weight a row: that of its kind, shared out evenly."""
    kinds = [(row.kind, row.label) for row in rows]
    counts = {kind: kinds.count(kind) for kind in set(kinds)}
    return np.array([by_kind.get(kind, 0) / counts[kind] for kind in kinds])


def cross_validated(values: Floats, labels: Floats, weights: Floats, folds: NDArray[np.int64], by: Fit | None = None) -> Floats:
    """Each row's log-odds by the weights of the other folds, `by` a regression, that of the signals unless told."""
    regression = by or fit_signals
    odds = np.zeros(len(labels))
    for fold in range(FOLDS):
        chosen = (folds != fold) & (weights > 0)
        fitted = regression(values[chosen], labels[chosen], weights[chosen])
        held_out = folds == fold
        odds[held_out] = fitted[0] + values[held_out] @ fitted[1:]
    return odds


def levelled(rows: list[Row], odds: Floats, kinds: frozenset[str]) -> tuple[float, float, Floats]:
    """Scale and shift of the log-odds that make them those of questions as they come, and the probabilities that these are: the
    weights of kinds above are no frequencies (Platt, 1999)."""
    own = np.array([row.kind in kinds for row in rows])
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


def backgrounds(rows: list[Row], odds: Floats) -> dict[str, float]:
    """The log-odds that everyday questions reach on each corpus, as an ingest notes them."""
    everyday = np.array([row.origin == "everyday" for row in rows])
    corpora = np.array([row.corpus for row in rows])
    asked = {corpus: odds[everyday & (corpora == corpus)] for corpus in dict.fromkeys(row.corpus for row in rows)}
    return {corpus: float(np.quantile(own, QUANTILE)) for corpus, own in asked.items() if own.size}


def report(rows: list[Row], probabilities: Floats, kinds: frozenset[str]) -> Iterator[str]:
    """Per set: what lies below some thresholds; and what is missed where so many answerable questions of these kinds are
    refused."""
    for origin, label in sorted({(row.origin, row.label) for row in rows}):
        own = probabilities[[place for place, row in enumerate(rows) if (row.origin, row.label) == (origin, label)]]
        below = ", ".join(f"<{t}: {np.mean(own < t):.1%}" for t in (0.1, 0.2, 0.3, 0.4))
        yield f"{origin:22} {'answerable' if label else 'to abstain'} {len(own):4}  {below}"
    own = np.array([row.kind in kinds and row.label == 1 for row in rows])
    to_abstain = {
        "articles": np.array([row.kind == "articles" and row.label == 0 for row in rows]),
        "elsewhere": np.array([row.kind == "elsewhere" for row in rows]),
        "golden": np.array([row.origin == "golden" and row.label == 0 for row in rows]),
        "near misses": np.array([row.group == "near_misses" for row in rows]),
        "readers": np.array([row.origin == "readers" and row.label == 0 for row in rows]),
    }
    for share in FALSE_ABSTENTIONS:
        level = float(np.quantile(probabilities[own], share))
        shares = {name: np.mean(probabilities[which] >= level) for name, which in to_abstain.items() if which.any()}
        missed = ", ".join(f"{name} {share:.1%}" for name, share in shares.items())
        yield f"at {share:.0%} false abstentions (below {level:.3f}) missed: {missed}"


def reliability(rows: list[Row], probabilities: Floats, kinds: frozenset[str]) -> Iterator[str]:
    """Bins of the probability with the share that was answerable, over questions of these kinds, and the mean gap."""
    chosen = [place for place, row in enumerate(rows) if row.kind in kinds]
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
