"""What an answer says already: a unit whose terms and figures others state is not said again."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.evidence import Evidence
from assistant.language.numbers import figures
from assistant.language.words import content_terms

REPEATS = 0.72
"""Share of a unit's content terms that one unit said already, from which it counts as a repetition."""
MOST_FIGURES = 0.65
"""The share of its figures that one unit of like words must have stated."""
ALL = 0.7
"""The share that several units together must have said, all figures among them."""


def repeats(candidate: Evidence, chosen: Sequence[Evidence], asked: Sequence[str] = ()) -> bool:
    """True when what the unit says was said already: most of its terms, those `asked` aside, and no figure that is new."""
    terms = set(content_terms(candidate.unit.text))
    terms = terms - set(asked) or terms
    numbers = figures(candidate.unit.text, words=False)
    others = [other for other in chosen if not _siblings(candidate, other)]
    if numbers and _sums_up_figures(terms, numbers, others):
        return True
    for other in others:
        said = set(content_terms(other.unit.text))
        shared = len(terms & said) / max(1, len(terms))
        if shared >= REPEATS and numbers <= figures(other.unit.text, words=False):
            return True
        if shared >= REPEATS and numbers and len(numbers & figures(other.unit.text, words=False)) / len(numbers) > MOST_FIGURES:
            return True
    return False


def _sums_up_figures(terms: set[str], numbers: frozenset[float], chosen: Sequence[Evidence]) -> bool:
    """True when those of the chosen that hold some of the figures hold them all, and most of the words."""
    told = [e.unit.text for e in chosen if figures(e.unit.text, words=False) & numbers]
    said = frozenset().union(*(content_terms(text) for text in told))
    known = frozenset().union(*(figures(text, words=False) for text in told))
    return numbers <= known and len(terms & said) >= ALL * len(terms)


def _siblings(one: Evidence, other: Evidence) -> bool:
    """True for items of one list: they are alike by design, and each says something of its own."""
    return one.unit.list_id >= 0 and (one.document.id, one.unit.list_id) == (other.document.id, other.unit.list_id)
