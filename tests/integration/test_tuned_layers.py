"""Layers tuned to readers' questions, from the folder of the questions through the index to an answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.backends.generation_store import LAYERS
from assistant.backends.model_files import PACKAGED
from assistant.backends.onnx_model import OnnxModel
from assistant.backends.sentence_model import SentenceModel
from assistant.backends.tuned_model import FOLDER, TunedMaps, TunedModel, write_tuned
from assistant.settings import read_settings
from assistant.wiring import Archway, text_encoder
from ingest.build_index import ingest
from ingest.load import ENCODER_FILE
from tests.integration.ingesting import make_corpus

pytestmark = pytest.mark.slow

QUESTIONS = 210


@pytest.fixture(scope="module")
def tuned_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus whose questions have layers beside them: the model's own, with the signs of the last one turned."""
    folder = make_corpus(tmp_path_factory.mktemp("tuned") / "corpus")
    (folder / "questions").mkdir()
    rows = [f'- document: alpha\n  section: Cost of alpha\n  asked: ["how dear is it, {n}"]\n' for n in range(QUESTIONS)]
    (folder / "questions" / "a.yaml").write_text("".join(rows), encoding="utf-8")
    model = SentenceModel()
    layers = {name: values.numpy() for name, values in model.transformer.encoder.state_dict().items()}
    layers["layer.5.output.LayerNorm.weight"] = -layers["layer.5.output.LayerNorm.weight"]
    maps = TunedMaps(model.fingerprint, *(np.eye(384, 64, dtype=np.float32) for _ in range(2)))
    write_tuned(folder / "questions" / ENCODER_FILE, layers, maps)
    return folder


def test_a_generation_carries_its_layers_and_a_question_is_read_by_them(tuned_corpus: Path, tmp_path: Path) -> None:
    settings = read_settings(index=tmp_path)
    ingest([tuned_corpus], tmp_path, text_encoder(tmp_path, settings, make_graph=True), model_name=PACKAGED)

    archway = Archway.open(tmp_path, settings)
    adapter = archway.pipeline.retriever.adapter
    question = archway.pipeline.retriever.encoder.encode(["how dear is it, 7"])[0]

    assert (tmp_path / "generations" / archway.generation / LAYERS).read_bytes() == (
        tuned_corpus / "questions" / ENCODER_FILE
    ).read_bytes()
    assert list((tmp_path / FOLDER).glob("*.onnx"))
    assert adapter.encoder is not None
    by_layers = TunedModel(PACKAGED, tuned_corpus / "questions" / ENCODER_FILE).encode([question.text])[0]
    assert np.allclose(adapter.seen(question).vector, by_layers.vector, atol=1e-5)
    assert not np.allclose(by_layers.vector, question.vector, atol=0.1)
    assert adapter.of(question).asked.max() == pytest.approx(1.0, abs=0.02)
    assert isinstance(text_encoder(tmp_path, settings), OnnxModel)


def test_without_its_graph_the_layers_are_run_by_the_reference(tuned_corpus: Path, tmp_path: Path) -> None:
    settings = read_settings(index=tmp_path)
    ingest([tuned_corpus], tmp_path, text_encoder(tmp_path, settings, make_graph=True), model_name=PACKAGED)
    with_graph = Archway.open(tmp_path, settings).ask("How dear is alpha?")
    for file in (tmp_path / FOLDER).iterdir():
        file.unlink()

    without = Archway.open(tmp_path, settings).ask("How dear is alpha?")

    assert without.answer == with_graph.answer
    assert without.confidence == pytest.approx(with_graph.confidence, abs=1e-3)
