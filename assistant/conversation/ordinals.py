"""What a follow-up picks out ("the third one", "which of those"): an item of an answer, or a thing that was named before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language.glossary import Glossary
from assistant.language.numbers import figures

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_ORDINAL = re.compile(
    rf"\b(?:the|your) ({'|'.join(_ORDINALS)}|last)"
    r"(?: (?:one|item|point|step|option|reason|criterion|service|tool|product|certificate|cert|law|role|title|"
    r"of (?:them|these|those))\b|\W*$)",
    re.IGNORECASE,
)
_SIDE_BY_SIDE = re.compile(
    r"\b(?:an?|the) ((?:[\w/&.+-]+ ){0,3}?[\w/&.+-]+) or (?:an?|the) ((?:[\w/&+-]+ ){0,3}?[\w/&+-]+)"
    r"(?=[,;:?.!]|$| (?:and|for|in|to|if|when|first|then|better|cheaper)\b)",
    re.IGNORECASE,
)
_OF_A_LIST = re.compile(r"\b(?:item|point|step|reason|criterion)\b", re.IGNORECASE)
"""Names of an item of an answer, which no thing that was named goes by."""
_ITEM = re.compile(r"^[-*] (.+)$", re.MULTILINE)
_SERIES = re.compile(r"([^.?!\n]+): ((?:[^,:;.?!\n]+, ){1,9}[^,:;.?!\n]+?,? (?:and|or) [^,:;.?!\n]+)[.!]")
_BETWEEN_ITEMS = re.compile(r",? (?:and|or) |, ")
_PICKS = re.compile(
    r"\b(?:which|any|ones?|both|either|neither|none|all|each) (?:ones? )?of "
    r"(?:these|those|them|the (?:two|three|four|five|six|lot))\b|"
    r"\bwhich ones?\b|\bwhich (?:is|are|was|were|has|have|do|does|needs?|would|costs?)\b",
    re.IGNORECASE,
)
_MARKER = re.compile(r"\[\d+\]|\*\*|\\")
LEAST_ITEMS = 2
THINGS = frozenset({"certification", "regulation", "service"})
"""Kinds of things that a talk moves on to when an answer brings them up."""


def has_ordinal(question: str) -> bool:
    """True where a question says "the second one", "the last"."""
    return _ORDINAL.search(question) is not None


def picks(question: str) -> bool:
    """True for a follow-up that asks for some of what was said ("which of those …", "which one is cheaper?")."""
    return _PICKS.search(question) is not None


def item_meant(question: str, answers: Sequence[str], glossary: Glossary) -> str:
    """The item of an answer's list or counted series that "the third one" means, without its marks; "" for none. It is one of
    the last answer, or of the last that tells of what the question names ("back to AWS: the first one …")."""
    found = _ORDINAL.search(question)
    if not found or not answers:
        return ""
    named = {mention.term for mention in glossary.find(question)}
    telling = (text for text in reversed(answers) if not named or named & {mention.term for mention in glossary.find(text)})
    answer = next(telling, answers[-1])
    items = [_MARKER.sub("", item).strip() for item in _ITEM.findall(answer) or _series(answer)]
    if len(items) < LEAST_ITEMS:
        return ""
    place = _place_meant(found, len(items))
    return items[place] if place < len(items) else ""


def _series(answer: str) -> list[str]:
    """The items of the first series behind a colon whose lead says how many there are ("three ways: a, b and c")."""
    for found in _SERIES.finditer(answer):
        items = _BETWEEN_ITEMS.split(found.group(2))
        if len(items) in figures(found.group(1)):
            return items
    return []


def one_of_those_named(question: str, root: str, glossary: Glossary) -> str:
    """The follow-up with the thing that "the second one" means, where the question before named things of one kind, or two
    side by side ("an A or a B"); "" where it means none of them, or an item of the answer by its name ("the second point")."""
    found = _ORDINAL.search(question)
    if not found or _OF_A_LIST.search(found.group()):
        return ""
    surfaces = {mention.term: mention.surface for mention in glossary.find(root)}
    kinds = [glossary.terms[term].kind for term in surfaces]
    names = [surfaces[term] for term in surfaces if kinds.count(glossary.terms[term].kind) >= LEAST_ITEMS]
    if not names and (sides := _SIDE_BY_SIDE.search(root)):
        names = [*sides.groups()]
    place = _place_meant(found, len(names)) if names else 0
    return f"{question[: found.start()]}the {names[place]}{question[found.end() :]}" if place < len(names) else ""


def thing_named(question: str, root: str, answer: str, glossary: Glossary) -> str:
    """The question with the name of what its ordinal means in the ordinal's place: of the question before it, or the first
    thing that the item of the answer names. As it is where neither is meant."""
    found = _ORDINAL.search(question)
    if not found:
        return question
    chosen = one_of_those_named(question, root, glossary)
    if chosen:
        return chosen
    item = item_meant(question, [answer], glossary)
    kinds = {mention.surface: glossary.terms[mention.term].kind for mention in glossary.find(item)}
    name = next((surface for surface, kind in kinds.items() if kind in THINGS), "")
    return f"{question[: found.start()]}{name}{question[found.end() :]}" if name else question


def _place_meant(found: re.Match[str], count: int) -> int:
    """Place from 0 of what an ordinal means among `count` things; `count` or more where there are not so many."""
    word = found.group(1).lower()
    return _ORDINALS.index(word) if word in _ORDINALS else count - 1
