"""Ingesting again and again: what is embedded, what is served, what is kept."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.backends.generation_store import current_generation, open_generation, read_manifest
from assistant.domain.errors import ArchwayError, CorpusError, IndexBusyError, IndexDamagedError
from assistant.wiring import Archway
from ingest.build_index import Report, ingest
from tests.fakes import FakeEncoder

HOLD = """
import sys
from pathlib import Path
from ingest.generations import exclusive
with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three documents of two sections each, and a file of facts."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("alpha", "beta", "gamma"):
        write(folder, name, f"The {name} service costs {len(name)} dollars.")
    (folder / "facts.yaml").write_text('- {id: a, subject: S, attribute: pay, source: S1, statement: "The delta fact is 5."}\n')
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def write(folder: Path, name: str, sentence: str) -> None:
    (folder / f"{name}.md").write_text(
        f"# {name}\n\nOn {name} in general.\n\n## Cost of {name}\n\n{sentence}\n", encoding="utf-8"
    )


def found(index: Path, query: str) -> set[str]:
    """Ids of the documents that a search returns."""
    hits = Archway.open(index, encoder=FakeEncoder()).search(query, 20)
    return {hit.document.id for hit in hits}


def run(corpus: Path, index: Path, encoder: FakeEncoder | None = None, *, rebuild: bool = False) -> Report:
    return ingest([corpus], index, encoder or FakeEncoder(), rebuild=rebuild)


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

    assert encoder.encoded == ["beta. Cost of beta.\nThe beta service is free now."]
    assert [Path(name).name for name in report.changed] == ["beta.md"]
    assert (len(report.unchanged), report.embedded) == (3, 1)


def test_vectors_taken_over_equal_vectors_made_anew(corpus: Path, index: Path, tmp_path: Path) -> None:
    run(corpus, index)
    write(corpus, "aardvark", "The aardvark service moves all others by one row.")

    taken, fresh = open_generation(run(corpus, index).folder), open_generation(run(corpus, tmp_path / "fresh").folder)

    for name in ("passage_vectors", "unit_vectors", "token_vectors", "token_scales", "token_bounds", "token_units"):
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

    assert ([Path(name).name for name in report.removed], encoder.encoded) == (["beta.md"], [])
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


def test_what_a_killed_build_left_is_cleared_and_the_generation_in_use_is_kept(corpus: Path, index: Path) -> None:
    first = run(corpus, index).generation
    for leftover in ("building-1", "generations/99990101T000000000000"):
        (index / leftover).mkdir()
    (index / "CURRENT.1").write_text("x")
    write(corpus, "beta", "The beta service is free now.")

    second = run(corpus, index).generation

    assert sorted(path.name for path in (index / "generations").iterdir()) == [first, second]
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

    assert (report.switched, len(other.encoded)) == (True, 7)


def test_an_index_of_another_model_is_refused_with_the_ways_out(corpus: Path, index: Path) -> None:
    run(corpus, index, FakeEncoder("another"))

    with pytest.raises(IndexDamagedError, match=r"built with the embedding model .*Run `archway ingest`, or set ARCHWAY_EMB"):
        Archway.open(index, encoder=FakeEncoder())


def test_rebuild_takes_nothing_over(corpus: Path, index: Path, encoder: FakeEncoder) -> None:
    run(corpus, index)

    report = run(corpus, index, encoder, rebuild=True)

    assert (report.switched, report.embedded) == (True, 7)


@pytest.mark.parametrize("name", ["units.jsonl", "chroma/chroma.sqlite3"])
def test_an_ordinary_ingest_mends_a_damaged_index(corpus: Path, index: Path, name: str) -> None:
    damaged = run(corpus, index).folder / name
    damaged.write_bytes(damaged.read_bytes()[:100])

    report = run(corpus, index)

    assert (report.switched, report.embedded) == (True, 7)
    assert "beta" in found(index, "beta")


def test_two_ingests_at_once_are_refused(corpus: Path, index: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(index)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"

        with pytest.raises(IndexBusyError, match="Another ingest is building"):
            run(corpus, index)

        holder.communicate()
    assert run(corpus, index).switched


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("beta.md", "---\ntitle: [a\n---\nText.\n", 2),
        ("facts.yaml", '- id: a\n  subject: S\n  attribute: b\n  source: S1\n  status: gone\n  statement: "x y"\n', 5),
        ("facts.yaml", "- {id: a, subject: S, attribute: b, source: S1}\n", 1),
        ("facts.yaml", '- {id: a, subject: S, attribute: b, source: S1, as_of: soon, statement: "x y"}\n', 1),
        ("sources.yaml", "S2: {title: Two}\n", 1),
    ],
)
def test_a_mistake_in_the_corpus_leaves_the_old_generation_in_use(
    corpus: Path, index: Path, name: str, text: str, line: int
) -> None:
    before = run(corpus, index).generation
    (corpus / name).write_text(text)

    with pytest.raises(CorpusError) as caught:
        run(corpus, index)

    assert caught.value.line == line
    assert current_generation(index).name == before
    assert "beta" in found(index, "beta")


def test_files_that_cannot_be_read_are_listed_and_the_rest_is_served(corpus: Path, index: Path) -> None:
    (corpus / "latin.txt").write_bytes(b"caf\xe9")
    (corpus / "slides.pptx").write_bytes(b"PK")

    report = run(corpus, index)

    assert [Path(refused.shown).name for refused in report.rejected] == ["latin.txt", "slides.pptx"]
    assert report.documents == 4


@pytest.mark.parametrize(("name", "content"), [("a.pdf", b"x"), ("a.txt", b"= = =\n")])
def test_a_folder_without_words_is_an_error_that_says_so(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(ArchwayError, match=r"(?s)No readable document below .*\nGive a folder with \.md or \.txt files\."):
        ingest([tmp_path / name], tmp_path / "index", FakeEncoder())


def test_a_single_sentence_is_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Only one line")
    ingest([tmp_path / "one.txt"], tmp_path / "index", FakeEncoder())

    assert found(tmp_path / "index", "line") == {"one"}


def test_an_index_that_cannot_be_written_says_so(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(ArchwayError, match=r"cannot be written: .*Choose another with --index DIR\."):
        run(corpus, tmp_path / "file" / "index")


def test_progress_is_told_stage_by_stage(corpus: Path, index: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    ingest([corpus], index, FakeEncoder(), on_progress=lambda stage, done, total: heard.append((stage, done, total)))

    assert list(dict.fromkeys(stage for stage, _, _ in heard)) == ["read", "embed", "keyword index", "Chroma", "verify"]
    assert {stage: (done, total) for stage, done, total in heard}["embed"] == (7, 7)


def test_the_manifest_counts_what_the_report_says(corpus: Path, index: Path) -> None:
    report = run(corpus, index)
    manifest = read_manifest(report.folder)

    assert (manifest.documents, manifest.passages, manifest.units) == (report.documents, report.passages, report.units)
    assert (manifest.model, manifest.dimension) == ("fake", 32)
