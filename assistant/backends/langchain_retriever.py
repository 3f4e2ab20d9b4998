"""Archway's search as a LangChain retriever, for chains that want passages and do their own composing."""

from __future__ import annotations

from typing import Any, Protocol

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever

from assistant.domain.passages import ScoredPassage


class Searchable(Protocol):
    """Whatever can be searched."""

    def search(self, query: str, k: int = 10) -> list[ScoredPassage]:
        """The `k` best passages, best first."""
        ...


class ArchwayRetriever(BaseRetriever):
    """A `BaseRetriever`; `searchable` is an opened Archway, `k` the number of passages."""

    searchable: Any
    k: int = 5

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain passes it by name
    ) -> list[LangChainDocument]:
        return [
            LangChainDocument(
                id=scored.passage.id,
                page_content=scored.passage.text,
                metadata={
                    "document_id": scored.document.id,
                    "title": scored.document.title,
                    "section": " › ".join(scored.passage.section),
                    "source_path": scored.document.source_path,
                    "start": scored.passage.span.start,
                    "end": scored.passage.span.end,
                    "score": scored.score,
                },
            )
            for scored in self.searchable.search(query, self.k)
        ]


def make_retriever(searchable: Searchable, k: int) -> ArchwayRetriever:
    """A retriever over `searchable`."""
    return ArchwayRetriever(searchable=searchable, k=k)
