"""Numbers of a text with what they count: a share, money, a span of time, a day, or things.

Two statements contradict each other by their numbers only where the numbers measure the same thing; that is what the kinds
are for. Numbers that are part of a name ("Article 50", "SB 26-189", "MLS-C01") count nothing and are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.language.numbers import with_plain_figures, with_words_as_figures
from assistant.language.words import STOP_WORDS, stem

OF_NO_PRICE = (
    r"(?:(?:\s+\w+){0,3}\s+(?:knowledge|skills?|work|effort|math\w*|statistics|cod(?:e|ing)|programming|training|practice|theory|"
    r"understanding)|(?:\s+[\w/-]+){0,8}\s+(?:understand|know))\b"
)
"""Behind "how much": what no money is asked for."""
_HOURS = {
    "second": 1 / 3600, "minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.5, "year": 8766.0,
}  # fmt: skip
_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905 # in their order
_MONTH = "|".join((*_MONTHS, *(month[:3] for month in _MONTHS if month != "may")))
_CURRENCIES = {
    "$": "USD", "€": "EUR", "£": "GBP", "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "pounds": "GBP",
    "francs": "CHF",
}  # fmt: skip
_DATE = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?({_MONTH})\b\.?,? ?(?:(\d{{1,2}})(?:st|nd|rd|th)?,? )?((?:19|20)\d\d)\b|"
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({'|'.join(_MONTHS)})\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\bone(?= (?:second|minute|hour|day|week|month|year|percent)\b)|(?<=\bfor )an?(?= (?:minute|hour|day|week|month|year)\b)",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[$€£]\s?(?=\d)")
_YEAR = re.compile(r"(?<![\w.,/$€£-])(?:19|20)\d\d(?![\w/]|[.,-]\d)")
_EITHER = re.compile(r"\b(\d+)-? or (\d+)(?=[ -]?(?:second|minute|hour|day|week|month|year))", re.IGNORECASE)
"""Two spans of time that share their unit ("1- or 6-month"), read as a range."""
_NUMBER = r"(\d+(?:\.\d+)?)(?:\s?(?:to|–|-|—)\s?(\d+(?:\.\d+)?))?\+?"
_SHARE = re.compile(rf"(?<![\w.-]){_NUMBER}\s?(?:%|percent\b|per cent\b)", re.IGNORECASE)
_MONEY = re.compile(
    rf"\b(USD|EUR|GBP|CHF|INR|CAD|AUD)\s?{_NUMBER}|"
    rf"(?<![\w.-]){_NUMBER}\s?(USD|EUR|GBP|CHF|dollars?|euros?|pounds|francs)\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"(?<![\w.-]){_NUMBER}[ -]?(?:(business|working|calendar|more|full)[ -])?(second|minute|hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_COUNT = re.compile(rf"(?<![\w.-]){_NUMBER}(?![\w%]|[.,]\d|\s(?:other|more|further|additional)\b)", re.IGNORECASE)
_NAMED = re.compile(r"(?:\b[A-Z][\w/&]*\.?|\b(?:article|section|annex|law|version|level|no\.|act)|§|/)[ -]?$")
_PLUS = "+"
_AROUND = re.compile(r"[\w/+-]+")
_WORDS_AFTER = 5
_WORDS_BEFORE = 3
_NAMED_BY = 2
"""Words beside two bare numbers ("a pass mark of 720") that must be the same."""
SHARE, SPAN, DAY, COUNT = "share", "span", "day", "count"


EXACT, ROUGH = 0.005, 0.06
"""Shares by which numbers may differ that are the same, as they stand and with a word such as "about" in front."""
_MORE_THAN = re.compile(
    r"\b(?:(?:more|greater|higher|longer) than|over|above|beyond|at least|a minimum of|exceed(?:s|ed|ing)?)\s+$", re.IGNORECASE
)
_THOSE_NAMED = re.compile(
    r"\b(?:the|these|those)\s+(\d+)(?=\s+(?:has|have|is|are|was|were|does|do|did|can|could|will|would|should|must|may)\b|\W*$)",
    re.IGNORECASE,
)
"""A number that stands for what was named ("which of the two has …") claims nothing."""
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_CURRENCY_AT_END = re.compile(r"(?:[A-Z]{3}|[$€£])\s?$")
_ABOUT = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|nearly|almost|close to|some|circa|ca\.?)\s+|~\s?)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range with what it measures.

    `kind` is "share" (percent), a currency code, "span" (hours; "span business" for working days), "day" or "count". A day is
    year·10,000 + month·100 + day with 0 for what is not said. `counted` are the stems behind a count, `before`
    those in front of it; `at_least` is True for one with a plus ("12+ years"), `slack` is the share by which it may differ.
    """

    kind: str
    low: float
    high: float
    counted: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    at_least: bool = False
    slack: float = EXACT

    def agrees(self, other: Quantity) -> bool:
        """True when both may be the same quantity: a range holds its numbers, a year its days."""
        if self.kind == DAY:
            return _same_day(int(self.low), int(other.low))
        slack = max(self.slack, other.slack) * max(abs(self.high), abs(other.high))
        below = self.low - slack <= other.high or other.at_least
        return below and (other.low - slack <= self.high or self.at_least)

    def comparable(self, other: Quantity) -> bool:
        """True when both measure the same thing, so that different numbers contradict each other."""
        if self.kind.split()[0] != other.kind.split()[0]:
            return False
        if self.kind != COUNT:
            return True
        if self.counted and other.counted:
            return bool(self.counted & other.counted)
        return len((self.counted | self.before) & (other.counted | other.before)) >= _NAMED_BY


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a text: days first, then shares, money, spans of time and counts."""
    signed = _SIGN.sub(lambda m: f"{_CURRENCIES[m.group()[0]]} ", _ONE.sub("1", text))
    rest = _EITHER.sub(r"\1 to \2", with_plain_figures(with_words_as_figures(signed)))
    found: list[Quantity] = []
    for pattern, read in ((_DATE, _day), (_YEAR, _year), (_SHARE, _share), (_MONEY, _money), (_SPAN, _span)):
        for match in pattern.finditer(rest):
            quantity = read(match)
            if quantity is not None:
                found.append(quantity)
        rest = pattern.sub(lambda m: " " * len(m.group()), rest)
    for match in _COUNT.finditer(rest):
        before = rest[: match.start()]
        named = _NAMED.search(before)
        if named and named.group().strip(" -.").lower() not in STOP_WORDS:
            continue
        counted, leading = _counted(before, rest[match.end() :])
        found.append(Quantity(COUNT, *_range(match.group(1), match.group(2)), counted, leading, _PLUS in match.group()))
    return tuple(found)


def claimed(text: str) -> tuple[Quantity, ...]:
    """The quantities of a claim, in which people say "more than 9,000" or "about a fifth" of what is known exactly."""
    lowered = with_plain_figures(with_words_as_figures(text))
    loose: list[Quantity] = []
    for quantity in quantities(text):
        places = [m.start() for m in _FIGURE.finditer(lowered) if float(m.group()) == quantity.low]
        before = [_CURRENCY_AT_END.sub("", lowered[:place]) for place in places]
        if quantity.kind == COUNT and any(float(m.group(1)) == quantity.low for m in _THOSE_NAMED.finditer(lowered)):
            continue
        over, about = (any(pattern.search(b) for b in before) for pattern in (_MORE_THAN, _ABOUT))
        loose.append(replace(quantity, at_least=quantity.at_least or over, slack=ROUGH if about else quantity.slack))
    return tuple(loose)


def _range(low: str, high: str | None) -> tuple[float, float]:
    first = float(low)
    last = float(high) if high else first
    return min(first, last), max(first, last)


def _day(match: re.Match[str]) -> Quantity:
    first, month, later, year, only_day, only_month = match.groups()
    name = (month or only_month).lower()[:3]
    number = next(i for i, known in enumerate(_MONTHS, 1) if known[:3] == name)
    value = float(int(year or 0) * 10_000 + number * 100 + int(first or later or only_day or 0))
    return Quantity(DAY, value, value)


def _year(match: re.Match[str]) -> Quantity:
    value = float(int(match.group()) * 10_000)
    return Quantity(DAY, value, value)


def _share(match: re.Match[str]) -> Quantity:
    return Quantity(SHARE, *_range(match.group(1), match.group(2)), at_least=_PLUS in match.group())


def _money(match: re.Match[str]) -> Quantity:
    code, low, high, bare_low, bare_high, name = match.groups()
    unit = (code or name).lower()
    return Quantity(
        _CURRENCIES.get(unit, unit.upper()), *_range(low or bare_low, high or bare_high), at_least=_PLUS in match.group()
    )


def _span(match: re.Match[str]) -> Quantity | None:
    low, high, sort, unit = match.groups()
    hours = _HOURS[unit.lower()]
    first, last = _range(low, high)
    kind = f"{SPAN} business" if (sort or "").lower() in {"business", "working"} else SPAN
    return Quantity(kind, first * hours, last * hours, at_least=_PLUS in match.group())


def _counted(before: str, after: str) -> tuple[frozenset[str], frozenset[str]]:
    """Stems of the words behind a number, which it counts, and of those in front of it, which say what it is without any."""
    following = re.split(r"[.,;:?!()\n]", after, maxsplit=1)[0]
    leading = re.split(r"[.,;:?!()\n]", before)[-1]
    return _stems(_AROUND.findall(following)[:_WORDS_AFTER]), _stems(_AROUND.findall(leading)[-_WORDS_BEFORE:])


def _stems(words: list[str]) -> frozenset[str]:
    return frozenset(stem(word.lower()) for word in words if word.lower() not in STOP_WORDS and not word[0].isdigit())


def _same_day(one: int, other: int) -> bool:
    parts = ((one // 10_000, other // 10_000), (one // 100 % 100, other // 100 % 100), (one % 100, other % 100))
    return all(not left or not right or left == right for left, right in parts)
