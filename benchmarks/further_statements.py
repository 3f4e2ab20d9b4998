"""Fit which further statement comes next, and when one is worth saying: prints the weights that `further.py` holds as
`UTILITY`, `WORTH` and `INTERCEPT`.

Behind the best unit for an open golden question its next ones are said one after the other, as far as they are near and new and
an answer has room. Each either holds a key fact that none before it held, or not; a logistic regression with a ridge, on
standardised numbers, tells which. Where only some of those that may come next do, a conditional logit tells these from the
others. Shares are of questions that neither was fitted on (eight folds, by questions).

    python -m benchmarks.further_statements INDEX
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answerer import Clock
from assistant.answering.further import NOVELTY_WEIGHT, Addition, Next, addition, announces, coming, further, met_by
from assistant.answering.narrowing import of_the_place, of_the_provider, to_the_point
from assistant.answering.select import KEEP, MAX_UNITS, WORD_BUDGET, words
from assistant.domain.evidence import Evidence
from assistant.domain.passages import UnitKind
from assistant.domain.questions import Question, Shape
from assistant.evaluation.golden import GoldenQuestion, read_golden
from assistant.evaluation.score import holds
from assistant.pipeline import Pipeline
from assistant.wiring import Archway
from benchmarks.calibrate import FOLDS, cross_validated, fit
from benchmarks.unit_weights import conditional_logit

GOLDEN = Path("tests/quality/golden")
FILES = ("tune", "several-facts", "talks", "desk", "asked-anew", "look-alikes")
STRENGTH = 125.0
"""Weight of all statements together beside the ridge of the regression."""
LEFT_OUT = (0.1, 0.2, 0.3, 0.4)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a fold, what is `near` it, best first, and its `key_facts`, each in the forms that state it."""

    fold: int
    question: Question
    near: list[Evidence]
    key_facts: Sequence[Sequence[str]]

    def lacking(self, said: Sequence[Evidence]) -> list[str]:
        """All forms of the key facts that are not said."""
        told = "\n".join(e.unit.text for e in said)
        return [form for fact in self.key_facts if not any(holds(told, form) for form in fact) for form in fact]


@dataclass(frozen=True, slots=True)
class Choice:
    """What may come next in an answer to a question of a fold: what is known of each, shape (units, 5), which of them tell a
    key fact that was not told, and which one the score and the gain would take."""

    fold: int
    known: NDArray[np.float64]
    tell: NDArray[np.bool_]
    by_score: int


@dataclass(frozen=True, slots=True)
class Row:
    """A further statement of a question of a fold, and whether it tells a key fact that was not told."""

    fold: int
    known: Addition
    tells: bool


def main(index: Path) -> None:
    pipeline = Archway.open(index).pipeline
    asked = [found for name in FILES for golden in read_golden(GOLDEN / f"{name}.jsonl") if (found := _asked(golden, pipeline))]
    _print_next([choice for one in asked for choice in _choices(one)])
    rows = [row for one in asked for row in _rows(one)]
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


def _print_next(choices: list[Choice]) -> None:
    weights = _fitted(choices)
    print("Next(" + ", ".join(f"{name}={w:.3g}" for name, w in zip(Next._fields, weights, strict=True)) + ")")
    right = 0
    for fold in range(FOLDS):
        weights = _fitted([c for c in choices if c.fold != fold])
        right += sum(bool(c.tell[int((c.known @ weights).argmax())]) for c in choices if c.fold == fold)
    by_score = sum(bool(c.tell[c.by_score]) for c in choices)
    told = f"by score and gain {by_score / len(choices):.3f}, by utility {right / len(choices):.3f}"
    print(f"of {len(choices)} choices the one taken tells a further key fact: {told}")


def _fitted(choices: list[Choice]) -> NDArray[np.float64]:
    """The weights, fitted on standardised numbers, so that the ridge holds them alike."""
    spread = np.concatenate([c.known for c in choices]).std(axis=0)
    shares = np.full(len(choices), 1 / len(choices))
    weights = conditional_logit([c.known / spread for c in choices], [c.tell for c in choices], shares)
    return np.asarray(weights / spread)


def _asked(golden: GoldenQuestion, pipeline: Pipeline) -> Asked | None:
    """The question with its evidence; None for one that is not held."""
    if golden.abstained or not golden.key_facts:
        return None
    reply = pipeline.answerer.reply(pipeline.condensed(golden.question, golden.history), None, Clock({}, lambda _: None))
    question, library = reply.question, pipeline.library
    local = of_the_provider(question, of_the_place(question, reply.evidence, library), library)
    least = KEEP * reply.evidence[0].score
    kinds = {UnitKind.ROW} if question.shape is Shape.DEFINITION else {UnitKind.ROW, UnitKind.TERM}
    narrow = [e for e in to_the_point(question, local, library) if e.score >= least]
    near = [e for e in narrow if e.unit.kind not in kinds and not announces(e.unit)]
    return Asked(zlib.crc32(golden.id.encode()) % FOLDS, question, near, golden.key_facts) if near else None


def _choices(asked: Asked) -> Iterator[Choice]:
    """What may come next each time, as long as something tells a further key fact; the best of these is then said."""
    said = asked.near[:1]
    while len(said) < MAX_UNITS:
        room, lacking = WORD_BUDGET - words(said), asked.lacking(said)
        able = [e for e in asked.near if further(asked.question, [e], said, room, 1)]
        tell = np.array([any(holds(e.unit.text, form) for form in lacking) for e in able], dtype=bool)
        if not tell.any():
            return
        if not tell.all():
            known = np.array([coming(e, addition(asked.question, e, said), met_by(said)) for e in able])
            by_score = np.argmax([e.score + NOVELTY_WEIGHT * k[0] for e, k in zip(able, known, strict=True)])
            yield Choice(asked.fold, known, tell, int(by_score))
        said = [*said, max(compress(able, tell), key=lambda e: e.score)]


def _rows(asked: Asked) -> Iterator[Row]:
    said = asked.near[:1]
    while len(said) < MAX_UNITS:
        added = further(asked.question, asked.near, said, WORD_BUDGET - words(said), 1, least=0.0)
        if not added:
            return
        tells = any(holds(added[0].unit.text, form) for form in asked.lacking(said))
        yield Row(asked.fold, addition(asked.question, added[0], said), tells)
        said = [*said, *added]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
