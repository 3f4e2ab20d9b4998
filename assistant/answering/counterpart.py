"""What one provider has for what another one's thing does, by the capability that facts of both state, or a table that has
rows of both."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering.fact_tables import TOLD_ELSEWHERE
from assistant.answering.library import Library
from assistant.answering.tables import table_units
from assistant.domain.evidence import Evidence
from assistant.domain.passages import UnitKind
from assistant.domain.questions import Question
from assistant.language.glossary import PROVIDER
from assistant.language.words import content_terms

Find = Callable[[str], Sequence[Evidence]]
"""The evidence of a question, best first."""
_CORRESPONDS = frozenset(
    content_terms(
        "counterpart equivalent equivalence version alternative analogue pendant match similar comparable corresponding "
        "substitute replacement answer"
    )
)
"""Stems of words that ask for what corresponds."""
_EQUIVALENT = _CORRESPONDS | frozenset(content_terms("offering offer product service ones thing called"))
"""Stems of words that ask for nothing else beside them."""
_WHAT_THAT_IS = re.compile(
    r"\bwhat(?:['’]?s|\s(?:is|are|would|will))\s(?:that|this|it|they|those)\b|\b(?:thing|one)s?\scalled\b", re.IGNORECASE
)
"""What asks for a thing by its other name ("what would that be on Azure?", "what's Google's thing called?")."""
_LEAST_TOLD = 2
"""Words beside the names of things that a row must share with what was asked for "ones" to mean such a row's things."""
_DANGLING = re.compile(r"(?:\s+(?:on|of|in|at|for|by|from|with|compared|and|the)\b)*[\s:,–-]*$", re.IGNORECASE)
"""The end of a title that is left when the providers behind it are cut off."""
_LEAST_PROVIDERS = 2
"""Providers with a fact on an attribute from which it is a capability that can be held against another's."""
_THING_AND_PROVIDER = 2
_OF_THE_THING = 1
"""Content words beside its name that a question about a thing as such has ("What is … used for?")."""


def counterpart_asked(own: Question, root: Question, moved_on: bool, library: Library, find: Find) -> str:
    """The question what a provider offers for what the thing does that the talk is about; "" where that is not asked.

    `own` is the later turn, which names the provider alone, `root` the question that opened the topic; `moved_on` is True
    where something else was asked since, so that only a turn that says so asks for what corresponds. What facts
    do not state, or say of another side of the thing, a table that `find` gives may.
    """
    rest = _rest(root)
    as_such = len(rest) <= _OF_THE_THING and set(root.attributes) <= TOLD_ELSEWHERE and not moved_on
    corresponds = bool(_CORRESPONDS & set(own.terms)) or _WHAT_THAT_IS.search(own.text) is not None
    if not (as_such or says_counterpart(own)):
        return ""
    term = own.mentions[0].term
    provider = library.glossary.terms[term].name
    least = 0 if as_such or corresponds else _LEAST_TOLD
    stated = _capability(root, provider, library)
    tabled = "" if stated and as_such else _in_tables(term, root, root.text, find, library, least)
    capability = tabled or (stated if as_such or corresponds else "")
    return f"What does {provider} offer for {capability}?" if capability else ""


def counterpart_of_named(question: Question, library: Library, find: Find) -> str:
    """The same question where it names the thing itself ("the Azure equivalent of Kinesis"); "" where it asks anything else."""
    named = {m.term: m.surface for m in question.mentions}
    providers = [term for term in named if library.glossary.terms[term].kind == PROVIDER]
    says = _CORRESPONDS & set(question.terms)
    if len(named) != _THING_AND_PROVIDER or len(providers) != 1 or not says or _rest(question):
        return ""
    provider = library.glossary.terms[providers[0]].name
    thing = next(surface for term, surface in named.items() if term not in providers)
    capability = _capability(question, provider, library) or _in_tables(providers[0], question, thing, find, library, 0)
    return f"What does {provider} offer for {capability}?" if capability else ""


def says_counterpart(own: Question) -> bool:
    """True where a turn that names a provider says that it asks for what corresponds ("the Azure equivalent", "Google's
    ones")."""
    return bool(_EQUIVALENT & set(own.terms)) or _WHAT_THAT_IS.search(own.text) is not None


def names_a_provider_alone(question: Question, library: Library) -> bool:
    """True for "and on Azure?", "Google's version", "what does AWS have for that"."""
    named = {mention.term for mention in question.mentions}
    return len(named) == 1 and library.glossary.terms[min(named)].kind == PROVIDER and not _rest(question)


def _rest(question: Question) -> frozenset[str]:
    """The content stems of a question beside the things it names and words that ask for what corresponds."""
    named = {stem for mention in question.mentions for stem in content_terms(mention.surface)}
    return frozenset(question.terms) - named - _EQUIVALENT


def _capability(question: Question, provider: str, library: Library) -> str:
    """The first attribute that facts state of the one thing a question names and of this provider as well; "" for none, and
    where the thing is this provider's itself."""
    terms = library.glossary.terms
    things = list(dict.fromkeys(terms[m.term].name for m in question.mentions if terms[m.term].kind != PROVIDER))
    if len(things) != 1:
        return ""
    names = library.glossary.names_like(things[0].lower())
    for position in sorted(library.facts):
        fact = library.facts[position]
        if not fact.provider or fact.attribute in TOLD_ELSEWHERE or fact.subject.lower() not in names:
            continue
        if fact.provider == provider:
            return ""
        offering = {library.facts[p].provider for p in library.by_attribute[fact.attribute]}
        if provider in offering and len(offering) >= _LEAST_PROVIDERS:
            return fact.attribute
    return ""


def _in_tables(provider: int, root: Question, text: str, find: Find, library: Library, least: int) -> str:
    """The capability by the table with a row of this provider and one that names, of what the talk is about, the most; "" where
    none of the evidence of `text` is such a row with `least` words beside the names. It is the column in which the thing
    stands, or else what the document is about."""
    terms = library.glossary.terms
    things = {m.term for m in root.mentions if terms[m.term].kind != PROVIDER and m.term in library.providers}
    if not things or any(library.providers[thing] == provider for thing in things):
        return ""
    best, capability = 0, ""
    for e in (e for e in find(text) if e.unit.kind is UnitKind.ROW and e.unit.cells):
        first, *cells = e.unit.cells
        column = next((place for place, cell in enumerate(cells, 1) if things & _terms_in(cell, library)), 0)
        told = 1 + len(_rest(root) & set(content_terms(" ".join(cells))))
        if not column or told <= max(best, least) or provider in _terms_in(first, library):
            continue
        if any(u.cells and provider in _terms_in(u.cells[0], library) for u in table_units(e, library)):
            best, capability = told, _heading(e, column, library)
    return capability


def _terms_in(text: str, library: Library) -> frozenset[int]:
    return frozenset(mention.term for mention in library.glossary.find(text))


def _heading(row: Evidence, column: int, library: Library) -> str:
    """What a column holds; where its header says no more than that it holds things, what the document is about."""
    header = row.unit.columns[column] if column < len(row.unit.columns) else ""
    if not set(content_terms(header)) <= _EQUIVALENT:
        return header
    title = row.document.title
    providers = (m.start for m in library.glossary.find(title) if library.glossary.terms[m.term].kind == PROVIDER)
    return _DANGLING.sub("", title[: min(providers, default=len(title))])
