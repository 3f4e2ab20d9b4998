"""One contract, two encoders: sentence-transformers and the graph that ONNX Runtime runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.backends.onnx_model import OnnxModel
from assistant.backends.sentence_model import SentenceModel
from assistant.domain.ports import TextEncoder
from assistant.settings import read_settings
from assistant.wiring import text_encoder
from ingest.build_index import ingest
from tests.small_index import QUESTION, write_pages

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]
HEAVY = {"torch", "sentence_transformers", "transformers", "langchain", "langchain_core", "streamlit", "onnx"}
TEXTS = [
    "What does an AI/ML solutions architect do?",
    "Salaries of $230,000–$270,000: “senior”, 12+ years.",
    "Überprüfung in Zürich 🙂 東京",
    "A passage that the model does not read to its end. " * 40,
    "Short.",
    "",
]


@pytest.fixture(scope="module")
def graph_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packaged model's graph, as an ingestion leaves it."""
    folder = tmp_path_factory.mktemp("index")
    assert isinstance(text_encoder(folder, read_settings(index=folder), make_graph=True), OnnxModel)
    return folder


@pytest.fixture(scope="module", params=["sentence-transformers", "ONNX Runtime"])
def encoder(request: pytest.FixtureRequest, graph_folder: Path) -> TextEncoder:
    """Either encoder over the packaged model."""
    return SentenceModel() if request.param == "sentence-transformers" else text_encoder(graph_folder, read_settings())


def test_vectors_and_tokens_have_unit_length(encoder: TextEncoder) -> None:
    for encoded in encoder.encode(TEXTS):
        assert np.linalg.norm(encoded.vector) == pytest.approx(1, abs=1e-5)
        assert np.linalg.norm(encoded.tokens, axis=1) == pytest.approx(np.ones(len(encoded.tokens)), abs=1e-5)
        dtypes = [array.dtype.name for array in (encoded.vector, encoded.tokens, encoded.offsets)]
        assert dtypes == ["float32", "float32", "int32"]


def test_offsets_lead_to_the_words(encoder: TextEncoder) -> None:
    for text, encoded in zip(TEXTS, encoder.encode(TEXTS), strict=True):
        assert len(encoded.tokens) == len(encoded.offsets) == len(encoded.words)
        assert tuple(text[left:right].lower() for left, right in encoded.offsets) == encoded.words


def test_texts_beyond_the_limit_are_cut_and_no_text_has_no_tokens(encoder: TextEncoder) -> None:
    assert [len(encoded.words) for encoded in encoder.encode(TEXTS)][3:] == [254, 2, 0]


def test_no_texts_give_no_vectors(encoder: TextEncoder) -> None:
    assert encoder.encode([]) == []


def test_a_text_has_the_same_vector_whatever_stands_beside_it(encoder: TextEncoder) -> None:
    together = encoder.encode(TEXTS)

    for text, encoded in zip(TEXTS, together, strict=True):
        assert np.abs(encoder.encode([text])[0].vector - encoded.vector).max() < 1e-6


def test_both_encoders_share_fingerprint_words_and_vectors(graph_folder: Path) -> None:
    one, two = SentenceModel(), text_encoder(graph_folder, read_settings())

    assert (one.fingerprint, one.words) == (two.fingerprint, two.words)
    for first, second in zip(one.encode(TEXTS), two.encode(TEXTS), strict=True):
        assert first.words == second.words
        assert np.abs(first.vector - second.vector).max() < 1e-6
        assert np.abs(first.tokens - second.tokens).max(initial=0) < 1e-6


def test_texts_encoded_side_by_side_come_out_to_the_bit_as_alone(graph_folder: Path) -> None:
    model = text_encoder(graph_folder, read_settings())

    for text, encoded in zip(TEXTS, model.encode(TEXTS), strict=True):
        assert np.array_equal(model.encode([text])[0].tokens, encoded.tokens)


def test_answering_with_a_graph_imports_neither_torch_nor_langchain(graph_folder: Path, tmp_path: Path) -> None:
    ingest([write_pages(tmp_path)], graph_folder, text_encoder(graph_folder, read_settings()))
    script = f"""
import sys
from assistant import Archway
print(Archway.open({str(graph_folder)!r}).ask({QUESTION!r}).status, *sorted({HEAVY} & set(sys.modules)))
"""

    result = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)

    assert result.stdout.split() == ["answered"]
