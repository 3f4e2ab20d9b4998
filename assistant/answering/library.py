"""The opened corpus as answering needs it, and what its facts hold of the things, attributes and places of a question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from assistant.answering.expected import LIKE_SUBJECT, ROLE, SPECIFIC, subject_overlap
from assistant.domain.evidence import Evidence
from assistant.domain.facts import Fact
from assistant.domain.passages import Document, Passage, Unit
from assistant.domain.ports import Matrix
from assistant.domain.questions import Mention, Question
from assistant.language.gazetteer import Place, places_in
from assistant.language.glossary import PLACE, PROVIDER, Glossary
from assistant.language.vocabulary import Vocabulary
from assistant.language.words import content_terms

OFFERED = frozenset({"service", "certification"})
"""Kinds of glossary terms that are a provider's."""
_CLAUSE = re.compile(r"[,;:]|\b(?:that|which|who)\b")
"""Behind it a definition goes on to what others do with the thing."""


@dataclass(frozen=True, slots=True)
class Library:
    """The opened corpus, as answering needs it. `facts` maps a unit's position to its fact; `home_regions` is
    what `home_regions()` gives for them; units in `withheld` do not hold on the day `today` and are never evidence.
    `background` is the log-odds that off-topic questions reach, None where they were not asked. `providers` maps the terms of
    the glossary that are one provider's to that provider's term; `openings` and `headings` are what `_read_through` finds."""

    documents: Mapping[str, Document]
    passages: Sequence[Passage]
    units: Sequence[Unit]
    unit_vectors: Matrix
    token_units: np.ndarray[tuple[int], np.dtype[np.int32]]
    token_bounds: np.ndarray[tuple[int], np.dtype[np.int64]]
    facts: Mapping[int, Fact]
    glossary: Glossary
    vocabulary: Vocabulary
    attributes: Glossary = field(default_factory=lambda: Glossary(()))
    home_regions: Mapping[str, str] = field(default_factory=dict)
    today: date = date.max
    withheld: frozenset[int] = frozenset()
    background: float | None = None
    openings: Mapping[frozenset[str], int] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    by_attribute: Mapping[str, tuple[int, ...]] = field(init=False)
    by_status: Mapping[str, tuple[int, ...]] = field(init=False)
    subjects: tuple[str, ...] = field(init=False)
    customary: frozenset[tuple[str, str]] = field(init=False)
    paid: frozenset[str] = field(init=False)
    providers: Mapping[int, int] = field(init=False)
    _whose: dict[int, frozenset[int]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Positions of the facts by attribute and by status, their subjects, and whose the glossary's terms are: questions ask
        for few of them."""
        object.__setattr__(self, "providers", _providers(self.glossary, self.facts.values()))
        object.__setattr__(self, "subjects", tuple(dict.fromkeys(f.subject for f in self.facts.values())))
        object.__setattr__(self, "customary", _customary(self.facts.values(), self.glossary))
        object.__setattr__(self, "paid", _paid(self.facts.values(), self.glossary))
        object.__setattr__(self, "by_attribute", _grouped((f.attribute, p) for p, f in self.facts.items()))
        object.__setattr__(self, "by_status", _grouped((f.status, p) for p, f in self.facts.items()))
        if not self.openings:  # the same on every day, and the one thing that reads each passage
            openings, headings = _read_through(self.documents, self.passages)
            object.__setattr__(self, "openings", openings)
            object.__setattr__(self, "headings", headings)

    def facts_of(self, attributes: Collection[str]) -> list[int]:
        """Positions of the facts with one of the attributes, in the corpus' order."""
        return sorted(position for attribute in attributes for position in self.by_attribute.get(attribute, ()))

    def providers_in(self, mentions: Iterable[Mention]) -> frozenset[int]:
        """The providers that are mentioned, and those of the things mentioned."""
        return frozenset(self.providers[m.term] for m in mentions if m.term in self.providers)

    def whose(self, evidence: Evidence) -> frozenset[int]:
        """The providers that a unit names, else those of what it stands under; remembered, since every question meets the
        same units again."""
        position = evidence.unit.position
        if position not in self._whose:
            own = self.providers_in(self.glossary.find(f"{evidence.unit.label} {evidence.unit.text}"))
            self._whose[position] = own or self.providers_in(self.glossary.find(evidence.context))
        return self._whose[position]

    def evidence(self, position: int, like: Evidence | None = None) -> Evidence:
        """A unit as evidence outside the ranking; it borrows the scores of `like`."""
        unit = self.units[position]
        passage = self.passages[unit.passage]
        document = self.documents[passage.document_id]
        if like is None:
            return Evidence(unit, passage, document, 0.0, 0.0, 0.0, 0.0, -1)
        return replace(like, unit=unit, passage=passage, document=document)


def _customary(facts: Iterable[Fact], glossary: Glossary) -> frozenset[tuple[str, str]]:
    """Kinds of things with the attributes of which amounts are stated for `CUSTOMARY` of those of the kind that have facts: who
    keeps the prices of exams keeps no exam's price in prose alone."""
    subjects: dict[str, set[str]] = {}
    stated: dict[tuple[str, str], set[str]] = {}
    for fact in facts:
        kind = glossary.kind_of(fact.subject)
        subjects.setdefault(kind, set()).add(fact.subject)
        if fact.low is not None and kind in SPECIFIC:
            stated.setdefault((kind, fact.attribute), set()).add(fact.subject)
    return frozenset(pair for pair, told in stated.items() if len(told) >= CUSTOMARY * len(subjects[pair[0]]))


def _paid(facts: Iterable[Fact], glossary: Glossary) -> frozenset[str]:
    """The attributes of which facts state amounts of money of roles: what people are paid."""
    amounts = (fact for fact in facts if fact.low is not None and fact.currency_unit.isupper())
    return frozenset(fact.attribute for fact in amounts if glossary.kind_of(fact.subject) == ROLE)


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    groups: dict[str, list[int]] = {}
    for key, position in pairs:
        groups.setdefault(key, []).append(position)
    return {key: tuple(positions) for key, positions in groups.items()}


def _providers(glossary: Glossary, facts: Iterable[Fact]) -> dict[int, int]:
    """For each term of the glossary that is one provider's, the provider's term: for itself, for what a fact calls a thing of
    its, and for a service or certificate one of whose names begins with its or that is defined as its."""
    providers = [place for place, term in enumerate(glossary.terms) if term.kind == PROVIDER]
    named = {name.lower(): place for place in providers for name in glossary.names(place)}
    found: dict[int, set[int]] = {place: {place} for place in named.values()}
    for subject, provider in dict.fromkeys((fact.subject, fact.provider.lower()) for fact in facts):
        if provider in named:
            for mention in glossary.find(subject)[:1]:
                found.setdefault(mention.term, set()).add(named[provider])
    for place, term in enumerate(glossary.terms):
        if place not in found and term.kind in OFFERED:
            begun = (name.lower().split() for name in glossary.names(place))
            first = {" ".join(words[:count]) for words in begun for count in (1, 2)}
            defined = (m.term for m in glossary.find(_CLAUSE.split(term.definition or "", maxsplit=1)[0]))
            found[place] = {named[name] for name in first & named.keys()} or {m for m in defined if m in providers}
    return {place: whose.pop() for place, whose in found.items() if len(whose) == 1}


def _read_through(
    documents: Mapping[str, Document], passages: Sequence[Passage]
) -> tuple[dict[frozenset[str], int], tuple[str, ...]]:
    """The first passage of the first document with each title, which is known by its content stems, and of every document the
    first heading that is a question."""
    first: dict[str, int] = {}
    asked: dict[str, str] = {}
    for passage in passages:
        first.setdefault(passage.document_id, passage.position)
        if passage.section and passage.section[-1].endswith("?"):
            asked.setdefault(passage.document_id, passage.section[-1])
    openings: dict[frozenset[str], int] = {}
    for document_id, position in first.items():
        openings.setdefault(frozenset(content_terms(documents[document_id].title)), position)
    return openings, tuple(asked.values())


def home_regions(facts: Iterable[Fact]) -> dict[str, str]:
    """The region that most facts of an attribute are about: what is meant where a question names none."""
    counts: dict[str, Counter[str]] = {}
    for fact in facts:
        if fact.region:
            counts.setdefault(fact.attribute, Counter())[fact.region] += 1
    return {attribute: min(c, key=lambda region: (-c[region], region)) for attribute, c in counts.items()}


def facts_asked(question: Question, library: Library) -> list[int]:
    """Positions of the facts that state an attribute asked for of a thing named: they are evidence however they are worded."""
    if not question.attributes or not question.mentions:
        return []
    named = {library.glossary.terms[m.term].name.lower() for m in question.mentions}
    return [p for p in library.facts_of(set(question.attributes)) if is_about(library.facts[p], named, library)]


CUSTOMARY = 0.25
"""The share of the things of a kind of which facts must state an amount for it to be missed of another."""
NOT_EXISTING = "does not exist"
"""The status of what is named in many places and does not exist."""


def ended_named(question: Question, library: Library) -> bool:
    """True when the question names a thing that a fact calls retired."""
    named = {library.glossary.terms[m.term].name.lower() for m in question.mentions}
    ended = (library.facts[position] for position in library.by_status.get("retired", ()))
    return any(
        fact.attribute == "status" and not fact.variant and library.glossary.names_like(fact.subject) & named for fact in ended
    )


def denied_named(question: Question, library: Library) -> int | None:
    """The position of the fact that denies the existence of a thing that the question names; None where none does."""
    named = {library.glossary.terms[m.term].name.lower() for m in question.mentions}
    for position in library.facts_of(("status",)):
        fact = library.facts[position]
        if fact.value == NOT_EXISTING and not fact.code and library.glossary.names_like(fact.subject) & named:
            return position
    return None


def is_about(fact: Fact, named: set[str], library: Library) -> bool:
    """True when the fact's subject, its provider, or a title of its kind of role is among the names."""
    if library.glossary.names_like(fact.subject) & named or fact.provider.lower() in named:
        return True
    return library.glossary.kind_of(fact.subject) == ROLE and any(
        library.glossary.kind_of(name) == ROLE and subject_overlap(fact.subject, name) >= LIKE_SUBJECT for name in named
    )


def subject_as_quoted(fact: Fact, library: Library) -> str:
    """The fact's subject as its statement writes it: by its own name, else by the longest other name that stands there."""
    if fact.subject in fact.statement:
        return fact.subject
    lowered = fact.statement.lower()
    known = [name for name in library.glossary.names_like(fact.subject) if name in lowered]
    if not known:
        return fact.code if fact.code in fact.statement else ""
    name = max(known, key=lambda n: (len(n), n))
    return fact.statement[lowered.index(name) :][: len(name)]


def places_by_name(question: Question, library: Library) -> dict[str, frozenset[str]]:
    """Each place that limits a question, as it is called, with its names in lower case; the place of a law or an exam is no
    condition. What is told of a country holds for a city in it."""
    terms = {m.term: library.glossary.terms[m.term] for m in question.mentions}
    if any(term.kind in SPECIFIC for term in terms.values()):
        return {}
    named = {term.name: library.glossary.names_like(term.name) for term in terms.values() if term.kind == PLACE}
    named = {name: forms | _of_country(name, library) for name, forms in named.items()}
    known = frozenset().union(*named.values())
    further = [place for place in places_in(question.text) if not {place.name, place.country} & known]
    for place in sorted(further, key=lambda p: p.name):
        named[place.name] = frozenset({place.name} | library.glossary.names_like(place.country))
    return named


def attributes_told(text: str, library: Library) -> frozenset[str]:
    """The attributes that a text names, by any of their names."""
    return frozenset(library.attributes.terms[mention.term].name for mention in library.attributes.find(text))


def _of_country(city: str, library: Library) -> frozenset[str]:
    """The names of the country that a city of this name lies in."""
    return frozenset().union(*(library.glossary.names_like(p.country) for p in places_in(city) if p.name != p.country))


def places_named(question: Question, library: Library) -> list[frozenset[str]]:
    """The names, in lower case, of each place that limits a question."""
    return list(places_by_name(question, library).values())


def places_told(evidence: Evidence, library: Library) -> frozenset[Place]:
    """The places that a unit in its context tells of."""
    fact = library.facts.get(evidence.unit.position)
    return places_in(f"{evidence.context} {fact.region if fact else ''}")
