"""Every fact of one attribute as a table: "which exams were retired", "list all renamed Azure services".

A catalogue is wanted where a question asks for all or which things have an attribute and names none of the things itself, at
most their provider and their kind. What it shows is complete as far as the facts go, and it says how many they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.fact_tables import cell
from assistant.answering.library import Library, is_about, subject_as_quoted
from assistant.answering.select import pack, state
from assistant.answering.statements import Draft, TableDraft
from assistant.domain.evidence import Evidence
from assistant.domain.facts import Fact
from assistant.domain.questions import Question
from assistant.language.glossary import PROVIDER
from assistant.language.words import content_terms

MOST_ROWS = 24
MOST_STATED = 3
"""Facts up to this number are stated in words; more make a table."""
BESIDE_WORDS = 30
_ALL = re.compile(r"\b(?:all|every|each|list|which|overview of|name the)\b", re.IGNORECASE)
_KINDS = {
    "certification": frozenset(content_terms("certification certificate cert certs exam credential")),
    "service": frozenset(content_terms("service product tool")),
    "regulation": frozenset(content_terms("law regulation rule act standard")),
    "role": frozenset(content_terms("role job title position")),
}
"""Stems with which a question names a kind of glossary term."""
_STATUS = "status"


def compose_catalogue(question: Question, evidence: Sequence[Evidence], library: Library) -> Draft | None:
    """The table of all fitting facts behind the best sentence, or None where no catalogue is asked for."""
    kinds = [kind for kind, stems in _KINDS.items() if stems & set(question.terms)]
    if len(kinds) != 1 or not _ALL.search(question.text):
        return None
    things = _things(question, library)
    if any(is_about(fact, things, library) for fact in library.facts.values()):
        return None  # one of the things is named: the question is about that one
    for attribute in question.attributes:
        facts = {p: f for p, f in library.facts.items() if f.attribute == attribute and _fits(f, kinds[0], question, library)}
        if len(facts) > MOST_STATED:
            return Draft(pack(question, evidence, BESIDE_WORDS), tables=(_table(attribute, facts, library),))
        if facts:
            return Draft(tuple(state(library.evidence(position), bullet=len(facts) > 1) for position in facts))
    return None


def _fits(fact: Fact, kind: str, question: Question, library: Library) -> bool:
    if library.glossary.kind_of(fact.subject) != kind or fact.variant or not cell(fact):
        return False
    if fact.attribute == _STATUS and fact.status != "retired":
        return False
    named = [library.glossary.terms[m.term] for m in question.mentions]
    providers = [library.glossary.names_like(term.name) for term in named if term.kind == PROVIDER]
    told = f"{fact.provider} {fact.subject} {fact.statement}".lower()
    return all(any(re.search(rf"\b{re.escape(name)}\b", told) for name in names) for names in providers)


def _things(question: Question, library: Library) -> set[str]:
    """Names of what the question names beside providers."""
    terms = (library.glossary.terms[m.term] for m in question.mentions)
    return {term.name.lower() for term in terms if term.kind != PROVIDER}


def _table(attribute: str, facts: dict[int, Fact], library: Library) -> TableDraft:
    shown = dict(list(facts.items())[:MOST_ROWS])
    part = f": {len(shown)} of {len(facts)}" if len(shown) < len(facts) else ""
    return TableDraft(
        f"{attribute.capitalize()}{part}",
        ("Subject", attribute.capitalize()),
        tuple((subject_as_quoted(fact, library), cell(fact)) for fact in shown.values()),
        tuple((library.evidence(position),) for position in shown),
    )
