"""What words a corpus uses: how rare each stem is, and which spelling was probably meant."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from assistant.language.words import TOKEN, search_terms, stem, tokens

_UNKNOWN_SHARE = 0.02
"""Share of passages that an unknown stem is treated as occurring in."""
_MIN_LENGTH = 5
_CLOSE = 82.0
"""Similarity (0–100, normalised edit distance) from which an unknown word counts as a misspelling."""

_CODE = re.compile(r"([a-z]{2,5}-)[a-z]?\d{2,}")
"""A code in lower case, and what it has in common with others of its family."""


@dataclass(frozen=True)
class Vocabulary:
    """`stems` maps a stem to the number of passages that hold it, `words` a lower-cased word to its count."""

    passages: int
    stems: Mapping[str, int]
    words: Mapping[str, int]

    def rarity(self, stemmed: str) -> float:
        """Inverse document frequency, from about 0.5 (in every passage) up.

        A stem that the corpus lacks counts as a fairly common one: it is more often chatter round a question than its
        topic. Unknown names are judged apart.
        """
        found = self.stems.get(stemmed, 0) or _UNKNOWN_SHARE * self.passages
        return math.log1p(self.passages / (0.5 + found))

    def knows(self, word: str) -> bool:
        """True when the corpus uses the word or another form of it."""
        lowered = word.lower().removesuffix("'s")
        return lowered in self.words or stem(lowered) in self.stems

    def is_new_code(self, word: str) -> bool:
        """True for a code ("DP-800") that the corpus never uses though it uses others that begin so ("DP-100")."""
        code = _CODE.fullmatch(word.lower())
        if code is None or self.knows(word) or self.begins(word.lower()):
            return False
        return any(known.startswith(code[1]) and _CODE.fullmatch(known) for known in self.words)

    def begins(self, letters: str) -> bool:
        """True when a word of the corpus begins with these letters and goes on: they may be short for it."""
        return any(word.startswith(letters) and len(word) > len(letters) for word in self.words)

    def correct(self, text: str, english: Container[str] = frozenset()) -> str:
        """`text` with each unknown word replaced by the closest word of the corpus, if one is close.

        Words in `english` are spelled correctly, whether or not the corpus uses them.
        """
        pieces: list[str] = []
        place = 0
        for found in TOKEN.finditer(text):
            word = found.group().lower()
            unknown = word.isalpha() and len(word) >= _MIN_LENGTH and word not in english and not self.knows(word)
            better = self._written_out(word) or self._closest(word) if unknown else None
            if better:
                pieces += [text[place : found.start()], better]
                place = found.end()
        return "".join((*pieces, text[place:]))

    @lru_cache(maxsize=4096)  # noqa: B019 # one vocabulary a process and generation
    def _written_out(self, word: str) -> str | None:
        """The word of which `word` is the beginning ("millisecs"), where all that begin so have one stem."""
        letters = word.removesuffix("s")
        longer = [w for w in self.words if len(letters) >= _MIN_LENGTH and w.startswith(letters) and w.isalpha()]
        longest = max(longer, key=lambda w: (self.words[w], w), default=None)
        return longest if len({stem(w) for w in longer}) == 1 else None

    @lru_cache(maxsize=4096)  # noqa: B019 # one vocabulary a process and generation
    def _closest(self, word: str) -> str | None:
        candidates = [w for w in self.words if w[0] == word[0] and abs(len(w) - len(word)) <= 2 and w.isalpha()]
        found = process.extract(word, candidates, scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=5)
        best = min(found, key=lambda f: (-f[1], -self.words[f[0]], f[0]), default=None)
        return best[0] if best else None

    def __hash__(self) -> int:
        return id(self)


def count_vocabulary(texts: Iterable[str]) -> Vocabulary:
    """The vocabulary of a corpus, one text a passage."""
    stems: Counter[str] = Counter()
    words: Counter[str] = Counter()
    passages = 0
    for text in texts:
        passages += 1
        stems.update(set(search_terms(text)))
        words.update(tokens(text))
    return Vocabulary(passages, dict(sorted(stems.items())), dict(sorted(words.items())))
