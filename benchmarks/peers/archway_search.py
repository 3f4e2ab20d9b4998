"""Archway's own search in the form of a peer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import Archway
from assistant.backends.model_files import PACKAGED
from assistant.domain.conversation import Turn
from assistant.domain.ports import TextEncoder
from benchmarks.peers.bench import Chunk
from ingest.build_index import ingest


@dataclass(frozen=True)
class ArchwaySearch:
    """An opened index; a passage is a chunk."""

    chunks: Sequence[Chunk]
    archway: Archway

    def search(self, question: str, k: int) -> list[Chunk]:
        """`Archway.search` for a question that stands alone."""
        return self.search_after(question, k, ())

    def search_after(self, question: str, k: int, history: Sequence[Turn]) -> list[Chunk]:
        """`Archway.search` for a question at the end of a conversation."""
        found = self.archway.search(question, k, history=history)
        return [Chunk(hit.document.id, hit.passage.span.start, hit.passage.span.end) for hit in found]


def build(documents: Path, index: Path, encoder: TextEncoder) -> ArchwaySearch:
    """Index a folder (what has not changed is taken over) and open it."""
    ingest([documents], index, encoder, model_name=PACKAGED)
    archway = Archway.open(index, encoder=encoder)
    passages = archway.pipeline.library.passages
    return ArchwaySearch([Chunk(p.document_id, p.span.start, p.span.end) for p in passages], archway)
