"""Prompt tokens with tiktoken, offline.

tiktoken downloads an encoding on first use. Where none is cached, an encoding of single bytes stands in: tiktoken runs it,
it needs no download, and it never counts fewer tokens than any byte-pair encoding of the same text would.
"""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import Any

_NAME = "o200k_base"


class TiktokenCounter:
    """A `TokenCounter`; `TIKTOKEN_CACHE_DIR` names a folder with a downloaded encoding."""

    def count(self, text: str) -> int:
        """Tokens of `text`; with the stand-in encoding an upper bound."""
        return len(self._encoding.encode_ordinary(text))

    @cached_property
    def _encoding(self) -> Any:
        import tiktoken

        folder = os.environ.get("TIKTOKEN_CACHE_DIR", "")
        if folder and Path(folder).is_dir() and any(Path(folder).iterdir()):
            try:
                return tiktoken.get_encoding(_NAME)
            except (OSError, ValueError):
                pass
        return tiktoken.Encoding(
            name="archway_bytes",
            pat_str=r"\S+|\s+",
            mergeable_ranks={bytes([value]): value for value in range(256)},
            special_tokens={},
        )
