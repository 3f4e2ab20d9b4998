"""The file of tuned layers: what is read is what was written, to eight bits, and a broken one is named with its remedy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.backends.model_files import ModelFiles
from assistant.backends.tuned_model import TunedFiles, TunedMaps, TunedModel, read_layers, read_maps, write_tuned
from assistant.domain.errors import ModelMissingError

RANDOM = np.random.default_rng(2)
MAPS = TunedMaps("of a model", np.eye(4, 2, dtype=np.float32), np.ones((4, 2), dtype=np.float32))


def layers() -> dict[str, np.ndarray]:
    rows = RANDOM.normal(size=(5, 4)).astype(np.float32) * np.array([[1], [10], [0.01], [0], [3]], dtype=np.float32)
    return {"layer.0.weight": rows, "layer.0.bias": RANDOM.normal(size=5).astype(np.float32)}


def test_layers_are_read_as_they_were_written_to_eight_bits_a_row(tmp_path: Path) -> None:
    written = layers()
    write_tuned(tmp_path / "layers.npz", written, MAPS)

    read = read_layers(tmp_path / "layers.npz")
    maps = read_maps(tmp_path / "layers.npz")

    largest = np.abs(written["layer.0.weight"]).max(axis=1, keepdims=True)
    assert (np.abs(read["layer.0.weight"] - written["layer.0.weight"]) <= largest / 127).all()
    assert np.array_equal(read["layer.0.bias"], written["layer.0.bias"])
    assert maps.base == MAPS.base
    assert np.array_equal(maps.question_map, MAPS.question_map)


def test_other_layers_make_another_model(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_tuned(tmp_path / name, layers(), MAPS)

    one, two = (TunedFiles("all-MiniLM-L6-v2", tmp_path / name).fingerprint for name in ("one", "two"))

    assert len({one, two, ModelFiles().fingerprint}) == 3


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04broken"])
def test_a_broken_file_is_named_with_its_remedy(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "layers.npz").write_bytes(content)

    with pytest.raises(ModelMissingError, match="archway ingest --rebuild"):
        read_layers(tmp_path / "layers.npz")
    with pytest.raises(ModelMissingError, match="archway corpus learn --encoder"):
        read_maps(tmp_path / "layers.npz")


def test_layers_of_another_model_are_refused(tmp_path: Path) -> None:
    write_tuned(tmp_path / "layers.npz", layers(), MAPS)

    with pytest.raises(ModelMissingError, match="does not hold the layers of"):
        TunedModel("all-MiniLM-L6-v2", tmp_path / "layers.npz").encode(["ready"])
