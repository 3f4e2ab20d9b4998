"""Fit the abstention probability: prints the weights that `assistant/answering/abstain.py` holds, rounded.

Positives are answerable questions asked of their own corpus (the golden tuning half, questions of readers who tried the
assistant, and three outside sets in BEIR form); negatives are the unanswerable ones, and the outside sets' questions asked of
another corpus. Penalties for unknown names and figures are rules and are not fitted.

    python -m benchmarks.calibrate FOLDER_OF_SETS
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from pathlib import Path

import numpy as np

from assistant.answering.evidence import gather_evidence
from assistant.answering.residue import unmet_share
from assistant.backends.model_files import PACKAGED
from assistant.backends.sentence_model import SentenceModel
from assistant.evaluation.golden import read_golden
from assistant.retrieval.retrieve import Part
from assistant.wiring import Archway
from benchmarks.outside_sets import open_set, read_questions
from ingest.build_index import ingest

GOLDEN = Path("tests/quality/golden/tune.jsonl")
HELD = Path("tests/quality/golden/held.jsonl")
"""Questions of readers with whether the corpus held the answer on 2026-11-21."""
SETS = ("squad2", "nq_qed", "clapnq")
FEATURES = ("unit cosine", "unit MaxSim", "passage cosine", "share of words unmet")
WEIGHTS = {"golden": 350, "readers": 500}
"""Weight of a kind of question as a whole; 120 for every other."""


def main(folder: Path) -> None:
    from sklearn.linear_model import LogisticRegression

    encoder = SentenceModel()
    rows: list[list[float]] = []
    labels: list[int] = []
    origins: list[str] = []

    def add(archway: Archway, question: str, label: int, origin: str) -> None:
        rows.append(features(archway, question))
        labels.append(label)
        origins.append(origin)

    with tempfile.TemporaryDirectory() as work:
        ingest([Path("corpus")], Path(work) / "ours", encoder, model_name=PACKAGED)
        ours = Archway.open(Path(work) / "ours", encoder=encoder)
        for golden in read_golden(GOLDEN):
            if not golden.history:
                add(ours, golden.question, int(not golden.abstained), "golden")
        for line in HELD.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            add(ours, row["question"], int(row["held"]), "readers")
        opened = {name: open_set(folder / name, Path(work), encoder) for name in SETS}
        for place, name in enumerate(SETS):
            questions = [q for q in read_questions(folder / name) if not q.history]
            random.Random(0).shuffle(questions)
            for q in [q for q in questions if not q.unanswerable][:250]:
                add(opened[name], q.question, 1, name)
            for q in [q for q in questions if q.unanswerable][:150]:
                add(opened[name], q.question, 0, f"{name} unanswerable")
            elsewhere = opened[SETS[(place + 1) % len(SETS)]]
            for number, q in enumerate(questions[300:500]):
                add(ours if number % 2 else elsewhere, q.question, 0, f"{name} elsewhere")
    counts = {origin: origins.count(origin) for origin in origins}
    weights = np.array([WEIGHTS.get(origin, 120) / counts[origin] for origin in origins])
    model = LogisticRegression(C=10, max_iter=1000).fit(np.array(rows), labels, sample_weight=weights)
    print(f"questions: {counts}")
    print(
        f"bias {model.intercept_[0]:.1f}, " + ", ".join(f"{n} {w:.1f}" for n, w in zip(FEATURES, model.coef_[0], strict=True))
    )


def features(archway: Archway, text: str) -> list[float]:
    """The signals of the best unit for one question."""
    pipeline = archway.pipeline
    question = pipeline.read(text)
    encoded, fused = pipeline.retriever.propose([Part(question.search_text)], None)
    retrieval = pipeline.retriever.rerank(encoded[0], fused, 30)
    evidence = gather_evidence(question, retrieval, pipeline.library)
    best = evidence[0]
    return [best.cosine, best.late, best.passage_cosine, unmet_share(question, retrieval, evidence)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
