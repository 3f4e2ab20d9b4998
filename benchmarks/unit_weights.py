"""Fit the weights of a unit's score where no readers' questions were learned: prints those that `evidence.py` holds as `PLAIN`.

The units of the passages found for a question compete in a conditional logit (McFadden 1974): the log-odds of each are a
weighted sum of what its score is made of, and those that answer shall be likelier than the others. Questions are those about
passages (tests/quality/passages), about open folders of raw documents and of three outside sets, one weight each set. Shares
are of questions that the weights were not fitted on (five folds, by passages, folder and question): the best unit answers.

    python -m benchmarks.unit_weights FOLDER_OF_SETS WORK_FOLDER
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.answering.evidence import PLAIN, Weights, gather_evidence
from assistant.backends.model_files import PACKAGED
from assistant.backends.sentence_model import SentenceModel
from assistant.conversation.carried import search_parts
from assistant.conversation.condense import Standalone
from assistant.domain.evidence import Evidence
from assistant.domain.ports import TextEncoder
from assistant.evaluation.golden import read_golden
from assistant.evaluation.outside import OutsideQuestion
from assistant.evaluation.score import holds
from assistant.pipeline import Pipeline
from assistant.wiring import Archway
from benchmarks.calibrate_questions import SETS, RememberedEncoder, open_folders
from benchmarks.outside_sets import open_set, read_questions
from benchmarks.passages import index_passages, passage_files, passage_questions
from ingest.build_index import ingest

NAMES = tuple(f.name for f in fields(Weights) if f.name not in ("adapted", "asked"))
SET_WEIGHTS = {"twins": 1.0, "long": 1.0, "articles": 2.0, "squad2": 1.0, "nq_qed": 1.0, "clapnq": 0.7}
MOST = 600
"""Questions taken of each outside set."""
FOLDS = 5
RIDGE = 1e-3
_BETWEEN_WORDS = re.compile(r"\W+")

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set: `parts` (units, weights) is what each unit's score is made of, `answers` (units,) which answer, and
    `scores` (units,) what the weights in use make of it."""

    origin: str
    fold: int
    parts: Floats
    answers: NDArray[np.bool_]
    scores: Floats


def main(folder: Path, work: Path) -> None:
    encoder = RememberedEncoder(SentenceModel(), work / "units.pickle")
    asked = [*_about_passages(work, encoder), *_about_articles(work, encoder), *_outside(folder, work, encoder)]
    encoder.save()
    asked = [a for a in asked if a.answers.any() and len(a.answers) > 1]
    spread = np.concatenate([a.parts for a in asked]).std(axis=0) + 1e-9
    found = fitted(asked, spread)
    scale = PLAIN.cosine / found[NAMES.index("cosine")]
    print("Weights(" + ", ".join(f"{name}={weight * scale:.2f}" for name, weight in zip(NAMES, found, strict=True)) + ")")
    held_out = {fold: fitted([a for a in asked if a.fold != fold], spread) for fold in range(FOLDS)}
    for origin in SET_WEIGHTS:
        rows = [a for a in asked if a.origin == origin]
        now = np.mean([a.answers[a.scores.argmax()] for a in rows])
        new = np.mean([a.answers[(a.parts @ held_out[a.fold]).argmax()] for a in rows])
        print(f"{origin:9} {len(rows):5} questions: best unit answers, as scored now {now:.3f}, fitted {new:.3f}")


def fitted(asked: list[Asked], spread: Floats) -> Floats:
    """The weights under which the units that answer are likeliest, with a ridge on standardised parts."""
    counts = {origin: sum(a.origin == origin for a in asked) for origin in SET_WEIGHTS}
    shares = np.array([SET_WEIGHTS[a.origin] / counts[a.origin] for a in asked])
    return conditional_logit([a.parts / spread for a in asked], [a.answers for a in asked], shares / shares.sum()) / spread


def conditional_logit(parts: list[Floats], answers: list[NDArray[np.bool_]], shares: Floats) -> Floats:
    """The weights of a conditional logit (McFadden 1974) with a ridge: of each question the `parts`, shape (candidates,
    features), and which of its candidates are right, one at least; `shares` of the questions sum to 1."""
    rows, right_ones = np.concatenate(parts), np.concatenate(answers)
    starts = np.cumsum([0, *(len(a) for a in answers[:-1])])
    owner = np.repeat(np.arange(len(answers)), [len(a) for a in answers])

    def loss(weights: Floats) -> tuple[float, Floats]:
        logits = rows @ weights
        logits = np.exp(logits - np.maximum.reduceat(logits, starts)[owner])
        whole, right = np.add.reduceat(logits, starts), np.add.reduceat(np.where(right_ones, logits, 0.0), starts)
        pull = (logits / whole[owner] - np.where(right_ones, logits, 0.0) / right[owner]) * shares[owner]
        return float(shares @ np.log(whole / right) + RIDGE * weights @ weights), rows.T @ pull + 2 * RIDGE * weights

    return np.asarray(minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x)


def _asked(origin: str, key: str, question: str, pipeline: Pipeline, answers: Callable[[Evidence], bool]) -> Asked | None:
    """The question as asked of a corpus; None where nothing is found. `key` names what is kept in one fold."""
    standalone = Standalone(question, question)
    read = pipeline.answerer.understood(standalone)
    retrieval = pipeline.retriever.rerank(pipeline.retriever.propose(search_parts(read.search_text, standalone), None), 30)

    def scored(weights: Weights) -> dict[int, Evidence]:
        return {e.unit.position: e for e in gather_evidence(read, retrieval, pipeline.library, weights=weights)}

    nothing = Weights(**dict.fromkeys(NAMES, 0.0))
    now, bare = scored(PLAIN), scored(nothing)
    columns = [scored(Weights(**(dict.fromkeys(NAMES, 0.0) | {name: 1.0}))) for name in NAMES]
    if not now:
        return None
    parts = np.array([[column[p].score - bare[p].score for column in columns] for p in now])
    right = np.array([bool(answers(e)) for e in now.values()])
    return Asked(origin, zlib.crc32(key.encode()) % FOLDS, parts, right, np.array([e.score for e in now.values()]))


def _about_passages(work: Path, encoder: TextEncoder) -> Iterator[Asked]:
    for name in passage_files():
        pipeline = Archway.open(index_passages(name, work, encoder), encoder=encoder).pipeline
        for question in passage_questions(name):
            if question.answers:
                told = [_bare(answer) for answer in question.answers]
                asked = _asked(
                    name.split("-")[0],
                    question.group,
                    question.question,
                    pipeline,
                    partial(_is_one_of, told),
                )
                if asked is not None:
                    yield asked


def _about_articles(work: Path, encoder: TextEncoder) -> Iterator[Asked]:
    for place in open_folders():
        ingest([place / "docs"], work / place.name, encoder, model_name=PACKAGED)
        pipeline = Archway.open(work / place.name, encoder=encoder).pipeline
        for golden in read_golden(place / "questions.jsonl"):
            if golden.key_facts and not golden.history:
                asked = _asked(
                    "articles",
                    place.name,
                    golden.question,
                    pipeline,
                    partial(_holds_one_of, golden.key_facts),
                )
                if asked is not None:
                    yield asked


def _outside(folder: Path, work: Path, encoder: TextEncoder) -> Iterator[Asked]:
    for name in SETS:
        pipeline = open_set(folder / name, work, encoder).pipeline
        for outside in [q for q in read_questions(folder / name) if not (q.unanswerable or q.history)][:MOST]:
            asked = _asked(name, outside.question, outside.question, pipeline, partial(_answers, outside))
            if asked is not None:
                yield asked


def _answers(outside: OutsideQuestion, evidence: Evidence) -> bool:
    text = _bare(evidence.unit.text)
    if outside.gold_sentences:
        return any(_same(text, _bare(sentence)) for sentence in outside.gold_sentences)
    return evidence.document.id in outside.documents and any(_bare(answer) in text for answer in outside.answers)


def _is_one_of(sentences: Sequence[str], evidence: Evidence) -> bool:
    return any(_same(_bare(evidence.unit.text), sentence) for sentence in sentences)


def _holds_one_of(facts: Sequence[Sequence[str]], evidence: Evidence) -> bool:
    return any(holds(evidence.unit.text, form) for fact in facts for form in fact)


def _same(one: str, other: str) -> bool:
    return len(one) > 4 and (one in other or other in one)


def _bare(text: str) -> str:
    return _BETWEEN_WORDS.sub("", text.lower())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
