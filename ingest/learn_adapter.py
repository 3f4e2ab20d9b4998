"""Learn from readers' questions where questions lie among the statements that answer them.

A map of questions, with attention to their tokens, and a linear one of units, both of rank `RANK`, are fitted by gradient
descent (Adam) on the contrastive loss: a question shall be nearer to one of the
units that answer it than to any other unit (InfoNCE, van den Oord and others 2018, with the sum over the positives as in
Miech and others 2020, since a question may have several answers). Topics that the corpus does not hold take part as units of
their own, so that a question about one of them lies near none of the corpus. docs/decisions/0016-readers-questions.md has the
figures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from assistant.answering.question import read_question
from assistant.backends.generation_store import Generation
from assistant.conversation.condense import condense
from assistant.domain.conversation import Turn
from assistant.domain.errors import CorpusError
from assistant.domain.ports import EncodedText, Matrix, TextEncoder
from assistant.language.glossary import split_glossary
from assistant.language.vocabulary import count_vocabulary
from assistant.retrieval.adapter import Adapter, mapped
from assistant.retrieval.question_map import QuestionMap, unit_length
from ingest.corpus import Corpus
from ingest.load import LEARNED_FILE
from ingest.reader_questions import ReaderQuestion

VERSION = 3
"""To be raised with every change of what is learned: an index keeps its adapter while its questions stay the same."""
RANK = 128
HEADS = 16
"""Heads of attention over a question's tokens; 8 find less, 24 no more."""
EPOCHS = 6
BATCH = 512
RATE = 3e-3
ATTENTION = 6.0
"""Factor of the attention's scores while it is learned, which makes its steps as much larger."""
SHARPNESS = 20.0
"""Factor of the cosines before the softmax, the inverse of its temperature."""
LEAST_QUESTIONS = 200
"""With fewer, nothing is learned: a map of rank 128 would fit them by heart."""
MOST_UNITS = 20_000
"""Units that a question is held against; of a larger corpus those that answer questions, and a fixed choice of the rest."""
SEED = 0
_AT_ONCE = 1024
_MAPS = ("unit_map", "missing")
_QUESTION_MAP = ("whole", "attention", "parts")


def _nothing() -> Matrix:
    return np.zeros((0, 0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned from the questions with this `digest`; empty where nothing was.

    `unit_map` has shape (dimension, rank). `missing` (topics, rank) are the topics that the corpus
    does not hold, mapped as units are, `asked` (questions, rank) the questions themselves as mapped, and `hashes`
    (questions,) tell their texts.
    """

    question_map: QuestionMap = field(default_factory=QuestionMap)
    unit_map: Matrix = field(default_factory=_nothing)
    missing: Matrix = field(default_factory=_nothing)
    topics: tuple[str, ...] = ()
    asked: Matrix = field(default_factory=_nothing)
    hashes: NDArray[np.uint64] = field(default_factory=lambda: np.zeros(0, dtype=np.uint64))
    digest: str = ""

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
            self.asked[order],
            np.array(starts, dtype=np.int32),
            np.array(answering, dtype=np.int32),
            np.array([0, *np.cumsum([len(groups[unit]) for unit in answering])][:-1], dtype=np.int32),
            np.array([group for unit in answering for group in groups[unit]], dtype=np.int32),
        )

    def order(self, questions: Sequence[ReaderQuestion]) -> list[int]:
        """Rows of the questions group by group, as an adapter holds them: by the units that answer them, then by topic."""
        topics = {topic: number for number, topic in enumerate(self.topics)}
        return sorted(
            range(len(questions)),
            key=lambda row: (topics.get(questions[row].topic, -1), questions[row].units, row),
        )


def learned_for(corpus: Corpus, units: Matrix, encoder: TextEncoder, previous: Generation | None) -> Learned:
    """What the corpus' questions teach: as kept beside them or in the previous generation where that was learned from the same
    questions, else learned now. Raises CorpusError where what is kept cannot be read."""
    if len(corpus.questions) < LEAST_QUESTIONS:
        return Learned()
    digest = _digest(corpus, encoder)
    known = _of_generation(previous, digest) or _kept(corpus, digest)
    return learn_anew(corpus, units, encoder) if known is None else _with_all_asked(known, corpus, encoder)


def learn_anew(corpus: Corpus, units: Matrix, encoder: TextEncoder) -> Learned:
    """Learn from the corpus' questions, held against its unit vectors (units, dimension)."""
    named = dict.fromkeys(q.topic for q in corpus.questions if q.topic)
    topics = {topic: len(units) + number for number, topic in enumerate(named)}
    targets = [(topics[q.topic],) if q.topic else q.units for q in corpus.questions]
    asked = encoded_questions(_as_searched(corpus.questions, corpus, encoder), encoder)
    dimension = asked.vectors.shape[1]
    means = np.zeros((len(topics), dimension), dtype=np.float32)
    about = np.array([target[0] >= len(units) for target in targets])
    np.add.at(means, [target[0] - len(units) for target in targets if target[0] >= len(units)], asked.vectors[about])
    means = unit_length(means)
    question_map, unit_map = learn(asked, targets, units, means)
    return Learned(
        question_map,
        unit_map,
        _rounded(mapped(means, unit_map)),
        tuple(topics),
        _unpacked(*_packed(_mapped_questions(asked, question_map))),
        np.array([_hash(q) for q in corpus.questions], dtype=np.uint64),
        _digest(corpus, encoder),
    )


def keep(learned: Learned, file: Path) -> None:
    """Write what was learned to a file, so that an ingest of the same questions need not learn it again."""
    maps = {name: getattr(learned, name).astype(np.float16) for name in _MAPS}
    maps |= {name: getattr(learned.question_map, name).astype(np.float16) for name in _QUESTION_MAP}
    asked, scales = _packed(learned.asked)
    names = np.array("\n".join(learned.topics))
    np.savez_compressed(
        file, **maps, asked=asked, scales=scales, hashes=learned.hashes, topics=names, digest=np.array(learned.digest)
    )


def _kept(corpus: Corpus, digest: str) -> Learned | None:
    """What lies beside the questions, where it was learned from them."""
    for file in dict.fromkeys(f.path.with_name(LEARNED_FILE) for f in corpus.files if f.holds_questions):
        if not file.is_file():
            continue
        try:
            with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as stored:
                if str(stored["digest"]) == digest:
                    maps = {name: stored[name].astype(np.float32) for name in _MAPS}
                    question_map = QuestionMap(*(stored[name].astype(np.float32) for name in _QUESTION_MAP))
                    asked = _unpacked(stored["asked"], stored["scales"])
                    topics = tuple(str(stored["topics"]).split("\n")) if len(maps["missing"]) else ()
                    return Learned(question_map, **maps, topics=topics, asked=asked, hashes=stored["hashes"], digest=digest)
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            mend = "delete it, or write it anew: archway corpus learn"
            raise CorpusError(str(file), 1, f"what was learned cannot be read ({error}); {mend}") from error
    return None


def _of_generation(previous: Generation | None, digest: str) -> Learned | None:
    if previous is None or previous.manifest.questions != digest:
        return None
    a = previous.adapter
    unit_map, hashes = previous.adapter_unit_map, previous.asked_hashes
    return Learned(a.questions, unit_map, a.missing, tuple(a.topics), np.array(a.asked), np.array(hashes), digest)


def _with_all_asked(known: Learned, corpus: Corpus, encoder: TextEncoder) -> Learned:
    """The same with the corpus' questions in its order: other facts make other questions of the same pattern."""
    rows = {int(number): row for row, number in enumerate(known.hashes)}
    hashes = np.array([_hash(q) for q in corpus.questions], dtype=np.uint64)
    new = [q for q, number in zip(corpus.questions, hashes, strict=True) if int(number) not in rows]
    asked = known.asked
    if new:
        encoded = encoded_questions(_as_searched(new, corpus, encoder), encoder)
        asked = np.concatenate([asked, _mapped_questions(encoded, known.question_map)])
    rows.update((_hash(q), len(known.hashes) + number) for number, q in enumerate(new))
    return replace(known, asked=asked[[rows[int(number)] for number in hashes]], hashes=hashes)


def _hash(question: ReaderQuestion) -> int:
    """64 bits that tell a question, with what was asked before it, from all others of a corpus."""
    return int.from_bytes(hashlib.sha256("\n".join((*question.after, question.text)).encode()).digest()[:8], "big")


@dataclass(frozen=True, slots=True)
class EncodedQuestions:
    """Questions through the encoder: `vectors` (questions, dimension), and of question q the rows bounds[q]:bounds[q + 1] of
    `tokens` (tokens, dimension), in half precision."""

    vectors: Matrix
    tokens: NDArray[np.float16]
    bounds: NDArray[np.int64]

    def tokens_of(self, question: int) -> NDArray[np.float16]:
        """The tokens of one question, shape (tokens, dimension)."""
        return self.tokens[self.bounds[question] : self.bounds[question + 1]]


def encoded_questions(texts: Sequence[str], encoder: TextEncoder) -> EncodedQuestions:
    """Texts, one or more, through the encoder, with their tokens."""
    vectors: list[Matrix] = []
    tokens: list[NDArray[np.float16]] = []
    counts: list[int] = []
    for start in range(0, len(texts), _AT_ONCE):
        found = encoder.encode(texts[start : start + _AT_ONCE])
        vectors.append(np.stack([encoded.vector for encoded in found]))
        tokens.append(np.concatenate([encoded.tokens for encoded in found]).astype(np.float16))
        counts += [len(encoded.tokens) for encoded in found]
    return EncodedQuestions(np.concatenate(vectors), np.concatenate(tokens), np.concatenate([[0], np.cumsum(counts)]))


def _mapped_questions(asked: EncodedQuestions, by: QuestionMap) -> Matrix:
    """Every question in the learned space, shape (questions, rank)."""
    nowhere = np.zeros((0, 2), dtype=np.int32)
    rows = (EncodedText(vector, asked.tokens_of(q).astype(np.float32), nowhere, ()) for q, vector in enumerate(asked.vectors))
    return np.stack([by.of(question) for question in rows])


def _packed(rows: Matrix) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """Rows as whole numbers of 8 bits with one scale each."""
    scales = (np.abs(rows).max(axis=1, initial=1e-9) / 127.0).astype(np.float16)
    return np.rint(rows / scales[:, None].astype(np.float32)).clip(-127, 127).astype(np.int8), scales


def _unpacked(rows: NDArray[np.int8], scales: NDArray[np.float16]) -> Matrix:
    return rows.astype(np.float32) * scales[:, None].astype(np.float32)


def _rounded(matrix: Matrix) -> Matrix:
    """As a file keeps it, so that what is learned now equals what is read."""
    return matrix.astype(np.float16).astype(np.float32)


def _digest(corpus: Corpus, encoder: TextEncoder) -> str:
    asked = [f"{VERSION}", encoder.fingerprint, *(f"{file.id}\n{file.text}" for file in corpus.files if file.holds_questions)]
    return hashlib.sha256("\n".join(asked).encode()).hexdigest()


def _as_searched(questions: Sequence[ReaderQuestion], corpus: Corpus, encoder: TextEncoder) -> list[str]:
    """Each reader's question as a new question is held against the listed ones: spelled right, with the other names of its
    terms; a later question of a talk by its words and the things that the talk is about."""
    glossary, attributes = split_glossary(corpus.terms, corpus.facts)
    vocabulary = count_vocabulary(entry.text for entry in corpus.inputs)

    def as_searched(question: ReaderQuestion) -> str:
        standalone = condense(question.text, [Turn("user", text) for text in question.after], glossary)
        read = read_question(standalone.text, glossary, vocabulary, encoder.words, attributes)
        return standalone.short or read.search_text

    return [as_searched(question) for question in questions]


def learn(
    questions: EncodedQuestions, targets: Sequence[Sequence[int]], units: Matrix, topics: Matrix
) -> tuple[QuestionMap, Matrix]:
    """A map of questions and one of units, of shape (dimension, rank), under which each of `questions` lies near the units with
    the rows of its `targets`; rows from `len(units)` on are `topics`. The same again on one machine."""
    import torch
    from torch.nn.functional import normalize

    rows = _taken({row for target in targets for row in target}, len(units) + len(topics))
    places = {int(row): place for place, row in enumerate(rows)}
    own_rows = [[places[row] for row in target] for target in targets]
    shown = torch.from_numpy(np.concatenate([units, topics])[rows])
    vectors = torch.from_numpy(np.ascontiguousarray(questions.vectors))
    random = torch.Generator().manual_seed(SEED)
    dimension = units.shape[1]
    rank = min(RANK, dimension)
    start = _principal(np.concatenate([questions.vectors, units, topics]), rank)
    whole, unit_map = (torch.tensor(start, requires_grad=True) for _ in range(2))
    attention = torch.randn(dimension, HEADS, generator=random).mul_(0.1).requires_grad_()
    parts = torch.randn(HEADS, dimension, rank, generator=random).mul_(0.01).requires_grad_()
    optimizer = torch.optim.Adam([whole, unit_map, attention, parts], lr=RATE)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(vectors), generator=random).split(BATCH):  # type: ignore[no-untyped-call] # torch
            numbers = batch.tolist()
            tokens = torch.nn.utils.rnn.pad_sequence(
                [torch.from_numpy(questions.tokens_of(q).astype(np.float32)) for q in numbers], batch_first=True
            )
            lengths = torch.from_numpy(np.diff(questions.bounds)[numbers])
            beyond = torch.arange(tokens.shape[1])[None, :] >= lengths[:, None]
            weights = torch.softmax((ATTENTION * (tokens @ attention)).masked_fill(beyond[..., None], -1e9), 1)
            means = torch.einsum("qth,qtd->qhd", weights, tokens)
            asked = vectors[batch] @ whole + torch.einsum("qhd,hdr->qr", means, parts)
            scores = SHARPNESS * normalize(asked, dim=1) @ normalize(shown @ unit_map, dim=1).T
            answers = torch.zeros(scores.shape, dtype=torch.bool)
            answering = [own_rows[q] for q in numbers]
            answers[[line for line, own in enumerate(answering) for _ in own], [row for own in answering for row in own]] = True
            own = scores.masked_fill(~answers, -torch.inf)
            loss = (torch.logsumexp(scores, 1) - torch.logsumexp(own, 1)).mean()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call] # torch
            optimizer.step()
    learned = [_rounded(m.detach().numpy()) for m in (whole, ATTENTION * attention, parts, unit_map)]
    return QuestionMap(*learned[:3]), learned[3]


def _taken(answering: Collection[int], rows: int) -> NDArray[np.int64]:
    """The rows, of so many, that questions are held against, in rising order."""
    rest = np.array([row for row in range(rows) if row not in answering], dtype=np.int64)
    room = max(0, MOST_UNITS - len(answering))
    if len(rest) > room:
        rest = np.random.default_rng(SEED).permutation(rest)[:room]
    return np.sort(np.concatenate([np.array(sorted(answering), dtype=np.int64), rest]))


def _principal(vectors: Matrix, rank: int) -> Matrix:
    """The first principal directions, shape (dimension, rank): where learning starts from."""
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    return np.ascontiguousarray(directions[:, ::-1][:, :rank], dtype=np.float32)
