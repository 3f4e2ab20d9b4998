"""Tuning an encoder's layers to readers' questions, with a small transformer."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel

from assistant.domain.ports import Matrix
from ingest import tune_encoder
from ingest.contrastive import RANK
from ingest.tune_encoder import Tuned, WordPieces, tune

WORDS, UNITS, DIMENSION = 40, 6, 32
RANDOM = np.random.default_rng(3)


def small_model() -> BertModel:
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=WORDS, hidden_size=DIMENSION, num_hidden_layers=1, num_attention_heads=2, intermediate_size=48
    )
    return BertModel(config).eval()


def asked(count: int) -> tuple[WordPieces, list[tuple[int, ...]]]:
    """Questions of two to five words; the smallest says which unit, or the topic behind the units, is asked for."""
    texts = [RANDOM.integers(0, WORDS, size=RANDOM.integers(2, 6)) for _ in range(count)]
    bounds = np.cumsum([0, *map(len, texts)], dtype=np.int64)
    return WordPieces(np.concatenate(texts).astype(np.int64), bounds), [(int(text.min()) % (UNITS + 1),) for text in texts]


def unit_rows(count: int) -> Matrix:
    rows = RANDOM.normal(size=(count, DIMENSION)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def test_the_loss_falls_and_the_layers_are_named_as_the_transformer_names_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tune_encoder, "BATCH", 64)
    monkeypatch.setattr(tune_encoder, "RATE", 3e-3)
    questions, targets = asked(600)
    model = small_model()
    words = model.embeddings.word_embeddings.weight.detach().clone()
    losses: list[float] = []

    tuned = tune(
        model, questions, targets, unit_rows(UNITS), unit_rows(1), epochs=12, on_epoch=lambda _, loss: losses.append(loss)
    )

    assert losses[-1] < 0.6 * losses[0]
    assert set(tuned.layers) == set(model.encoder.state_dict())
    assert tuned.question_map.shape == tuned.unit_map.shape == (DIMENSION, min(RANK, DIMENSION))
    assert torch.equal(words, model.embeddings.word_embeddings.weight)


def test_tuning_twice_gives_the_same() -> None:
    questions, targets = asked(40)
    units, topics = unit_rows(UNITS), unit_rows(1)

    one, other = (tune(small_model(), questions, targets, units, topics, epochs=2) for _ in range(2))

    assert same(one, other)


def same(one: Tuned, other: Tuned) -> bool:
    layers = all(np.array_equal(one.layers[name], other.layers[name]) for name in one.layers)
    return layers and np.array_equal(one.question_map, other.question_map) and np.array_equal(one.unit_map, other.unit_map)
