"""An index on disk: a folder of immutable generations and a `CURRENT` file that names the one in use.

This module reads. Every file of ours is compared with the manifest's SHA-256 before anything is used, so a damaged
or half-copied index is an error with a remedy and never a wrong answer.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.backends import records
from assistant.backends.lazy_rows import LazyRows
from assistant.domain.errors import IndexDamagedError, IndexMissingError
from assistant.domain.facts import Fact, Term
from assistant.domain.passages import Document, Passage, Source, Unit
from assistant.domain.ports import Matrix
from assistant.language.vocabulary import Vocabulary
from assistant.retrieval.adapter import Adapter
from assistant.retrieval.listed_questions import ListedQuestions
from assistant.retrieval.question_map import QuestionMap

Number = TypeVar("Number", bound=np.generic)

FORMAT = 13
CURRENT = "CURRENT"
GENERATIONS = "generations"
MANIFEST = "manifest.json"
LAYERS = "question_layers.npz"
"""The encoder's layers as tuned to readers' questions, in generations that have any (see tuned_model.py)."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds. `background` is how sure off-topic questions come out (ingest/background.py),
    None with an adapter, `questions` the digest of what that was learned from ("" for none); `corpus` maps shown paths to
    text digests, `files` our files to theirs."""

    format: int
    splitter: int
    calibration: int
    model: str
    model_name: str
    dimension: int
    documents: int
    passages: int
    units: int
    facts: int
    background: float | None
    questions: str
    created: str
    corpus: dict[str, str]
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Generation:
    """An opened generation. Arrays are read-only memory maps; row i of each belongs to passage or unit i. Passages and units
    are read when they are asked for.

    `unit_owners` (units,) is the passage of each unit; `passage_documents` (passages,) the row in `document_vectors` of each
    passage's document;
    `token_vectors` (tokens, dimension) int8 times `token_scales` (tokens,) gives unit vectors; `token_bounds`
    (passages + 1,) says which rows are a passage's; `token_units` (tokens,) the unit of each token, -1 for its heading path;
    `adapter_unit_map` (maps, dimension, rank) are the maps of units behind the adapter, `listed_hashes` (questions,) tell the
    texts of the listed questions, in the adapter's order; `everyday` (questions, dimension) are everyday questions.
    """

    folder: Path
    manifest: Manifest
    documents: dict[str, Document]
    passages: Sequence[Passage]
    units: Sequence[Unit]
    facts: list[Fact]
    terms: list[Term]
    sources: dict[str, Source]
    vocabulary: Vocabulary
    passage_vectors: Matrix
    unit_vectors: Matrix
    token_vectors: NDArray[np.int8]
    token_scales: NDArray[np.float32]
    token_bounds: NDArray[np.int64]
    token_units: NDArray[np.int32]
    unit_owners: NDArray[np.int32]
    document_vectors: Matrix
    passage_documents: NDArray[np.int32]
    adapter: Adapter
    adapter_unit_map: NDArray[np.float32]
    listed_hashes: NDArray[np.uint64]
    everyday: Matrix

    @property
    def id(self) -> str:
        """The generation's name."""
        return self.folder.name

    @property
    def layers(self) -> Path | None:
        """The file of tuned layers that questions are read with for the adapter; None where it takes them as encoded."""
        return self.folder / LAYERS if LAYERS in self.manifest.files else None

    @property
    def keys(self) -> list[str]:
        """What each passage's embedding depends on (see ingest/embed.py), read anew: only an ingestion asks."""
        return (self.folder / "keys.txt").read_text(encoding="utf-8").split("\n")[:-1]


def current_generation(index: Path) -> Path:
    """Folder of the generation in use. Raises IndexMissingError when there is none, IndexDamagedError for a pointer that
    cannot be read or leads nowhere."""
    try:
        name = (index / CURRENT).read_text(encoding="utf-8").strip()
    except ValueError as error:
        raise IndexDamagedError(f"{index / CURRENT} is not UTF-8 text. Run `archway ingest --rebuild`.") from error
    except OSError as error:
        raise IndexMissingError(f"There is no index in {index}. Build one: archway ingest --index {index}") from error
    folder = index / GENERATIONS / name
    if not name or Path(name).name != name or not folder.is_dir():
        raise IndexDamagedError(f"{index / CURRENT} names {name!r}, which is missing. Run `archway ingest --rebuild`.")
    return folder


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a generation. Raises IndexDamagedError when it cannot be read or has another format."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if not isinstance(data, dict):
            raise IndexDamagedError(f"{folder / MANIFEST} holds no JSON object. Run `archway ingest --rebuild`.")
        if data.get("format") != FORMAT:
            raise IndexDamagedError(
                f"{folder} has index format {data.get('format')}, this version reads {FORMAT}. Run `archway ingest`."
            )
        if data.pop("digest", None) != manifest_digest(data):
            raise IndexDamagedError(f"{folder / MANIFEST} differs from what was built. Run `archway ingest --rebuild`.")
        return Manifest(**data)
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamagedError(f"{folder / MANIFEST} cannot be read: {error}. Run `archway ingest --rebuild`.") from error


def manifest_digest(content: dict[str, Any]) -> str:
    """SHA-256 over a manifest's own content, which its file carries as `digest`."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def open_generation(folder: Path, *, verify: bool = True) -> Generation:
    """Open a generation; with `verify`, compare every file with the manifest first."""
    manifest = read_manifest(folder)
    if verify:
        verify_files(folder, manifest)
    return Generation(
        folder=folder,
        manifest=manifest,
        documents={d.id: d for d in records.read_rows(folder / "documents.jsonl", records.document)},
        passages=LazyRows(folder / "passages.jsonl", records.passage),
        units=LazyRows(folder / "units.jsonl", records.unit),
        facts=records.read_rows(folder / "facts.jsonl", records.fact),
        terms=records.read_rows(folder / "terms.jsonl", records.term),
        sources={s.id: s for s in records.read_rows(folder / "sources.jsonl", records.source)},
        vocabulary=records.read_rows(folder / "vocabulary.jsonl", records.vocabulary)[0],
        passage_vectors=_array(folder, "passage_vectors", np.float32),
        unit_vectors=_array(folder, "unit_vectors", np.float32),
        token_vectors=_array(folder, "token_vectors", np.int8),
        token_scales=_array(folder, "token_scales", np.float32),
        token_bounds=_array(folder, "token_bounds", np.int64),
        token_units=_array(folder, "token_units", np.int32),
        unit_owners=_array(folder, "unit_owners", np.int32),
        document_vectors=_array(folder, "document_vectors", np.float32),
        passage_documents=_array(folder, "passage_documents", np.int32),
        adapter=Adapter(
            QuestionMap(
                _array(folder, "adapter_whole", np.float32),
                _array(folder, "adapter_attention", np.float32),
                _array(folder, "adapter_parts", np.float32),
            ),
            _array(folder, "adapter_units", np.float32),
            _array(folder, "adapter_missing", np.float32),
            tuple((folder / "topics.txt").read_text(encoding="utf-8").split("\n")[:-1]),
            ListedQuestions(
                _array(folder, "listed_rows", np.int8),
                _array(folder, "listed_scales", np.float16),
                _array(folder, "listed_group_starts", np.int32),
                _array(folder, "listed_answering", np.int32),
                _array(folder, "listed_unit_starts", np.int32),
                _array(folder, "listed_unit_groups", np.int32),
            ),
        ),
        listed_hashes=_array(folder, "listed_hashes", np.uint64),
        adapter_unit_map=_array(folder, "adapter_unit_map", np.float32),
        everyday=_array(folder, "everyday", np.float32),
    )


def verify_files(folder: Path, manifest: Manifest) -> None:
    """Raise IndexDamagedError for the first file that is missing or differs from its digest."""
    for name, expected in manifest.files.items():
        path = folder / name
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise IndexDamagedError(f"{path} is missing. Run `archway ingest --rebuild`.") from error
        if found != expected:
            raise IndexDamagedError(f"{path} differs from what was built. Run `archway ingest --rebuild`.")


def _array(folder: Path, name: str, kind: type[Number]) -> NDArray[Number]:
    """A read-only memory map of numbers of one `kind`. Raises IndexDamagedError for another kind."""
    path = folder / f"{name}.npy"
    array = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    if array.dtype != kind:
        raise IndexDamagedError(f"{path} holds {array.dtype}, not {np.dtype(kind)}. Run `archway ingest --rebuild`.")
    return array
