"""Numbers in one canonical form, so that "$270K", "270,000" and "USD 270 000" are the same figure."""

from __future__ import annotations

import re
from functools import lru_cache

_SCALES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9,
    "trillion": 1e12,
}  # fmt: skip
_WORDS = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty""".split()  # noqa: SIM905 # in the order of their values
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
     "half": 0.5}  # fmt: skip
_SELDOM_NUMBERS = frozenset({"one", "half", "zero"})
_DIGITS = re.compile(
    r"(?<![\w.])(?:[$€£]\s?)?(\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)|\d+)((?:\.\d+)?)"
    r"(?:\s?(k|thousand|mn|million|m|bn|billion|b|trillion)(?![a-z]))?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_CODE_DIGITS = re.compile(r"(?<![A-Za-z])[A-Za-z]+[-/]?\d[\w-]*")
_CURRENCY = re.compile(r"\b(USD|EUR|GBP|INR|CHF|CAD|AUD)(?=\d)", re.IGNORECASE)
_NUMBER_WORD = re.compile(
    r"\b(?:(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?=(?:one|two|three|four|five|six|seven|eight|nine)\b))?("
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")\b(?:[- ](hundred|thousand|million|billion|trillion)\b)?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?<=\d)\s?[–—-]\s?(?=[$€£]?\d)")


@lru_cache(maxsize=32_768)
def figures(text: str, *, words: bool = True) -> frozenset[float]:
    """Every number of a text, scale applied; with `words`, "twelve" counts as 12. Codes like "MLS-C01" are names.

    In a range with one scale at its end ("180–230K") both ends carry it.
    """
    found: set[float] = set()
    prepared = _prepared(text)
    matches = list(_DIGITS.finditer(prepared))
    for place, match in enumerate(matches):
        value = _value(match)
        found.add(value)
        following = matches[place + 1] if place + 1 < len(matches) else None
        if (
            following is not None
            and following.group(3)
            and not match.group(3)
            and prepared[match.end() : following.start()].strip() in {"to", "to $", "and"}
        ):
            found.add(value * _SCALES[following.group(3).lower()])
    if words:
        found.update(_word_value(match) for match in _NUMBER_WORD.finditer(text))
    return frozenset(found)


def stated_figures(text: str) -> frozenset[float]:
    """Numbers written in digits: what a verifier holds a sentence to. A range's bare end counts as written."""
    prepared = _prepared(text)
    matches = list(_DIGITS.finditer(prepared))
    found: set[float] = set()
    for place, match in enumerate(matches):
        following = matches[place + 1] if place + 1 < len(matches) else None
        scale = 1.0
        if (
            following is not None
            and following.group(3)
            and not match.group(3)
            and prepared[match.end() : following.start()].strip() in {"to", "to $"}
        ):
            scale = _SCALES[following.group(3).lower()]
        found.add(_value(match) * scale)
    return frozenset(found)


def with_plain_figures(text: str) -> str:
    """`text` with every grouped or scaled number in plain digits, for search: "$128K–280K" equals "128,000–280,000"."""
    if _DIGIT.search(text) is None:
        return text
    matches = list(_DIGITS.finditer(text))
    pieces: list[str] = []
    place = 0
    for number, match in enumerate(matches):
        scale = match.group(3) or _scale_of_range(text, matches, number)
        digits = float(re.sub(r"\D", "", match.group(1)) + match.group(2)) * _SCALES.get(scale.lower(), 1.0)
        pieces += [text[place : match.start()], f"{digits:f}".rstrip("0").rstrip(".")]
        place = match.end()
    return "".join((*pieces, text[place:]))


def _scale_of_range(text: str, matches: list[re.Match[str]], number: int) -> str:
    following = matches[number + 1] if number + 1 < len(matches) else None
    if following is None or not following.group(3):
        return ""
    between = text[matches[number].end() : following.start()].strip(" $€£")
    return str(following.group(3)) if between in {"–", "—", "-", "to"} else ""


def with_words_as_figures(text: str) -> str:
    """`text` with its number words in digits ("three years" is "3 years"); "one" and "half" stay, which are seldom numbers."""

    def written(match: re.Match[str]) -> str:
        bare = match.group(1) is None and match.group(3) is None and match.group(2).lower() in _SELDOM_NUMBERS
        return match.group() if bare else f"{_word_value(match):f}".rstrip("0").rstrip(".")

    return _NUMBER_WORD.sub(written, text)


def has_figure(text: str) -> bool:
    """True when the text states any number."""
    return bool(figures(text))


def _prepared(text: str) -> str:
    """The text without codes, a blank behind each currency code and "to" in each range."""
    return _RANGE.sub(" to ", _CODE_DIGITS.sub(" ", _CURRENCY.sub(r"\1 ", text)))


def _word_value(match: re.Match[str]) -> float:
    tens = _WORDS[match.group(1).lower()] if match.group(1) else 0
    scale = (match.group(3) or "").lower()
    return (tens + _WORDS[match.group(2).lower()]) * (100.0 if scale == "hundred" else _SCALES.get(scale, 1.0))


def _value(match: re.Match[str]) -> float:
    digits = re.sub(r"\D", "", match.group(1))
    value = float(digits + match.group(2))
    scale = match.group(3)
    return round(value * _SCALES[scale.lower()], 6) if scale else value
