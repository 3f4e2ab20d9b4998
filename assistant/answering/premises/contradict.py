"""Whether evidence contradicts a claim: another number of the same thing, a no where the claim says yes, an exception to "all",
a bound of what is called unbounded.

Only statements about what the claim names count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.library import Library, facts_asked
from assistant.answering.premises.claims import Claim, Contradiction, Marker
from assistant.answering.premises.closeness import named
from assistant.answering.premises.opposite import opposite
from assistant.answering.premises.other_number import other_number, states_another
from assistant.domain.evidence import Evidence
from assistant.domain.questions import Question
from assistant.language.polarity import UNBOUNDED, stances
from assistant.language.quantities import Quantity, claimed, quantities
from assistant.language.words import names_in

_CLOSE = 0.8
"""Share of the best unit's score from which a unit may decide."""
_NEAREST = 10
"""Units that may decide."""
_ORDER = re.compile(r"\b(?:before|beforehand|first|prior)\b", re.IGNORECASE)


def contradiction(claim: Claim, read: Question, evidence: Sequence[Evidence], library: Library) -> Contradiction | None:
    """The first contradiction that a test finds, or None. `read` is the claim as a question, `evidence` found for it, best
    first. Nothing is known of a claim with a name that the corpus lacks."""
    near = _about(read, evidence, library)
    if not near or read.unknown_names or (claim.only_number and not named(read, library)):
        return None
    typed = _typed(claim, read, near[0], library)
    asked = _numbers(claim)
    if asked:
        found = other_number(asked, read, typed, near, library)
        if found is not None:
            return found
    if claim.only_number:
        return None
    return _bound(claim, typed) or opposite(claim, read, typed, near, library)


def differs_from(claim: Claim, read: Question, evidence: Evidence, library: Library) -> bool:
    """True for a unit that could be the deciding one of a `contradiction`, however near it lies to the claim."""
    asked = _numbers(claim)
    if asked and states_another(asked, evidence):
        return True
    if claim.only_number:
        return False
    alone = (evidence,)
    return any(
        found is not None
        for found in (
            _bound(claim, alone),
            opposite(claim, read, alone, (), library),
            opposite(claim, read, (), alone, library),
        )
    )


def _numbers(claim: Claim) -> Sequence[Quantity]:
    """The numbers that a claim puts forward; of one that asks when something happens none."""
    if claim.marker is Marker.WHEN:
        return ()
    return claimed(claim.focus)[:1] if claim.focus else claimed(claim.text)


def _typed(claim: Claim, read: Question, like: Evidence, library: Library) -> list[Evidence]:
    """The facts that state what the claim is about; of a thing with several codes those of the code that the claim gives.
    A claim that something is available or over is about its status, one of what comes first about a prerequisite."""
    taken = stances(claim.text)
    implied = (["status"] if "availability" in taken else []) + (
        ["prerequisite"] if "duty" in taken and _ORDER.search(claim.text) else []
    )
    positions = facts_asked(replace(read, attributes=(*implied, *read.attributes)), library)
    names = [name for own in named(read, library) for name in own]
    facts = [
        (p, f)
        for p in positions
        for f in [library.facts[p]]
        if not (f.attribute == "status" and f.variant)
        and (not names or any(name in f"{f.subject} {f.statement}".lower() for name in names))
    ]
    codes = [name for name in names_in(claim.text) if any(c.isdigit() for c in name)]
    coded = [(p, f) for p, f in facts if any(code in f.statement for code in codes)]
    order = [*implied, *read.attributes]
    chosen = sorted(coded or facts, key=lambda pf: (order.index(pf[1].attribute), pf[1].status == "retired", pf[0]))
    return [library.evidence(position, like) for position, _ in chosen]


def _about(read: Question, evidence: Sequence[Evidence], library: Library) -> list[Evidence]:
    """The nearest units that name every named thing of the claim, or, where none does, any of them."""
    names = named(read, library)
    if not evidence:
        return []
    near = [e for e in evidence[: 3 * _NEAREST] if e.score >= _CLOSE * evidence[0].score]
    contexts = [e.context.lower() for e in near]
    held = [sum(any(name in context for name in own) for own in names) for context in contexts]
    most = max(held, default=0)
    if names and not most:
        return []
    return [e for e, count in zip(near, held, strict=True) if count == most][:_NEAREST]


def _bound(claim: Claim, typed: Sequence[Evidence]) -> Contradiction | None:
    """A fact that states a bound of what the claim calls unbounded."""
    bound = [e for e in typed if quantities(e.unit.text)] if UNBOUNDED.search(claim.text) else []
    return Contradiction(tuple(bound[:1]), "bound") if bound else None
