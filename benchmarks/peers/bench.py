"""What every peer is given: the texts, the tutorial's chunks of them, and vectors of one model.

A peer never sees a question before it is asked, nor which chunks are relevant.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.backends.sentence_model import SentenceModel

CHUNK_CHARACTERS = 1000
CHUNK_OVERLAP = 200
"""The sizes of LangChain's own tutorial on retrieval."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a document: characters `[start, end)` of its text."""

    document: str
    start: int
    end: int

    def holds(self, document: str, place: int) -> bool:
        """True when the chunk covers the character at `place` of `document`."""
        return self.document == document and self.start <= place < self.end


class Peer(Protocol):
    """A pipeline with its index built."""

    @property
    def chunks(self) -> Sequence[Chunk]:
        """Everything that it can return."""
        ...

    def search(self, question: str, k: int) -> list[Chunk]:
        """Up to `k` chunks, best first."""
        ...


class Vectors:
    """Vectors of all-MiniLM-L6-v2 by sentence-transformers, unit length; each text is encoded once and kept in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "vectors.npz"
        self._known: dict[str, NDArray[np.float32]] = {}
        if self._file.is_file():
            with np.load(self._file) as kept:
                self._known = dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))

    @cached_property
    def _model(self) -> Any:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(SentenceModel().folder), device="cpu")

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of shape (texts, 384) in the order given."""
        keys = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if missing:
            vectors = self._model.encode(list(missing.values()), normalize_embeddings=True, show_progress_bar=False)
            self._known.update(zip(missing, np.asarray(vectors, dtype=np.float32), strict=True))
        return np.stack([self._known[key] for key in keys])

    def keep(self) -> None:
        """Write what was encoded to the folder, for the next run."""
        np.savez(self._file, keys=np.array(list(self._known)), vectors=np.stack(list(self._known.values())))


@dataclass(frozen=True)
class Bench:
    """One set's texts by document, a folder to build in, and the vectors that all pipelines share."""

    texts: Mapping[str, str]
    folder: Path
    vectors: Vectors

    @cached_property
    def chunks(self) -> tuple[list[Chunk], list[str]]:
        """The tutorial's chunks and their texts."""
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(
            chunk_size=CHUNK_CHARACTERS, chunk_overlap=CHUNK_OVERLAP, add_start_index=True
        )
        chunks: list[Chunk] = []
        texts: list[str] = []
        for document, text in self.texts.items():
            for piece in splitter.create_documents([text]):
                start = int(piece.metadata["start_index"])
                chunks.append(Chunk(document, start, start + len(piece.page_content)))
                texts.append(piece.page_content)
        return chunks, texts
