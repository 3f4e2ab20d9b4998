"""When a graph is made, kept, and not used, with stand-ins for the model and the runtime."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from assistant.backends.graph_cache import FOLDER, PROBES, GraphRecord, encoder_with_graph, find_graph
from assistant.backends.model_files import ModelFiles
from assistant.backends.onnx_model import OnnxModel, runtime_version
from assistant.domain.errors import ModelMissingError
from assistant.domain.ports import EncodedText
from tests.fake_encoder import FakeEncoder

GRAPH = b"graph of a stand-in"


class Reference(FakeEncoder):
    """An encoder whose graph is a few bytes; `exports` counts how often it was written."""

    def __init__(self, folder: Path, *, exportable: bool = True) -> None:
        super().__init__()
        self.files = ModelFiles(str(folder))
        self.fingerprint = self.files.fingerprint
        self.exports = 0
        self._exportable = exportable

    def write_graph(self, path: Path) -> int:
        if not self._exportable:
            raise ModelMissingError("embedding model 'x' has no ONNX form: an operator is missing")
        self.exports += 1
        path.write_bytes(GRAPH)
        return 256


class Opened(FakeEncoder):
    """The encoder over a graph; `shift` moves its vectors away from the reference's."""

    def __init__(self, graph: Path, max_tokens: int, shift: float = 0.0) -> None:
        super().__init__()
        self.graph, self.max_tokens, self._shift = graph, max_tokens, shift

    def encode(self, texts: object) -> list[EncodedText]:
        encoded = super().encode(texts)  # type: ignore[arg-type] # the tests pass texts
        return [EncodedText(e.vector + self._shift, e.tokens, e.offsets, e.words) for e in encoded]


def opened(files: ModelFiles, graph: Path, max_tokens: int) -> Opened:
    return Opened(graph, max_tokens)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A folder that looks like a model's."""
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(b"weights")
    (folder / "tokenizer.json").write_text(json.dumps({"model": {"vocab": {"money": 0}}}))
    return folder


@pytest.fixture
def index(tmp_path: Path, model: Path) -> Path:
    """An index folder with the model's graph."""
    assert encoder_with_graph(tmp_path / "index", Reference(model), make=True, opened=opened) is not None
    return tmp_path / "index"


def test_without_a_graph_there_is_no_encoder_over_one(tmp_path: Path, model: Path) -> None:
    assert encoder_with_graph(tmp_path, Reference(model), opened=opened) is None
    assert list(tmp_path.iterdir()) == [model]


def test_a_graph_is_made_once_and_found_again(index: Path, model: Path) -> None:
    reference = Reference(model)

    found = encoder_with_graph(index, reference, make=True, opened=opened)

    assert isinstance(found, Opened)
    assert (found.graph.read_bytes(), found.max_tokens, reference.exports) == (GRAPH, 256, 0)


def test_the_record_says_what_was_compared_and_how_close_it_came(index: Path, model: Path) -> None:
    record = find_graph(index / FOLDER, Reference(model).fingerprint)

    assert record is not None
    assert (record.runtime, record.max_tokens, record.difference) == (runtime_version(), 256, 0.0)


@pytest.mark.parametrize("damage", ["graph", "record", "runtime"])
def test_a_faulty_graph_is_not_used_and_made_anew_when_asked(
    index: Path, model: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    record = next(index.rglob("*.json"))
    if damage == "graph":
        next(index.rglob("*.onnx")).write_bytes(GRAPH[:-1])
    elif damage == "record":
        record.write_text("{")
    else:
        record.write_text(record.read_text().replace(runtime_version(), "onnxruntime 1.0"))

    with caplog.at_level(logging.WARNING):
        assert encoder_with_graph(index, Reference(model), opened=opened) is None
    assert "`archway ingest` makes" in caplog.text
    assert encoder_with_graph(index, Reference(model), make=True, opened=opened) is not None
    assert find_graph(index / FOLDER, Reference(model).fingerprint) is not None


def test_a_missing_graph_file_is_made_anew(index: Path, model: Path) -> None:
    next(index.rglob("*.onnx")).unlink()

    assert find_graph(index / FOLDER, Reference(model).fingerprint) is None
    assert encoder_with_graph(index, Reference(model), make=True, opened=opened) is not None


def test_the_graph_of_other_weights_is_replaced(index: Path, model: Path) -> None:
    (model / "model.safetensors").write_bytes(b"other weights")
    reference = Reference(model)

    assert encoder_with_graph(index, reference, opened=opened) is None
    assert encoder_with_graph(index, reference, make=True, opened=opened) is not None
    assert len(list(index.rglob("*.onnx"))) == len(list(index.rglob("*.json"))) == 1


def test_a_model_that_cannot_be_exported_leaves_the_reference_in_place(
    tmp_path: Path, model: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        found = encoder_with_graph(tmp_path / "index", Reference(model, exportable=False), make=True, opened=opened)

    assert found is None
    assert "an operator is missing" in caplog.text
    assert list(tmp_path.rglob("*.onnx")) == []


def test_a_graph_whose_vectors_differ_is_thrown_away(tmp_path: Path, model: Path) -> None:
    def shifted(files: ModelFiles, graph: Path, max_tokens: int) -> Opened:
        return Opened(graph, max_tokens, shift=2e-5)

    assert encoder_with_graph(tmp_path / "index", Reference(model), make=True, opened=shifted) is None
    assert list((tmp_path / "index").rglob("*.*")) == []


def test_the_probes_reach_beyond_what_the_model_reads() -> None:
    assert max(len(probe.split()) for probe in PROBES) > 512


def test_a_graph_that_the_runtime_refuses_names_the_command_that_mends_it(index: Path, model: Path) -> None:
    record = find_graph(index / FOLDER, Reference(model).fingerprint)
    assert isinstance(record, GraphRecord)
    encoder = OnnxModel(ModelFiles(), index / "encoder" / record.file, record.max_tokens)

    with pytest.raises(ModelMissingError, match=r"cannot be loaded: .*Delete it and run `archway ingest`"):
        encoder.encode(["a word"])
