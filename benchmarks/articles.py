"""Archway on folders of raw documents that nobody prepared: no facts, no glossary, no questions of readers.

Each folder below `tests/quality/articles/` is indexed for itself and asked the questions of its readers. Prints totals alone.

    python -m benchmarks.articles [FOLDER_OF_FOLDERS]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from assistant import Archway
from assistant.backends.model_files import PACKAGED
from assistant.backends.sentence_model import SentenceModel
from assistant.domain.ports import TextEncoder
from assistant.evaluation.gates import NEAR_MISSES, Target, measure_gates
from assistant.evaluation.golden import read_golden
from assistant.evaluation.score import Verdict, judge
from benchmarks.calibrate_questions import ARTICLES, article_folders
from ingest.build_index import ingest

TARGETS = (
    Target("answerable passed", lambda v: not v.question.abstained, lambda v: v.passed, True, None, None),
    Target("later turns passed", lambda v: not v.question.abstained and bool(v.question.history), lambda v: v.passed,
           True, None, None),
    Target("false abstentions", lambda v: not v.question.abstained, lambda v: v.answer.abstained, False, None, None),
    Target("off topic missed", lambda v: v.question.abstained and v.question.group != NEAR_MISSES,
           lambda v: not v.answer.abstained, False, None, None),
    Target("near misses missed", lambda v: v.question.abstained and v.question.group == NEAR_MISSES,
           lambda v: not v.answer.abstained, False, None, None),
    Target("break a rule", lambda _: True, lambda v: bool(v.broken), False, None, None),
)  # fmt: skip


def main(folder: Path) -> None:
    encoder = SentenceModel()
    everything: list[Verdict] = []
    for place in article_folders(folder):
        verdicts = ask(place, encoder)
        everything += verdicts
        report(place.name, verdicts)
    report("all", everything)


def ask(place: Path, encoder: TextEncoder) -> list[Verdict]:
    """The verdicts on a folder's questions, each answered from its documents alone."""
    with tempfile.TemporaryDirectory() as work:
        ingest([place / "docs"], Path(work), encoder, model_name=PACKAGED)
        archway = Archway.open(Path(work), encoder=encoder)
        questions = read_golden(place / "questions.jsonl")
        return [judge(q, archway.ask(q.question, q.history), archway.document) for q in questions]


def report(name: str, verdicts: list[Verdict]) -> None:
    """One line of shares."""
    shares = (f"{gate.target.name} {gate.hits} of {gate.total} ({gate.share:.0%})" for gate in measure_gates(verdicts, TARGETS))
    print(f"{name:16} {', '.join(shares)}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
