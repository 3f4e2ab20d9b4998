"""Find the evidence that denies what a question is about: "The United Kingdom has no AI act." for a question about the fines of
that act, "Following the framework is voluntary." for one about the fines of a framework, "The rule is not final." for one about
its duties."""

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
FIRST = 3
"""Best units looked at, and those that may say of a thing that it is over, whatever is asked of it."""
THINGS = frozenset({"certification", "regulation", "service"})
"""Kinds of things that end, or are announced before they are there."""
_LEADS = re.compile(r"\W*(?:(?!of\b|that\b|by\b)[\w’'-]+\s){0,4}", re.IGNORECASE)
_ENDED = r"(?:retired|repealed|withdrawn|discontinued|deprecated)"
_NOT_THERE = r"(?:final|law|in force|adopted|available|offered|rentable|rented|sold|on sale)"
_IS_OFF = re.compile(
    r"(?:\s[\w.]*\d[\w.]*)?(?:\s?\([^)]*\)|,\s[^,]{2,60},|\sfor\s(?:[\w-]+\s){0,3}[\w-]+?)*"
    rf"(?:,?\s{_ENDED}\b|\s(?:never took effect|ended|expired|do(?:es)? not exist|(?:is|are)\sno longer)\b|"
    r"\s(?:is|are|was|were|has been|have been)\s(?:still\s|only\s|now\s)?"
    rf"(?:{_ENDED}|closed|over|a proposal|not\s(?:yet\s)?{_NOT_THERE})\b|"
    r"\scannot be\s(?:rented|bought|ordered|booked|taken)\b)",
    re.IGNORECASE,
)
"""Up to what is named, and what is said of it that is over or not to be had."""
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
    evidence, that something the question names has none of what it names, or that the one thing the user names is over or not
    to be had. None where there is none."""
    named = {mention.term for mention in question.mentions}
    punished = _PUNISHED.search(question.text) is not None
    things = {m.surface.lower(): m.term for m in question.own if glossary.terms[m.term].kind in THINGS}
    free = (e for e in evidence if punished and _binds_nobody(e.unit.text, named, glossary))
    without = (e for e in evidence[:NEAR] if _has_none(e.unit.text, question.terms, named, glossary))
    only = next(iter(things.items())) if len(things) == 1 else None
    off = (e for e in evidence[:FIRST] if only is not None and _is_called_off(e.unit.text, *only, glossary))
    return next(chain(free, without, off), None)


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


def _is_called_off(text: str, surface: str, thing: int, glossary: Glossary) -> bool:
    """True for a text with a clause that begins with a thing and says that it is over or not to be had; the code that it had
    before stands for itself."""
    for clause in clauses(text):
        told = next((m for m in glossary.find(clause) if m.term == thing), None)
        if told is None or not _same_code(surface, told.surface.lower()):
            continue
        if _LEADS.fullmatch(clause[: told.start]) and _IS_OFF.match(clause[told.end :]):
            return True
    return False


def _same_code(one: str, other: str) -> bool:
    """False for names with other codes ("AI-901", "Microsoft exam AI-900")."""
    codes = {tuple(word for word in name.split() if any(map(str.isdigit, word))) for name in (one, other)} - {()}
    return len(codes) < 2


def _is_named(owner: str, asked: set[str], named: set[int], glossary: Glossary) -> bool:
    mentions = {mention.term for mention in glossary.find(owner)}
    return mentions <= named if mentions else bool(terms := set(content_terms(owner))) and terms <= asked
