"""Find the evidence that denies what a question is about: "The United Kingdom has no AI act." for a question about the fines of
that act, "Following the framework is voluntary." for one about the fines of a framework."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from assistant.domain.evidence import Evidence
from assistant.domain.questions import Question
from assistant.language.glossary import Glossary
from assistant.language.polarity import clauses
from assistant.language.words import content_terms

NEAR = 10
"""Best units looked at."""
_HAS_NO = re.compile(
    r"^(?P<owner>.{2,80}?)\s(?:has|have|offers?|gives?|lists?|holds?|provides?|knows?)\sno\s(?P<thing>[\w/+&’' -]+?)"
    r"(?=[,;:.(]|\s(?:and|but|so|which|that|because|since|from|of|for|in|at|until|without|yet)\b|$)"
)
"""An owner, and what it has none of."""

_PUNISHED = re.compile(r"\b(?:fine[sd]?|penalt(?:y|ies)|sanction(?:s|ed)?|punish\w*)\b", re.IGNORECASE)
_BINDS_NOBODY = re.compile(
    r"(?<!not )(?<!n't )\bvoluntary\b|\b(?:not|non)[- ](?:legally[- ])?binding\b|\bno (?:legal|binding) force\b", re.IGNORECASE
)
"""Nobody is punished for breaking what is so."""


def denying(question: Question, evidence: Sequence[Evidence], glossary: Glossary) -> Evidence | None:
    """The best unit which says that what the question asks the penalties of binds nobody; or else, among the first of the
    evidence, that something the question names has none of what it names. None where there is none."""
    named = {mention.term for mention in question.mentions}
    punished = _PUNISHED.search(question.text) is not None
    free = (e for e in evidence if punished and _binds_nobody(e.unit.text, named, glossary))
    without = (e for e in evidence[:NEAR] if _has_none(e.unit.text, question.terms, named, glossary))
    return next(chain(free, without), None)


def _has_none(text: str, asked: Sequence[str], named: set[int], glossary: Glossary) -> bool:
    """True for a text which says that something of what is named has none of what is asked for, in words side by side."""
    told = _HAS_NO.match(text)
    thing = tuple(content_terms(told["thing"])) if told else ()
    runs = (tuple(asked[place : place + len(thing)]) for place in range(len(asked)))
    return told is not None and bool(thing) and thing in runs and _is_named(told["owner"], set(asked), named, glossary)


def _binds_nobody(text: str, named: set[int], glossary: Glossary) -> bool:
    """True for a text whose first clause says so of a thing that is named."""
    first = next(iter(clauses(text)), "")
    return _BINDS_NOBODY.search(first) is not None and any(m.term in named for m in glossary.find(first))


def _is_named(owner: str, asked: set[str], named: set[int], glossary: Glossary) -> bool:
    mentions = {mention.term for mention in glossary.find(owner)}
    return mentions <= named if mentions else bool(terms := set(content_terms(owner))) and terms <= asked
