"""One attribute asked of several things, of some of which the corpus states it and of others not: what is left to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.expected import ROLE, SPECIFIC
from assistant.answering.library import Library, attributes_told, facts_asked, is_about
from assistant.answering.sides import OneSided
from assistant.domain.evidence import Evidence
from assistant.domain.questions import Mention, Question
from assistant.language.gazetteer import is_told, place_spans, places_in
from assistant.language.numbers import has_figure
from assistant.language.words import content_terms

_BETWEEN = r"and|or|vs\.?|versus|than|against|over|(?:as )?(?:compared|opposed) (?:to|with)|in contrast to"
_JOINS = rf"(?:\s*(?:,|/|&|;)\s*|\s+)(?:(?:{_BETWEEN})\s+)?"
_ARTICLE = r"(?:(?:also|that|those|the one)\s+)?(?:(?:of|for|to|with|on|under|in)\s+)?(?:(?:an?|the|your|our|my)\s+)?"
_BEFORE = re.compile(rf"{_JOINS}{_ARTICLE}$", re.IGNORECASE)
_BEHIND = re.compile(rf"{_JOINS}{_ARTICLE}", re.IGNORECASE)
_SETS_AGAINST = re.compile(
    r"\b(?:(?:what(?:['’]s| is) )?(?:the )?differences? (?:in|of)|compare[sd]?|versus|vs\.?)(?=\W|$)", re.IGNORECASE
)
"""Words that set one thing against another, of which one alone is left."""


_HOW_THEY_DIFFER = re.compile(r"\bdifferences? between\b|\bdiffers? from\b|\bdifferent from\b", re.IGNORECASE)
"""Words that ask for more of two things than one attribute."""


def held_in_part(question: Question, own: str, evidence: Sequence[Evidence], library: Library) -> OneSided | None:
    """The question without the things of which nothing states what is asked of each, where a fact states it of another of the
    kind; None where that is so of none or of all. Only attributes count that facts state of most things of that kind."""
    if _HOW_THEY_DIFFER.search(question.text) or _asks_something_else(question, own, library):
        return None
    things = _things(question, library)
    stated = [m for m in things if _is_fact(m, question, library)] if len(things) > 1 else []
    untold = [m for m in things if m not in stated and not _is_told(m, question, evidence, library)] if stated else []
    if not untold:
        return _held_at_some_places(question, own, library)
    asked = " and ".join(question.attributes)
    names = tuple(f"{m.surface} ({asked})" for m in untold)
    if own in question.text and not any(m.surface in own for m in things):  # "and what does each of them cost?"
        told = " and ".join(m.surface for m in things if m not in untold)
        return OneSided(f"{own.rstrip(' ?.!')}: {told}?", names)
    return OneSided(_without(question.text, untold, things), names)


def _asks_something_else(question: Question, own: str, library: Library) -> bool:
    """True where the user's own later turn asks for something and for none of the attributes that the talk did."""
    if own == question.text or library.attributes.find(own):
        return False
    named = " ".join((*(m.surface for m in question.own), *(own[start:end] for start, end in place_spans(own))))
    return not set(content_terms(own)) <= set(content_terms(named))


def _held_at_some_places(question: Question, own: str, library: Library) -> OneSided | None:
    """The same for the pay of a role at several places of which facts state it at some."""
    roles = {m.term for m in question.mentions if library.glossary.terms[m.term].kind == ROLE}
    named = {own[start:end] for start, end in place_spans(own)}
    spans = [(start, end) for start, end in place_spans(question.text) if not named or question.text[start:end] in named]
    if len(spans) < 2 or len(roles) != 1 or not question.attributes or not library.paid.issuperset(question.attributes):
        return None
    regions = frozenset(place for p in facts_asked(question, library) for place in places_in(library.facts[p].region))
    places = [Mention(-1, question.text[start:end], start, end) for start, end in spans]
    untold = [m for m in places if not any(is_told(place, regions) for place in places_in(m.surface))]
    if not untold or len(untold) == len(places):
        return None
    role = next(m.surface for m in question.mentions if m.term in roles)
    asked = f"{' and '.join(question.attributes)} of {role}"
    return OneSided(_without(question.text, untold, places), tuple(f"{m.surface} ({asked})" for m in untold))


def _things(question: Question, library: Library) -> list[Mention]:
    """The things of one kind, in the user's own words where these name two, each of which is asked for an attribute."""
    terms = library.glossary.terms

    def asked(mentions: Sequence[Mention]) -> list[Mention]:
        first: dict[int, Mention] = {}
        for mention in mentions:
            if terms[mention.term].kind in SPECIFIC | {ROLE}:
                first.setdefault(mention.term, mention)
        return list(first.values())

    things = asked(question.mentions)
    kinds = {terms[m.term].kind for m in things}
    if len(kinds) != 1 or len(asked(question.own)) == 1 or not question.attributes:
        return []
    kind = kinds.pop()
    usual = library.paid if kind == ROLE else {attribute for k, attribute in library.customary if k == kind}
    return things if usual.issuperset(question.attributes) else []


def _is_fact(thing: Mention, question: Question, library: Library) -> bool:
    """True where a fact states an attribute asked for of the thing, or of all its provider's."""
    name = library.glossary.terms[thing.term].name.lower()
    provider = library.providers.get(thing.term)
    of_all = {n.lower() for n in library.glossary.names(provider)} if provider is not None else set()
    for position in library.facts_of(set(question.attributes)):
        fact = library.facts[position]
        if is_about(fact, {name}, library):
            return True
        subject = fact.subject.lower()
        if subject.endswith("s") and not library.glossary.kind_of(fact.subject) and any(n in subject for n in of_all):
            return True  # "AWS certificates"
    return False


def _is_told(thing: Mention, question: Question, evidence: Sequence[Evidence], library: Library) -> bool:
    """True where a sentence about the thing that holds a figure names an attribute asked for."""
    names = [name.lower() for name in library.glossary.names(thing.term)]
    told = (f"{e.unit.label} {e.unit.text}" for e in evidence if has_figure(e.unit.text))
    about = (text for text in told if any(name in text.lower() for name in names))
    return any(not attributes_told(text, library).isdisjoint(question.attributes) for text in about)


def _without(text: str, untold: Sequence[Mention], things: Sequence[Mention]) -> str:
    """A text without some of the things that it names, and without what joins them to the others."""
    cut = text
    for mention in sorted(untold, key=lambda m: -m.start):
        start, end = mention.start, mention.end
        first = all(mention.start <= other.start for other in things)
        behind, before = _BEHIND.match(cut, end), _BEFORE.search(cut[:start])
        if first and behind:
            end = behind.end()
        elif before:
            start = before.start()
        cut = cut[:start] + cut[end:]
    left = len(things) - len(untold)
    return _SETS_AGAINST.sub("", cut).strip() if left == 1 else cut
