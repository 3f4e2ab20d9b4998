"""A generation is read whole or not at all."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from assistant.backends.chroma_index import ChromaIndex, check_chroma
from assistant.backends.generation_store import current_generation, open_generation, read_manifest
from assistant.domain.errors import IndexDamagedError, IndexMissingError
from ingest.build_index import ingest
from tests.fake_encoder import FakeEncoder

OUR_FILES = [
    "documents.jsonl", "passages.jsonl", "units.jsonl", "facts.jsonl", "terms.jsonl", "sources.jsonl", "vocabulary.jsonl",
    "passage_vectors.npy", "unit_vectors.npy", "token_vectors.npy", "token_scales.npy", "token_units.npy", "token_bounds.npy",
    "unit_owners.npy", "keys.txt", "manifest.json", "chroma/segments.json", "bm25/data.csc.index.npy", "bm25/vocab.index.json",
]  # fmt: skip
REPAIR = r"Run `archway ingest --rebuild`\."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generation of a small corpus with every kind of row, never opened by Chroma after it was built."""
    corpus = tmp_path_factory.mktemp("corpus")
    for number in range(12):
        (corpus / f"d{number}.md").write_text(f"# Part {number}\n\nThe part {number} holds word{number}. [^S1]\n")
    (corpus / "facts.yaml").write_text(
        '- {id: a, subject: S, attribute: pay, low: 5, source: S1, as_of: 2026-11-20, statement: "It is 5."}\n'
    )
    (corpus / "glossary.yaml").write_text('- {term: RAG, former_names: [{name: X, until: 2026-01-02}], definition: "It is."}\n')
    (corpus / "sources.yaml").write_text("S1: {title: One}\n")
    return ingest([corpus], tmp_path_factory.mktemp("index"), FakeEncoder()).folder


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    """A copy of it to damage."""
    return Path(shutil.copytree(built, tmp_path / "copy"))


def flip(path: Path, place: int = 0) -> None:
    raw = bytearray(path.read_bytes())
    raw[place % len(raw)] ^= 1
    path.write_bytes(raw)


def test_every_row_comes_back_as_it_was_written(built: Path) -> None:
    generation = open_generation(built)

    assert len(generation.documents) == generation.manifest.documents == 14
    assert generation.facts[0].low == 5.0
    assert [generation.units[f.unit].text for f in generation.facts] == ["It is 5."]
    assert str(generation.terms[0].former_names[0].until) == "2026-01-02"
    assert generation.sources["S1"].title == "One"
    assert generation.vocabulary.knows("word7")


def test_arrays_have_a_row_for_each_passage_unit_and_token(built: Path) -> None:
    generation = open_generation(built)

    assert generation.passage_vectors.shape == (14, 32)
    assert generation.unit_vectors.shape == (len(generation.units), 32)
    assert generation.unit_owners.tolist() == [unit.passage for unit in generation.units]
    assert generation.token_bounds[-1] == len(generation.token_vectors) == len(generation.token_units)
    assert np.allclose(np.linalg.norm(generation.unit_vectors, axis=1), 1.0, atol=1e-5)


def test_the_manifest_names_every_file_of_ours(built: Path) -> None:
    assert {*OUR_FILES} - {"manifest.json"} <= set(read_manifest(built).files)


@pytest.mark.parametrize("name", OUR_FILES)
@pytest.mark.parametrize("place", [0, 777, -3])
def test_a_flipped_bit_is_noticed(copy: Path, name: str, place: int) -> None:
    flip(copy / name, place)

    with pytest.raises(IndexDamagedError, match=REPAIR):
        open_generation(copy)


@pytest.mark.parametrize("name", OUR_FILES)
def test_a_missing_file_is_noticed(copy: Path, name: str) -> None:
    (copy / name).unlink()

    with pytest.raises(IndexDamagedError, match=REPAIR):
        open_generation(copy)


def test_a_count_changed_in_the_manifest_is_noticed(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text())
    (copy / "manifest.json").write_text(json.dumps(manifest | {"passages": 13}))

    with pytest.raises(IndexDamagedError, match=r"manifest\.json differs from what was built"):
        read_manifest(copy)


def test_another_format_is_told_from_damage(copy: Path) -> None:
    (copy / "manifest.json").write_text('{"format": 99}')

    with pytest.raises(IndexDamagedError, match=r"index format 99, this version reads \d+\. Run `archway ingest`"):
        read_manifest(copy)


@pytest.mark.parametrize("kept", [0, 100, 4096, 20_000])
def test_a_truncated_database_is_noticed_before_chroma_opens_it(copy: Path, kept: int) -> None:
    database = copy / "chroma" / "chroma.sqlite3"
    database.write_bytes(database.read_bytes()[:kept])

    with pytest.raises(IndexDamagedError, match=REPAIR):
        check_chroma(copy / "chroma", rows(copy))


def test_a_missing_database_is_noticed_and_none_is_made(copy: Path) -> None:
    (copy / "chroma" / "chroma.sqlite3").unlink()

    with pytest.raises(IndexDamagedError, match=r"chroma\.sqlite3 is missing"):
        ChromaIndex(copy / "chroma", rows(copy))

    assert not (copy / "chroma" / "chroma.sqlite3").exists()


def test_a_changed_row_id_in_the_database_is_noticed(copy: Path) -> None:
    change(copy, "UPDATE embeddings SET embedding_id = '99' WHERE embedding_id = '3'")

    with pytest.raises(IndexDamagedError, match="vectors or is damaged"):
        check_chroma(copy / "chroma", rows(copy))


def test_a_lost_collection_is_damage_and_no_error_of_chroma(copy: Path) -> None:
    change(copy, "UPDATE collections SET name = 'other'")

    with pytest.raises(IndexDamagedError, match="cannot be opened"):
        ChromaIndex(copy / "chroma", rows(copy))


def change(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / "chroma" / "chroma.sqlite3")
    with connection:
        connection.execute(statement)
    connection.close()


def segments(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "chroma").rglob("*") if path.is_file() and path.parent != folder / "chroma")


def test_damage_in_any_file_of_the_graph_is_noticed(copy: Path) -> None:
    files = [path for path in segments(copy) if path.stat().st_size]
    assert {"data_level0.bin", "header.bin"} <= {path.name for path in files}

    for path in files:
        flip(path, path.stat().st_size // 2)
        with pytest.raises(IndexDamagedError, match=r"vector files below .* differ from what was built"):
            check_chroma(copy / "chroma", rows(copy))
        flip(path, path.stat().st_size // 2)


def test_a_missing_file_of_the_graph_is_noticed(copy: Path) -> None:
    segments(copy)[0].unlink()

    with pytest.raises(IndexDamagedError, match="differ from what was built"):
        check_chroma(copy / "chroma", rows(copy))


def test_an_undamaged_copy_passes_every_check(copy: Path) -> None:
    generation = open_generation(copy)

    assert ChromaIndex(copy / "chroma", rows(copy)).nearest(generation.passage_vectors[3], 1)[0][0] == 3


def test_no_index_names_the_command_that_builds_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="Build one: archway ingest --index"):
        current_generation(tmp_path)


@pytest.mark.parametrize("content", ["", "gone", "../../etc"])
def test_a_pointer_that_leads_nowhere_is_damage(tmp_path: Path, content: str) -> None:
    (tmp_path / "CURRENT").write_text(content)

    with pytest.raises(IndexDamagedError, match="which is missing"):
        current_generation(tmp_path)


def test_a_pointer_that_is_not_text_is_damage(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_bytes(b"\xff\xfe")

    with pytest.raises(IndexDamagedError, match=rf"CURRENT is not UTF-8 text\. {REPAIR}"):
        current_generation(tmp_path)


@pytest.mark.parametrize("content", [b"[]", b"null", b"7", b"\xff\xfe", b"{"])
def test_a_manifest_that_is_no_object_is_damage(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)

    with pytest.raises(IndexDamagedError, match=REPAIR):
        read_manifest(tmp_path)


def test_an_array_of_another_kind_of_number_is_damage(copy: Path) -> None:
    np.save(copy / "token_scales.npy", np.zeros(3, dtype=np.float64))

    with pytest.raises(IndexDamagedError, match=rf"token_scales\.npy holds float64, not float32\. {REPAIR}"):
        open_generation(copy, verify=False)


def rows(folder: Path) -> int:
    manifest = read_manifest(folder)
    return manifest.passages + manifest.units
