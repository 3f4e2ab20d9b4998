"""Questions to ask next, each one that the corpus can answer: headings near the evidence, and after an abstention facts about
the thing named."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.expected import ROLE, SPECIFIC
from assistant.answering.library import Library, is_about
from assistant.domain.evidence import Evidence
from assistant.domain.facts import Fact
from assistant.domain.passages import UnitKind
from assistant.domain.questions import Question, Shape
from assistant.language.glossary import PLACE
from assistant.language.words import content_terms

_ROWS_OF_DATA = frozenset({UnitKind.FACT, UnitKind.TERM})
"""Their headings are names and attributes, not questions."""
_SAME = 0.75
"""Share of common content terms from which two questions count as one."""
_WORDED = {
    "annual pay": "What is the annual pay of the role {name} ({region})?",
    "application date": "When does {name} apply?",
    "audience": "Who is {name} meant for?",
    "deadline": "What is the deadline of {name}?",
    "domains": "Which topics does {name} cover?",
    "duration": "How long is {name}?",
    "data retention": "What is the data retention of {name}?",
    "enforcement": "Who enforces {name}?",
    "exemption": "What is exempt from {name}?",
    "experience": "How much experience does {name} ask for?",
    "former name": "What was {name} called before?",
    "availability": "What is the availability of {name}?",
    "languages": "In which languages is {name} offered?",
    "level": "Of which level is {name}?",
    "limit": "Which limits has {name}?",
    "pass mark": "What is the pass mark of {name}?",
    "penalty": "How high are the penalties under {name}?",
    "prerequisite": "Which prerequisites has {name}?",
    "price": "What does {name} cost?",
    "pricing model": "How is {name} billed?",
    "questions": "How many questions has {name}?",
    "renewal": "How is {name} renewed?",
    "quota": "Which quotas has {name}?",
    "retake": "What is the retake rule of {name}?",
    "scope": "What is the scope of {name}?",
    "status": "Is {name} still available?",
    "successor": "What replaces {name}?",
    "validity": "How long is {name} valid?",
}
"""How people ask for common attributes."""
_UNASKED = frozenset({"count"})
"""Attributes that nobody asks for by any name."""
_OFFERED = "What does {provider} offer for {attribute}?"
"""The same of what several providers have, each its own."""
_NAMED = "What is the {attribute} of {name}?"
"""The same of another attribute, which its statement has to name."""
_FACTS = 2
"""Of three offers, so that one leads on from the evidence."""


def instead(question: Question, evidence: Sequence[Evidence], library: Library, limit: int = 3) -> tuple[str, ...]:
    """Up to `limit` questions after an abstention: facts held of the things named first, then headings near the evidence;
    none where a filter lets no evidence in."""
    if not evidence:
        return ()
    offers = [*known_of(question, library, _FACTS), *suggest(question, evidence, (), limit)]
    return tuple(dict.fromkeys(offers))[:limit]


def known_of(question: Question, library: Library, limit: int) -> list[str]:
    """Questions that facts about the things named answer: the attribute asked for at other places first, then, for a figure,
    other figures; each attribute and region once, in the order of the corpus."""
    offers: dict[str, None] = {}
    own = set(question.terms)
    things = (m for m in question.mentions if library.glossary.terms[m.term].kind != PLACE)
    for mention in things:
        name = library.glossary.terms[mention.term].name.lower()
        held = [
            (position, fact)
            for position, fact in library.facts.items()
            if is_about(fact, {name}, library) and fact.provider.lower() != name and position not in library.withheld
        ]
        figures = question.shape is Shape.FIGURE
        held.sort(key=lambda h: (h[1].attribute not in question.attributes, figures and h[1].low is None))
        is_role = library.glossary.terms[mention.term].kind == ROLE  # people name roles in the plural, exams by their codes
        asked = (as_asked(fact, fact.subject if is_role else mention.surface, library) for _, fact in held)
        offers.update(dict.fromkeys(offer for offer in asked if offer and not set(content_terms(offer)) <= own))
        if len(offers) >= limit:
            break
    return list(offers)[:limit]


def as_asked(fact: Fact, name: str, library: Library) -> str:
    """The question that a fact about `name` answers; "" for one of an attribute that neither people nor its statement call by
    its name."""
    if fact.attribute in _UNASKED or (fact.attribute == "status" and library.glossary.kind_of(fact.subject) not in SPECIFIC):
        return ""
    worded = _WORDED.get(fact.attribute, "")
    if not worded and fact.provider and len({library.facts[p].provider for p in library.facts_of((fact.attribute,))}) > 1:
        worded = _OFFERED
    elif not worded and set(content_terms(fact.attribute)) <= set(content_terms(fact.statement)):
        worded = _NAMED
    if not fact.region:
        worded = worded.replace(" ({region})", "")
    return worded.format(name=name, attribute=fact.attribute, region=fact.region, provider=fact.provider)


def suggest(question: Question, evidence: Sequence[Evidence], used: Sequence[Evidence], limit: int = 3) -> tuple[str, ...]:
    """Up to `limit` questions from headings of retrieved passages that the answer did not use."""
    said = {e.passage.position for e in used}
    asked = [set(question.terms)]
    offered: list[str] = []
    for e in evidence:
        if e.passage.position in said or not e.passage.section or e.unit.kind in _ROWS_OF_DATA:
            continue
        offer = as_question(e.passage.section[-1], e.document.title)
        terms = set(content_terms(offer))
        if not terms or any(len(terms & other) >= _SAME * len(terms) for other in asked):
            continue
        asked.append(terms)
        offered.append(offer)
        if len(offered) == limit:
            break
    return tuple(offered)


def as_question(heading: str, title: str) -> str:
    """A heading as a question: unchanged when it is one, else with its document's title."""
    text = heading.strip().rstrip(".:")
    if text.endswith("?"):
        return text
    return f"What about {title}: {text}?" if content_terms(text) else f"What about {title}?"
