"""Keyword scores with bm25s, built once a generation and memory-mapped for reading."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.domain.errors import IndexDamagedError
from assistant.language.words import search_terms

K1 = 1.2
B = 0.75
"""Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), the usual values."""


class Bm25Index:
    """A `KeywordIndex` over a generation's passages."""

    def __init__(self, folder: Path) -> None:
        import bm25s

        try:
            self._bm25: Any = bm25s.BM25.load(str(folder), mmap=True)
        except (OSError, ValueError, KeyError) as error:
            raise IndexDamagedError(f"{folder} cannot be read: {error}. Run `archway ingest --rebuild`.") from error
        self._vocabulary: dict[str, int] = self._bm25.vocab_dict

    def best(self, text: str, k: int) -> list[tuple[int, float]]:
        """Up to `k` (passage position, score) pairs above zero, best first, ties by position."""
        terms = [term for term in search_terms(text) if term in self._vocabulary]
        if not terms:
            return []
        scores = np.asarray(self._bm25.get_scores(terms))
        k = min(k, len(scores))
        top = np.argpartition(-scores, k - 1)[:k]
        order = top[np.lexsort((top, -scores[top]))]
        return [(int(i), float(scores[i])) for i in order if scores[i] > 0]


def build_bm25(texts: Sequence[str], folder: Path) -> None:
    """Index `texts` (one a passage, heading path included) into `folder`."""
    import bm25s

    index = bm25s.BM25(k1=K1, b=B, method="lucene")
    index.index([search_terms(text) or ["\u0000"] for text in texts], show_progress=False)
    index.save(str(folder), show_progress=False)
