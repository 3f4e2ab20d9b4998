"""Where a question lies among the statements that answer such questions: maps learned at ingest.

The encoder was trained on the web at large and puts a question near what sounds like it. From the questions that the corpus
lists as readers ask them, an ingest learns pairs of maps of low rank, one for questions and one for units, under which
questions lie near their answers (ingest/learn_adapter.py). Under the first of them a new question is held against the listed
ones, those that a section answers and those that nothing does. A corpus that lists none has an adapter that says nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.domain.ports import EncodedText, Matrix, TextEncoder, Vector
from assistant.retrieval.ahead import AHEAD
from assistant.retrieval.listed_questions import ListedQuestions
from assistant.retrieval.question_map import QuestionMap, unit_length

SHARPNESS = 20.0
"""Factor of the cosines, the inverse of its temperature, in the softmax over units and topics that the maps are learned in."""
_REMEMBERED = 16


def _nothing() -> Matrix:
    return np.zeros((0, 0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Adapted:
    """What an adapter says of one question: its cosine with every unit (the mean over the maps), and for every unit that with
    the nearest listed question that the unit answers, 0 for none (both of shape (units,)); then the cosine with the nearest
    topic that the corpus does not hold, that topic, the cosine with the nearest listed question about any such, and how far
    all topics together lie ahead of all units (soft maxima, as the maps were learned to set units and topics against each
    other). Empty without an adapter."""

    units: Vector = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    asked: Vector = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    missing: float = 0.0
    topic: str = ""
    missing_asked: float = 0.0
    missing_ahead: float = 0.0


@dataclass(frozen=True, slots=True)
class Adapter:
    """`questions` maps a question; all else is mapped, to unit length.

    `units` (units, maps × rank) are the units under all maps, side by side, `missing` (topics, maps × rank) what readers ask
    and the corpus does not hold, by `topics`; `listed` are the questions as they were listed, under the first map. Empty
    arrays where nothing was learned. `encoder` reads a question's text for the maps where layers of its own were tuned for
    that, else they take a question as it was encoded for the search.
    """

    questions: QuestionMap = field(default_factory=QuestionMap)
    units: Matrix = field(default_factory=_nothing)
    missing: Matrix = field(default_factory=_nothing)
    topics: Sequence[str] = ()
    listed: ListedQuestions = field(default_factory=ListedQuestions)
    encoder: TextEncoder | None = None
    _remembered: Callable[[_Asked], Adapted] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep what was said of the last few questions: retrieval and reranking ask for the same ones."""
        object.__setattr__(self, "_remembered", lru_cache(maxsize=_REMEMBERED)(self._of))

    @property
    def learned(self) -> bool:
        """False where a corpus lists no questions to learn from."""
        return self.questions.learned

    def seen(self, question: EncodedText) -> EncodedText:
        """A question as the maps take it."""
        return self.encoder.encode([question.text])[0] if self.encoder is not None else question

    @contextmanager
    def reading_ahead(self, texts: Sequence[str]) -> Iterator[None]:
        """Reads questions on another thread while something else is done: two passes through a model take as long as one where
        a processor is free."""
        if self.encoder is None:
            yield
            return
        reading = AHEAD.submit(self.encoder.encode, texts)
        try:
            yield
        finally:
            reading.result()

    def of(self, question: EncodedText) -> Adapted:
        """What it says of a question."""
        return self._remembered(_Asked(question)) if self.learned else Adapted()

    def of_readings(self, readings: Sequence[tuple[EncodedText, float]]) -> Adapted:
        """What it says of a question that can be read in several ways, texts with tokens and their weights: it is asked where
        the weighted mean of these lies, which is not brought to unit length, so that readings that differ come near to
        nothing."""
        if not self.learned:
            return Adapted()
        weights = np.array([weight for _, weight in readings], dtype=np.float32)
        places = self.questions.of_pieces([self.seen(text) for text, _ in readings])
        return self._at(np.tensordot(weights / weights.sum(), places, axes=1))

    def mapped(self, pieces: Sequence[EncodedText]) -> Matrix:
        """Pieces of a question as it was `seen`, under all maps, shape (pieces, maps × rank): the product of a row with one of
        `units` is the mean of their cosines. An adapter must have been learned."""
        return np.stack([_side_by_side(maps) for maps in self.questions.of_pieces(pieces)])

    def _of(self, asked: _Asked) -> Adapted:
        return self._at(self.questions.of(self.seen(asked.question)))

    def _at(self, maps: Matrix) -> Adapted:
        """What it says at a place in each learned space, of shape (maps, rank)."""
        question = _side_by_side(maps)
        units = np.asarray(self.units @ question)
        missing = np.asarray(self.missing @ question) if self.topics else np.zeros(0, dtype=np.float32)
        nearest_asked, missing_asked = self.listed.nearest(maps[0], units, missing)
        if not self.topics:
            return Adapted(units, nearest_asked)
        nearest = int(missing.argmax())
        ahead = _soft_maximum(missing) - _soft_maximum(units)
        return Adapted(units, nearest_asked, float(missing[nearest]), self.topics[nearest], missing_asked, ahead)


class _Asked:
    """An encoded question as a key of what was said of it."""

    __slots__ = ("question",)

    def __init__(self, question: EncodedText) -> None:
        self.question = question

    def __hash__(self) -> int:
        return hash(self.question.vector.tobytes())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and np.array_equal(self.question.vector, other.question.vector)


def _side_by_side(maps: Matrix) -> Vector:
    """A question under all maps as one row, whose product with a unit's row is the mean of their cosines."""
    return maps.reshape(-1) / np.float32(len(maps))


def _soft_maximum(cosines: Vector) -> float:
    """The logarithm of the sum of their exponentials at the sharpness of the learning, on the scale of a cosine."""
    highest = float(cosines.max())
    return highest + math.log(float(np.exp(SHARPNESS * (cosines - highest)).sum())) / SHARPNESS


def mapped(vectors: Matrix, by: NDArray[np.float32]) -> Matrix:
    """Vectors, a row each, under maps of shape (maps, dimension, rank): side by side, each scaled to unit length."""
    return np.concatenate([unit_length(np.asarray(vectors @ one, dtype=np.float32)) for one in by], axis=1)
