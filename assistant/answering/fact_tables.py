"""Comparisons as tables made of typed facts: providers side by side for one capability, or two subjects attribute by attribute.

A cell is a fact's value; what no fact states is called "not in the corpus". Prose never fills a cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answering.figures import amount
from assistant.answering.library import Library, subject_as_quoted
from assistant.answering.statements import TableDraft
from assistant.answering.validity import names_of
from assistant.domain.evidence import Evidence
from assistant.domain.facts import Fact
from assistant.domain.questions import Question
from assistant.language.glossary import PROVIDER
from assistant.language.words import capitalised, content_terms

SILENT = "not in the corpus"
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
    providers = {name: forms for name, forms in sides.items() if name in known}
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


def _provider_as_quoted(fact: Fact) -> str:
    """As many words of the provider's name, from its first on, as stand so in the fact's statement; "" where none do."""
    words = fact.provider.split()
    runs = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((run for run in runs if run in fact.statement), "")


def capability(question: Question, evidence: Sequence[Evidence], library: Library) -> str:
    """The attribute of a provider's fact that the question names, the longest first; else that of the best such fact."""
    asked = set(question.terms)
    held = {f.attribute for f in library.facts.values() if f.provider and f.attribute not in TOLD_ELSEWHERE}
    named = [a for a in held if set(content_terms(a)) <= asked]
    if named:
        return min(named, key=lambda a: (-len(content_terms(a)), a))
    for e in evidence:
        if e.score < NEAR_BEST * evidence[0].score:
            break
        fact = library.facts.get(e.unit.position)
        if fact is not None and fact.attribute in held and fact.provider:
            return fact.attribute
    return ""


def by_attribute(question: Question, sides: Sides, evidence: Sequence[Evidence], library: Library) -> TableDraft | None:
    """One row an attribute that at least two of the sides have facts for.

    Those that the question names alone, if any; else those that say the same of each side, without a variant or with the
    same one, the ones nearest to the question first.
    """
    held = {name: _facts_of(forms, library) for name, forms in sides.items()}
    providers = {term.name for term in library.glossary.terms if term.kind == PROVIDER} & sides.keys()
    if len(providers) < len(sides):  # beside a service, a provider's name stands for what it offers
        held |= {name: _facts_of(sides[name], library, offered=True) for name in providers}
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
        cells = (cell(library.facts[p]) if p >= 0 else SILENT for p in positions)
        rows.append((capitalised(attribute), *cells))
        proofs.append(tuple(library.evidence(p) for p in positions if p >= 0))
    return TableDraft(" and ".join(held), ("", *held), tuple(rows), tuple(proofs))


def _facts_of(forms: frozenset[str], library: Library, *, offered: bool = False) -> dict[str, int]:
    """The best fact of each attribute of a subject that goes by one of the names: current and without a variant first; with
    `offered` also of what a provider of that name offers.

    What was true of a subject that goes on under new facts does not stand among those.
    """

    def is_meant(fact: Fact) -> bool:
        return bool(forms & names_of(fact, library)) or (offered and fact.provider.lower() in forms)

    best: dict[str, int] = {}
    about = {p: f for p, f in library.facts.items() if f.status != "renamed" and is_meant(f) and cell(f)}
    goes_on = sum(fact.status == "current" for fact in about.values()) >= LEAST_ATTRIBUTES
    for position, fact in about.items():
        if goes_on and fact.status == "retired":
            continue
        known = best.get(fact.attribute)
        if known is None or _rank(fact) < _rank(library.facts[known]):
            best[fact.attribute] = position
    return best


def _rank(fact: Fact) -> tuple[bool, bool]:
    return (fact.status not in {"current", "unverified"}, bool(fact.variant))


def cell(fact: Fact) -> str:
    """The fact's claim as a cell: its value in words, else its amount; "" where it has neither."""
    if fact.value and fact.low is None:
        return fact.value
    return amount(fact) if fact.low is not None or fact.high is not None else fact.value
