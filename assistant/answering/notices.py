"""Short remarks that belong beside an answer: retired things, names out of use, sources that differ, closest matches."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.evidence import Library
from assistant.answering.figures import LIKE_SUBJECT, subject_overlap
from assistant.answering.statements import NoticeDraft
from assistant.domain.evidence import Evidence
from assistant.domain.facts import Fact
from assistant.domain.questions import Question

CLOSEST = "The corpus may not answer this directly; these are its closest statements."
LIMIT = 3


def notices(question: Question, used: Sequence[Evidence], library: Library) -> tuple[NoticeDraft, ...]:
    """At most `LIMIT` notices, each resting on a unit of evidence, none that repeats a statement already used."""
    said = {e.unit.position for e in used}
    drafts = [
        *_former_names(question, library),
        *_retired(question, library, used),
        *_disagreements(used, library),
    ]
    fresh: list[NoticeDraft] = []
    for draft in drafts:
        if draft.kind == "disagreement" or not all(e.unit.position in said for e in draft.evidence):
            fresh.append(draft)
    return tuple(fresh[:LIMIT])


def _former_names(question: Question, library: Library) -> list[NoticeDraft]:
    """A name out of use in the question, proved by a unit that holds both names."""
    drafts: list[NoticeDraft] = []
    for mention in question.mentions:
        if not mention.former:
            continue
        current = library.glossary.terms[mention.term].name
        unit = next(
            (u for u in library.units if current.lower() in u.text.lower() and mention.surface.lower() in u.text.lower()), None
        )
        if unit is not None:
            evidence = library.evidence(unit.position)
            drafts.append(NoticeDraft("outdated", f"“{mention.surface}” is now {current}.", (evidence,)))
    return drafts


def _retired(question: Question, library: Library, used: Sequence[Evidence]) -> list[NoticeDraft]:
    """What the question names and a fact calls retired: the fact's own statement."""
    named = {library.glossary.terms[m.term].name.lower() for m in question.mentions}
    named |= {m.surface.lower() for m in question.mentions}
    named |= {fact.subject.lower() for e in used if (fact := library.facts.get(e.unit.position)) is not None}
    drafts: list[NoticeDraft] = []
    for position, fact in library.facts.items():
        if (
            fact.status == "retired"
            and fact.attribute == "status"
            and not fact.variant
            and {fact.subject.lower(), fact.code.lower()} & named
        ):
            drafts.append(NoticeDraft("retired", fact.statement, (library.evidence(position),)))
    return drafts[:1]


def _disagreements(used: Sequence[Evidence], library: Library) -> list[NoticeDraft]:
    """Used figures that another source states differently for the same thing, level and region."""
    for e in used:
        fact = library.facts.get(e.unit.position)
        if fact is None or fact.low is None:
            continue
        other = next(((p, f) for p, f in library.facts.items() if _differs(fact, f)), None)
        if other is not None:
            bases = fact.basis != other[1].basis and fact.basis and other[1].basis
            text = f"Sources differ on the {fact.attribute} here; each figure stands with its source and none is an average"
            text += ", and they do not rest on the same basis." if bases else "."
            return [NoticeDraft("disagreement", text, (e, library.evidence(other[0])))]
    return []


def _differs(one: Fact, other: Fact) -> bool:
    same = (
        one.attribute == other.attribute
        and one.level == other.level
        and one.region == other.region
        and one.source != other.source
        and other.low is not None
        and subject_overlap(one.subject, other.subject) >= LIKE_SUBJECT
        and (bool(one.level) or one.variant == other.variant)
    )
    return same and (one.low, one.high) != (other.low, other.high)
