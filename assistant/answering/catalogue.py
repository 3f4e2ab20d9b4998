"""Every fact of one attribute as a table: "which exams were retired", "list all renamed Azure services".

A catalogue is wanted where a question asks for all or which things have an attribute and names none of the things itself, at
most their provider and their kind. What it shows is complete as far as the facts go, and it says how many they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.answering.exclusion import asks_what_is_not, set_aside, sets_bounds, within_bounds
from assistant.answering.fact_tables import capability, cell
from assistant.answering.library import Library, is_about, subject_as_quoted
from assistant.answering.select import pack, state
from assistant.answering.statements import Draft, TableDraft
from assistant.domain.evidence import Evidence
from assistant.domain.facts import Fact
from assistant.domain.questions import Question, Shape
from assistant.language.glossary import PROVIDER
from assistant.language.quantities import COUNT, DAY, quantities
from assistant.language.words import capitalised, content_terms

MOST_ROWS = 24
MOST_STATED = 3
"""Facts up to this number are stated in words; more make a table."""
BESIDE_WORDS = 30
_ALL = re.compile(r"\b(?:all|every|each|list|which|overview of|name the)\b", re.IGNORECASE)
_KIND_WORDS = {
    "certification": ("certification", "certificate", "exam", "cert", "credential"),
    "service": ("service", "product", "tool"),
    "regulation": ("law", "regulation", "rule", "act", "standard"),
    "role": ("role", "job", "title", "position"),
}
"""Words with which a question names a kind of glossary term."""
_KINDS = {kind: frozenset(content_terms(" ".join(words))) for kind, words in _KIND_WORDS.items()}
KIND_STEMS = frozenset().union(*_KINDS.values())
"""Stems of the words with which a question names kinds of things."""
_KIND_WORD = "|".join(word for words in _KIND_WORDS.values() for word in words)
_ONE = re.compile(rf"\bwhich (?:[\w-]+ ){{0,3}}?(?:{_KIND_WORD})\b(?! (?:{_KIND_WORD})s\b)", re.IGNORECASE)
"""Who asks "which certificate" wants one and no list of them; "which certificate exams" are several."""
_OF_THEM = re.compile(
    rf"\b(?:of|in|on|for|behind) (?:the |an? |each |every )?(?:[\w-]+ ){{0,4}}?(?:{_KIND_WORD})s?\b", re.IGNORECASE
)
"""Who asks for "areas of the exam" wants no list of exams."""
_UNMEASURED = frozenset({COUNT, DAY})
_STATUS = "status"
_ROLL = ("level",)
"""The attribute that every thing of a kind has: what a provider's things are listed by when none is asked for."""
MOST_OFFERS = 8
TOP = 6
LEAST_OF_ONE = 3
"""Best units looked at, and how many there must be, that all stand in documents about one thing: the question is about it."""
MOST_OF_ONE = 2
"""Things of the kind that a document about one of them names at most; one that names more is about the kind."""


def compose_catalogue(question: Question, evidence: Sequence[Evidence], library: Library) -> Draft | None:
    """The table of all fitting facts behind the best sentence, or None where no catalogue is asked for."""
    kind = _kind_asked(question, evidence, library)
    if kind is None or asks_what_is_not(question):
        return None
    aside = set_aside(question, library)
    for attribute in question.attributes or _by_value(question, kind, library) or _roll(question, library):
        facts = {
            p: library.facts[p] for p in library.facts_of((attribute,)) if _fits(p, attribute, kind, question, library, aside)
        }
        facts = {p: f for p, f in _one_a_subject(_still_held(facts)).items() if within_bounds(question, f)}
        facts = _of_the_value(question, _of_the_amount(question, facts))
        if len(facts) > MOST_STATED:
            beside = [e for e in evidence if e.unit.position in facts] if sets_bounds(question) else evidence
            told = pack(question, beside, BESIDE_WORDS) if beside else ()
            return Draft(told, tables=(_table(attribute, facts, library),))
        if facts:
            return Draft(tuple(state(library.evidence(position), bullet=len(facts) > 1) for position in facts))
    return None


def _kind_asked(question: Question, evidence: Sequence[Evidence], library: Library) -> str | None:
    """The kind of thing of which the question wants all, or those with an attribute; None where it wants none, or one."""
    kinds = [kind for kind, stems in _KINDS.items() if stems & set(question.terms)]
    if len(kinds) != 1 or not (_ALL.search(question.text) or sets_bounds(question)) or _ONE.search(question.text):
        return None
    things = _things(question, library)
    if any(is_about(f, things, library) for f in library.facts.values() if library.glossary.kind_of(f.subject) == kinds[0]):
        return None  # one of the things is named: the question is about that one
    if _all_of_one(evidence, kinds[0], library, most=MOST_OF_ONE if not question.attributes else None):
        return None
    return kinds[0]


def of_the_amount(question: Question, evidence: Sequence[Evidence], library: Library) -> Sequence[Evidence]:
    """Where things are asked for by an amount ("which exams cost 165 dollars?"), the evidence without what states others, and
    without facts of another kind; all of it where nothing states that one."""
    wanted = _amounts(question.text)
    if not wanted or sets_bounds(question) or _kind_asked(question, evidence, library) is None:
        return evidence
    kinds = {kind for kind, _, _ in wanted}
    told = {e.unit.position: _amounts(e.unit.text) for e in evidence}
    stating = {position for position, own in told.items() if own & wanted}
    others = {p for p, own in told.items() if p in library.facts or kinds & {kind for kind, _, _ in own}} - stating
    return [e for e in evidence if e.unit.position not in others] if stating else evidence


def of_the_value(question: Question, evidence: Sequence[Evidence], library: Library) -> Sequence[Evidence]:
    """Where things are asked for by a value ("which certificates are of associate level?"), the evidence without facts that
    state another one."""
    kind = _kind_asked(question, evidence, library)
    if kind is None or asks_what_is_not(question):
        return evidence
    held = [p for a in question.attributes or _by_value(question, kind, library) for p in library.facts_of((a,))]
    said = {p for p in held if _says_value(question, library.facts[p])}
    others = {p for p in held if library.facts[p].low is None} - said if said else set()
    return [e for e in evidence if e.unit.position not in others]


def compose_offers(question: Question, evidence: Sequence[Evidence], library: Library) -> Draft | None:
    """Every fact of the one provider named on the capability asked for, or None where it is not a list that is asked for."""
    providers = _named(question, library, PROVIDER)
    if question.shape is not Shape.LIST or len(providers) != 1:
        return None
    attribute = capability(question, evidence, library)
    held = [p for p in library.facts_of((attribute,)) if library.facts[p].provider.lower() in providers]
    if not 2 <= len(held) <= MOST_OFFERS:
        return None
    return Draft(tuple(state(library.evidence(position), bullet=True) for position in held))


def _one_a_subject(facts: dict[int, Fact]) -> dict[int, Fact]:
    """Of each subject the facts without a variant, or its first where it has none of these."""
    plain = {fact.subject for fact in facts.values() if not fact.variant}
    first: dict[str, int] = {}
    for position, fact in facts.items():
        first.setdefault(fact.subject, position)
    return {p: f for p, f in facts.items() if not f.variant or (f.subject not in plain and first[f.subject] == p)}


def _of_the_amount(question: Question, facts: dict[int, Fact]) -> dict[int, Fact]:
    """The facts with an amount that the question names, if there are any; else all, and all where it is a bound."""
    if sets_bounds(question):
        return facts
    wanted = _amounts(question.text)
    return {p: f for p, f in facts.items() if {f.low, f.high} & question.figures or _states(wanted, f)} or facts


def _of_the_value(question: Question, facts: dict[int, Fact]) -> dict[int, Fact]:
    """The facts whose value the question says ("of expert level"), if there are any; else all."""
    return {p: f for p, f in facts.items() if _says_value(question, f)} or facts


def _says_value(question: Question, fact: Fact) -> bool:
    value = set(content_terms(fact.value)) if fact.low is None else set()
    return bool(value) and value <= set(question.terms)


def _amounts(text: str) -> frozenset[tuple[str, float, float]]:
    """What a text measures, in one unit a kind: three hours are 180 minutes."""
    return frozenset((q.kind, q.low, q.high) for q in quantities(text) if q.kind not in _UNMEASURED)


def _states(wanted: frozenset[tuple[str, float, float]], fact: Fact) -> bool:
    """True for a fact with one of the amounts."""
    return bool(wanted) and fact.low is not None and not wanted.isdisjoint(_amounts(fact.statement))


def _by_value(question: Question, kind: str, library: Library) -> tuple[str, ...]:
    """The attribute that several things of the kind have with a value that the question says ("all associate exams", "which
    exams take three hours")."""
    wanted, listed = _amounts(question.text), question.shape is Shape.LIST
    of_kind = (f for f in library.facts.values() if library.glossary.kind_of(f.subject) == kind)
    if sets_bounds(question):
        measured = {unit for unit, _, _ in wanted}
        told = [f for f in of_kind if f.low is not None and measured & {unit for unit, _, _ in _amounts(f.statement)}]
    else:
        told = [f for f in of_kind if _states(wanted, f) or (listed and _says_value(question, f))]
    subjects = Counter(attribute for attribute, _ in dict.fromkeys((f.attribute, f.subject) for f in told))
    return tuple(attribute for attribute, count in subjects.most_common(1) if count > 1)


def _roll(question: Question, library: Library) -> tuple[str, ...]:
    asked = question.shape is Shape.LIST and not _OF_THEM.search(question.text)
    return _ROLL if asked and _named(question, library, PROVIDER) else ()


def _still_held(facts: dict[int, Fact]) -> dict[int, Fact]:
    """The facts about what is not retired, if there are any; else all."""
    return {p: f for p, f in facts.items() if f.attribute == _STATUS or f.status != "retired"} or facts


def _all_of_one(evidence: Sequence[Evidence], kind: str, library: Library, most: int | None) -> bool:
    """True where the best units are facts or stand in documents about one and the same thing of the kind: it is asked about.
    A document that names more than `most` of them is about none."""
    facts = [library.facts.get(e.unit.position) for e in evidence[:TOP]]
    named = [(fact.subject,) if fact else e.document.entities for fact, e in zip(facts, evidence, strict=False)]
    about = [{library.glossary.names_like(n) for n in names if library.glossary.kind_of(n) == kind} for names in named]
    if len(about) < LEAST_OF_ONE or (most and any(len(things) > most for things in about)):
        return False
    return bool(set.intersection(*about))


def _fits(position: int, attribute: str, kind: str, question: Question, library: Library, aside: frozenset[int]) -> bool:
    fact = library.facts[position]
    if library.glossary.kind_of(fact.subject) != kind or not cell(fact):
        return False
    if attribute == _STATUS and (fact.status != "retired" or fact.variant):
        return False
    if aside & library.whose(library.evidence(position)):
        return False
    asked = {m.term for m in question.mentions if library.glossary.terms[m.term].kind == PROVIDER} - aside
    told = f"{fact.provider} {fact.subject} {fact.statement}".lower()
    named = {term for term in asked if any(_stands_in(name, told) for name in library.glossary.names(term))}
    return asked <= named | library.whose(library.evidence(position))


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(name.lower())}\b", text) is not None


def _named(question: Question, library: Library, kind: str) -> set[str]:
    """Names, in lower case, of the things of a kind that the question names."""
    terms = (library.glossary.terms[m.term] for m in question.mentions)
    return {term.name.lower() for term in terms if term.kind == kind}


def _things(question: Question, library: Library) -> set[str]:
    """Names of what the question names beside providers."""
    terms = (library.glossary.terms[m.term] for m in question.mentions)
    return {term.name.lower() for term in terms if term.kind != PROVIDER}


def _table(attribute: str, facts: dict[int, Fact], library: Library) -> TableDraft:
    shown = dict(list(facts.items())[:MOST_ROWS])
    part = f": {len(shown)} of {len(facts)}" if len(shown) < len(facts) else ""
    return TableDraft(
        f"{capitalised(attribute)}{part}",
        ("Subject", capitalised(attribute)),
        tuple((_label(fact, library), cell(fact)) for fact in shown.values()),
        tuple((library.evidence(position),) for position in shown),
    )


def _label(fact: Fact, library: Library) -> str:
    """The subject as its quote writes it, with its code where the quote holds that too."""
    subject = subject_as_quoted(fact, library)
    return f"{subject} ({fact.code})" if fact.code and fact.code in fact.statement and fact.code != subject else subject
