"""Vectors of passages, units and tokens, each text embedded at most once.

A unit's vector is the mean of its tokens' vectors in the context of its passage ("late chunking", Günther et al.
2024), so one pass over a passage serves retrieval, evidence selection and late interaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.backends.generation_store import Generation
from assistant.domain.ports import EncodedText, Matrix, TextEncoder, Vector
from assistant.language.words import STOP_WORDS
from ingest.split import EmbeddingInput


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """All vectors of one passage. `token_units` counts units from 0 inside the passage, -1 for the heading path."""

    passage: Vector
    units: Matrix
    tokens: NDArray[np.int8]
    scales: NDArray[np.float32]
    token_units: NDArray[np.int32]


def embedding_key(entry: EmbeddingInput, fingerprint: str) -> str:
    """Identifies what an embedding depends on: model, text and unit borders."""
    ranges = ",".join(f"{r.start}-{r.end}" for r in entry.unit_ranges)
    return hashlib.sha256(f"{fingerprint}\n{ranges}\n{entry.text}".encode()).hexdigest()


def embed_passages(
    inputs: Sequence[EmbeddingInput],
    keys: Sequence[str],
    encoder: TextEncoder,
    previous: Generation | None,
    on_done: Callable[[int], None],
) -> list[PassageVectors]:
    """Vectors in the order of `inputs`; those whose key the previous generation holds are copied from it."""
    known = {key: row for row, key in enumerate(previous.keys)} if previous else {}
    results: dict[int, PassageVectors] = {}
    missing: list[int] = []
    for place, key in enumerate(keys):
        if previous is not None and key in known:
            results[place] = _copy(previous, known[key])
        else:
            missing.append(place)
    on_done(len(results))
    done = len(results)
    missing.sort(key=lambda i: (-len(inputs[i].text), i))
    step = 64
    for start in range(0, len(missing), step):
        chunk = missing[start : start + step]
        for place, encoded in zip(chunk, encoder.encode([inputs[i].text for i in chunk]), strict=True):
            results[place] = pool(inputs[place], encoded)
        on_done(done + start + len(chunk))
    return [results[i] for i in range(len(inputs))]


def pool(entry: EmbeddingInput, encoded: EncodedText) -> PassageVectors:
    """Unit vectors and the kept tokens of one encoded passage. Stop words and punctuation are not kept as tokens."""
    owner = np.full(len(encoded.words), -1, dtype=np.int32)
    for number, span in enumerate(entry.unit_ranges):
        owner[(encoded.offsets[:, 0] >= span.start) & (encoded.offsets[:, 1] <= span.end)] = number
    units = np.empty((len(entry.unit_ranges), len(encoded.vector)), dtype=np.float32)
    for number in range(len(entry.unit_ranges)):
        rows = encoded.tokens[owner == number]
        mean = rows.mean(axis=0) if len(rows) else encoded.vector
        units[number] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    kept = np.array([any(c.isalnum() for c in w) and w not in STOP_WORDS for w in encoded.words], dtype=bool)
    tokens = encoded.tokens[kept] if len(kept) else encoded.tokens
    scales = np.abs(tokens).max(axis=1, initial=1e-9).astype(np.float32) / 127.0
    return PassageVectors(
        passage=encoded.vector,
        units=units,
        tokens=np.rint(tokens / scales[:, None]).astype(np.int8),
        scales=scales,
        token_units=owner[kept],
    )


def _copy(previous: Generation, row: int) -> PassageVectors:
    passage = previous.passages[row]
    left, right = int(previous.token_bounds[row]), int(previous.token_bounds[row + 1])
    owner = np.array(previous.token_units[left:right], dtype=np.int32)
    owner[owner >= 0] -= passage.first_unit
    return PassageVectors(
        passage=np.array(previous.passage_vectors[row]),
        units=np.array(previous.unit_vectors[passage.first_unit : passage.last_unit]),
        tokens=np.array(previous.token_vectors[left:right]),
        scales=np.array(previous.token_scales[left:right]),
        token_units=owner,
    )
