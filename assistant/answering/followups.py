"""Questions to ask next, each one that the corpus can answer: headings near the evidence, and after an abstention facts about
the thing named."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.expected import ROLE
from assistant.answering.library import Library, is_about
from assistant.domain.evidence import Evidence
from assistant.domain.facts import Fact
from assistant.domain.passages import UnitKind
from assistant.domain.questions import Question, Shape
from assistant.language.words import content_terms

_ROWS_OF_DATA = frozenset({UnitKind.FACT, UnitKind.TERM})
"""Their headings are names and attributes, not questions."""
_SAME = 0.75
"""Share of common content terms from which two questions count as one."""
_WORDED = {
    "annual pay": "What is the annual pay of the role {name} ({region})?",
    "price": "What does {name} cost?",
    "duration": "How long is {name}?",
    "validity": "How long is {name} valid?",
    "renewal": "How is {name} renewed?",
    "questions": "How many questions has {name}?",
    "domains": "Which topics does {name} cover?",
    "status": "Is {name} still available?",
    "successor": "What replaces {name}?",
    "audience": "Who is {name} meant for?",
    "application date": "When does {name} apply?",
}
"""How people ask for common attributes; another is asked for by its name."""
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
    for mention in question.mentions:
        name = library.glossary.terms[mention.term].name.lower()
        held = [
            (position, fact)
            for position, fact in library.facts.items()
            if is_about(fact, {name}, library) and fact.provider.lower() != name and position not in library.withheld
        ]
        figures = question.shape is Shape.FIGURE
        held.sort(key=lambda h: (h[1].attribute not in question.attributes, figures and h[1].low is None))
        term = library.glossary.terms[mention.term]
        shown = term.name if term.kind == ROLE else mention.surface  # people name roles in the plural, exams by their codes
        offers.update(dict.fromkeys(_as_asked(fact, shown) for _, fact in held))
        if len(offers) >= limit:
            break
    return list(offers)[:limit]


def _as_asked(fact: Fact, name: str) -> str:
    worded = _WORDED.get(fact.attribute, "What is on record about {name}: {attribute}?")
    if "{region}" in worded and not fact.region:
        worded = worded.replace(" ({region})", "")
    return worded.format(name=name, attribute=fact.attribute, region=fact.region)


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
