"""`archway eval SET`: a set is indexed below sets/ beside the index, and measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.surfaces.cli.evaluate_set import evaluate_set, is_set
from assistant.wiring import Archway
from ingest.build_index import ingest
from tests.fake_encoder import FakeEncoder
from tests.small_index import open_small_index
from tests.surfaces.cli.conftest import Run

CORPUS = (
    '{"_id": "d/1", "title": "Redis", "text": "Redis is a cache that keeps copies in memory."}\n'
    '{"_id": "d/2", "title": "Kafka", "text": "Kafka is a log that keeps events on disk."}\n'
)
QUERIES = (
    '{"_id": "1", "text": "What is Redis?", "answers": ["a cache"]}\n{"_id": "2", "text": "Who won?", "unanswerable": true}\n'
)


@pytest.fixture
def beir(folder: Path) -> Path:
    """A set of two documents."""
    root = folder / "stores"
    root.mkdir()
    (root / "corpus.jsonl").write_text(CORPUS, encoding="utf-8")
    (root / "queries.jsonl").write_text(QUERIES, encoding="utf-8")
    (root / "qrels.tsv").write_text("1\td/1\t1\n", encoding="utf-8")
    return root


def index_with_fake(documents: Path, index: Path) -> Archway:
    """Index without a model."""
    ingest([documents], index, FakeEncoder(), model_name="fake")
    return open_small_index(index)


def test_a_set_is_indexed_beside_the_index_and_measured(beir: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = evaluate_set(beir, folder / "state" / "index", None, index_with_fake)

    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert lines[:2] == [
        "stores: 2 documents, 2 questions",
        "retrieval: recall@5 1.000, nDCG@10 1.000 (1 labelled questions)",
    ]
    assert "a gold sentence or short answer stands in the answer's quotes: 100.0% (1 of 1)" in lines
    assert sorted(path.name for path in (folder / "state" / "sets" / "stores" / "documents").iterdir()) == ["d_1.md", "d_2.md"]


def test_a_sample_asks_fewer_questions(beir: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evaluate_set(beir, folder / "index", 1, index_with_fake)

    assert capsys.readouterr().out.startswith("stores: 2 documents, 1 questions\n")


@pytest.mark.parametrize(("name", "expected"), [("stores", True), ("dev.json", True), ("tune.jsonl", False)])
@pytest.mark.usefixtures("beir")
def test_folders_and_json_files_are_sets(name: str, expected: bool) -> None:
    assert is_set(Path(name)) is expected


@pytest.mark.usefixtures("beir")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("stores", "--failures"), "are for golden questions"),
        (("stores", "--report", "report.html"), "are for golden questions"),
        (("tune.jsonl", "--sample", "5"), "--sample is for a set that others made"),
        (("dev.json",), "dev.json cannot be read"),
    ],
)
def test_options_of_the_other_kind_are_refused(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run("eval", *arguments)

    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.slow
@pytest.mark.usefixtures("beir")
def test_the_command_indexes_with_the_packaged_model(run_bare: Run) -> None:
    first = run_bare("eval", "stores", "--index", "state/index")
    second = run_bare("eval", "stores", "--index", "state/index")

    assert first.stdout.startswith("stores: 2 documents, 2 questions\nretrieval: recall@5 1.000")
    assert "new generation" in first.stderr
    assert "nothing changed" in second.stderr
