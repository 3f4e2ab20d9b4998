"""What a text states, in comparable form: its dates, codes and figures, its names, and the roots of its other words.

It knows English forms and the glossary, not what is compared with what.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.language.glossary import Glossary
from assistant.language.numbers import figures, stated_figures
from assistant.language.words import STOP_WORDS, TOKEN, content_terms, names_in, stem, tokens

_ROOT = 6
"""Letters of a stem that are compared, so that "retire" and "retirement" meet."""
_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905
_DATE = re.compile(
    rf"\b(?:(\d{{1,2}})(?:\s?(?:or|and|to|–|-)\s?(\d{{1,2}}))?\s)?({'|'.join(_MONTHS)})(?:\s(\d{{1,2}}),)?(?:\s(\d{{4}}))?\b",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_URL = re.compile(r"https?://\S+")
_LONG = {
    "art": "article",
    "arts": "articles",
    "req": "requirement",
    "min": "minutes",
    "max": "maximum",
    "docs": "documentation",
    "ll144": "Local Law 144",
}
_SHORT = re.compile(rf"\b({'|'.join(_LONG)})\b\.?", re.IGNORECASE)
"""Abbreviations of source lists, which a corpus spells out."""
_NO_TOPIC = frozenset("ov befor onc becaus veri two three four five six seven eight nine ten exampl".split())  # noqa: SIM905
"""Stems without a topic: stop words as the stemmer cuts them ("hand-over"), words for numbers, which are figures."""
_WINDOW = 8
"""Words of a window: twice the longest date, so that each date stands whole in one of two overlapping windows."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a text states: `hard` holds dates, codes and figures, `names` the names, `words` roots of its other words.

    `beside` holds, for each of `hard`, the words within a few words of it.
    """

    hard: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    beside: Mapping[str, frozenset[str]]


class Reader:
    """Reads texts into comparable content; the glossary makes all names of a term equal."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    def stated(self, text: str) -> Content:
        """Content of a line that must be found. Each name is a glossary term ("term:7") or a root of its own ("name:flare")."""
        plain, dates = _without_dates(_spelled_out(_URL.sub(" ", text)))
        codes = _codes(plain)
        hard = dates | codes | {f"figure:{value:g}" for value in stated_figures(plain)}
        names: set[str] = set()
        taken: list[tuple[int, int]] = []
        for mention in self._glossary.find(plain):
            if mention.surface != mention.surface.lower() and not _codes(mention.surface):
                names.add(f"term:{mention.term}:{mention.surface.lower()}")
                taken.append((mention.start, mention.end))
        rest = "".join(" " if any(a <= i < b for a, b in taken) else c for i, c in enumerate(plain))
        for name in names_in(rest):
            names |= {f"name:{root}" for root in roots(name) if not any(c.isdigit() for c in root)}
        bare = {name.split(":")[1] for name in names if name.startswith("name:")}
        words = {root for root in roots(rest) if root.isalpha() and root not in bare}
        return Content(frozenset(hard), frozenset(names), frozenset(words), _beside(text))

    def subject(self, heading: str, kinds: Sequence[str] = ("certification",)) -> frozenset[str]:
        """Codes and terms of a heading or label: a unit must share one of them, in its own words or in its headings."""
        terms = {f"term:{m.term}" for m in self._glossary.find(heading) if self._glossary.terms[m.term].kind in kinds}
        return frozenset({code for code in _codes(heading) if "-" in code} | terms)

    def held(self, text: str) -> Content:
        """Content of a unit that may hold a line: every reading of each number and word."""
        text = _spelled_out(text)
        plain, dates = _without_dates(text)
        numbers = {f"figure:{value:g}" for value in figures(text) | figures(plain)}
        terms = {f"term:{mention.term}" for mention in self._glossary.find(text)}
        return Content(frozenset(dates | _codes(text) | numbers), frozenset(terms), frozenset(roots(text)), _beside(text))


def _beside(text: str) -> dict[str, frozenset[str]]:
    """For each date, code and figure the words of all windows of `_WINDOW` words that hold it."""
    spelled = _spelled_out(_URL.sub(" ", text)).split()
    found: dict[str, frozenset[str]] = {}
    for start in range(0, max(len(spelled) - _WINDOW // 2, 1), _WINDOW // 2):
        window = " ".join(spelled[start : start + _WINDOW])
        plain, dates = _without_dates(window)
        words = frozenset(root for root in roots(plain) if root.isalpha())
        for hard in (*dates, *_codes(window), *(f"figure:{value:g}" for value in figures(window) | figures(plain))):
            found[hard] = found.get(hard, frozenset()) | words
    return found


def _without_dates(text: str) -> tuple[str, set[str]]:
    """The text with its dates blanked, and each date as its day ("day:03-31") and its month ("month:2026-03")."""
    found: set[str] = set()

    def named(match: re.Match[str]) -> str:
        first, second, name, after, year = match.groups()
        days = [day for day in (first, second, after) if day]
        if not days and not year:
            return match.group()
        month = _MONTHS.index(name.lower()) + 1
        found.update(f"day:{month:02}-{int(day):02}" for day in days)
        if year:
            found.add(f"month:{year}-{month:02}")
        return " "

    def iso(match: re.Match[str]) -> str:
        found.update({f"day:{match.group(2)}-{match.group(3)}", f"month:{match.group(1)}-{match.group(2)}"})
        return " "

    return _DATE.sub(named, _ISO.sub(iso, text)), found


def _spelled_out(text: str) -> str:
    return _SHORT.sub(lambda match: _LONG[match.group(1).lower()], text)


def _codes(text: str) -> set[str]:
    """Tokens of letters and digits: "MLS-C01", "H200", "v4.0.1"."""
    parts = {part for match in TOKEN.finditer(text) for part in re.split(r"[/&]", match.group().lower())}
    return {f"code:{part}" for part in parts if part[:1].isalpha() and any(c.isdigit() for c in part)}


def roots(text: str) -> list[str]:
    """Roots of the content words, compounds also by their parts."""
    roots: list[str] = []
    for whole in content_terms(text):
        parts = [whole, *re.split(r"[-./+’']", whole)]
        kept = [part for part in parts if len(part) > 1 and part not in STOP_WORDS and part not in _NO_TOPIC]
        roots += [stem(term)[:_ROOT] for term in dict.fromkeys(kept)]
    return roots


def shown(feature: str, text: str) -> str:
    """A feature as a reader knows it: the figure, date, code or name, or the word of `text` that has this root."""
    kind, _, rest = feature.partition(":")
    if rest:
        return rest.split(":")[-1] if kind in {"name", "term", "code", "figure"} else rest
    return next((token for token in tokens(text) if feature in roots(token)), feature)
