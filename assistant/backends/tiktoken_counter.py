"""Prompt tokens with tiktoken, offline.

tiktoken downloads an encoding on first use. Where none is cached, an encoding of single bytes stands in: tiktoken runs it,
it needs no download, and it never counts fewer tokens than any byte-pair encoding of the same text would.
"""

from __future__ import annotations

import hashlib
import os
from functools import cached_property
from pathlib import Path
from typing import Any

_NAME = "o200k_base"
_URL = "https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken"
"""tiktoken names a cached encoding by the SHA-1 of its address."""
_SHA256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
"""Digest of that file in tiktoken_ext/openai_public.py; tiktoken deletes a cached file with another and downloads anew."""


class TiktokenCounter:
    """A `TokenCounter`; `TIKTOKEN_CACHE_DIR` names a folder with a downloaded encoding."""

    def count(self, text: str) -> int:
        """Tokens of `text`; with the stand-in encoding its UTF-8 bytes, an upper bound."""
        return len(self._encoding.encode_ordinary(text))

    @cached_property
    def _encoding(self) -> Any:
        import tiktoken

        if is_cached(Path(os.environ.get("TIKTOKEN_CACHE_DIR", "")), _SHA256):
            return tiktoken.get_encoding(_NAME)
        return tiktoken.Encoding(
            name="archway_bytes",
            pat_str=r"\S+|\s+",
            mergeable_ranks={bytes([value]): value for value in range(256)},
            special_tokens={},
        )


def is_cached(folder: Path, digest: str) -> bool:
    """True when `folder` holds the encoding's file with this SHA-256, so that tiktoken opens it without a network."""
    path = folder / hashlib.sha1(_URL.encode(), usedforsecurity=False).hexdigest()
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False
