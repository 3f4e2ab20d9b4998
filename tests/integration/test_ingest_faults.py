"""What goes wrong around an ingest, and that the generation in use keeps serving."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.backends.generation_store import current_generation
from assistant.domain.errors import ArchwayError, CorpusError, IndexBusyError, IndexDamagedError
from assistant.wiring import Archway
from ingest.build_index import ingest
from tests.fake_encoder import FakeEncoder
from tests.integration.ingesting import found, make_corpus, run, write

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
    """Three documents and a file of facts."""
    return make_corpus(tmp_path / "corpus")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_what_a_killed_build_left_is_cleared_and_the_generation_in_use_is_kept(corpus: Path, index: Path) -> None:
    first = run(corpus, index).generation
    for leftover in ("building-1", "generations/99990101T000000000000"):
        (index / leftover).mkdir()
    (index / "CURRENT.1").write_text("x")
    write(corpus, "beta", "The beta service is free now.")

    second = run(corpus, index).generation

    assert sorted(path.name for path in (index / "generations").iterdir()) == [first, second]
    assert sorted(path.name for path in index.iterdir()) == ["CURRENT", "generations", "lock"]


def test_an_index_of_another_model_is_refused_with_the_ways_out(corpus: Path, index: Path) -> None:
    run(corpus, index, FakeEncoder("another"))

    with pytest.raises(IndexDamagedError, match=r"built with the embedding model .*Run `archway ingest`, or set ARCHWAY_EMB"):
        Archway.open(index, encoder=FakeEncoder())


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


def test_an_index_that_cannot_be_written_says_so(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(ArchwayError, match=r"cannot be written: .*Choose another with --index DIR\."):
        run(corpus, tmp_path / "file" / "index")
