"""The questions that the abstention probability is fitted on, each with the signals of its evidence."""

from __future__ import annotations

import hashlib
import json
import pickle
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from assistant.answering.evidence import gather_evidence
from assistant.answering.library import Library, facts_asked
from assistant.answering.signals import Signals, read_signals
from assistant.backends.model_files import PACKAGED
from assistant.backends.sentence_model import SentenceModel
from assistant.conversation.carried import search_parts
from assistant.conversation.condense import Standalone
from assistant.conversation.parts import asked_parts
from assistant.domain.conversation import Turn
from assistant.domain.ports import EncodedText
from assistant.evaluation.golden import read_golden_set
from assistant.evaluation.score import holds
from assistant.pipeline import Pipeline
from assistant.retrieval.adapter import Adapter
from assistant.wiring import Archway
from benchmarks.outside_sets import open_set, read_questions
from benchmarks.passages import index_passages, passage_files, passage_questions
from ingest.background import off_topic_questions
from ingest.build_index import ingest

GOLDEN = (Path("tests/quality/golden/tune.jsonl"), Path("tests/quality/golden/talks.jsonl"))
HELD = Path("tests/quality/golden/held.jsonl")
"""Questions of readers with whether the corpus held the answer when they asked."""
ARTICLES = Path("tests/quality/articles")
"""Folders of raw documents, each with questions of its readers."""
SETS = ("squad2", "nq_qed", "clapnq")
ANSWERABLE, UNANSWERABLE, ELSEWHERE = 240, 140, 80
"""Questions taken of each outside set."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question asked of `corpus`: where it comes from, whether it is answerable there (1) or not (0), and its signals,
    whether an adapter took part, and whether it is a follow-up."""

    corpus: str
    origin: str
    label: int
    question: str
    group: str
    signals: Signals
    learned: bool
    in_talk: bool = False

    @property
    def kind(self) -> str:
        """What it is weighed as."""
        if self.origin in SETS:
            return "outside"
        return self.origin.rsplit(" ", 1)[-1]

    @property
    def fold(self) -> int:
        """A number that is the same for the same question, whatever was taken away."""
        return int(hashlib.sha256(self.question.lower().encode()).hexdigest()[:8], 16)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question to ask; with a `history`, or with the questions `after` which it comes, to be answered first."""

    corpus: str
    origin: str
    label: int
    question: str
    group: str = ""
    golden: dict[str, Any] | None = None
    history: tuple[Turn, ...] = ()
    after: tuple[str, ...] = ()


class RememberedEncoder:
    """A `TextEncoder` that keeps what it has encoded in a file, for the same model only."""

    def __init__(self, encoder: SentenceModel, file: Path) -> None:
        self.fingerprint = encoder.fingerprint
        self.words = encoder.words
        self._encoder = encoder
        self._file = file
        known = pickle.loads(file.read_bytes()) if file.is_file() else ("", {})  # our own file
        self._known: dict[str, EncodedText] = known[1] if known[0] == encoder.fingerprint else {}

    def encode(self, texts: Sequence[str]) -> list[EncodedText]:
        """The texts' vectors."""
        for text in texts:
            if text not in self._known:
                self._known[text] = self._encoder.encode([text])[0]
        return [self._known[text] for text in texts]

    def save(self) -> None:
        """Write what is known to the file."""
        self._file.write_bytes(pickle.dumps((self.fingerprint, self._known)))


def collect(folder: Path, work: Path, encoder: SentenceModel) -> list[Row]:
    """Every question with its signals; indexes are built below `work` where they are missing or stale."""
    work.mkdir(parents=True, exist_ok=True)
    ingest([Path("corpus")], work / "ours", encoder, model_name=PACKAGED)
    for place in open_folders():
        ingest([place / "docs"], work / place.name, encoder, model_name=PACKAGED)
    for name in SETS:
        open_set(folder / name, work, encoder)
    remembered = RememberedEncoder(encoder, work / "questions.pickle")
    indexes = {place.name: work / place.name for place in open_folders()}
    indexes |= {name: index_passages(name, work, encoder) for name in passage_files()}
    indexes |= {"ours": work / "ours", **{name: work / name / "index" for name in SETS}}
    opened = {name: Archway.open(index, encoder=remembered).pipeline for name, index in indexes.items()}
    rows: list[Row] = []
    for asked in (*_own(), *_outside(folder)):
        pipeline = opened[asked.corpus]
        plain = replace(pipeline, retriever=replace(pipeline.retriever, adapter=Adapter()))
        standalone = pipeline.condensed(asked.question, asked.history or _talk(pipeline, asked.after))
        in_talk = bool(standalone.talk)
        if standalone.text != standalone.own and not in_talk:
            continue
        for reading in (plain, pipeline) if pipeline.retriever.adapter.learned else (plain,):
            learned = reading is not plain
            signals = _signals(reading, asked, standalone) if learned or not in_talk else None
            if signals is not None:
                rows.append(
                    Row(asked.corpus, asked.origin, asked.label, asked.question, asked.group, signals, learned, in_talk)
                )
    remembered.save()
    return rows


def article_folders(below: Path = ARTICLES) -> list[Path]:
    """The folders of raw documents, each with `docs` and `questions.jsonl`."""
    return sorted(file.parent for file in below.glob("*/questions.jsonl"))


def open_folders() -> list[Path]:
    """Those whose questions may be read one by one."""
    return [place for place in article_folders() if not read_golden_set(place / "questions.jsonl").locked]


def _talk(pipeline: Pipeline, after: Sequence[str]) -> list[Turn]:
    """The turns of a talk in which these questions were asked and answered."""
    turns: list[Turn] = []
    for question in after:
        answer = pipeline.ask(question, turns).answer
        turns += [Turn("user", question), Turn("assistant", answer)]
    return turns


def _own() -> Iterator[_Asked]:
    for row in chain.from_iterable(map(_lines, GOLDEN)):
        history = tuple(Turn(turn["role"], turn["content"]) for turn in row["history"])
        label = int(row["status"] != "abstained")
        yield _Asked("ours", "golden", label, row["question"], row["group"], history=history)
        if row.get("passages") and row["key_facts"] and not history:
            yield _Asked("ours", "removed", 0, row["question"], golden=row)
    for row in _lines(HELD):
        yield _Asked("ours", "readers", int(row["held"]), row["question"], after=tuple(row.get("after", ())))
    yield from _on_articles()
    yield from _on_passages()
    for question in off_topic_questions():
        for corpus in ("ours", *(place.name for place in open_folders()), *passage_files(), *SETS):
            yield _Asked(corpus, "everyday", 0, question)


def _on_articles() -> Iterator[_Asked]:
    """The readers' questions of each folder, and those of another one, which has nothing to do with it: the next but one, since
    some that stand side by side share a subject."""
    folders = open_folders()
    for place, other in zip(folders, (*folders[2:], *folders[:2]), strict=True):
        for row in _lines(place / "questions.jsonl"):
            if not row.get("history"):
                label = int(row["status"] != "abstained")
                origin = "articles near" if row["group"] == "near_misses" else "articles"
                yield _Asked(place.name, origin, label, row["question"], row["group"])
        for row in _lines(other / "questions.jsonl"):
            if not row.get("history") and row["status"] != "abstained":
                yield _Asked(place.name, "articles elsewhere", 0, row["question"])


def _on_passages() -> Iterator[_Asked]:
    """A third of the questions about passages, and some of those about the passages of another file."""
    names = passage_files()
    for place, name in enumerate(names):
        for question in list(passage_questions(name))[::3]:
            origin = "passages" if question.answers else "passages close"
            yield _Asked(name, origin, int(bool(question.answers)), question.question)
        for question in list(passage_questions(names[(place + 5) % len(names)]))[::9]:
            if question.answers:
                yield _Asked(name, "passages elsewhere", 0, question.question)


def _outside(folder: Path) -> Iterator[_Asked]:
    for place, name in enumerate(SETS):
        questions = [q for q in read_questions(folder / name) if not q.history]
        random.Random(0).shuffle(questions)
        held = [q.question for q in questions if not q.unanswerable]
        for question in held[:ANSWERABLE]:
            yield _Asked(name, name, 1, question)
        for q in [q for q in questions if q.unanswerable][:UNANSWERABLE]:
            yield _Asked(name, f"{name} unanswerable", 0, q.question)
        for number, question in enumerate(held[-ELSEWHERE:]):
            yield _Asked(SETS[(place + 1) % len(SETS)], f"{name} elsewhere", 0, question)
            if number % 2:
                yield _Asked("ours", f"{name} elsewhere", 0, question)


def _signals(pipeline: Pipeline, asked: _Asked, standalone: Standalone) -> Signals | None:
    """The signals of the surest reading of a message; None when what was taken away is still told."""
    if standalone.talk:
        return _read(pipeline, pipeline.library, standalone, frozenset(), None)
    library = pipeline.library
    removed = _passages_of(asked.golden, library) if asked.golden else frozenset()
    if asked.golden:
        if not removed:
            return None
        library = replace(library, facts={u: f for u, f in library.facts.items() if library.units[u].passage not in removed})
    parts = [part.text for part in asked_parts(asked.question, library.glossary)]
    texts = dict.fromkeys((*parts, asked.question))
    read = [_read(pipeline, library, Standalone(text, text), removed, asked.golden) for text in texts]
    if asked.golden and None in read:
        return None
    return max((s for s in read if s is not None), key=lambda s: s.late + s.passage + s.met_together, default=None)


def _read(
    pipeline: Pipeline, library: Library, standalone: Standalone, removed: frozenset[int], golden: dict[str, Any] | None
) -> Signals | None:
    question = pipeline.answerer.understood(standalone)
    also = {library.units[position].passage for position in facts_asked(question, library)}
    parts = search_parts(question.search_text, standalone)
    proposed = pipeline.retriever.propose(parts, (lambda p: p not in removed) if removed else None, also)
    in_talk = bool(standalone.talk)
    retrieval = pipeline.retriever.rerank(proposed, 30, also)
    evidence = gather_evidence(question, retrieval, library, in_talk=in_talk)
    told = "\n".join(e.context for e in evidence[:8])
    if not evidence or (golden and any(any(holds(told, form) for form in fact) for fact in golden["key_facts"])):
        return None
    return read_signals(question, retrieval, evidence, library)


def _passages_of(golden: dict[str, Any], library: Library) -> frozenset[int]:
    """The passages that hold what answers a golden question."""
    found: set[int] = set()
    for wanted in golden["passages"]:
        quote = _flat(wanted["quote"])
        for passage in library.passages:
            if passage.document_id == wanted["document"]:
                text = library.documents[passage.document_id].text
                spans = [library.units[position].span for position in passage.units]
                told = [_flat(text[span.start : span.end]) for span in spans if span.end > span.start]
                if any(quote in t or t in quote for t in told):
                    found.add(passage.position)
    return frozenset(found)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
