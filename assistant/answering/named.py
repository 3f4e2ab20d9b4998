"""See that each thing, place and attribute that a question names beside others is told of ("GDPR and HIPAA: how fast must a
breach be reported?", "pay in India and in the UK", "how many questions, how many minutes, which pass mark?")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.expected import SPECIFIC
from assistant.answering.further import announces
from assistant.answering.library import Library, facts_asked, places_named, places_told
from assistant.answering.narrowing import told_of
from assistant.answering.repetition import repeats
from assistant.answering.select import WIDE_BUDGET, is_whole_list, size, standing, state, word_budget, words
from assistant.answering.statements import Draft, Statement
from assistant.domain.evidence import Evidence
from assistant.domain.facts import Fact
from assistant.domain.questions import Mention, Question
from assistant.language.glossary import PLACE, Glossary
from assistant.language.numbers import figures
from assistant.language.places import names_place
from assistant.language.quantities import quantities

NAMED = SPECIFIC | {"provider"}
"""Kinds of things of which each that a question names is told something, where the evidence does."""
SEVERAL = 3
"""Such things from which an answer has the words of a comparison."""
NAMED_LEAST = 0.6
"""The share of the best unit's score that the evidence on a thing named must reach."""


def with_all_named(question: Question, draft: Draft, evidence: Sequence[Evidence], library: Library) -> Draft:
    """The draft with the best of the evidence, best first, on what the question names beside others and of which the draft
    says nothing; what scores least gives way to it. Whole lists stay as they are, and tables hold the things and places."""
    if is_whole_list(draft.statements):
        return draft
    near = [e for e in evidence if e.score >= NAMED_LEAST * evidence[0].score and not announces(e.unit)]
    if not draft.tables:
        draft = _with_things_named(question, draft, near, library.glossary)
        draft = _with_places_named(question, draft, near, library)
    return _with_attributes_named(question, draft, near, library)


def _with_things_named(question: Question, draft: Draft, near: Sequence[Evidence], glossary: Glossary) -> Draft:
    """The draft with the best on each thing that the question names beside others."""
    named = dict.fromkeys(mention.term for mention in question.mentions if glossary.terms[mention.term].kind in NAMED)
    if len(named) < 2:
        return draft
    said = draft.evidence
    missing: list[Evidence] = []
    for term in named:
        names = [name.lower() for name in glossary.names(term)]
        if not any(_is_about(e, names) for e in (*said, *missing)):
            missing += [e for e in near if _is_about(e, names) and not repeats(e, said)][:1]
    several = len({mention.term for mention in question.own} & set(named)) >= SEVERAL and not question.max_words
    return _beside(draft, missing, WIDE_BUDGET if several else word_budget(question))


def _with_places_named(question: Question, draft: Draft, near: Sequence[Evidence], library: Library) -> Draft:
    """The draft with the best amount of money for each of several places that the question names, where it begins with one."""
    places, said = places_named(question, library), draft.evidence
    if len(places) < 2 or not any(_states_money(e) for e in said[:1]):
        return draft
    things = {mention.term for mention in question.mentions if library.glossary.terms[mention.term].kind != PLACE}
    missing: list[Evidence] = []
    for names in places:
        if not any(_is_in(e, names, library) for e in (*said, *missing)):
            there = [e for e in near if _states_money(e) and _is_in(e, names, library) and not repeats(e, said)]
            of_it = [e for e in there if things & {mention.term for mention in library.glossary.find(e.unit.text)}]
            missing += (of_it or there)[:1]
    return _beside(draft, missing, word_budget(question))


def _with_attributes_named(question: Question, draft: Draft, near: Sequence[Evidence], library: Library) -> Draft:
    """The draft with the amount that holds today of each of several attributes that the question asks for of one thing."""
    if len(question.attributes) < 2 or not draft.evidence:
        return draft
    things = _specific(question.mentions, library) or _specific(library.glossary.find(draft.evidence[0].unit.text), library)
    named = {library.glossary.terms[mention.term].name.lower() for mention in things}
    positions = set(facts_asked(replace(question, mentions=things), library))
    asked = [(e, library.facts[e.unit.position]) for e in near if e.unit.position in positions]
    asked = [(e, f) for e, f in asked if f.is_amount_in_general and library.glossary.names_like(f.subject) & named]
    if len({fact.subject for _, fact in asked}) != 1:
        return draft
    first = {fact.attribute: (e, fact) for e, fact in reversed(asked)}
    needed = [first[attribute] for attribute in question.attributes if attribute in first]
    missing = [e for e, fact in needed if not any(_tells(said, fact) for said in draft.evidence)]
    spare = [s for s in draft.statements if not any(_tells(e, fact) for e in s.evidence for _, fact in needed)]
    return _beside(draft, missing, word_budget(question), spare)


def _beside(draft: Draft, missing: Sequence[Evidence], room: int, spare: Sequence[Statement] | None = None) -> Draft:
    """The draft with what is missing in so many words; of what is `spare`, all but the best statement without it, what scores
    least gives way. Nothing is added where there is no room."""
    kept = list(draft.statements)
    giving = sorted(kept, key=standing)[:-1] if spare is None else sorted(spare, key=standing)
    while giving and size(kept) + words(missing) > room:
        kept.remove(giving.pop(0))
    if not missing or size(kept) + words(missing) > room:
        return draft
    bullets = bool(kept) and all(statement.bullet for statement in kept)
    return replace(draft, statements=(*kept, *(state(e, bullet=bullets) for e in missing)))


def _is_about(evidence: Evidence, names: Sequence[str]) -> bool:
    context = evidence.context.lower()
    return any(name in context for name in names)


def _is_in(evidence: Evidence, names: frozenset[str], library: Library) -> bool:
    """True for what is told of the place, or of one in it."""
    return names_place(told_of(evidence, library), names) or any(p.country in names for p in places_told(evidence, library))


def _specific(mentions: Sequence[Mention], library: Library) -> tuple[Mention, ...]:
    return tuple(mention for mention in mentions if library.glossary.terms[mention.term].kind in SPECIFIC)


def _states_money(evidence: Evidence) -> bool:
    """True for an amount in a currency, by whose code its kind is called."""
    return any(quantity.kind.isupper() for quantity in quantities(evidence.unit.text))


def _tells(evidence: Evidence, fact: Fact) -> bool:
    """True for what holds the amount of the fact."""
    return {amount for amount in (fact.low, fact.high) if amount is not None} <= figures(evidence.unit.text)
