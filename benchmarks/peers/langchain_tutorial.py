"""LangChain's tutorial pipeline: RecursiveCharacterTextSplitter(1000, 200), langchain-chroma, `similarity_search`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.embeddings import Embeddings

from benchmarks.peers.bench import Bench, Chunk, Vectors


class SharedEmbeddings(Embeddings):
    """What HuggingFaceEmbeddings gives for the same model, encoded once for all pipelines."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        return [[float(x) for x in row] for row in self._vectors.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return self.embed_documents([text])[0]


@dataclass(frozen=True)
class LangChainTutorial:
    """A Chroma store of the chunks; ids are places in `chunks`."""

    chunks: Sequence[Chunk]
    store: Any

    def search(self, question: str, k: int) -> list[Chunk]:
        """`similarity_search` with its own defaults."""
        return [self.chunks[int(found.metadata["place"])] for found in self.store.similarity_search(question, k=k)]


def build(bench: Bench) -> LangChainTutorial:
    """The store, built in memory."""
    from langchain_chroma import Chroma

    chunks, texts = bench.chunks
    store = Chroma(collection_name=f"tutorial-{bench.folder.name}", embedding_function=SharedEmbeddings(bench.vectors))
    places = [{"place": place} for place in range(len(chunks))]
    step = 2000
    for start in range(0, len(texts), step):
        store.add_texts(texts[start : start + step], metadatas=places[start : start + step])
    return LangChainTutorial(chunks, store)
