"""Whether a corpus states a fact: a greedy cover of a line's figures, names and words by units of the corpus.

Without a model: dates, codes and figures must all be found, names and words mostly. The module knows nothing of files and
reports. A unit found here is a proposal for a reader; what a sentence denies or turns round is not noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from benchmarks.coverage_text import Content, Reader, roots, shown

MAX_UNITS = 6
"""A fact that needs more sentences than this is not stated but scattered."""
NAME_SHARE = 0.8
WORD_SHARE = 0.65
"""Shares of a line's names, and of its weighted words, from which it counts as stated, when every figure is there.

A corpus words its sentences anew, so synonyms leave up to a third of the words of a true match unfound. Of 60 lines called
covered a reader found all 60 in the corpus, three of them with a detail in a sentence that was not listed. Of 288 lines with
one figure exchanged, 53 were still called covered, mostly because the new figure stands in the same sentence or list.
"""
_PARTLY = 0.3
"""Share of the whole weight below which a line counts as missing."""
_HARD_WEIGHT, _NAME_WEIGHT = 8.0, 4.0
_LEAST_GAIN = 2.5
"""Weight that a further unit must add: less is a common word met by chance."""
_REPEATED, _READING = 0.05, 0.03
"""What a unit gains by each weight that is found already, and loses by each of its words."""
_SAME_SUBJECT, _RELATED = 0.4, 0.3
"""Shares of a line's names and words that a unit must hold before its figures count for the line."""
_NEIGHBOURS = 2
"""Words beside a figure that line and unit must share when they share little else."""
_ANCHORS = 2
"""Words or names that a unit must share with a line or its heading before its figures count for it."""
_LABEL_MAX_WORDS = 6
_EMPTY: frozenset[str] = frozenset()


class Verdict(StrEnum):
    """How far the corpus states a line."""

    COVERED = "covered"
    PARTLY = "partly"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit of the corpus, read once: `context` holds the names and words that it and its headings share out."""

    place: str
    text: str
    sources: frozenset[str]
    content: Content
    context: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cover:
    """The verdict on one line, the units that hold it (best first) and what none of them holds (`unfound`, readable)."""

    verdict: Verdict
    units: tuple[Candidate, ...]
    unfound: tuple[str, ...]
    share: float
    elsewhere: bool = False


class Matcher:
    """Finds the units that together state a line. `rarity` weighs a root, about 0.5 and up."""

    def __init__(self, candidates: Sequence[Candidate], reader: Reader, rarity: Callable[[str], float]) -> None:
        self._candidates = candidates
        self._reader = reader
        self._rarity = rarity

    def cover(self, text: str, heading: str, sources: Iterable[str]) -> Cover:
        """The better cover of units with one of the line's sources or, failing these, of any unit."""
        wanted = frozenset(sources)
        near = self._greedy(text, heading, [c for c in self._candidates if c.sources & wanted])
        if near.verdict is Verdict.COVERED:
            return near
        anywhere = self._greedy(text, heading, self._candidates, elsewhere=True)
        return anywhere if anywhere.share > near.share else near

    def _greedy(self, text: str, heading: str, pool: Sequence[Candidate], *, elsewhere: bool = False) -> Cover:
        wanted = self._reader.stated(text)
        anchors = self._anchors(f"{heading} {text}")
        subject = self._reader.subject(heading) or self._reader.subject(_label(text), ("certification", "service"))
        weights = {x: self._weight(x) for x in wanted.hard | wanted.names | wanted.words}
        offers = [(c, self._offer(c, wanted, anchors)) for c in pool if not subject or c.context & subject]
        offers = [(candidate, offer) for candidate, offer in offers if offer]
        found: set[str] = set()
        chosen: list[Candidate] = []
        while offers and len(chosen) < MAX_UNITS:
            best, offer = max(offers, key=lambda pair: self._value(pair[0], pair[1], found, weights))
            if sum(weights[x] for x in offer - found) < _LEAST_GAIN:
                break
            chosen.append(best)
            found |= offer
        return self._judge(text, wanted, weights, found, chosen, elsewhere)

    def _value(self, candidate: Candidate, offer: frozenset[str], found: set[str], weights: dict[str, float]) -> float:
        """The weight that a unit adds; a little for what it repeats, less for each further word that must be read."""
        repeated = sum(weights[x] for x in offer & found)
        return sum(weights[x] for x in offer - found) + _REPEATED * repeated - _READING * len(candidate.content.words)

    def _judge(
        self,
        text: str,
        wanted: Content,
        weights: dict[str, float],
        found: set[str],
        chosen: list[Candidate],
        elsewhere: bool,
    ) -> Cover:
        whole = sum(weights.values()) or 1.0
        share = sum(weights[x] for x in found) / whole
        words = sum(weights[x] for x in wanted.words) or 1.0
        word_share = sum(weights[x] for x in wanted.words & found) / words if wanted.words else 1.0
        name_share = len(wanted.names & found) / len(wanted.names) if wanted.names else 1.0
        verdict = Verdict.PARTLY if share >= _PARTLY else Verdict.MISSING
        if wanted.hard <= found and name_share >= NAME_SHARE and word_share >= WORD_SHARE and chosen:
            verdict = Verdict.COVERED
        unfound = sorted((x for x in weights if x not in found), key=lambda x: (-weights[x], x))
        return Cover(verdict, tuple(chosen), tuple(shown(x, text) for x in unfound), share, elsewhere)

    def _weight(self, feature: str) -> float:
        if feature.startswith(("name:", "term:")):
            return _NAME_WEIGHT
        return _HARD_WEIGHT if ":" in feature else self._rarity(feature)

    def _anchors(self, text: str) -> frozenset[str]:
        read = self._reader.held(text)
        return read.names | {x for x in read.hard if x.startswith("code:")} | {w for w in read.words if w.isalpha()}

    def _offer(self, candidate: Candidate, wanted: Content, anchors: frozenset[str]) -> frozenset[str]:
        """What of a line a unit holds; nothing when it speaks of something else."""
        if len(candidate.context & anchors) < _ANCHORS:
            return _EMPTY
        names = {x for x in wanted.names if _names_match(x, candidate)}
        soft = names | (wanted.words & candidate.content.words)
        share = sum(map(self._weight, soft)) / (sum(map(self._weight, wanted.names | wanted.words)) or 1.0)
        hard = {x for x in wanted.hard if self._same_place(x, wanted, candidate.content, share)}
        return frozenset(hard | soft)

    def _same_place(self, hard: str, wanted: Content, held: Content, share: float) -> bool:
        """True when a date, code or figure stands in the unit and means the same there as in the line.

        The unit holds much of the line's names and words (`share`), or less of them and words beside the figure.
        """
        found = hard if hard in held.hard else _longer(hard, held.hard)
        if not found or share >= _SAME_SUBJECT:
            return bool(found)
        asked = wanted.beside.get(hard, _EMPTY)
        near = len(asked & held.beside.get(found, _EMPTY))
        if near >= _NEIGHBOURS:
            return share >= _RELATED / 2
        return share >= _RELATED and (near > 0 or not asked or found.startswith("code:"))


def _label(text: str) -> str:
    """The words before a line's first colon or dash, when they are few: what it is about."""
    head, mark, _ = text.replace(" — ", ": ").partition(": ")
    return head if mark and len(head.split()) <= _LABEL_MAX_WORDS else ""


def _names_match(name: str, candidate: Candidate) -> bool:
    kind, _, rest = name.partition(":")
    if kind == "name":
        return rest in candidate.context
    term, _, surface = rest.partition(":")
    return f"term:{term}" in candidate.context or set(roots(surface)) <= candidate.context


def _longer(wanted: str, held: frozenset[str]) -> str:
    """The long form ("MLA-C02") of a short code ("C02"), or ""."""
    tail = wanted.removeprefix("code:")
    return next((x for x in held if wanted != tail and x.startswith("code:") and x.endswith(f"-{tail}")), "")
