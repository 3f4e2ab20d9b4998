"""What a check of the corpus can find. Knows neither how it is found nor how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error makes answers wrong or unquotable; a warning is worth a look."""

    ERROR = "error"
    WARNING = "warning"


class Kind(StrEnum):
    """Every kind of finding; docs/corpus.md says what each means and how it is mended."""

    REFUSED = "refused"
    UNKNOWN_SOURCE = "unknown-source"
    UNUSED_SOURCE = "unused-source"
    BAD_DATE = "bad-date"
    OVERDUE_REVIEW = "overdue-review"
    NAME_OUT_OF_USE = "name-out-of-use"
    CONTRADICTION = "contradiction"
    DUPLICATE_STATEMENT = "duplicate-statement"
    BROKEN_LINK = "broken-link"
    UNMENTIONED = "unmentioned"
    AMBIGUOUS_NAME = "ambiguous-name"
    FIGURE_DIFFERS = "figure-differs"
    FIGURE_FORM = "figure-form"
    UNTAGGED_STATEMENT = "untagged-statement"
    FRONT_MATTER = "front-matter"
    EMPTY_HEADING = "empty-heading"
    DUPLICATE_HEADING = "duplicate-heading"
    LENGTH = "length"
    LIFECYCLE = "lifecycle"
    STATEMENT_VALUE = "statement-value"
    TEMPLATE_TEXT = "template-text"


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a corpus file; `file` is the path to print, `line` counts from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: what and where it is, and how to mend it. `line` counts from 1, 0 stands for the whole file."""

    kind: Kind
    severity: Severity
    file: str
    line: int
    message: str
    fix: str

    @property
    def order(self) -> tuple[str, int, str, str]:
        """Sort key: by file, line, kind and message."""
        return self.file, self.line, self.kind, self.message

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.severity} {self.kind}: {self.message} — {self.fix}"


def excerpt(text: str, words: int = 8) -> str:
    """The first words of a text, to tell one statement of a line from another."""
    head = text.split()
    return f"“{' '.join(head[:words])}{' …' if len(head) > words else ''}”"


def error(kind: Kind, place: Place, message: str, fix: str) -> Finding:
    """A finding that makes the check fail."""
    return Finding(kind, Severity.ERROR, place.file, place.line, message, fix)


def warning(kind: Kind, place: Place, message: str, fix: str) -> Finding:
    """A finding that is shown and lets the check pass."""
    return Finding(kind, Severity.WARNING, place.file, place.line, message, fix)
