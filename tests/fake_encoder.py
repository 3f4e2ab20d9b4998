"""A text encoder without a model: the same text always gives the same vectors, and shared words bring texts close."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from assistant.domain.ports import EncodedText, Vector

FAKE_DIMENSION = 32


class FakeEncoder:
    """A `TextEncoder` that gives each word a direction by its hash: texts that share words are close.

    It remembers every text that it was given in `encoded`.
    """

    def __init__(self, fingerprint: str = "fake", words: frozenset[str] = frozenset()) -> None:
        self.fingerprint = fingerprint
        self.words = words
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> list[EncodedText]:
        """One row a word; the vector of a text is the mean of its words."""
        self.encoded += texts
        return [_encode(text) for text in texts]


def _encode(text: str) -> EncodedText:
    found = list(re.finditer(r"\w+", text)) or list(re.finditer(r".+", text, re.DOTALL))
    words = tuple(match.group().lower() for match in found)
    rows = np.stack([_direction(word) for word in words])
    mean = rows.mean(axis=0)
    vector = (mean / np.linalg.norm(mean)).astype(np.float32)
    return EncodedText(vector, rows, np.array([match.span() for match in found], dtype=np.int32), words)


@cache
def _direction(word: str) -> Vector:
    bits = np.frombuffer(hashlib.shake_256(word.encode()).digest(FAKE_DIMENSION * 2), dtype=np.int16).astype(np.float32)
    return np.asarray(bits / np.linalg.norm(bits), dtype=np.float32)
