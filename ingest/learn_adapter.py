"""What readers' questions teach, kept beside them: learned once, read by every ingest of the same questions.

The learning itself is in `contrastive.py`; docs/decisions/0016-readers-questions.md has the reasons and the figures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from assistant.answering.question import read_question
from assistant.backends.generation_store import Generation
from assistant.backends.tuned_model import TunedMaps, read_maps
from assistant.conversation.condense import condense
from assistant.domain.conversation import Turn
from assistant.domain.errors import CorpusError, ModelMissingError
from assistant.domain.ports import EncodedText, Matrix, TextEncoder
from assistant.language.glossary import split_glossary
from assistant.language.vocabulary import count_vocabulary
from assistant.retrieval.adapter import Adapter, mapped
from assistant.retrieval.listed_questions import ListedQuestions, packed
from assistant.retrieval.question_map import QuestionMap, unit_length
from ingest.contrastive import EncodedQuestions, encoded_questions, half_rounded, learn, vectors_of
from ingest.corpus import Corpus
from ingest.load import ENCODER_FILE, LEARNED_FILE
from ingest.reader_questions import ReaderQuestion

VERSION = 4
"""To be raised with every change of what is learned: an index keeps its adapter while its questions stay the same."""
LEAST_QUESTIONS = 200
"""With fewer, nothing is learned: a map of rank 128 would fit them by heart."""
_MAPS = ("unit_map", "missing")
_LISTED = ("asked", "scales", "hashes")
_QUESTION_MAP = ("whole", "attention", "parts")


def _nothing() -> Matrix:
    return np.zeros((0, 0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class TunedReader:
    """Layers tuned to readers' questions, in the file `layers` with this `digest`: the maps behind them, and the `encoder` that
    reads a question through them."""

    layers: Path
    digest: str
    maps: TunedMaps
    encoder: TextEncoder


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned from the questions with this `digest`; empty where nothing was.

    `unit_map` has shape (maps, dimension, rank). `missing` (topics, maps × rank) are the topics that the corpus does not hold,
    mapped as units are, `asked` (questions, rank) the questions themselves under the first map as whole numbers, `scales`
    (questions,) what each row is multiplied by, and `hashes` (questions,) tell their texts. `layers` is the file of the tuned
    layers before the maps, None where these take a question as the encoder gave it.
    """

    question_map: QuestionMap = field(default_factory=QuestionMap)
    unit_map: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0, 0), dtype=np.float32))
    missing: Matrix = field(default_factory=_nothing)
    topics: tuple[str, ...] = ()
    asked: NDArray[np.int8] = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int8))
    scales: NDArray[np.float16] = field(default_factory=lambda: np.zeros(0, dtype=np.float16))
    hashes: NDArray[np.uint64] = field(default_factory=lambda: np.zeros(0, dtype=np.uint64))
    digest: str = ""
    layers: Path | None = None

    def adapter(self, units: Matrix, questions: Sequence[ReaderQuestion]) -> Adapter:
        """The adapter of a corpus with these unit vectors (units, dimension), for the questions in the order of `asked`."""
        if not self.digest:
            return Adapter()
        order = self.order(questions)
        starts: list[int] = []
        groups: list[list[int]] = [[] for _ in range(len(units))]
        before: ReaderQuestion | None = None
        for place, row in enumerate(order):
            question = questions[row]
            if before is None or (question.units, question.topic) != (before.units, before.topic):
                for unit in question.units:
                    groups[unit].append(len(starts))
                starts.append(place)
            before = question
        answering = [unit for unit, own in enumerate(groups) if own]
        return Adapter(
            self.question_map,
            mapped(units, self.unit_map),
            self.missing,
            self.topics,
            ListedQuestions(
                self.asked[order],
                self.scales[order],
                np.array(starts, dtype=np.int32),
                np.array(answering, dtype=np.int32),
                np.array([0, *np.cumsum([len(groups[unit]) for unit in answering])][:-1], dtype=np.int32),
                np.array([group for unit in answering for group in groups[unit]], dtype=np.int32),
            ),
        )

    def order(self, questions: Sequence[ReaderQuestion]) -> list[int]:
        """Rows of the questions group by group, as an adapter holds them: by the units that answer them, then by topic."""
        topics = {topic: number for number, topic in enumerate(self.topics)}
        return sorted(
            range(len(questions)),
            key=lambda row: (topics.get(questions[row].topic, -1), questions[row].units, row),
        )


def learned_for(
    corpus: Corpus, units: Matrix, encoder: TextEncoder, previous: Generation | None, tuned: TunedReader | None = None
) -> Learned:
    """What the corpus' questions teach: as kept beside them or in the previous generation where that was learned from the same
    questions, else learned now. Raises CorpusError where what is kept cannot be read."""
    if len(corpus.questions) < LEAST_QUESTIONS:
        return Learned()
    digest = _digest(corpus, encoder, tuned)
    known = _of_generation(previous, digest) or _kept(corpus, digest)
    if known is None:
        return learn_anew(corpus, units, encoder, tuned)
    return replace(_with_all_asked(known, corpus, encoder, tuned), layers=tuned.layers if tuned else None)


def learn_anew(corpus: Corpus, units: Matrix, encoder: TextEncoder, tuned: TunedReader | None = None) -> Learned:
    """Learn from the corpus' questions, held against its unit vectors (units, dimension). Behind `tuned` layers the maps were
    learned with them, and only the questions are mapped."""
    texts = as_searched(corpus.questions, corpus, encoder)
    targets, topics = targets_of(corpus, len(units))
    if tuned is None:
        asked = encoded_questions(texts, encoder)
        means = topic_means(asked.vectors, targets, len(units), len(topics))
        question_map, unit_map = learn(asked, targets, units, means)
        rows = _mapped_questions(asked, question_map)
    else:
        question_map, unit_map = QuestionMap(tuned.maps.question_map[None]), tuned.maps.unit_map[None]
        about = [row for row, target in enumerate(targets) if target[0] >= len(units)]
        vectors = vectors_of([texts[row] for row in about], encoder) if about else units[:0]
        means = topic_means(vectors, [targets[row] for row in about], len(units), len(topics))
        rows = unit_length(vectors_of(texts, tuned.encoder) @ tuned.maps.question_map)
    return Learned(
        question_map,
        unit_map,
        half_rounded(mapped(means, unit_map)),
        topics,
        *packed(rows),
        np.array([_hash(q) for q in corpus.questions], dtype=np.uint64),
        _digest(corpus, encoder, tuned),
        tuned.layers if tuned else None,
    )


def tuned_layers(corpus: Corpus, encoder: TextEncoder) -> tuple[Path, TunedMaps] | None:
    """The file of layers tuned from this encoder that lies beside the corpus' questions, and the maps behind them; None where
    there is none, or too few questions. Raises CorpusError where it cannot be read."""
    if len(corpus.questions) < LEAST_QUESTIONS:
        return None
    for file in _beside_questions(corpus, ENCODER_FILE):
        if file.is_file():
            try:
                maps = read_maps(file)
            except ModelMissingError as error:
                raise CorpusError(str(file), 1, str(error)) from error
            if maps.base == encoder.fingerprint:
                return file, maps
    return None


def targets_of(corpus: Corpus, units: int) -> tuple[list[tuple[int, ...]], tuple[str, ...]]:
    """Of each of the corpus' questions the rows that answer it, among so many units and the topics behind them, and the topics
    in their order."""
    named = dict.fromkeys(q.topic for q in corpus.questions if q.topic)
    topics = {topic: units + number for number, topic in enumerate(named)}
    return [(topics[q.topic],) if q.topic else q.units for q in corpus.questions], tuple(topics)


def topic_means(vectors: Matrix, targets: Sequence[Sequence[int]], units: int, topics: int) -> Matrix:
    """The mean direction of the questions about each topic, shape (topics, dimension). `vectors` (questions, dimension) are
    those of the questions with these `targets`."""
    means = np.zeros((topics, vectors.shape[1]), dtype=np.float32)
    about = np.array([target[0] >= units for target in targets], dtype=bool)
    np.add.at(means, [target[0] - units for target in targets if target[0] >= units], vectors[about])
    return unit_length(means)


def keep(learned: Learned, file: Path) -> None:
    """Write what was learned to a file, so that an ingest of the same questions need not learn it again."""
    maps = {name: getattr(learned, name).astype(np.float16) for name in _MAPS}
    maps |= {name: getattr(learned.question_map, name).astype(np.float16) for name in _QUESTION_MAP}
    names = np.array("\n".join(learned.topics))
    np.savez_compressed(
        file,
        **maps,
        asked=learned.asked,
        scales=learned.scales,
        hashes=learned.hashes,
        topics=names,
        digest=np.array(learned.digest),
    )


def _kept(corpus: Corpus, digest: str) -> Learned | None:
    """What lies beside the questions, where it was learned from them."""
    for file in _beside_questions(corpus, LEARNED_FILE):
        if not file.is_file():
            continue
        try:
            with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as stored:
                if str(stored["digest"]) == digest:
                    maps = {name: stored[name].astype(np.float32) for name in _MAPS}
                    question_map = QuestionMap(*(stored[name].astype(np.float32) for name in _QUESTION_MAP))
                    topics = tuple(str(stored["topics"]).split("\n")) if len(maps["missing"]) else ()
                    listed = {name: stored[name] for name in _LISTED}
                    return Learned(question_map, **maps, topics=topics, **listed, digest=digest)
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            mend = "delete it, or write it anew: archway corpus learn"
            raise CorpusError(str(file), 1, f"what was learned cannot be read ({error}); {mend}") from error
    return None


def _beside_questions(corpus: Corpus, name: str) -> list[Path]:
    return list(dict.fromkeys(f.path.with_name(name) for f in corpus.files if f.holds_questions))


def _of_generation(previous: Generation | None, digest: str) -> Learned | None:
    if previous is None or previous.manifest.questions != digest:
        return None
    a = previous.adapter
    listed, hashes = a.listed, previous.listed_hashes
    return Learned(
        a.questions,
        previous.adapter_unit_map,
        a.missing,
        tuple(a.topics),
        np.array(listed.rows),
        np.array(listed.scales),
        np.array(hashes),
        digest,
    )


def _with_all_asked(known: Learned, corpus: Corpus, encoder: TextEncoder, tuned: TunedReader | None) -> Learned:
    """The same with the corpus' questions in its order: other facts make other questions of the same pattern."""
    rows = {int(number): row for row, number in enumerate(known.hashes)}
    hashes = np.array([_hash(q) for q in corpus.questions], dtype=np.uint64)
    new = [q for q, number in zip(corpus.questions, hashes, strict=True) if int(number) not in rows]
    asked, scales = known.asked, known.scales
    if new:
        encoded = encoded_questions(as_searched(new, corpus, encoder), tuned.encoder if tuned else encoder)
        more, their_scales = packed(_mapped_questions(encoded, known.question_map))
        asked, scales = np.concatenate([asked, more]), np.concatenate([scales, their_scales])
    rows.update((_hash(q), len(known.hashes) + number) for number, q in enumerate(new))
    order = [rows[int(number)] for number in hashes]
    return replace(known, asked=asked[order], scales=scales[order], hashes=hashes)


def _hash(question: ReaderQuestion) -> int:
    """64 bits that tell a question, with what was asked before it, from all others of a corpus."""
    return int.from_bytes(hashlib.sha256("\n".join((*question.after, question.text)).encode()).digest()[:8], "big")


def _mapped_questions(asked: EncodedQuestions, by: QuestionMap) -> Matrix:
    """Every question under the first map, shape (questions, rank)."""
    nowhere = np.zeros((0, 2), dtype=np.int32)
    rows = (EncodedText(vector, asked.tokens_of(q).astype(np.float32), nowhere, ()) for q, vector in enumerate(asked.vectors))
    first = QuestionMap(by.whole[:1], by.attention[:1], by.parts[:1])
    return np.stack([first.of(question)[0] for question in rows])


def _digest(corpus: Corpus, encoder: TextEncoder, tuned: TunedReader | None) -> str:
    by = f"{encoder.fingerprint} {tuned.digest}" if tuned else encoder.fingerprint
    asked = [f"{VERSION}", by, *(f"{file.id}\n{file.text}" for file in corpus.files if file.holds_questions)]
    return hashlib.sha256("\n".join(asked).encode()).hexdigest()


def as_searched(questions: Sequence[ReaderQuestion], corpus: Corpus, encoder: TextEncoder) -> list[str]:
    """Each reader's question as a new question is held against the listed ones: spelled right, with the other names of its
    terms; a later question of a talk with those before it."""
    glossary, attributes = split_glossary(corpus.terms, corpus.facts)
    vocabulary = count_vocabulary(entry.text for entry in corpus.inputs)

    def text_of(question: ReaderQuestion) -> str:
        standalone = condense(question.text, [Turn("user", text) for text in question.after], glossary)
        if standalone.talk:
            return standalone.talk
        return read_question(standalone.text, glossary, vocabulary, encoder.words, attributes).search_text

    return [text_of(question) for question in questions]
