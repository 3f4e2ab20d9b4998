"""A claim's yes or no against that of the statements about the same thing.

The nearest statement that speaks of what the claim says decides: one further down that differs from it contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.library import Library
from assistant.answering.premises.claims import Claim, Contradiction
from assistant.answering.premises.closeness import NAMED, SHARED, named, predicate_of, share_of
from assistant.domain.evidence import Evidence
from assistant.domain.passages import UnitKind
from assistant.domain.questions import Question
from assistant.language.polarity import (
    covers_all,
    excludes_others,
    is_limited,
    is_universal,
    negates,
    sign,
    stances,
    told_clauses,
    topic,
)
from assistant.language.words import content_terms, tokens

_AGREES = 0.6
"""Share of the claim that a clause must repeat to agree with it, or to differ from one that names nothing."""
_LIGHT = frozenset({"ability", "amount"})
"""Concepts that a claim may touch without being about them."""
_NORM = re.compile(r"\b(?:should|ought|recommend\w*|advis\w+)\b", re.IGNORECASE)
"""What should be contradicts nothing that is: "a candidate should know SAP", "ours has never touched SAP"."""
_TELLS_APART = re.compile(r"\b(?:not|never) (?:be )?(?:the same|equal|identical)\b", re.IGNORECASE)
"""Two things told apart: nothing is denied of either."""
SAME_RUN = 4
"""Words in a row that a claim and a statement have in common from which they say the same of something denied."""
_RELATIVE = re.compile(r"^\W*(?:which|who)\b", re.IGNORECASE)


def opposite(
    claim: Claim, read: Question, typed: Sequence[Evidence], near: Sequence[Evidence], library: Library
) -> Contradiction | None:
    """The nearest statement that speaks of what the claim says, where it says the opposite."""
    predicate, names = predicate_of(read, library), named(read, library)
    if not read.mentions and len(predicate) < 2:
        return None
    for place, e in enumerate((*typed, *near)):
        if e.unit.kind is UnitKind.TERM:
            continue
        if _denies_alike(claim.text, e.unit.text):
            return None
        verdicts = [
            (shared, told * verdict)
            for clause, told in told_clauses(e.unit.text)
            for verdict, shared in [_verdict(claim.text, clause, predicate, names, library, place < len(typed))]
            if verdict
            and bool(_NORM.search(e.unit.text)) <= bool(_NORM.search(claim.text))
            and not _TELLS_APART.search(clause)
            and (read.mentions or shared >= _AGREES)
            and not _of_another(clause, e.unit.text, read, library)
        ]
        if not verdicts:
            continue
        closest = max(shared for shared, _ in verdicts)
        if (closest, 1) not in verdicts:
            return Contradiction((e,), "polarity")
        return None
    return None


def _denies_alike(claim: str, text: str) -> bool:
    """True where a statement and the claim share a run of words with a negation in it: "has no AI act"."""
    told, said = tokens(claim), tokens(text)
    runs = {tuple(said[place : place + SAME_RUN]) for place in range(len(said))}
    own = (tuple(told[place : place + SAME_RUN]) for place in range(len(told) - SAME_RUN + 1))
    return any(run in runs and negates(run) for run in own)


def _verdict(
    claim: str, clause: str, predicate: frozenset[str], names: list[list[str]], library: Library, typed: bool = False
) -> tuple[int, float]:
    """+1 when the clause agrees with the claim, -1 when it contradicts it, 0 when it says nothing about it; and the
    share of the claim that it repeats."""
    said, asked = stances(clause), stances(claim)
    shared = 1.0 if typed else share_of(predicate, topic(clause), library)
    if len(names) > 1 and all(any(name in clause.lower() for name in own) for own in names):
        shared = max(shared, SHARED)
    both = [said[concept] * asked[concept] for concept in asked if concept in said]
    about = (shared >= SHARED and bool(predicate)) or (bool(both) and _is_all(clause, names))
    if both:
        verdict = min(both) if about or len(predicate) <= 1 else 0
    elif typed or (asked.keys() - _LIGHT and sign(clause) > 0):
        verdict = 0
    else:
        verdict = sign(claim) * sign(clause) if about else 0
        verdict = 0 if verdict > 0 and shared < _AGREES else verdict
    alike = covers_all(clause) or (excludes_others(claim) and excludes_others(clause))
    if is_universal(claim) and verdict >= 0 and not alike:
        verdict = -1 if about and is_limited(clause) else 0
    return verdict, shared


def _of_another(clause: str, text: str, read: Question, library: Library) -> bool:
    """True for a clause about what a thing of the claim was under a former name, and for a relative clause behind the name of
    a thing that the claim does not name."""
    asked = {(m.term, m.former) for m in read.mentions}
    own = [(m.term, m.former) for m in library.glossary.find(clause)]
    if own and not asked & set(own) and any((term, not former) in asked for term, former in own):
        return True
    if not _RELATIVE.match(clause):
        return False
    before = [m for m in library.glossary.find(text[: text.find(clause)]) if library.glossary.terms[m.term].kind in NAMED]
    return bool(before) and (before[-1].term, before[-1].former) not in asked


def _is_all(clause: str, names: list[list[str]]) -> bool:
    """True for a clause that says one thing of what is named and no more: "the standard is voluntary"."""
    held = [name for own in names for name in own if name in clause.lower()]
    left = topic(clause) - {term for name in held for term in content_terms(name)}
    return bool(held) and len(left) <= 1
