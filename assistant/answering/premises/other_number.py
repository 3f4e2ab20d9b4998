"""A claim's number against the numbers of the same thing that the corpus states.

Facts that state the attribute come before prose; in prose the unit decides that is closest to what the claim says. A number
that the unit itself calls wrong or out of date supports nothing. Table rows hold figures of several things and decide nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.library import Library
from assistant.answering.premises.claims import Contradiction
from assistant.answering.premises.closeness import SHARED, predicate_of, share_of
from assistant.domain.evidence import Evidence
from assistant.domain.passages import UnitKind
from assistant.domain.questions import Question
from assistant.language.polarity import refutes, tells_change
from assistant.language.quantities import COUNT, DAY, Quantity, quantities
from assistant.language.words import content_terms

_SHARED_COUNT = 0.34
"""Share of the claim that a unit must repeat where things are counted: the number is part of what is said."""
_LATE = 0.64
"""MaxSim from which a unit is about what the claim says, whatever its words."""
_FAR = 0.93
"""Share of a differing statement's closeness from which one that holds the number supports the claim."""


def other_number(
    asked: Sequence[Quantity], read: Question, typed: Sequence[Evidence], near: Sequence[Evidence], library: Library
) -> Contradiction | None:
    """A quantity that no near statement holds, where the nearest of its kind states another."""
    predicate = predicate_of(read, library)
    for quantity in asked:
        for units, by_attribute in ((typed, True), (near, False)):
            stated = [_Stated(e, quantity, predicate, library) for e in units]
            stated = [s for s in stated if s.found and (by_attribute or s.is_close(quantity))]
            if not stated:
                continue
            against = sorted((s for s in stated if s.differs and not s.is_row), key=lambda s: -s.close)
            if against and not any(s.supports and (by_attribute or s.close >= _FAR * against[0].close) for s in stated):
                return Contradiction(tuple(s.evidence for s in against[:2]), f"number {quantity.kind}")
            break
    return None


def states_another(asked: Sequence[Quantity], evidence: Evidence) -> bool:
    """True for a unit, no row, that states another number of the kind of one that is `asked`."""
    text = evidence.unit.text
    return evidence.unit.kind is not UnitKind.ROW and any(_differs(text, *_of_its_kind(quantity, text)) for quantity in asked)


def _of_its_kind(quantity: Quantity, text: str) -> tuple[list[Quantity], list[Quantity]]:
    """The quantities of a text that a quantity can be held against, and those of them that agree with it."""
    found = [other for other in quantities(text) if quantity.comparable(other)]
    return found, [other for other in found if quantity.agrees(other)]


def _differs(text: str, found: Sequence[Quantity], agreeing: Sequence[Quantity]) -> bool:
    return len(agreeing) < len(found) or (bool(agreeing) and refutes(text))


class _Stated:
    """What a unit states of the kind of a quantity, and how close it is to the claim."""

    def __init__(self, evidence: Evidence, quantity: Quantity, predicate: frozenset[str], library: Library) -> None:
        text = evidence.unit.text
        self.evidence = evidence
        self.is_row = evidence.unit.kind is UnitKind.ROW
        self.found, agreeing = _of_its_kind(quantity, text)
        self.differs = _differs(text, self.found, agreeing)
        latest = quantity.kind == DAY and any(other.low == max(f.low for f in self.found) for other in agreeing)
        current = latest or len(agreeing) == len(self.found) or not tells_change(text)
        self.supports = bool(agreeing) and current and not refutes(text)
        self.shared = share_of(predicate, frozenset(content_terms(evidence.context)), library)
        self.close = self.shared + evidence.late

    def is_close(self, quantity: Quantity) -> bool:
        """True when the unit is about what the claim says, by its words or by its meaning."""
        return self.shared >= (_SHARED_COUNT if quantity.kind == COUNT else SHARED) or self.evidence.late >= _LATE
