"""The two indexes of a generation: nearest vectors and best keywords."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from assistant.backends.bm25_index import Bm25Index, build_bm25
from assistant.backends.chroma_index import ChromaIndex, build_chroma
from assistant.domain.errors import IndexDamagedError
from assistant.domain.ports import Matrix

TEXTS = ["Architects design systems", "Engineers build systems systems", "Salaries of architects", "MLS-C01 costs $270K"]


def directions(rows: int, dimension: int = 32) -> Matrix:
    vectors = np.random.default_rng(7).normal(size=(rows, dimension)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


@pytest.mark.parametrize("rows", [1, 2, 3, 200])
def test_each_row_is_its_own_nearest_neighbour(tmp_path: Path, rows: int) -> None:
    vectors = directions(rows)
    build_chroma(vectors, tmp_path / "chroma")
    index = ChromaIndex(tmp_path / "chroma", rows)

    assert [index.nearest(vector, 1)[0][0] for vector in vectors] == list(range(rows))


def test_neighbours_come_best_first_with_their_cosine(tmp_path: Path) -> None:
    vectors = directions(50)
    build_chroma(vectors, tmp_path / "chroma")

    found = ChromaIndex(tmp_path / "chroma", 50).nearest(vectors[0], 5)

    exact = vectors @ vectors[0]
    assert [row for row, _ in found] == np.argsort(-exact)[:5].tolist()
    assert [cosine for _, cosine in found] == pytest.approx(np.sort(exact)[::-1][:5].tolist(), abs=1e-5)


def test_more_neighbours_than_rows_gives_all_rows(tmp_path: Path) -> None:
    build_chroma(directions(4), tmp_path / "chroma")

    assert len(ChromaIndex(tmp_path / "chroma", 4).nearest(directions(4)[0], 10)) == 4


@pytest.mark.parametrize("name", ["a#b", "a%20b", "a?b c", "ä"])
def test_an_index_may_lie_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    build_chroma(directions(4), tmp_path / name / "chroma")

    assert ChromaIndex(tmp_path / name / "chroma", 4).nearest(directions(4)[2], 1)[0][0] == 2


def test_chroma_sends_nothing_home(tmp_path: Path) -> None:
    build_chroma(directions(4), tmp_path / "chroma")
    index = ChromaIndex(tmp_path / "chroma", 4)

    assert index.telemetry is False
    assert find_spec("posthog") is None


@pytest.fixture
def keywords(tmp_path: Path) -> Bm25Index:
    build_bm25(TEXTS, tmp_path / "bm25")
    return Bm25Index(tmp_path / "bm25")


def test_the_passage_with_the_rarer_word_is_best(keywords: Bm25Index) -> None:
    assert [row for row, _ in keywords.best("salary of an architect", 4)] == [2, 0]


def test_scores_fall_and_passages_without_a_word_are_left_out(keywords: Bm25Index) -> None:
    found = keywords.best("systems", 4)

    assert [row for row, _ in found] == [1, 0]
    assert found[0][1] > found[1][1] > 0


@pytest.mark.parametrize("query", ["", "the of and", "unheard words"])
def test_words_that_nobody_uses_find_nothing(keywords: Bm25Index, query: str) -> None:
    assert keywords.best(query, 4) == []


@pytest.mark.parametrize("query", ["mls-c01", "C01", "270,000"])
def test_codes_and_amounts_are_found_however_they_are_written(keywords: Bm25Index, query: str) -> None:
    assert keywords.best(query, 4)[0][0] == 3


def test_k_limits_the_passages(keywords: Bm25Index) -> None:
    assert len(keywords.best("systems architects", 1)) == 1


def test_a_single_passage_without_words_can_be_indexed(tmp_path: Path) -> None:
    build_bm25([""], tmp_path / "bm25")

    assert Bm25Index(tmp_path / "bm25").best("word", 3) == []


def test_a_missing_keyword_index_is_damage(tmp_path: Path) -> None:
    with pytest.raises(IndexDamagedError, match="archway ingest --rebuild"):
        Bm25Index(tmp_path / "nowhere")
