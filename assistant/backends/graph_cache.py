"""The ONNX graph of the embedding model, kept beside the index: made once, compared with the model it was made of, checked
by digest at every opening.

The folder `encoder/` of an index, and another one for tuned layers, hold a record per model, named by the model's fingerprint,
and the graph that the record names by its own digest. Both appear by one rename each, so a reader sees a whole graph or none.
Whatever is wrong with a graph, the reference encoder can do without it: faults are logged and give None.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from assistant.backends.model_files import ModelFiles, file_digest
from assistant.backends.onnx_model import OnnxModel, runtime_version
from assistant.domain.errors import ArchwayError
from assistant.domain.ports import TextEncoder

log = logging.getLogger(__name__)

FOLDER = "encoder"
TOLERANCE = 1e-5
"""Largest difference of any number of any vector from the reference encoder's; 3e-7 is usual, 6e-8 a float's precision."""
PROBES = (
    "?",
    "What does an AI/ML solutions architect do?",
    "Salaries: $230,000–$270,000 (senior), 12+ years; MLS-C01 → AIF-C01, C++ and “quoted” names.",
    "Überprüfung für Zürich, naïve café, 東京 and an emoji 🙂 side by side",
    "A passage that is longer than the model reads. " * 60,
)
"""Texts on which a new graph must agree with the reference encoder: short, usual, with figures, beyond English, cut."""


@dataclass(frozen=True, slots=True)
class GraphRecord:
    """What is known of a graph: the model it was made of, its file and digest, the most word pieces that it is given, the
    runtime with which it was compared, and the largest difference found then."""

    fingerprint: str
    file: str
    sha256: str
    max_tokens: int
    runtime: str
    difference: float


class Reference(TextEncoder, Protocol):
    """The encoder that a graph is made of and compared with."""

    @property
    def files(self) -> ModelFiles:
        """The model's files."""
        ...

    def write_graph(self, path: Path) -> int:
        """Write the graph to `path`; the most word pieces that it may be given. Raises ModelMissingError."""
        ...


OpenGraph = Callable[[ModelFiles, Path, int], TextEncoder]


def encoder_with_graph(
    index: Path, reference: Reference, *, make: bool = False, opened: OpenGraph = OnnxModel, folder: str = FOLDER
) -> TextEncoder | None:
    """The encoder over the graph in a `folder` of `index`; with `make`, a missing or faulty graph is made first.

    None where there is no sound graph: for a model without local files, before the first ingestion, for a model that
    cannot be exported. Raises ModelMissingError for a model that is not there.
    """
    fingerprint = reference.fingerprint
    if reference.files.tokenizer is None:
        return None
    place = index / folder
    record = find_graph(place, fingerprint)
    if record is None and make:
        record = make_graph(place, reference, opened)
    return None if record is None else opened(reference.files, place / record.file, record.max_tokens)


def find_graph(folder: Path, fingerprint: str) -> GraphRecord | None:
    """The record of a graph in a folder whose file is as it was made, for the installed runtime; else None."""
    path = _record_path(folder, fingerprint)
    try:
        record = GraphRecord(**json.loads(path.read_text(encoding="utf-8")))
        if (record.fingerprint, record.runtime) != (fingerprint, runtime_version()):
            log.warning("%s is for another model or runtime; `archway ingest` makes the graph anew.", path)
            return None
        if file_digest(path.parent / record.file) != record.sha256:
            log.warning("%s differs from what was made; `archway ingest` makes it anew.", path.parent / record.file)
            return None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        log.warning("%s cannot be read (%s); `archway ingest` makes the graph anew.", path, error)
        return None
    return record


def make_graph(folder: Path, reference: Reference, opened: OpenGraph = OnnxModel) -> GraphRecord | None:
    """Export the reference encoder's graph, compare the two, and keep the graph in `folder` when they agree; else None.

    Not for two processes at once: the caller holds the index for writing.
    """
    building = folder / f"building-{os.getpid()}.onnx"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        max_tokens = reference.write_graph(building)
        difference = largest_difference(reference, opened(reference.files, building, max_tokens))
        if not difference <= TOLERANCE:
            log.warning("The graph of %s differs by %.1e; it is not used.", reference.files.name, difference)
            return None
        digest = file_digest(building)
        record = GraphRecord(
            reference.fingerprint, f"{digest[:16]}.onnx", digest, max_tokens, runtime_version(), float(f"{difference:.2g}")
        )
        os.replace(building, folder / record.file)
        _write_record(folder, record)
    except (ArchwayError, OSError) as error:
        log.warning("No ONNX graph (%s); sentence-transformers encodes, which is slower.", error)
        return None
    finally:
        building.unlink(missing_ok=True)
    return record


def largest_difference(reference: TextEncoder, other: TextEncoder) -> float:
    """The largest difference of a number between the two encoders' vectors of the probes; infinite where the tokens differ."""
    largest = 0.0
    for one, two in zip(reference.encode(PROBES), other.encode(PROBES), strict=True):
        if one.words != two.words or not np.array_equal(one.offsets, two.offsets):
            return float("inf")
        largest = max(
            largest,
            float(np.abs(one.vector - two.vector).max()),
            float(np.abs(one.tokens - two.tokens).max(initial=0.0)),
        )
    return largest


def _write_record(folder: Path, record: GraphRecord) -> None:
    """Make `record` the folder's one: records and graphs that it replaces, and leftovers of killed exports, are removed."""
    path = _record_path(folder, record.fingerprint)
    building = path.with_suffix(f".{os.getpid()}")
    building.write_text(json.dumps(asdict(record), indent=1), encoding="utf-8")
    os.replace(building, path)
    for other in path.parent.iterdir():
        if other.name not in {path.name, record.file}:
            other.unlink(missing_ok=True)


def _record_path(folder: Path, fingerprint: str) -> Path:
    return folder / f"{fingerprint[:16]}.json"
