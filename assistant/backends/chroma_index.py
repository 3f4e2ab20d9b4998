"""Nearest neighbours in Chroma: one collection a generation, passages and units together.

Vectors are always ours (`embedding_function=None`), telemetry is off, and the folder belongs to one generation that is
never written again after it was built. Opening changes `chroma.sqlite3`, so what is checked before opening is the
pristine state: SQLite's own integrity check, the row count, and the digests of the segment files.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.domain.errors import IndexDamagedError
from assistant.domain.ports import Matrix, Vector

COLLECTION = "archway"
SEARCH_WIDTH = 200
"""HNSW ef_search; with ef_construction 200 and 32 neighbours, recall@10 against the exact product is ≥ 0.999."""
_BATCH = 2_000
_DIGESTS = "segments.json"


class ChromaIndex:
    """A `VectorIndex` over a generation's Chroma folder. Raises IndexDamagedError before Chroma opens a damaged one."""

    def __init__(self, folder: Path, rows: int) -> None:
        check_chroma(folder, rows)
        from chromadb.errors import ChromaError

        try:
            self._client = _client(folder)
            self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
        except (ChromaError, ValueError) as error:
            raise IndexDamagedError(f"{folder} cannot be opened: {error}. Run `archway ingest --rebuild`.") from error

    @property
    def telemetry(self) -> bool:
        """What Chroma itself was told about usage statistics."""
        return bool(self._client.get_settings().anonymized_telemetry)

    def nearest(self, vector: Vector, k: int) -> list[tuple[int, float]]:
        """Up to `k` (row, cosine) pairs, best first, ties by row."""
        found = self._collection.query(query_embeddings=[vector], n_results=k, include=["distances"])
        distances = found["distances"][0]
        pairs = [(int(row), 1.0 - float(d)) for row, d in zip(found["ids"][0], distances, strict=True)]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def build_chroma(vectors: Matrix, folder: Path, on_done: Callable[[int], None] | None = None) -> None:
    """Write all `vectors` (shape (rows, dimension)) into a new folder; the id of a row is its number."""
    client = _client(folder)
    collection = client.create_collection(
        COLLECTION,
        embedding_function=None,
        configuration={
            "hnsw": {
                "space": "cosine",
                "ef_construction": 200,
                "max_neighbors": 32,
                "ef_search": SEARCH_WIDTH,
                "sync_threshold": max(3, len(vectors)),
                "batch_size": max(2, min(100, len(vectors) - 1)),
            }
        },
    )
    for start in range(0, len(vectors), _BATCH):
        stop = min(start + _BATCH, len(vectors))
        collection.add(ids=[str(row) for row in range(start, stop)], embeddings=vectors[start:stop])
        if on_done is not None:
            on_done(stop)
    if len(vectors):
        collection.query(query_embeddings=[vectors[0]], n_results=1, include=[])
    _close(client)
    (folder / _DIGESTS).write_text(json.dumps(_segment_digests(folder), indent=1, sort_keys=True), encoding="utf-8")


def check_chroma(folder: Path, rows: int) -> None:
    """Raise IndexDamagedError unless the folder is whole: SQLite sound, `rows` rows, segment files as built."""
    database = folder / "chroma.sqlite3"
    repair = "Run `archway ingest --rebuild`."
    if not database.is_file():
        raise IndexDamagedError(f"{database} is missing. {repair}")
    try:
        connection = sqlite3.connect(database.resolve().as_uri() + "?mode=ro", uri=True)
        try:
            sound = connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
            ids = [str(row[0]) for row in connection.execute("SELECT embedding_id FROM embeddings")]
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise IndexDamagedError(f"{database} is damaged: {error}. {repair}") from error
    if not sound or len(ids) != rows or set(ids) != {str(row) for row in range(rows)}:
        raise IndexDamagedError(f"{database} holds {len(ids)} of {rows} vectors or is damaged. {repair}")
    try:
        expected = json.loads((folder / _DIGESTS).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise IndexDamagedError(f"{folder / _DIGESTS} cannot be read: {error}. {repair}") from error
    if _segment_digests(folder) != expected:
        raise IndexDamagedError(f"the vector files below {folder} differ from what was built. {repair}")


def _segment_digests(folder: Path) -> dict[str, str]:
    digests: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.parent != folder:
            with path.open("rb") as file:
                digests[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return digests


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    folder.mkdir(parents=True, exist_ok=True)
    real = str(folder.resolve())
    return chromadb.PersistentClient(path=real, settings=Settings(anonymized_telemetry=False, is_persistent=True))


def _close(client: Any) -> None:
    close = getattr(client, "close", None)
    if close is not None:
        close()
