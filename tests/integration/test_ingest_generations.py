"""Ingesting again and again: what is embedded, what is served, what is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.backends.generation_store import current_generation, open_generation, read_manifest
from assistant.wiring import Archway
from ingest.build_index import ingest
from tests.fake_encoder import FakeEncoder
from tests.integration.ingesting import found, make_corpus, passages, run, write


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three documents and a file of facts."""
    return make_corpus(tmp_path / "corpus")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_the_first_ingest_adds_and_embeds_everything(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    report = run(corpus, index, encoder)

    assert [Path(name).name for name in report.added] == ["alpha.md", "beta.md", "facts.yaml", "gamma.md"]
    assert (report.documents, report.passages, report.facts, report.embedded) == (4, 7, 1, 7)
    assert found(index, "alpha service") == {"alpha", "beta", "gamma", "facts"}


def test_an_unchanged_corpus_makes_no_new_generation_and_embeds_nothing(
    corpus: Path, index: Path, encoder: FakeEncoder
) -> None:
    first = run(corpus, index)

    second = run(corpus, index, encoder)

    assert (second.switched, second.generation, second.embedded) == (False, first.generation, 0)
    assert encoder.encoded == []
    assert len(second.unchanged) == 4


def test_one_changed_document_embeds_only_its_changed_passage(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    run(corpus, index)
    write(corpus, "beta", "The beta service is free now.")

    report = run(corpus, index, encoder)

    assert passages(encoder) == ["beta. Cost of beta.\nThe beta service is free now."]
    assert [Path(name).name for name in report.changed] == ["beta.md"]
    assert (len(report.unchanged), report.embedded) == (3, 1)


def test_vectors_taken_over_equal_vectors_made_anew(corpus: Path, index: Path, tmp_path: Path) -> None:
    run(corpus, index)
    write(corpus, "aardvark", "The aardvark service moves all others by one row.")

    taken, fresh = open_generation(run(corpus, index).folder), open_generation(run(corpus, tmp_path / "fresh").folder)

    tokens = ("token_vectors", "token_scales", "token_bounds", "token_units")
    for name in ("passage_vectors", "unit_vectors", *tokens, "document_vectors", "passage_documents"):
        np.testing.assert_array_equal(getattr(taken, name), getattr(fresh, name))


def test_an_edited_sentence_is_served_in_its_new_form_alone(corpus: Path, index: Path) -> None:
    run(corpus, index)
    write(corpus, "beta", "The beta service is free now.")
    run(corpus, index)

    texts = [hit.passage.text for hit in Archway.open(index, encoder=FakeEncoder()).search("beta service cost", 20)]

    assert "The beta service is free now." in texts
    assert "The beta service costs 4 dollars." not in texts


def test_a_removed_document_disappears_from_search(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    run(corpus, index)
    (corpus / "beta.md").unlink()

    report = run(corpus, index, encoder)

    assert ([Path(name).name for name in report.removed], passages(encoder)) == (["beta.md"], [])
    assert found(index, "beta service costs") == {"alpha", "gamma", "facts"}


def test_a_document_moved_to_another_id_is_a_change(corpus: Path, index: Path) -> None:
    (corpus / "roles").mkdir()
    shutil.move(corpus / "beta.md", corpus / "roles" / "beta.md")
    run(corpus, index)
    ingest([corpus / "roles"], index, FakeEncoder())

    assert found(index, "beta") == {"beta"}


def test_the_last_two_generations_are_kept(corpus: Path, index: Path) -> None:
    names = []
    for number in range(4):
        write(corpus, "beta", f"The beta service costs {number} dollars.")
        names.append(run(corpus, index).generation)

    assert sorted(path.name for path in (index / "generations").iterdir()) == names[-2:]
    assert current_generation(index).name == names[-1]
    assert sorted(path.name for path in index.iterdir()) == ["CURRENT", "generations", "lock"]


def test_an_open_index_keeps_answering_from_its_generation(corpus: Path, index: Path) -> None:
    run(corpus, index)
    reader = Archway.open(index, encoder=FakeEncoder())
    (corpus / "beta.md").unlink()
    run(corpus, index)

    assert "beta" in {hit.document.id for hit in reader.search("beta service costs", 20)}


def test_another_model_embeds_everything_anew(corpus: Path, index: Path) -> None:
    run(corpus, index)
    other = FakeEncoder("another")

    report = run(corpus, index, other)

    assert (report.switched, len(passages(other))) == (True, 7)


def test_rebuild_takes_nothing_over(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    run(corpus, index)

    report = run(corpus, index, encoder, rebuild=True)

    assert (report.switched, report.embedded) == (True, 7)


def test_a_single_sentence_is_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Only one line")
    ingest([tmp_path / "one.txt"], tmp_path / "index", FakeEncoder())

    assert found(tmp_path / "index", "line") == {"one"}


def test_progress_is_told_stage_by_stage(corpus: Path, index: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    ingest([corpus], index, FakeEncoder(), on_progress=lambda stage, done, total: heard.append((stage, done, total)))

    assert list(dict.fromkeys(stage for stage, _, _ in heard)) == [
        "read",
        "embed",
        "learn",
        "keyword index",
        "calibrate",
        "Chroma",
        "verify",
    ]
    assert {stage: (done, total) for stage, done, total in heard}["embed"] == (7, 7)


def test_the_manifest_counts_what_the_report_says(corpus: Path, index: Path) -> None:
    report = run(corpus, index)
    manifest = read_manifest(report.folder)

    assert (manifest.documents, manifest.passages, manifest.units) == (report.documents, report.passages, report.units)
    assert (manifest.model, manifest.dimension) == ("fake", 32)
