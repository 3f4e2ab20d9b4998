"""What an answer says already: a unit whose terms and figures others state is not said again."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from assistant.domain.evidence import Evidence
from assistant.language.glossary import Glossary
from assistant.language.numbers import figures
from assistant.language.words import content_terms

REPEATS = 0.72
"""Share of a unit's content terms that one unit said already, from which it counts as a repetition."""
MOST_FIGURES = 0.65
"""The share of its figures that one unit of like words must have stated."""
HALF = 0.5
"""The share of its terms in common with one that holds all its figures, from which it may be the same told otherwise."""
FEW = 5
"""Terms that are new in such a one at most for it to be no more than that."""
ALL = 0.7
"""The share that several units together must have said, all figures among them."""
AGAIN = 0.4
"""How probable it must be that a reader would call a unit no more than what was said, in other words."""


class Likeness(NamedTuple):
    """A unit beside what was said: which share of its terms was `said`, and how many were not (`new`); with the unit that is
    likest, the Jaccard index of their terms (`jaccard`), and whether both stand in one document (`same_document`), where
    sentences rarely say the same."""

    said: float
    new: float
    jaccard: float
    same_document: float


READ = Likeness(said=4.04, new=-0.176, jaccard=2.61, same_document=-1.2)
INTERCEPT = -2.92
"""Weights of a logistic regression on 460 statements of answers, without figures of their own, of which a reader called 64
nothing new (benchmarks/repeated_statements.py)."""


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
        if numbers and numbers <= figures(other.unit.text, words=False) and shared >= HALF and len(terms - said) <= FEW:
            return True
        if shared >= REPEATS and numbers and len(numbers & figures(other.unit.text, words=False)) / len(numbers) > MOST_FIGURES:
            return True
    return False


def restates(candidate: Evidence, other: Evidence) -> bool:
    """True for a unit with figures, all of them the other's, and half of its terms too: enough for it to give way to what tells
    more, not for it never to be said."""
    numbers, terms = figures(candidate.unit.text, words=False), set(content_terms(candidate.unit.text))
    alike = bool(numbers) and numbers <= figures(other.unit.text, words=False)
    return alike and len(terms & set(content_terms(other.unit.text))) >= HALF * len(terms)


def says_nothing_new(candidate: Evidence, chosen: Sequence[Evidence]) -> bool:
    """True where a reader of the chosen would probably find nothing new in a unit, in whatever words: a looser test than
    `repeats`, for what has no more to say for itself than that it is near. A figure of its own is always new."""
    others = [(other.document.id, other.unit.text) for other in chosen if not _siblings(candidate, other)]
    known = likeness(candidate.document.id, candidate.unit.text, others)
    if known is None:
        return False
    odds = INTERCEPT + sum(weight * value for weight, value in zip(READ, known, strict=True))
    return 1.0 / (1.0 + math.exp(-odds)) > AGAIN


def likeness(document: str, text: str, others: Sequence[tuple[str, str]]) -> Likeness | None:
    """How like a text of a document is to others, each with its document; None without any, and for a text without content
    terms or with a figure of its own."""
    own = set(content_terms(text))
    told = [set(content_terms(said)) for _, said in others]
    known = frozenset().union(*(figures(said, words=False) for _, said in others))
    if not told or not own or figures(text, words=False) - known:
        return None
    alike = [len(own & theirs) / len(own | theirs) for theirs in told]
    new = len(own.difference(*told))
    return Likeness(1.0 - new / len(own), new, max(alike), float(others[alike.index(max(alike))][0] == document))


def told_by(text: str, glossary: Glossary) -> frozenset[object]:
    """What a text tells of: the things of the glossary that it names, by whatever name, its other content terms and its
    figures. A text that tells less of the same says nothing beside it."""
    mentions = glossary.find(text)
    rest, end = [], 0
    for mention in mentions:
        rest.append(text[end : mention.start])
        end = mention.end
    terms = content_terms(" ".join((*rest, text[end:])))
    return frozenset((*(mention.term for mention in mentions), *terms, *(("figure", f) for f in figures(text, words=False))))


def _sums_up_figures(terms: set[str], numbers: frozenset[float], chosen: Sequence[Evidence]) -> bool:
    """True when those of the chosen that hold some of the figures hold them all, and most of the words."""
    told = [e.unit.text for e in chosen if figures(e.unit.text, words=False) & numbers]
    said = frozenset().union(*(content_terms(text) for text in told))
    known = frozenset().union(*(figures(text, words=False) for text in told))
    return numbers <= known and len(terms & said) >= ALL * len(terms)


def _siblings(one: Evidence, other: Evidence) -> bool:
    """True for items of one list: they are alike by design, and each says something of its own."""
    return one.unit.list_id >= 0 and (one.document.id, one.unit.list_id) == (other.document.id, other.unit.list_id)
