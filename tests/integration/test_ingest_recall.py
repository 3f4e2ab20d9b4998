"""The approximate search finds what the exact product finds, on the project's own corpus and the packaged model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.backends.chroma_index import ChromaIndex
from assistant.backends.generation_store import open_generation
from assistant.settings import read_settings
from assistant.wiring import text_encoder
from ingest.build_index import ingest

CORPUS = Path(__file__).parents[2] / "corpus"
QUERIES = 1_000
REQUIRED = 0.999


@pytest.mark.slow
def test_recall_at_10_against_the_exact_product_is_at_least_0_999(tmp_path: Path) -> None:
    encoder = text_encoder(tmp_path, read_settings(), make_graph=True)
    generation = open_generation(ingest([CORPUS], tmp_path / "index", encoder).folder)
    vectors = np.concatenate([generation.passage_vectors, generation.unit_vectors])
    index = ChromaIndex(generation.folder / "chroma", len(vectors))
    chosen = np.random.default_rng(10).choice(len(vectors), QUERIES, replace=False)
    queries = vectors[chosen] + np.random.default_rng(11).normal(scale=0.02, size=(QUERIES, vectors.shape[1]))
    queries = (queries / np.linalg.norm(queries, axis=1, keepdims=True)).astype(np.float32)

    exact = queries @ vectors.T
    tenth = -np.partition(-exact, 9, axis=1)[:, 9]
    hits = [sum(exact[i, row] >= tenth[i] - 1e-5 for row, _ in index.nearest(query, 10)) for i, query in enumerate(queries)]

    recall = sum(hits) / (10 * QUERIES)
    print(f"recall@10 of {QUERIES} queries over {len(vectors)} vectors: {recall:.5f}")
    assert recall >= REQUIRED
