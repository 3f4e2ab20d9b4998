"""Write a generation aside, then make it the current one by a single atomic rename.

At every instant `CURRENT` names a complete, synced generation: a process that is killed leaves the old one or the
new one, and at worst a `building-*` folder that the next build removes.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import numpy as np

from assistant.backends import records
from assistant.backends.generation_store import (
    CURRENT,
    GENERATIONS,
    LAYERS,
    MANIFEST,
    Manifest,
    current_generation,
    manifest_digest,
)
from assistant.domain.errors import ArchwayError, IndexBusyError, IndexDamagedError, IndexMissingError
from assistant.domain.ports import Matrix
from assistant.language.vocabulary import count_vocabulary
from assistant.retrieval.document_vectors import document_vectors
from ingest.corpus import Corpus
from ingest.embed import PassageVectors
from ingest.learn_adapter import Learned


@contextmanager
def exclusive(index: Path) -> Iterator[None]:
    """Hold the index for building. Raises IndexBusyError when another process holds it."""
    try:
        index.mkdir(parents=True, exist_ok=True)
        lock = (index / "lock").open("w", encoding="utf-8")
    except OSError as error:
        raise ArchwayError(f"{index} cannot be written: {error.strerror}. Choose another with --index DIR.") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise IndexBusyError(
                f"Another ingest is building {index}. Wait until it is done, or build elsewhere with --index DIR."
            ) from error
        yield


def new_folder(index: Path) -> Path:
    """An empty folder to build in; leftovers of killed builds are removed."""
    for leftover in index.glob("building-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    for pointer in index.glob(f"{CURRENT}.*"):
        pointer.unlink(missing_ok=True)
    folder = index / f"building-{os.getpid()}"
    folder.mkdir(parents=True)
    return folder


def write_arrays(folder: Path, corpus: Corpus, vectors: list[PassageVectors], learned: Learned, everyday: Matrix) -> None:
    """Write rows and arrays in the order of the corpus; an empty corpus gives empty arrays. `everyday` (questions, dimension)
    are the everyday questions through the encoder."""
    dimension = everyday.shape[1]
    records.write_rows(folder / "documents.jsonl", corpus.documents)
    records.write_rows(folder / "passages.jsonl", corpus.passages)
    records.write_rows(folder / "units.jsonl", corpus.units)
    records.write_rows(folder / "facts.jsonl", corpus.facts)
    records.write_rows(folder / "terms.jsonl", corpus.terms)
    records.write_rows(folder / "sources.jsonl", corpus.sources)
    vocabulary = count_vocabulary(entry.text for entry in corpus.inputs)
    records.write_rows(folder / "vocabulary.jsonl", [vocabulary])
    bounds = np.cumsum([0, *(len(v.scales) for v in vectors)], dtype=np.int64)
    owners = [
        np.where(v.token_units >= 0, v.token_units + passage.first_unit, -1)
        for v, passage in zip(vectors, corpus.passages, strict=True)
    ]
    passage_vectors = _stack([v.passage[None] for v in vectors], (0, dimension), np.float32)
    whole = document_vectors(corpus.passages, passage_vectors)
    unit_vectors = _stack([v.units for v in vectors], (0, dimension), np.float32)
    adapter = learned.adapter(unit_vectors, corpus.questions)
    arrays = {
        "passage_vectors": passage_vectors,
        "unit_vectors": unit_vectors,
        "token_vectors": _stack([v.tokens for v in vectors], (0, dimension), np.int8),
        "token_scales": _stack([v.scales for v in vectors], (0,), np.float32),
        "token_units": _stack(owners, (0,), np.int32),
        "token_bounds": bounds,
        "unit_owners": np.array([unit.passage for unit in corpus.units], dtype=np.int32),
        "document_vectors": whole.vectors,
        "passage_documents": whole.rows,
        "adapter_whole": adapter.questions.whole,
        "adapter_attention": adapter.questions.attention,
        "adapter_parts": adapter.questions.parts,
        "adapter_units": adapter.units,
        "adapter_missing": adapter.missing,
        "adapter_unit_map": learned.unit_map,
        "listed_rows": adapter.listed.rows,
        "listed_scales": adapter.listed.scales,
        "listed_group_starts": adapter.listed.group_starts,
        "listed_answering": adapter.listed.answering,
        "listed_unit_starts": adapter.listed.unit_starts,
        "listed_unit_groups": adapter.listed.unit_groups,
        "everyday": everyday,
        "listed_hashes": learned.hashes[learned.order(corpus.questions)],
    }
    if learned.layers is not None:
        shutil.copyfile(learned.layers, folder / LAYERS)
    (folder / "topics.txt").write_text("".join(f"{topic}\n" for topic in adapter.topics), encoding="utf-8")
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)


def seal(folder: Path, manifest: Manifest) -> None:
    """Write the manifest with the digest of every file of ours, and sync everything to disk."""
    files: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and (not name.startswith("chroma/") or name == "chroma/segments.json"):
            with path.open("rb") as file:
                files[name] = hashlib.file_digest(file, "sha256").hexdigest()
    content = asdict(manifest) | {"files": files}
    signed = content | {"digest": manifest_digest(content)}
    (folder / MANIFEST).write_text(json.dumps(signed, indent=1, sort_keys=True), encoding="utf-8")
    for path in folder.rglob("*"):
        if path.is_file():
            _sync(path)
    for path in (folder, *(p for p in folder.rglob("*") if p.is_dir())):
        _sync(path)


def switch(index: Path, built: Path, name: str) -> Path:
    """Move a sealed folder among the generations, make it current, and remove all but it and the one it follows."""
    generations = index / GENERATIONS
    kept = {name, _current_name(index)}
    generations.mkdir(exist_ok=True)
    target = generations / name
    shutil.rmtree(target, ignore_errors=True)
    os.replace(built, target)
    _sync(generations)
    pointer = index / f"{CURRENT}.{os.getpid()}"
    pointer.write_text(name + "\n", encoding="utf-8")
    _sync(pointer)
    os.replace(pointer, index / CURRENT)
    _sync(index)
    for old in generations.iterdir():
        if old.name not in kept:
            shutil.rmtree(old, ignore_errors=True)
    return target


def _current_name(index: Path) -> str:
    try:
        return current_generation(index).name
    except (IndexMissingError, IndexDamagedError):
        return ""


def _stack(parts: list[np.ndarray], empty: tuple[int, ...], dtype: type) -> np.ndarray:
    return np.concatenate(parts).astype(dtype, copy=False) if parts else np.zeros(empty, dtype=dtype)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
