"""Pack the best units into a short answer: each adds something, none repeats another, neighbours read in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.statements import Draft, Statement
from assistant.domain.evidence import Evidence
from assistant.domain.passages import UnitKind
from assistant.domain.questions import Question, Shape
from assistant.language.numbers import figures
from assistant.language.words import content_terms

WORD_BUDGET = 78
"""Words of an answer to a simple question; 60–80 passed most often on unseen questions."""
LONG_BUDGET = 98
LONG = 16
"""A question of more words than this has conditions of its own, which the answer must meet too."""
WIDE_BUDGET = 98
"""Words where a question asks for several things: a list, a comparison, a way or a reason."""
WIDE = frozenset({Shape.LIST, Shape.COMPARISON, Shape.HOW, Shape.WHY})
KEEP = 0.75
"""A further unit must score at least this share of the best one."""
KEEP_BEHIND_FACT = 0.85
"""The same behind a fact that states the attribute asked for."""
REPEATS = 0.6
"""Share of a unit's content terms already said from which it counts as a repetition."""
_ANNOUNCES = re.compile(r":$|\b(?:the following|as follows|following (?:\w+ )?\w+s)\b", re.IGNORECASE)
"""A sentence that only introduces what stands behind it says nothing alone."""
_QUESTION_LABEL = re.compile(r"\?(?=:\s| —)")
MAX_UNITS = 5


def word_budget(question: Question) -> int:
    """Words that an answer to the question may have."""
    if question.shape in WIDE:
        return WIDE_BUDGET
    return LONG_BUDGET if len(question.asked.split()) > LONG else WORD_BUDGET


def fill(question: Question, draft: Draft, evidence: Sequence[Evidence]) -> Draft:
    """The draft with the best units that it does not say yet, up to the question's budget of words."""
    said = [e for statement in draft.statements for e in statement.evidence]
    said += [e for table in draft.tables for row in table.evidence for e in row]
    room = word_budget(question) - sum(len(f"{s.heading} {s.text}".split()) for s in draft.statements)
    positions = {e.unit.position for e in said}
    added: list[Evidence] = []
    for candidate in evidence:
        if len(said) + len(added) >= MAX_UNITS + 2 or candidate.score < KEEP * evidence[0].score:
            break
        size = len(candidate.unit.text.split())
        if size > room or candidate.unit.position in positions or _ANNOUNCES.search(candidate.unit.text):
            continue
        if candidate.unit.kind in (UnitKind.TERM, UnitKind.ROW) or repeats(candidate, [*said, *added]):
            continue
        added.append(candidate)
        room -= size
    return replace(draft, statements=(*draft.statements, *(state(e) for e in in_reading_order(added))))


def pack(question: Question, evidence: Sequence[Evidence], budget: int = 0) -> tuple[Statement, ...]:
    """Statements of the packed answer. `evidence` is best first; the best unit is always taken. Behind a fact that states
    the attribute asked for, less is added."""
    limit = budget or word_budget(question)
    chosen: list[Evidence] = []
    words = 0
    told = evidence[0].unit.kind is UnitKind.FACT and bool(question.attributes)
    keep = KEEP_BEHIND_FACT if told else KEEP
    for candidate in evidence:
        if _ANNOUNCES.search(candidate.unit.text) and len(evidence) > 1:
            continue
        if chosen and (len(chosen) >= MAX_UNITS or candidate.score < keep * chosen[0].score):
            break
        size = len(candidate.unit.text.split())
        second_term = candidate.unit.kind is UnitKind.TERM and any(e.unit.kind is UnitKind.TERM for e in chosen)
        if chosen and (words + size > limit or second_term or repeats(candidate, chosen)):
            continue
        chosen.append(candidate)
        words += size
    if not chosen:
        chosen = [evidence[0]]
    return tuple(state(e) for e in in_reading_order(chosen))


def state(evidence: Evidence, *, bullet: bool = False, heading: str = "") -> Statement:
    """A unit as a statement; a sentence without a closing stop gets one when it stands in a paragraph, and a question that
    labels an item or a row is joined to what it labels, so that it is no sentence of its own."""
    text = _QUESTION_LABEL.sub("", evidence.unit.text)
    if (not bullet and text[-1] not in '.!?…:"”)') or (not bullet and text[-1] in '"”)' and text[-2:-1] not in ".!?"):
        text += "."
    return Statement(text, (evidence,), bullet=bullet, heading=heading)


def repeats(candidate: Evidence, chosen: Sequence[Evidence]) -> bool:
    """True when what the unit says was said already: most of its terms, and no figure that is new."""
    terms = set(content_terms(candidate.unit.text))
    numbers = figures(candidate.unit.text, words=False)
    for other in chosen:
        if _siblings(candidate, other):
            continue
        said = set(content_terms(other.unit.text))
        shared = len(terms & said) / max(1, min(len(terms), len(said)))
        if shared >= REPEATS and numbers <= figures(other.unit.text, words=False):
            return True
        if shared >= REPEATS and numbers and len(numbers & figures(other.unit.text, words=False)) / len(numbers) > 0.5:
            return True
    return False


def _siblings(one: Evidence, other: Evidence) -> bool:
    """True for items of one list: they are alike by design, and each says something of its own."""
    return one.unit.list_id >= 0 and (one.document.id, one.unit.list_id) == (other.document.id, other.unit.list_id)


def in_reading_order(chosen: Sequence[Evidence]) -> list[Evidence]:
    """The best unit's passage first; inside a passage as the document has it."""
    order: dict[int, int] = {}
    for evidence in chosen:
        order.setdefault(evidence.passage.position, len(order))
    return sorted(chosen, key=lambda e: (order[e.passage.position], e.unit.position))
