"""txtai with `hybrid=True`: its dense index and its BM25, scores summed by halves, over the tutorial's chunks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.peers.bench import Bench, Chunk


@dataclass(frozen=True)
class TxtaiHybrid:
    """An in-memory index; ids are places in `chunks`."""

    chunks: Sequence[Chunk]
    index: Any

    def search(self, question: str, k: int) -> list[Chunk]:
        """The library's own hybrid search with its default weights."""
        return [self.chunks[int(place)] for place, _ in self.index.search(question, k)]


def build(bench: Bench) -> TxtaiHybrid:
    """The index, built in memory; vectors come from the shared model instead of a name to download."""
    from txtai import Embeddings

    chunks, texts = bench.chunks
    index = Embeddings(method="external", transform=lambda texts: bench.vectors.encode(list(texts)), hybrid=True)
    index.index(list(enumerate(texts)))
    return TxtaiHybrid(chunks, index)
