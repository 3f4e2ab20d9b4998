"""Fit when an editor would strike a statement of an answer: writes the trees that `assistant/answering/surplus.py` reads.

Readers judged 3,490 answers to open questions statement by statement (tests/quality/surplus.jsonl): it answers what was asked
(A), belongs beside it (B), says again what others say (R), is beside the point (X), or about something else (W). What tells a
key fact of its question that nothing else of the answer tells is a K; it counts most. Every question is asked anew, and what is
known of the statements is computed from the evidence found. Shares are of answers that the trees were not fitted on (eight
folds, by questions).

    python -m benchmarks.surplus_statements INDEX
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

from assistant.answerer import Clock
from assistant.answering.select import is_whole_list
from assistant.answering.statements import Statement
from assistant.answering.surplus import FILE, Surplus, surplus
from assistant.answering.trees import Trees, write_trees
from assistant.domain.conversation import Turn
from assistant.pipeline import Pipeline
from assistant.wiring import Archway
from benchmarks.calibrate import FOLDS

JUDGED = Path("tests/quality/surplus.jsonl")
STRUCK = frozenset("RXW")
WEIGHTS = {"K": 10.0, "A": 1.5}
"""How much striking a statement costs that should stay, beside one that should go."""
RISES = {"told_before": 1, "jaccard": 1, "score_share": -1, "asked": -1, "asked_share": -1, "gain": -1, "states_asked": -1}
"""Columns with which the probability may only rise (1) or only fall (-1)."""
SHARES = (0.05, 0.1, 0.15, 0.2, 0.25)
FOUND = 0.5
"""Share of an answer's statements that must be among the evidence found anew."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Statements that may be struck: what is known of each, shape (statements, columns), its letter, its fold."""

    known: NDArray[np.float64]
    letters: NDArray[np.str_]
    folds: NDArray[np.int64]


def main(index: Path) -> None:
    pipeline = Archway.open(index).pipeline
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    positions = {(_document(pipeline, u.passage), u.text): u.position for u in pipeline.library.units}
    told = [verdict for row in rows for verdict in _verdicts(row, pipeline, positions)]
    data = Verdicts(*(np.array(column) for column in zip(*told, strict=True)))
    probable = np.zeros(len(data.letters))
    for fold in range(FOLDS):
        held_out = data.folds == fold
        fitted = _fitted(data.known[~held_out], data.letters[~held_out])
        probable[held_out] = fitted.predict_proba(data.known[held_out])[:, 1]
    _report(data.letters, probable)
    write_trees(_read_off(_fitted(data.known, data.letters)), FILE)


def _verdicts(
    row: Mapping[str, Any], pipeline: Pipeline, positions: Mapping[tuple[str, str], int]
) -> Iterator[tuple[Surplus, str, int]]:
    """What is known of the statements of a judged answer that may be struck; none where the corpus or the search has changed
    too much."""
    history = [Turn(turn["role"], turn["content"]) for turn in row.get("history", ())]
    standalone = pipeline.condensed(row["question"], history)
    reply = pipeline.answerer.reply(standalone, None, Clock({}, lambda _: None))
    found = {e.unit.position: e for e in reply.evidence}
    places = [positions.get((document, text), -1) for document, text, *_ in row["statements"]]
    if -1 in places or sum(place in found for place in places) < FOUND * len(places):
        return
    library = pipeline.library
    stated = [found.get(place) or library.evidence(place) for place in places]
    bullets = [len(statement) > 2 for statement in row["statements"]]
    whole = is_whole_list([Statement(e.unit.text, (e,), bullet=b) for e, b in zip(stated, bullets, strict=True)])
    best = max(range(len(stated)), key=lambda place: stated[place].score)
    known = surplus(reply.question, stated, library, " ".join(standalone.answers))
    fold = zlib.crc32(row["question"].encode()) % FOLDS
    for place, (one, letter) in enumerate(zip(known, row["judged"], strict=True)):
        if place and place != best and not (whole and bullets[place]):
            yield one, letter, fold


def _document(pipeline: Pipeline, passage: int) -> str:
    return pipeline.library.passages[passage].document_id


def _fitted(known: NDArray[np.float64], letters: NDArray[np.str_]) -> HistGradientBoostingClassifier:
    struck = np.isin(letters, list(STRUCK))
    weights = np.array([WEIGHTS.get(letter, 1.0) for letter in letters])
    trees = HistGradientBoostingClassifier(
        max_iter=250,
        learning_rate=0.05,
        max_leaf_nodes=16,
        min_samples_leaf=20,
        l2_regularization=5.0,
        early_stopping=False,
        monotonic_cst=[RISES.get(name, 0) for name in Surplus._fields],
        random_state=0,
    )
    return trees.fit(known.astype(np.float32), struck, sample_weight=weights)


def _report(letters: NDArray[np.str_], probable: NDArray[np.float64]) -> None:
    struck = np.isin(letters, list(STRUCK))
    order = np.argsort(-probable, kind="stable")
    counts = {letter: int((letters == letter).sum()) for letter in "KABRXW"}
    print(f"{len(letters)} statements behind the first: {counts}; AUROC {roc_auc_score(struck, probable):.3f}")
    for share in SHARES:
        first = order[: int(share * len(order))]
        gone = {letter: int((letters[first] == letter).sum()) for letter in "KABRXW"}
        print(f"{share:.0%} struck, above {probable[first[-1]]:.2f}: {gone}")


def _read_off(fitted: HistGradientBoostingClassifier) -> Trees:
    """The trees of scikit-learn's classifier, which keeps them in private fields."""
    nodes = [predictors[0].nodes for predictors in fitted._predictors]
    roots = np.cumsum([0, *(len(tree) for tree in nodes[:-1])]).astype(np.int32)
    leaf = np.concatenate([tree["is_leaf"] for tree in nodes]).astype(bool)
    offsets = np.repeat(roots, [len(tree) for tree in nodes])

    def column(name: str) -> NDArray[Any]:
        return np.concatenate([tree[name] for tree in nodes])

    return Trees(
        start=float(fitted._baseline_prediction.ravel()[0]),
        names=Surplus._fields,
        roots=roots,
        columns=np.where(leaf, -1, column("feature_idx")).astype(np.int16),
        thresholds=np.where(leaf, 0.0, column("num_threshold")).astype(np.float32),
        left=(np.where(leaf, 0, column("left")) + offsets).astype(np.int32),
        right=(np.where(leaf, 0, column("right")) + offsets).astype(np.int32),
        values=column("value").astype(np.float32),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
