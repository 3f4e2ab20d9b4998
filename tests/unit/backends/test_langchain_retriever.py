"""`as_retriever` serves LangChain chains: documents in order of their score, with ids, place and offsets."""

from __future__ import annotations

from langchain_core.retrievers import BaseRetriever

from assistant.backends.langchain_retriever import make_retriever
from tests.fakes import ROLE, FakeArchway


def test_it_is_a_langchain_retriever() -> None:
    assert isinstance(make_retriever(FakeArchway(), 2), BaseRetriever)


def test_a_document_carries_id_place_offsets_and_score() -> None:
    first, _ = make_retriever(FakeArchway(), 2).invoke("roles")

    assert (first.id, first.page_content) == ("p1", ROLE.text[first.metadata["start"] : first.metadata["end"]])
    assert {key: first.metadata[key] for key in ("document_id", "title", "section", "source_path", "score")} == {
        "document_id": "roles/ai-ml-solutions-architect",
        "title": "AI/ML solutions architect",
        "section": "What the role is for",
        "source_path": "corpus/roles/ai-ml-solutions-architect.md",
        "score": 0.9,
    }


def test_headings_are_joined_from_the_outermost_in() -> None:
    _, second = make_retriever(FakeArchway(), 2).invoke("pay")

    assert second.metadata["section"] == "Salaries › Base pay"


def test_k_bounds_the_number_of_documents() -> None:
    assert [d.id for d in make_retriever(FakeArchway(), 1).invoke("roles")] == ["p1"]
