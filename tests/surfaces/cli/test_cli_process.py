"""`archway` as a process of its own: what it imports, what it prints where, and the exit codes that a script sees."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_index import PAGES, QUESTION

HEAVY = ("torch", "chromadb", "streamlit", "langchain", "langchain_core", "transformers", "sentence_transformers")
SAY_IMPORTS = f"""
import sys
from assistant.surfaces.cli.__main__ import main
try:
    main()
finally:
    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""


def archway(*arguments: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run `python -m assistant.surfaces.cli` in a folder."""
    command = [sys.executable, "-m", "assistant.surfaces.cli", *arguments]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small corpus, indexed by the command itself with the real model."""
    folder = tmp_path_factory.mktemp("project")
    for name, text in PAGES.items():
        (folder / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "corpus" / name).write_text(text, encoding="utf-8")
    assert archway("ingest", cwd=folder).returncode == 0
    return folder


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"]], ids=" ".join)
def test_help_imports_no_heavy_library(arguments: list[str], tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", SAY_IMPORTS, *arguments], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert result.stdout.startswith("Usage: ")
    assert result.stderr == "[]\n"


def test_a_missing_index_costs_no_heavy_import_either(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", SAY_IMPORTS, "ask", QUESTION], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert result.returncode == 4
    assert result.stderr.endswith("Build one: archway ingest --index .archway/index\n[]\n")


def test_an_unknown_command_suggests_the_nearest_and_exits_with_2(tmp_path: Path) -> None:
    result = archway("serv", cwd=tmp_path)

    assert result.returncode == 2
    assert "No such command 'serv'. Did you mean 'serve'" in result.stderr


@pytest.mark.slow
def test_ingest_tells_what_changed_and_says_so_again_when_nothing_did(project: Path) -> None:
    again = archway("ingest", cwd=project)

    first, second = again.stdout.splitlines()
    assert first == "documents: 0 added, 0 changed, 3 unchanged, 0 removed, 0 rejected"
    assert second.startswith("nothing changed, generation ")
    assert again.stderr == "encoder …\nread …\n\n"


@pytest.mark.slow
def test_ingest_names_a_rejected_file_with_its_reason(project: Path, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "good.md").write_text("# Title\n\nA sentence about embeddings.\n", encoding="utf-8")
    (tmp_path / "corpus" / "bad.md").write_bytes(b"\xff\xfe\x00\x01binary")

    result = archway("ingest", "corpus", "--index", "idx", cwd=tmp_path)

    assert result.returncode == 0
    assert "1 added, 0 changed, 0 unchanged, 0 removed, 1 rejected\n  rejected corpus/bad.md: " in result.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["ask", QUESTION], 0),
        (["doctor", "--index", "nowhere"], 1),
        (["ask", ""], 2),
        (["ask", "Who won the chess olympiad in Budapest?"], 3),
        (["ask", QUESTION, "--index", "nowhere"], 4),
    ],
)
def test_a_script_sees_the_exit_code(project: Path, arguments: list[str], code: int) -> None:
    assert archway(*arguments, cwd=project).returncode == code


@pytest.mark.slow
def test_an_unreachable_language_model_exits_with_5_and_still_answers(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHWAY_LLM", "tiny")
    monkeypatch.setenv("ARCHWAY_LLM_BASE_URL", "http://127.0.0.1:9/v1")

    result = archway("ask", QUESTION, "--json", cwd=project)

    answer = json.loads(result.stdout)
    assert (result.returncode, answer["status"], answer["engine"]) == (5, "answered", "extractive")
    assert answer["notices"][0]["text"].startswith("The language model could not be used (tiny: ")


@pytest.mark.slow
def test_an_answer_leaves_stderr_empty(project: Path) -> None:
    assert archway("ask", QUESTION, cwd=project).stderr == ""


@pytest.mark.slow
def test_doctor_finds_nothing_wrong_with_a_fresh_index(project: Path) -> None:
    result = archway("doctor", cwd=project)

    assert result.returncode == 0
    assert [line[:5] for line in result.stdout.splitlines()[1:]] == ["ok   "] * 4
    assert "384 dimensions, fingerprint " in result.stdout


@pytest.mark.slow
def test_chat_remembers_across_piped_turns(project: Path) -> None:
    result = archway("chat", cwd=project, stdin=f"{QUESTION}\nWhen does it pay off?\n/quit\n")

    assert result.returncode == 0
    assert "pays off when at least three models share features" in result.stdout.split("You could ask next:")[1]


@pytest.mark.slow
def test_a_reader_that_stops_early_causes_no_traceback(project: Path) -> None:
    command = f"{sys.executable} -m assistant.surfaces.cli search feature -k 3 | true"
    result = subprocess.run(["bash", "-c", command], cwd=project, capture_output=True, text=True, check=True)

    assert "Traceback" not in result.stderr
    assert "BrokenPipe" not in result.stderr
