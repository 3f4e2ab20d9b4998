"""What one provider has for what another one's thing does, by the capability that facts of both state."""

from __future__ import annotations

from assistant.answering.fact_tables import TOLD_ELSEWHERE
from assistant.answering.library import Library
from assistant.domain.questions import Question
from assistant.language.glossary import PROVIDER
from assistant.language.words import content_terms

_EQUIVALENT = frozenset(
    content_terms(
        "counterpart equivalent equivalence version alternative analogue pendant match similar comparable corresponding "
        "substitute replacement answer offering offer product service"
    )
)
"""Stems of words that ask for nothing but what corresponds."""
_LEAST_PROVIDERS = 2
"""Providers with a fact on an attribute from which it is a capability that can be held against another's."""
_THING_AND_PROVIDER = 2
_OF_THE_THING = 1
"""Content words beside its name that a question about a thing as such has ("What is … used for?")."""


def counterpart_asked(own: Question, root: Question, moved_on: bool, library: Library) -> str:
    """The question what a provider offers for what the thing does that the talk is about; "" where that is not asked.

    `own` is the later turn, which names the provider alone, `root` the question that opened the topic; `moved_on` is True
    where something else was asked since, so that only a turn that says so asks for what corresponds.
    """
    as_such = len(_rest(root)) <= _OF_THE_THING and set(root.attributes) <= TOLD_ELSEWHERE and not moved_on
    if not (as_such or _EQUIVALENT & set(own.terms)):
        return ""
    provider = library.glossary.terms[own.mentions[0].term].name
    capability = _capability(root, provider, library)
    return f"What does {provider} offer for {capability}?" if capability else ""


def counterpart_of_named(question: Question, library: Library) -> str:
    """The same question where it names the thing itself ("the Azure equivalent of Kinesis"); "" where it asks anything else."""
    kinds = {m.term: library.glossary.terms[m.term].kind for m in question.mentions}
    providers = [term for term, kind in kinds.items() if kind == PROVIDER]
    if len(kinds) != _THING_AND_PROVIDER or len(providers) != 1 or not _EQUIVALENT & set(question.terms) or _rest(question):
        return ""
    provider = library.glossary.terms[providers[0]].name
    capability = _capability(question, provider, library)
    return f"What does {provider} offer for {capability}?" if capability else ""


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
