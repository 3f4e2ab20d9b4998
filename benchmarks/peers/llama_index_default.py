"""LlamaIndex as it comes: VectorStoreIndex, SentenceSplitter with its defaults, the same model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter

from benchmarks.peers.bench import Bench, Chunk, Vectors


class SharedEmbedding(BaseEmbedding):  # type: ignore[misc] # the optional library is not installed where types are checked
    """What HuggingFaceEmbedding gives for the same model, encoded once for all pipelines."""

    vectors: Any

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: Vectors = self.vectors
        return [[float(x) for x in row] for row in vectors.encode(texts)]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embeddings([query])[0]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


@dataclass(frozen=True)
class LlamaIndexDefault:
    """An in-memory index; a node's place in its document comes with it."""

    chunks: Sequence[Chunk]
    index: Any

    def search(self, question: str, k: int) -> list[Chunk]:
        """The index's own retriever."""
        return [_chunk(found.node) for found in self.index.as_retriever(similarity_top_k=k).retrieve(question)]


def build(bench: Bench) -> LlamaIndexDefault:
    """The index, built in memory."""
    documents = [Document(text=text, doc_id=document) for document, text in bench.texts.items()]
    nodes = SentenceSplitter().get_nodes_from_documents(documents)
    index = VectorStoreIndex(nodes, embed_model=SharedEmbedding(vectors=bench.vectors))
    return LlamaIndexDefault([_chunk(node) for node in nodes], index)


def _chunk(node: Any) -> Chunk:
    return Chunk(str(node.ref_doc_id), int(node.start_char_idx), int(node.end_char_idx))
