"""`archway doctor`: each fault with the command that mends it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.domain.errors import ArchwayError, IndexDamagedError, IndexMissingError, LanguageModelError, ModelMissingError
from assistant.settings import read_settings
from assistant.surfaces.cli.doctor import PACKAGES, check_index, check_llm, check_model, check_packages
from tests.surfaces.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("folder")


def test_faults_are_listed_in_full_and_exit_with_1(run_bare: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHWAY_EMBEDDING_MODEL", "nowhere")

    result = run_bare("doctor", "--index", "no-index")

    assert result.exit_code == 1
    assert [line.split(":")[0] for line in result.stdout.splitlines()[1:]] == [
        "ok    packages",
        "FAULT model",
        "FAULT index",
        "ok    llm",
    ]


def test_installed_packages_are_named_with_their_versions() -> None:
    assert [part.split()[0] for part in check_packages(PACKAGES).split(", ")] == list(PACKAGES)


def test_a_package_that_is_not_installed_names_the_command_that_installs_it() -> None:
    with pytest.raises(ArchwayError, match=r"archway-nothing is not installed\. Run `make run`"):
        check_packages(("archway-nothing",))


def test_a_model_that_is_not_there_names_the_settings_to_change() -> None:
    with pytest.raises(ModelMissingError, match="ARCHWAY_EMBEDDING_MODEL unset for the packaged all-MiniLM-L6-v2"):
        check_model(read_settings(embedding_model="nowhere"))


def test_a_model_folder_without_weights_says_what_to_give(folder: Path) -> None:
    with pytest.raises(ModelMissingError, match="give a sentence-transformers folder"):
        check_model(read_settings(embedding_model=str(folder)))


def test_a_missing_index_names_the_command_that_builds_one() -> None:
    with pytest.raises(IndexMissingError, match="Build one: archway ingest --index no-index"):
        check_index(read_settings(index="no-index"))


def test_a_changed_file_of_the_index_is_named_with_its_remedy(small_index: Path, folder: Path) -> None:
    shutil.copytree(small_index, folder / "copy")
    passages = next((folder / "copy").rglob("passages.jsonl"))
    passages.chmod(0o644)
    passages.write_text(passages.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    with pytest.raises(
        IndexDamagedError, match=r"passages\.jsonl differs from what was built\. Run `archway ingest --rebuild`"
    ):
        check_index(read_settings(index=folder / "copy"))


def test_an_index_of_another_model_says_so(small_index: Path) -> None:
    with pytest.raises(ArchwayError, match=r"was built with 'fake', another model\. Run `archway ingest`"):
        check_index(read_settings(index=small_index))


def test_without_a_language_model_it_says_how_to_add_one() -> None:
    assert check_llm(read_settings()) == "none; answers are extractive (set ARCHWAY_LLM to add one)"


def test_a_language_model_that_does_not_reply_names_what_to_check() -> None:
    settings = read_settings(llm="m", llm_base_url="http://127.0.0.1:9/v1", llm_timeout_seconds=5)

    with pytest.raises(LanguageModelError, match="Start its server, or set ARCHWAY_LLM, ARCHWAY_LLM_BASE_URL"):
        check_llm(settings)
