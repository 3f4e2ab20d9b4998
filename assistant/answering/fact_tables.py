"""Comparisons as tables made of typed facts: providers side by side for one capability, or two subjects attribute by attribute.

A cell is a fact's value; what no fact states is called "not in the corpus". Prose never fills a cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answering.expected import LIKE_SUBJECT, ROLE, subject_overlap
from assistant.answering.figures import amount
from assistant.answering.library import Library, places_by_name, places_named, subject_as_quoted
from assistant.answering.statements import TableDraft
from assistant.answering.validity import names_of
from assistant.domain.evidence import Evidence
from assistant.domain.facts import Fact
from assistant.domain.questions import Question
from assistant.language.glossary import PROVIDER
from assistant.language.places import names_place
from assistant.language.words import capitalised, content_terms

SILENT = "not in the corpus"
_LAW = "regulation"
NEAR_BEST = 0.7
"""A fact points to the capability asked for when it reaches this share of the best unit's score."""
ROWS_A_PROVIDER = 3
LEAST_ATTRIBUTES = 3
MOST_ATTRIBUTES = 8
TOLD_ELSEWHERE = frozenset({"status", "former name"})
"""Attributes that stand in a notice and not in a comparison of capabilities."""

_PROVIDERS = frozenset(content_terms("provider vendor cloud hyperscaler platform"))
"""Stems with which a question asks for all providers at once."""

Sides = Mapping[str, frozenset[str]]
"""What is compared: shown name to the lower-cased names it goes by."""


def providers_table(question: Question, evidence: Sequence[Evidence], library: Library) -> TableDraft | None:
    """What every provider offers, for a question about a capability that names no provider but asks for "the clouds"."""
    terms = library.glossary.terms
    if not _PROVIDERS & set(question.terms) or any(terms[m.term].kind == PROVIDER for m in question.mentions):
        return None
    named = [a for a in question.attributes if any(f.provider and f.attribute == a for f in library.facts.values())]
    if not named:
        return None
    offering = {f.provider for f in library.facts.values() if f.attribute == named[0]}
    every = {term.name: frozenset({term.name.lower()}) for term in terms if term.kind == PROVIDER and term.name in offering}
    return by_provider(question, every, evidence, library)


def by_provider(question: Question, sides: Sides, evidence: Sequence[Evidence], library: Library) -> TableDraft | None:
    """What each side, being a provider, offers for the capability asked for; None where fewer than two offer anything."""
    known = {term.name for term in library.glossary.terms if term.kind == PROVIDER}
    providers = {name: forms for name, forms in sides.items() if name in known} or _providers_behind(question, library)
    attribute = capability(question, evidence, library) if len(providers) >= 2 else ""
    if not attribute:
        return None
    rows: list[tuple[str, ...]] = []
    proofs: list[tuple[Evidence, ...]] = []
    silent: list[str] = []
    for name, forms in providers.items():
        offered = ((p, library.facts[p]) for p in library.facts_of({attribute}))
        held = [p for p, f in offered if f.provider.lower() in forms and f.value]
        for position in held[:ROWS_A_PROVIDER]:
            fact = library.facts[position]
            rows.append((_provider_as_quoted(fact), subject_as_quoted(fact, library), cell(fact)))
            proofs.append((library.evidence(position),))
        if not held:
            silent.append(name)
    if len(providers) - len(silent) < 2:
        return None
    caption = f"{capitalised(attribute)} by provider" + (f" ({SILENT}: {', '.join(silent)})" if silent else "")
    return TableDraft(caption, ("Provider", "Service", "What it offers"), tuple(rows), tuple(proofs))


def _providers_behind(question: Question, library: Library) -> dict[str, frozenset[str]]:
    """The providers of the services named side by side, where the question names a capability for which the providers have
    services of their own ("guardrails: Bedrock or Foundry or Google?"); nothing where the services named are these."""
    terms = library.glossary.terms
    named = [m.term for m in question.mentions if m.term in library.providers]
    whose = dict.fromkeys(library.providers[term] for term in named)
    offered = [f for p in library.facts_of(_named_in(question, library)) if (f := library.facts[p]).low is None]
    services = [frozenset(map(str.lower, library.glossary.names(term))) for term in named if terms[term].kind != PROVIDER]
    if not services or all(any(names & names_of(fact, library) for fact in offered) for names in services):
        return {}
    offering = {fact.provider.lower() for fact in offered}
    return {terms[term].name: frozenset({terms[term].name.lower()}) for term in whose if terms[term].name.lower() in offering}


def _named_in(question: Question, library: Library) -> list[str]:
    """The attributes of providers' facts that the question names, the longest first."""
    asked = set(question.terms)
    held = {f.attribute for f in library.facts.values() if f.provider and f.attribute not in TOLD_ELSEWHERE}
    return sorted((a for a in held if set(content_terms(a)) <= asked), key=lambda a: (-len(content_terms(a)), a))[:1]


def _provider_as_quoted(fact: Fact) -> str:
    """As many words of the provider's name, from its first on, as stand so in the fact's statement; "" where none do."""
    words = fact.provider.split()
    runs = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((run for run in runs if run in fact.statement), "")


def capability(question: Question, evidence: Sequence[Evidence], library: Library) -> str:
    """The attribute of a provider's fact that the question names, the longest first; else that of the best such fact."""
    named = _named_in(question, library)
    if named:
        return named[0]
    held = {f.attribute for f in library.facts.values() if f.provider and f.attribute not in TOLD_ELSEWHERE}
    for e in evidence:
        if e.score < NEAR_BEST * evidence[0].score:
            break
        fact = library.facts.get(e.unit.position)
        if fact is not None and fact.attribute in held and fact.provider:
            return fact.attribute
    return ""


def by_place(question: Question, library: Library) -> TableDraft | None:
    """What is held of one role at each of several places: a row a place, its best fact; None where fewer than two have one.

    Only for an attribute whose facts have regions, such as pay; what is held at none of a place's levels asked for is called
    "not in the corpus".
    """
    places = places_by_name(question, library)
    attribute = next((a for a in question.attributes if a in library.home_regions), "")
    roles = {m.term for m in question.mentions if library.glossary.terms[m.term].kind == ROLE}
    if len(places) < 2 or not attribute or len(roles) != 1:
        return None
    names = frozenset(name.lower() for name in library.glossary.names(roles.pop()))
    held: list[int] = []
    silent: list[str] = []
    for place, forms in places.items():
        there = [
            p
            for p in library.facts_of({attribute})
            if names_place(library.facts[p].region.lower(), forms) and _is_at(library.facts[p], question.level)
        ]
        own = [p for p in there if names & names_of(library.facts[p], library)]
        of_it = own or [p for p in there if any(subject_overlap(library.facts[p].subject, n) >= LIKE_SUBJECT for n in names)]
        ranked = sorted(of_it, key=lambda p: (_standing(library.facts[p], question.level), bool(library.facts[p].variant), p))
        held += ranked[:1]
        silent += [] if ranked else [place]
    if len(held) < 2:
        return None
    facts = [library.facts[p] for p in held]
    columns = ("Place", capitalised(attribute), "Basis", "Level")
    rows = [(f.region, cell(f), f.basis, f.level) for f in facts]
    kept = [n for n in range(len(columns)) if any(row[n] for row in rows)]
    caption = capitalised(attribute) + (f" ({SILENT}: {', '.join(silent)})" if silent else "")
    return TableDraft(
        caption,
        tuple(columns[n] for n in kept),
        tuple(tuple(row[n] for n in kept) for row in rows),
        tuple((library.evidence(p),) for p in held),
    )


def by_attribute(question: Question, sides: Sides, evidence: Sequence[Evidence], library: Library) -> TableDraft | None:
    """One row an attribute that at least two of the sides have facts for.

    Those that the question names alone, if any; else those that say the same of each side, without a variant or with the
    same one, the ones nearest to the question first.
    """
    held = {name: _facts_of(name, forms, question, library) for name, forms in sides.items()}
    providers = {term.name for term in library.glossary.terms if term.kind == PROVIDER} & sides.keys()
    if len(providers) < len(sides):  # beside a service, a provider's name stands for what it offers
        held |= {name: _facts_of(name, sides[name], question, library, offered=True) for name in providers}
    held = {name: facts for name, facts in held.items() if facts}
    if len(held) < 2:
        return None
    attributes: dict[str, None] = {}
    for facts in held.values():
        attributes.update(dict.fromkeys(facts))
    shared = [a for a in attributes if sum(a in facts for facts in held.values()) >= 2 and a not in TOLD_ELSEWHERE]
    named = [a for a in shared if a in question.attributes]
    chosen = named or [a for a in shared if len({library.facts[f[a]].variant for f in held.values() if a in f}) == 1]
    if len(chosen) < (1 if named else LEAST_ATTRIBUTES):
        return None
    rows: list[tuple[str, ...]] = []
    proofs: list[tuple[Evidence, ...]] = []
    near = {
        fact.attribute: place
        for place, e in reversed(list(enumerate(evidence)))
        if (fact := library.facts.get(e.unit.position))
    }
    for attribute in sorted(chosen, key=lambda a: near.get(a, len(evidence)))[:MOST_ATTRIBUTES]:
        positions = [facts.get(attribute, -1) for facts in held.values()]
        cells = (_labelled_cell(library.facts[p], question) if p >= 0 else SILENT for p in positions)
        rows.append((capitalised(attribute), *cells))
        proofs.append(tuple(library.evidence(p) for p in positions if p >= 0))
    return TableDraft(" and ".join(held), ("", *held), tuple(rows), tuple(proofs))


def _facts_of(
    name: str, forms: frozenset[str], question: Question, library: Library, *, offered: bool = False
) -> dict[str, int]:
    """The best fact of each attribute of a subject that goes by one of the forms: current, at the level asked for or at none,
    of that very name and without a variant first; with `offered` also of what a provider of that name offers. Figures of other
    places than those asked for, or than the home region where none is, are never among them.

    What was true of a subject that goes on under new facts does not stand among those.
    """
    places = places_named(question, library)

    def is_meant(fact: Fact) -> bool:
        if forms & names_of(fact, library) or (offered and fact.provider.lower() in forms):
            return True
        part = fact.subject.lower().startswith(tuple(f"{form} " for form in forms))  # a rule of a law, under its name
        return part and library.glossary.kind_of(fact.subject) == library.glossary.kind_of(name) == _LAW

    def is_there(fact: Fact) -> bool:
        region = fact.region.lower()
        if not region or not places:
            return not region or fact.region == library.home_regions.get(fact.attribute)
        return any(names_place(region, names) for names in places)

    def rank(position: int) -> tuple[tuple[bool, bool], bool, bool, int]:
        fact = library.facts[position]
        return _standing(fact, question.level), name.lower() not in names_of(fact, library), bool(fact.variant), position

    about = [p for p, f in library.facts.items() if f.status != "renamed" and is_meant(f) and cell(f) and is_there(f)]
    if sum(library.facts[p].status == "current" for p in about) >= LEAST_ATTRIBUTES:
        about = [p for p in about if library.facts[p].status != "retired"]
    return {library.facts[p].attribute: p for p in sorted(about, key=rank, reverse=True)}


def _standing(fact: Fact, level: str) -> tuple[bool, bool]:
    """What holds and is at the level asked for comes first."""
    return fact.status not in {"current", "unverified"}, not _is_at(fact, level)


def _is_at(fact: Fact, level: str) -> bool:
    """True for a fact at the level asked for, and where none is asked for, for one at no level."""
    return level in fact.level.lower() if level else not fact.level


def _labelled_cell(fact: Fact, question: Question) -> str:
    """A fact's claim with the level that it holds at where the question names none: amounts of two levels side by side would
    pass for a difference between the sides."""
    return f"{cell(fact)} ({fact.level})" if fact.level and not question.level and fact.low is not None else cell(fact)


def cell(fact: Fact) -> str:
    """The fact's claim as a cell: its value in words, else its amount; "" where it has neither."""
    if fact.value and fact.low is None:
        return fact.value
    return amount(fact) if fact.low is not None or fact.high is not None else fact.value
