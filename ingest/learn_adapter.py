"""Learn from readers' questions where questions lie among the statements that answer them.

Two maps of rank `RANK` are fitted by gradient descent (Adam) on the contrastive loss: a question shall be nearer to one of the
units of its section than to any other unit (InfoNCE, van den Oord and others 2018, with the sum over the positives as in
Miech and others 2020, since nobody says which sentence answers). Topics that the corpus does not hold take part as units of
their own, so that a question about one of them lies near none of the corpus. docs/decisions/0016-readers-questions.md has the
figures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from assistant.answering.question import read_question
from assistant.backends.generation_store import Generation
from assistant.domain.errors import CorpusError
from assistant.domain.ports import Matrix, TextEncoder
from assistant.language.glossary import split_glossary
from assistant.language.vocabulary import count_vocabulary
from assistant.retrieval.adapter import Adapter, mapped
from ingest.corpus import Corpus
from ingest.load import LEARNED_FILE

VERSION = 1
"""To be raised with every change of what is learned: an index keeps its adapter while its questions stay the same."""
RANK = 128
EPOCHS = 4
BATCH = 512
RATE = 2e-3
SHARPNESS = 20.0
"""Factor of the cosines before the softmax, the inverse of its temperature."""
LEAST_QUESTIONS = 200
"""With fewer, nothing is learned: a map of rank 128 would fit them by heart."""
MOST_UNITS = 20_000
"""Units that a question is held against; of a larger corpus those that answer questions, and a fixed choice of the rest."""
SEED = 0
_ARRAYS = ("question_map", "unit_map", "missing")


def _nothing() -> Matrix:
    return np.zeros((0, 0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned: the maps of questions and of units, each of shape (dimension, rank), the topics that the corpus does
    not hold as mapped (topics, rank) by name, and the digest of the questions; empty where nothing was."""

    question_map: Matrix = field(default_factory=_nothing)
    unit_map: Matrix = field(default_factory=_nothing)
    missing: Matrix = field(default_factory=_nothing)
    topics: tuple[str, ...] = ()
    digest: str = ""

    def adapter(self, units: Matrix) -> Adapter:
        """The adapter of a corpus with these unit vectors (units, dimension); it may hold units that were not there yet."""
        return Adapter(self.question_map, mapped(units, self.unit_map), self.missing, self.topics) if self.digest else Adapter()


def learned_for(corpus: Corpus, units: Matrix, encoder: TextEncoder, previous: Generation | None) -> Learned:
    """What the corpus' questions teach: as kept beside them or in the previous generation where that was learned from the same
    questions, else learned now. Raises CorpusError where what is kept cannot be read."""
    if len(corpus.questions) < LEAST_QUESTIONS:
        return Learned()
    digest = _digest(corpus, encoder)
    if previous is not None and previous.manifest.questions == digest:
        before = previous.adapter
        return Learned(before.questions, previous.adapter_unit_map, before.missing, tuple(before.topics), digest)
    return _kept(corpus, digest) or learn_anew(corpus, units, encoder)


def learn_anew(corpus: Corpus, units: Matrix, encoder: TextEncoder) -> Learned:
    """Learn from the corpus' questions, held against its unit vectors (units, dimension)."""
    named = dict.fromkeys(q.topic for q in corpus.questions if q.topic)
    topics = {topic: len(units) + number for number, topic in enumerate(named)}
    targets = [(topics[q.topic], topics[q.topic] + 1) if q.topic else (q.first, q.last) for q in corpus.questions]
    vectors = np.stack([encoded.vector for encoded in encoder.encode(_as_searched(corpus, encoder))])
    means = np.zeros((len(topics), vectors.shape[1]), dtype=np.float32)
    about = np.array([first >= len(units) for first, _ in targets])
    np.add.at(means, [first - len(units) for first, _ in targets if first >= len(units)], vectors[about])
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    question_map, unit_map = (_rounded(m) for m in learn(vectors, targets, units, means))
    return Learned(question_map, unit_map, _rounded(mapped(means, unit_map)), tuple(topics), _digest(corpus, encoder))


def keep(learned: Learned, file: Path) -> None:
    """Write what was learned to a file, so that an ingest of the same questions need not learn it again."""
    arrays = {name: getattr(learned, name).astype(np.float16) for name in _ARRAYS}
    np.savez(file, **arrays, topics=np.array(learned.topics), digest=np.array(learned.digest))


def _kept(corpus: Corpus, digest: str) -> Learned | None:
    """What lies beside the questions, where it was learned from them."""
    for file in dict.fromkeys(f.path.with_name(LEARNED_FILE) for f in corpus.files if f.holds_questions):
        if not file.is_file():
            continue
        try:
            with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as stored:
                if str(stored["digest"]) == digest:
                    arrays = {name: stored[name].astype(np.float32) for name in _ARRAYS}
                    return Learned(**arrays, topics=tuple(map(str, stored["topics"])), digest=digest)
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            mend = "delete it, or write it anew: archway corpus learn"
            raise CorpusError(str(file), 1, f"what was learned cannot be read ({error}); {mend}") from error
    return None


def _rounded(matrix: Matrix) -> Matrix:
    """As a file keeps it, so that what is learned now equals what is read."""
    return matrix.astype(np.float16).astype(np.float32)


def _digest(corpus: Corpus, encoder: TextEncoder) -> str:
    asked = [f"{VERSION}", encoder.fingerprint, *(f"{file.id}\n{file.text}" for file in corpus.files if file.holds_questions)]
    return hashlib.sha256("\n".join(asked).encode()).hexdigest()


def _as_searched(corpus: Corpus, encoder: TextEncoder) -> list[str]:
    """Each reader's question as a new question is searched by: spelled right, with the other names of its terms."""
    glossary, attributes = split_glossary(corpus.terms, corpus.facts)
    vocabulary = count_vocabulary(entry.text for entry in corpus.inputs)
    return [read_question(q.text, glossary, vocabulary, encoder.words, attributes).search_text for q in corpus.questions]


def learn(questions: Matrix, targets: Sequence[tuple[int, int]], units: Matrix, topics: Matrix) -> tuple[Matrix, Matrix]:
    """Maps, each of shape (dimension, rank), for `questions` (questions, dimension), each of which is answered by one of the
    units `first` ≤ row < `last` of `targets`; rows from `len(units)` on are `topics`. The same again on one machine."""
    dimension = units.shape[1]
    import torch
    from torch.nn.functional import normalize

    groups = {target: number for number, target in enumerate(dict.fromkeys(targets))}
    answered = np.array([groups[target] for target in targets])
    rows, owners = _taken(groups, len(units) + len(topics))
    shown = torch.from_numpy(np.concatenate([units, topics])[rows])
    owned = torch.from_numpy(owners)
    asked = torch.from_numpy(np.ascontiguousarray(questions))
    wanted = torch.from_numpy(answered)
    start = _principal(np.concatenate([questions, units, topics]), min(RANK, dimension))
    maps = [torch.tensor(start, requires_grad=True), torch.tensor(start, requires_grad=True)]
    optimizer = torch.optim.Adam(maps, lr=RATE)
    order = torch.Generator().manual_seed(SEED)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(asked), generator=order).split(BATCH):  # type: ignore[no-untyped-call] # torch
            cosines = normalize(asked[batch] @ maps[0], dim=1) @ normalize(shown @ maps[1], dim=1).T
            scores = SHARPNESS * cosines
            own = scores.masked_fill(owned[None, :] != wanted[batch][:, None], -torch.inf)
            loss = (torch.logsumexp(scores, 1) - torch.logsumexp(own, 1)).mean()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call] # torch
            optimizer.step()
    first, second = (m.detach().numpy() for m in maps)
    return first, second


def _taken(groups: dict[tuple[int, int], int], units: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows that questions are held against, and the group that each belongs to (-1 for none)."""
    owners = np.full(units, -1, dtype=np.int64)
    for (first, last), number in groups.items():
        owners[first:last] = number
    rest = np.flatnonzero(owners < 0)
    room = max(0, MOST_UNITS - (units - len(rest)))
    if len(rest) > room:
        rest = np.random.default_rng(SEED).permutation(rest)[:room]
    rows = np.sort(np.concatenate([np.flatnonzero(owners >= 0), rest]))
    return rows, owners[rows]


def _principal(vectors: Matrix, rank: int) -> Matrix:
    """The first principal directions, shape (dimension, rank): where learning starts from."""
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    return np.ascontiguousarray(directions[:, ::-1][:, :rank], dtype=np.float32)
