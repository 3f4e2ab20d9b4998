"""Hold every sentence to its quotes: each number, date, amount and name in it must stand in what it cites.

The same check serves quoted sentences, where it must never fail, and a language model's, where it often does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language.markup import readable
from assistant.language.numbers import figures, stated_figures
from assistant.language.words import STOP_WORDS, content_terms, names_in, tokens

SUPPORT = 0.6
"""Share of a composed sentence's content terms that its quotes must hold."""
_CONNECTIVES = frozenset(
    {
        "accordingly",
        "additionally",
        "according",
        "finally",
        "first",
        "furthermore",
        "generally",
        "instead",
        "lastly",
        "meanwhile",
    }
    | {"moreover", "next", "otherwise", "overall", "second", "similarly", "therefore", "third", "thus", "typically", "usually"}
)
"""Words that may open a composed sentence without standing in a quote, beside the stop words."""
_MARKER = re.compile(r"\[(\d+)\]")


def unsupported(sentence: str, quotes: Sequence[str]) -> list[str]:
    """The numbers and names of `sentence` that no quote holds; an empty list means that it is supported."""
    evidence = " \n".join(readable(quote) for quote in quotes)
    bare = readable(_MARKER.sub("", sentence))
    held = figures(evidence)
    missing = [f"{value:g}" for value in sorted(stated_figures(bare) - held)]
    lowered = _flat(evidence)
    missing += [name for name in names_in(bare) if _flat(name) not in lowered]
    return missing


def follows(sentence: str, quotes: Sequence[str], share: float = SUPPORT) -> bool:
    """True when enough of the sentence's content terms occur in the quotes: a guard against free invention."""
    terms = set(content_terms(readable(_MARKER.sub("", sentence))))
    held = set(content_terms(" ".join(readable(quote) for quote in quotes)))
    return not terms or len(terms & held) >= share * len(terms)


def opens_with_support(sentence: str, quotes: Sequence[str]) -> bool:
    """False when the first word may be an invented name: a capital says nothing there, so that the quotes must hold it."""
    first = next(iter(tokens(readable(_MARKER.sub("", sentence)))), "")
    if first in STOP_WORDS or first in _CONNECTIVES:
        return True
    return set(content_terms(first)) <= set(content_terms(" ".join(readable(quote) for quote in quotes)))


def markers(text: str) -> list[int]:
    """Citation numbers of a text in order; escaped brackets do not count."""
    return [int(m.group(1)) for m in _MARKER.finditer(text) if m.start() == 0 or text[m.start() - 1] != "\\"]


def _flat(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
