"""Typed facts and glossary terms: the rows behind numbers, statuses and names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim of one source.

    `unit` is the position of the evidence unit that quotes `statement`. Money is in `currency_unit` units
    (for instance "USD"); `low == high` for a single number; both are None for a claim in words (`value`).
    The statement holds from `valid_from` to `valid_until`, both days included; None leaves that side open.
    """

    id: str
    unit: int
    subject: str
    attribute: str
    statement: str
    source: str
    status: str = "current"
    level: str = ""
    variant: str = ""
    value: str = ""
    low: float | None = None
    high: float | None = None
    open_ended: bool = False
    currency_unit: str = ""
    basis: str = ""
    region: str = ""
    code: str = ""
    via: str | None = None
    as_of: date | None = None
    provider: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """True on the days on which the statement is true."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_until is None or day <= self.valid_until)

    @property
    def is_amount_in_general(self) -> bool:
        """True for an amount that holds of the subject as such, neither ended nor of one variant alone."""
        return self.low is not None and self.status != "retired" and not self.variant


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a term had until `until` (None where the day is not known)."""

    name: str
    until: date | None = None


ATTRIBUTE = "attribute"
"""The kind of a glossary term that names an attribute of facts, with the words by which people ask for it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry. `unit` is the position of the evidence unit that quotes `definition`, -1 without one."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    definition: str = ""
    unit: int = -1
