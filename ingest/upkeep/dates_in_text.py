"""Dates written in English prose ("2 August 2026", "August 2026", "2026-08-02"), and days that no calendar has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_MONTH = "|".join(_MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})\s+)?(?P<month>{_MONTH})\s+(?:(?P<late_day>\d{{1,2}}),\s*)?(?P<year>(?:19|20)\d{{2}})\b"
    r"|\b(?P<iso_year>(?:19|20)\d{2})-(?P<iso_month>\d{2})-(?P<iso_day>\d{2})\b"
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written: `day` is 0 where only the month is given. `exists` is False for days such as 31 April."""

    text: str
    year: int
    month: int
    day: int

    @property
    def exists(self) -> bool:
        """True when the calendar has this day."""
        try:
            date(self.year, self.month, self.day or 1)
        except ValueError:
            return False
        return True

    def agrees(self, other: WrittenDate) -> bool:
        """True when both can be the same day: a bare month agrees with each of its days."""
        same_month = (self.year, self.month) == (other.year, other.month)
        return same_month and (self.day == other.day or 0 in {self.day, other.day})


def written_dates(text: str) -> list[WrittenDate]:
    """The dates of a text, in order."""
    found: list[WrittenDate] = []
    for match in _DATE.finditer(text):
        if match["iso_year"]:
            found.append(WrittenDate(match.group(), int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"])))
            continue
        day = int(match["day"] or match["late_day"] or 0)
        found.append(WrittenDate(match.group(), int(match["year"]), _MONTHS.index(match["month"]) + 1, day))
    return found
