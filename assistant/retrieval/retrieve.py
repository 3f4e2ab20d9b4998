"""Candidates from Chroma and BM25, exact fused scores, then late interaction over the best.

The vector index only proposes: every candidate's cosine is computed again from the stored vectors, so that a
passage's score does not depend on which index found it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assistant.domain.passages import Passage
from assistant.domain.ports import EncodedText, KeywordIndex, Matrix, TextEncoder, Vector, VectorIndex
from assistant.language.words import STOP_WORDS, stem
from assistant.retrieval.adapter import Adapted, Adapter
from assistant.retrieval.ahead import AHEAD
from assistant.retrieval.document_vectors import DocumentVectors
from assistant.retrieval.fuse import fuse, ranked, weighted_sum
from assistant.retrieval.late_interaction import QuestionTokens, TokenStore, highest, max_sim, similarities
from assistant.retrieval.ranges import Numbers, highest_in, rows_in

CANDIDATES = 60
"""Depth of the dense and of the keyword list."""
RERANKED = 30
"""Passages that late interaction sees; beyond 20–30 the order no longer changed on the outside sets."""
LATE_WEIGHT = 1.5
DOCUMENT_WEIGHT = 0.3
"""Weight of the cosine with the passage's whole document, beside that with the passage."""


ADAPTED_CANDIDATES = 60
"""Units that the adapter proposes."""
ADAPTED_WEIGHT = 1.5
ASKED_WEIGHT = 2.0
"""Weights of a unit's cosine under the adapter, and of the nearest listed question that it answers; the best unit's
sum counts for a passage, beside its cosine."""


@dataclass(frozen=True, slots=True)
class Part:
    """One text to search by, and its weight; `dense_only` leaves its words out of the keyword search. `reading` is its weight
    among the readings of a later turn that the adapter is asked with, 0 for none."""

    text: str
    weight: float = 1.0
    dense_only: bool = False
    reading: float = 0.0


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a search proposes: its parts as the encoder saw them, the fused score of every candidate passage by position, and
    what the adapter says of the readings of a later turn, None where each part is a question by itself."""

    encoded: tuple[EncodedText, ...]
    scores: dict[int, float]
    adapted: Adapted | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A retrieved passage: its final score, its own cosine and MaxSim, the cosines of question tokens by its tokens, and how
    near its best unit lies by the adapter (0 without one)."""

    position: int
    score: float
    cosine: float
    late: float
    cosines: Matrix
    adapted: float = 0.0


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Candidates best first, with the question as the encoder saw it (`vector`, `tokens`).

    `adapted` is what the adapter says of it.
    """

    candidates: tuple[Candidate, ...]
    vector: Vector
    tokens: QuestionTokens
    adapted: Adapted = field(default_factory=Adapted)

    @property
    def learned(self) -> bool:
        """True where readers' questions were learned, so that an adapter took part."""
        return bool(self.adapted.units.size)


@dataclass(frozen=True, slots=True)
class Retriever:
    """Searches one generation. `unit_owners[u]` is the passage of unit u, in rising order; `allowed` filters passage positions;
    `rarity` maps a stem to its inverse document frequency; `everyday` (questions, dimension) are vectors of questions of
    everyday life, which no library answers."""

    passages: Sequence[Passage]
    passage_vectors: Matrix
    document_vectors: DocumentVectors
    unit_vectors: Matrix
    tokens: TokenStore
    encoder: TextEncoder
    unit_owners: NDArray[np.int32]
    vectors: VectorIndex
    keywords: KeywordIndex
    rarity: Callable[[str], float]
    adapter: Adapter = field(default_factory=Adapter)
    everyday: Matrix = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))

    def propose(self, parts: Sequence[Part], allowed: Callable[[int], bool] | None, also: Collection[int] = ()) -> Proposed:
        """The encoded parts, and the fused score of every candidate passage. Parts of one weight sum; where some are readings
        of a later turn, the adapter is asked once, with their weighted mean.

        Passages in `also` are candidates of the first part, whatever the indexes propose.
        """
        asked = [part.text for part in parts if part.reading] or [part.text for part in parts if not part.dense_only]
        with self.adapter.reading_ahead(asked):
            encoded = self.encoder.encode([part.text for part in parts])
        readings = [(text, part.reading) for part, text in zip(parts, encoded, strict=True) if part.reading]
        adapted = self.adapter.of_readings(readings) if readings else None
        scored = [
            (self._fused(part, text, allowed, () if place else also, adapted), part.weight)
            for place, (part, text) in enumerate(zip(parts, encoded, strict=True))
        ]
        return Proposed(tuple(encoded), weighted_sum(scored), adapted)

    def rerank(self, proposed: Proposed, k: int, also: Collection[int] = (), part: int = 0) -> Retrieval:
        """The best `k` candidates after late interaction with the tokens of a part, the first unless told, and those in `also`
        behind them."""
        encoded = proposed.encoded[part]
        question = self.question_tokens(encoded)
        fused = proposed.scores
        best = ranked(fused, max(RERANKED, k))
        taken = {position for position, _ in best}
        best += [(position, fused[position]) for position in sorted(also) if position in fused and position not in taken]
        found: list[Candidate] = []
        matrices = similarities(question, self.tokens, [position for position, _ in best])
        adapted = proposed.adapted or self.adapter.of(encoded)
        nearest = self._best_units(_near(adapted), [position for position, _ in best])
        for (position, score), cosines, near in zip(best, matrices, nearest, strict=True):
            late = max_sim(question, highest(cosines))
            cosine = float(self.passage_vectors[position] @ encoded.vector)
            found.append(Candidate(position, score + LATE_WEIGHT * late, cosine, late, cosines, near))
        found.sort(key=lambda c: (-c.score, c.position))
        kept = [*found[:k], *(c for c in found[k:] if c.position in also)]
        return Retrieval(tuple(kept), encoded.vector, question, adapted)

    def question_tokens(self, encoded: EncodedText) -> QuestionTokens:
        """The question's tokens without punctuation and (unless nothing is left) stop words, weighted by rarity."""
        worded = [i for i, word in enumerate(encoded.words) if any(c.isalnum() for c in word)]
        kept = [i for i in worded if encoded.words[i] not in STOP_WORDS] or worded
        weights = np.array([self.rarity(stem(encoded.words[i])) for i in kept], dtype=np.float32)
        total = float(weights.sum()) or 1.0
        words = tuple(encoded.words[i] for i in kept)
        return QuestionTokens(encoded.tokens[kept], (weights / total).astype(np.float32), words)

    def _fused(
        self,
        part: Part,
        encoded: EncodedText,
        allowed: Callable[[int], bool] | None,
        also: Collection[int],
        adapted: Adapted | None,
    ) -> dict[int, float]:
        depth = CANDIDATES if allowed is None else CANDIDATES * 4
        searching = AHEAD.submit(self.vectors.nearest, encoded.vector, depth)
        keyword = {} if part.dense_only else dict(self.keywords.best(part.text, depth))
        near = _near(adapted or (Adapted() if part.dense_only else self.adapter.of(encoded)))
        proposed = self.unit_owners[_highest_rows(near, ADAPTED_CANDIDATES)].tolist()
        positions = self._passages_of([row for row, _ in searching.result()]) | keyword.keys() | set(also) | set(proposed)
        if allowed is not None:
            positions = {p for p in positions if allowed(p)}
            keyword = {p: s for p, s in keyword.items() if p in positions}
        ordered = sorted(positions)
        about = self.document_vectors.cosines(encoded.vector, ordered).tolist()
        own = self._cosines(encoded.vector, ordered)
        units = self._best_units(near, ordered)
        dense = {p: own[p] + DOCUMENT_WEIGHT * d + u for p, d, u in zip(ordered, about, units, strict=True)}
        return fuse(dense, keyword)

    def _best_units(self, adapted: Vector, positions: Sequence[int]) -> list[float]:
        """For each passage the highest of a value that every unit has; 0 where units have none."""
        if not adapted.size:
            return [0.0] * len(positions)
        rows, begins, lengths = self._units_of(positions)
        return list(map(float, highest_in(adapted[rows], begins, lengths, -1.0)))

    def _passages_of(self, rows: Sequence[int]) -> set[int]:
        """Passages that the vector index's rows are, or whose units they are."""
        passages = len(self.passages)
        return {row if row < passages else int(self.unit_owners[row - passages]) for row in rows}

    def _cosines(self, vector: Vector, positions: Sequence[int]) -> dict[int, float]:
        """For each passage, the better of its own cosine and that of its best unit."""
        rows, begins, lengths = self._units_of(positions)
        units = highest_in(self.unit_vectors[rows] @ vector, begins, lengths, -1.0)
        return dict(zip(positions, np.maximum(self.passage_vectors[list(positions)] @ vector, units).tolist(), strict=True))

    def _units_of(self, positions: Sequence[int]) -> tuple[Numbers, Numbers, Numbers]:
        """The rows of all units of the passages, where those of each begin among them, and how many each has."""
        firsts = np.searchsorted(self.unit_owners, positions, side="left")
        lengths = np.searchsorted(self.unit_owners, positions, side="right") - firsts
        return *rows_in(firsts, lengths), lengths


def _near(adapted: Adapted) -> Vector:
    """How near each unit lies by the adapter, shape (units,); empty without one."""
    return ADAPTED_WEIGHT * adapted.units + ASKED_WEIGHT * adapted.asked


def _highest_rows(values: Vector, count: int) -> NDArray[np.int64]:
    """Rows of the highest values, in no order; all where there are no more."""
    return np.argpartition(-values, count)[:count] if len(values) > count else np.arange(len(values))
