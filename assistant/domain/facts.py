"""Typed facts and glossary terms: the rows behind numbers, statuses and names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim of one source.

    `unit` is the position of the evidence unit that quotes `statement`. Money is in `currency_unit` units
    (for instance "USD"); `low == high` for a single number; both are None for a claim in words (`value`).
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


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a term had until `until` (None where the day is not known)."""

    name: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry. `unit` is the position of the evidence unit that quotes `definition`, -1 without one."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    definition: str = ""
    unit: int = -1
