"""The texts that were encoded last, so that none of a message or of the talk round it goes through the model twice."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

from assistant.domain.ports import EncodedText, TextEncoder

REMEMBERED = 64
"""Texts kept: what a few talks ask about; a text of 30 word pieces takes 50 kB."""


class RecentTexts:
    """A `TextEncoder` that asks `encoder` for what it was not asked for lately. Safe to share between threads."""

    def __init__(self, encoder: TextEncoder, remembered: int = REMEMBERED) -> None:
        self.encoder = encoder
        self._remembered = remembered
        self._kept: OrderedDict[str, EncodedText] = OrderedDict()
        self._changing = threading.Lock()

    @property
    def fingerprint(self) -> str:
        """That of the encoder behind it."""
        return self.encoder.fingerprint

    @property
    def words(self) -> frozenset[str]:
        """Those of the encoder behind it."""
        return self.encoder.words

    def encode(self, texts: Sequence[str]) -> list[EncodedText]:
        """Encode texts in the order given; those that are not kept go to the encoder together."""
        with self._changing:
            found = {text: self._kept[text] for text in texts if text in self._kept}
        new = [text for text in dict.fromkeys(texts) if text not in found]
        found.update(zip(new, self.encoder.encode(new) if new else (), strict=True))
        with self._changing:
            for text in texts:
                self._kept[text] = found[text]
                self._kept.move_to_end(text)
            while len(self._kept) > self._remembered:
                self._kept.popitem(last=False)
        return [found[text] for text in texts]
