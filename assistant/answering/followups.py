"""Questions to ask next: headings near the evidence, so that each is one the corpus can answer."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.evidence import Evidence
from assistant.domain.passages import UnitKind
from assistant.domain.questions import Question
from assistant.language.words import content_terms

_ROWS_OF_DATA = frozenset({UnitKind.FACT, UnitKind.TERM})
"""Their headings are names and attributes, not questions."""
_SAME = 0.75
"""Share of common content terms from which two questions count as one."""


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
