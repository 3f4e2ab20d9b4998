"""Figures with what they count: money by currency, percentages, minutes, questions, years. Numbers are read by
`assistant.language.numbers`; here only their units are recognised.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from assistant.language.numbers import figures

CURRENCIES = ("USD", "EUR", "GBP", "INR", "CHF", "CAD", "AUD")
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "₹": "INR"}
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_WORD = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety"
_SCALE = r"(?:\s?(?:k|thousand|mn|million|m|bn|billion|b|trillion)\b)?"
_BETWEEN = r"(?:\s?[–—-]\s?|\s(?:to|and|or)\s)"
_MONEY = re.compile(
    rf"(?P<unit>\b(?:{'|'.join(CURRENCIES)})\s?|[$€£₹]\s?){_NUMBER}{_SCALE}(?:{_BETWEEN}(?:(?P=unit))?{_NUMBER}{_SCALE}(?![\d,.]*\s?(?:%|percent)))*",
    re.IGNORECASE,
)
_UNITS = {
    "percent": r"percent\b|per\scent\b|%",
    "minutes": r"(?:-|\s)?minutes?\b|\smin\b",
    "hours": r"(?:-|\s)?hours?\b",
    "months": r"(?:-|\s)?months?\b",
    "years": r"(?:-|\s)?years?\b",
    "days": r"(?:-|\s)?days?\b",
    "questions": r"(?:scored\s|multiple-choice\s)*questions?\b|\sitems\b",
}
_COUNTED = {
    unit: re.compile(rf"\b(?:{_NUMBER}|{_WORD})(?:{_BETWEEN}(?:{_NUMBER}|{_WORD}))?\+?\s?(?:{noun})", re.IGNORECASE)
    for unit, noun in _UNITS.items()
}
_SHARES = (
    (re.compile(r"\ba quarter of\b", re.IGNORECASE), 25.0),
    (re.compile(r"\bhalf of\b", re.IGNORECASE), 50.0),
    (re.compile(r"\bthree quarters of\b", re.IGNORECASE), 75.0),
)
_MINUTES_AN_HOUR = 60.0


def quantities(text: str) -> Mapping[str, frozenset[float]]:
    """Figures of a text by unit: "USD" and its like, and the keys of `unit_name`. Hours count as minutes too."""
    found: dict[str, frozenset[float]] = defaultdict(frozenset)
    for match in _MONEY.finditer(text):
        unit = match["unit"].strip().upper()
        found[_SIGNS.get(unit, unit)] |= figures(match.group().replace(match["unit"], " "), words=False)
    for unit, pattern in _COUNTED.items():
        for match in pattern.finditer(text):
            found[unit] |= figures(match.group())
    found["percent"] |= {share for pattern, share in _SHARES if pattern.search(text)}
    if found.get("hours"):
        found["minutes"] |= {hours * _MINUTES_AN_HOUR for hours in found["hours"]}
    return found


def unit_name(unit: str) -> str:
    """A fact's unit as `quantities` calls it, "" for units that prose does not write behind the figure."""
    if unit.upper() in CURRENCIES:
        return unit.upper()
    plural = unit.casefold() if unit.casefold().endswith("s") else f"{unit.casefold()}s"
    return "percent" if unit in {"percent", "%"} else plural if plural in _UNITS else ""
