"""Text to vectors with sentence-transformers, the reference encoder; the only place that knows torch.

One forward pass gives the sentence vector and the token vectors in context, which late interaction needs. The same pass can
be written as an ONNX graph, which `onnx_model.py` runs a few times faster and without torch.
"""

from __future__ import annotations

import logging
import os
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.backends.model_files import PACKAGED, ModelFiles
from assistant.domain.errors import ModelMissingError
from assistant.domain.ports import EncodedText

_BATCH = 16
_FEW = 3
"""Up to this many texts, the questions of a conversation, go through on one thread: on a machine that others use too, threads
that wait for each other cost far more (13 ms against 480 ms a question) than a second one gains on a quiet one (3 ms)."""


class SentenceModel:
    """A `TextEncoder` over a sentence-transformers model, loaded at the first `encode`.

    `name` is `PACKAGED`, a local folder, or a hub name; a hub name needs `allow_download`.
    Raises ModelMissingError when the model is not there or its weights are not the expected ones.
    """

    def __init__(self, name: str = PACKAGED, *, allow_download: bool = False) -> None:
        self.files = ModelFiles(name, allow_download=allow_download)
        self._loading = threading.Lock()
        self._loaded: Any = None

    @property
    def folder(self) -> Path | None:
        """Where the model's files lie; None for a hub name."""
        return self.files.folder

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the weights and the tokenizer."""
        return self.files.fingerprint

    @property
    def words(self) -> frozenset[str]:
        """Whole words of the tokenizer's vocabulary."""
        return self.files.words

    def encode(self, texts: Sequence[str]) -> list[EncodedText]:
        """Encode texts in the order given.

        Texts beyond the model's limit (256 word pieces for MiniLM) are cut there. Longest first inside, so that a batch
        holds texts of like length: sorting by length doubles the throughput.
        """
        order = sorted(range(len(texts)), key=lambda i: (-len(texts[i]), i))
        _use_threads(1 if len(texts) <= _FEW else None)
        results: dict[int, EncodedText] = {}
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            results.update(zip(batch, self._encode_batch([texts[i] for i in batch]), strict=True))
        return [results[i] for i in range(len(texts))]

    def write_graph(self, path: Path) -> int:
        """Write the forward pass to `path` as one ONNX file and return the most word pieces that it may be given.

        Inputs are those of the tokenizer (shape (texts, tokens)); outputs are `tokens` (texts, tokens, dimension) and
        `vector` (texts, dimension), rows of unit length. Raises ModelMissingError where the model cannot be exported.
        """
        import torch

        model = self._model
        example = dict(model.tokenizer(["a short text", "and one that is a little longer"], padding=True, return_tensors="pt"))
        free = torch.export.Dim.DYNAMIC
        try:
            with _quiet(), torch.inference_mode():
                program = torch.onnx.export(
                    _normalized(model, tuple(example)).eval(),
                    tuple(example.values()),
                    dynamo=True,
                    input_names=list(example),
                    output_names=["tokens", "vector"],
                    dynamic_shapes=(({0: free, 1: free},) * len(example),),  # one tuple for all of *inputs
                    verbose=False,
                )
                if program is None:
                    raise ValueError("the exporter gave no program")
                program.save(str(path), external_data=False)
        except Exception as error:  # the exporter's own errors share no base with those of the libraries that it calls
            cause = str(error).partition("\n")[0]
            raise ModelMissingError(f"embedding model {self.files.name!r} has no ONNX form: {cause}") from error
        return int(model.max_seq_length)

    def word_pieces(self, texts: Sequence[str]) -> list[list[int]]:
        """The ids of the texts' word pieces, special tokens included, cut behind the most that the model takes."""
        found = self._model.tokenizer(list(texts), truncation=True, max_length=self._model.max_seq_length)
        return list(found["input_ids"])

    @property
    def transformer(self) -> Any:
        """The `transformers` model inside."""
        return self._model[0].auto_model

    @property
    def _model(self) -> Any:
        """The model, loaded once however many threads ask first."""
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> Any:
        files = self.files
        if not files.allow_download:
            os.environ["HF_HUB_OFFLINE"] = "1"
            os.environ["TRANSFORMERS_OFFLINE"] = "1"
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        files.check()
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()
        transformers_logging.set_verbosity_error()
        try:
            return SentenceTransformer(
                str(files.folder or files.name),
                device="cpu",
                trust_remote_code=False,
                local_files_only=not files.allow_download,
            ).eval()
        except (OSError, ValueError) as error:
            raise ModelMissingError(f"embedding model {files.name!r} cannot be loaded: {error}") from error

    def _encode_batch(self, texts: list[str]) -> list[EncodedText]:
        import torch

        model = self._model
        encoded = model.tokenizer(
            texts,
            padding=True,
            truncation=True,
            max_length=model.max_seq_length,
            return_offsets_mapping=True,
            return_special_tokens_mask=True,
            return_tensors="pt",
        )
        offsets = encoded.pop("offset_mapping").numpy().astype(np.int32)
        special = encoded.pop("special_tokens_mask").numpy().astype(bool)
        with torch.inference_mode():
            features = model(dict(encoded))
            tokens = torch.nn.functional.normalize(features["token_embeddings"], dim=-1).numpy()
            vectors = torch.nn.functional.normalize(features["sentence_embedding"], dim=-1).numpy()
        results: list[EncodedText] = []
        for row, text in enumerate(texts):
            kept = ~special[row]
            places = offsets[row][kept]
            results.append(
                EncodedText(
                    vector=vectors[row].astype(np.float32),
                    tokens=tokens[row][kept].astype(np.float32),
                    offsets=places,
                    words=tuple(text[left:right].lower() for left, right in places),
                    text=text,
                )
            )
        return results


def _normalized(model: Any, names: tuple[str, ...]) -> Any:
    """A module that takes the inputs `names` in order and gives token vectors and sentence vector, of unit length."""
    import torch

    class Normalized(torch.nn.Module):
        """The whole model, pooling included, with the outputs that `EncodedText` holds."""

        def __init__(self) -> None:
            super().__init__()
            self.inner = model

        def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            """Token vectors and sentence vector of a batch."""
            features = self.inner(dict(zip(names, inputs, strict=True)))
            unit = torch.nn.functional.normalize
            return unit(features["token_embeddings"], dim=-1), unit(features["sentence_embedding"], dim=-1)

    return Normalized()


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the exporter's remarks on packages and functions that this model does not use."""
    exporter = logging.getLogger("torch.onnx")
    level = exporter.level
    exporter.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        exporter.setLevel(level)


@cache
def _all_threads() -> int:
    import torch

    return int(torch.get_num_threads())


def _use_threads(count: int | None) -> None:
    """Let torch work with `count` threads, or with all; nothing is done when it does so already."""
    import torch

    wanted = min(count or _all_threads(), _all_threads())
    if torch.get_num_threads() != wanted:
        torch.set_num_threads(wanted)
