"""What the stages need from the outside, as small protocols; backends implement them, fakes in tests too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
"""Shape (dimension,), unit length."""
Matrix = NDArray[np.float32]
"""Shape (rows, dimension), rows of unit length."""


@dataclass(frozen=True, slots=True)
class EncodedText:
    """One text through the model: its `vector`, one row a token in `tokens`, and each token's character
    range in the text (`offsets`, shape (tokens, 2)); special tokens are left out. `words` are the token
    strings, `text` is what was encoded."""

    vector: Vector
    tokens: Matrix
    offsets: NDArray[np.int32]
    words: tuple[str, ...]
    text: str = ""


class TextEncoder(Protocol):
    """Turns texts into vectors. Pure: the same text gives the same vectors whatever stands beside it."""

    @property
    def fingerprint(self) -> str:
        """Identifies the weights and the tokenizer; part of every cache key."""
        ...

    @property
    def words(self) -> frozenset[str]:
        """Whole lower-case words of the model's own word list: ordinary English, spelled correctly."""
        ...

    def encode(self, texts: Sequence[str]) -> list[EncodedText]:
        """Encode texts in the order given; an empty list gives an empty list."""
        ...


class VectorIndex(Protocol):
    """Nearest neighbours by cosine."""

    def nearest(self, vector: Vector, k: int) -> list[tuple[int, float]]:
        """Up to `k` (row, cosine) pairs, best first. Rows below the passage count are passages, the rest units."""
        ...


class KeywordIndex(Protocol):
    """Lexical scores over passages."""

    def best(self, text: str, k: int) -> list[tuple[int, float]]:
        """Up to `k` (passage position, BM25 score) pairs with a score above zero, best first."""
        ...


class LanguageModel(Protocol):
    """A chat model that composes text from a prompt."""

    @property
    def name(self) -> str:
        """The model's name as shown in `Answer.engine`."""
        ...

    def complete(self, system: str, user: str) -> str:
        """The model's reply. Raises LanguageModelError on any fault, time-out or cut-off included."""
        ...


class TokenCounter(Protocol):
    """Counts tokens of a prompt; never fewer than the model would."""

    def count(self, text: str) -> int:
        """Number of tokens of `text`, an upper bound when the model's own encoding is not at hand."""
        ...
