"""LangChain's EnsembleRetriever: its BM25Retriever and the tutorial's store, halves each, as its documentation shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.peers import langchain_tutorial
from benchmarks.peers.bench import Bench, Chunk

DEPTH = 50
"""Chunks that each retriever gives; its own default of 4 would cost it recall."""


@dataclass(frozen=True)
class LangChainEnsemble:
    """Rank fusion of two retrievers over the same chunks."""

    chunks: Sequence[Chunk]
    retriever: Any

    def search(self, question: str, k: int) -> list[Chunk]:
        """The first `k` of what the ensemble gives."""
        return [self.chunks[int(found.metadata["place"])] for found in self.retriever.invoke(question)[:k]]


def build(bench: Bench) -> LangChainEnsemble:
    """The ensemble, built in memory."""
    from langchain_classic.retrievers import EnsembleRetriever
    from langchain_community.retrievers import BM25Retriever

    chunks, texts = bench.chunks
    store = langchain_tutorial.build(bench).store
    places = [{"place": place} for place in range(len(chunks))]
    keyword = BM25Retriever.from_texts(texts, metadatas=places, k=DEPTH)
    dense = store.as_retriever(search_kwargs={"k": DEPTH})
    return LangChainEnsemble(chunks, EnsembleRetriever(retrievers=[keyword, dense], weights=[0.5, 0.5], id_key="place"))
