"""Stemmed BM25 alone (bm25s with PyStemmer and its English stop words), and rank fusion of it with the dense ranking.

The fusion is the one that most hybrid pipelines use: 1 / (60 + rank), summed (Cormack, Clarke & Büttcher, SIGIR 2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.bench import Bench, Chunk, Vectors

RANK_CONSTANT = 60
DEPTH = 100
"""Length of the two rankings that are fused."""


@dataclass(frozen=True)
class StemmedBm25:
    """BM25 with the library's defaults over the tutorial's chunks."""

    chunks: Sequence[Chunk]
    index: Any
    stemmer: Any

    def search(self, question: str, k: int) -> list[Chunk]:
        """The best `k` by score."""
        return [self.chunks[place] for place in self.best(question, k)]

    def best(self, question: str, k: int) -> list[int]:
        """Places of the best `k` chunks."""
        import bm25s

        terms = bm25s.tokenize([question], stopwords="en", stemmer=self.stemmer, show_progress=False, return_ids=False)
        found, scores = self.index.retrieve(terms, k=min(k, len(self.chunks)), show_progress=False)
        return [int(place) for place, score in zip(found[0], scores[0], strict=True) if score > 0]


@dataclass(frozen=True)
class RankFusion:
    """Stemmed BM25 and the exact dense ranking, fused by rank."""

    chunks: Sequence[Chunk]
    keyword: StemmedBm25
    vectors: Vectors
    matrix: NDArray[np.float32]

    def search(self, question: str, k: int) -> list[Chunk]:
        """The best `k` by summed reciprocal ranks; ties by place."""
        cosines = self.matrix @ self.vectors.encode([question])[0]
        scores: dict[int, float] = {}
        for ranking in (np.argsort(-cosines, kind="stable")[:DEPTH].tolist(), self.keyword.best(question, DEPTH)):
            for rank, place in enumerate(ranking, 1):
                scores[place] = scores.get(place, 0.0) + 1 / (RANK_CONSTANT + rank)
        return [self.chunks[place] for place in sorted(scores, key=lambda p: (-scores[p], p))[:k]]


def build(bench: Bench) -> StemmedBm25:
    """The keyword index, built in memory."""
    import bm25s
    import Stemmer

    chunks, texts = bench.chunks
    stemmer = Stemmer.Stemmer("english")
    index = bm25s.BM25()
    terms = bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False, return_ids=False)
    index.index(terms, show_progress=False)
    return StemmedBm25(chunks, index, stemmer)


def build_fusion(bench: Bench) -> RankFusion:
    """Both rankings over the tutorial's chunks."""
    chunks, texts = bench.chunks
    return RankFusion(chunks, build(bench), bench.vectors, bench.vectors.encode(texts))
