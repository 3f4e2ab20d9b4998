"""Read corpus files as an ingest would, but go on behind a mistake: each becomes a finding, and its row or line is left out.

What counts as a mistake is the readers' own business; nothing here looks into rows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Generic, TypeVar

from assistant.domain.errors import CorpusError
from ingest.blocks import line_starts
from ingest.load import CorpusFile, FrontMatter, front_matter
from ingest.upkeep.findings import Finding, Kind, Place, error

Read = TypeVar("Read")
_ROW_START = re.compile(r"^(?:- |[^\s#-])", re.MULTILINE)
_KEY = re.compile(r"^(?:- |  )([A-Za-z_]+):", re.MULTILINE)
_DATES = re.compile(
    r"is not a date|date that does not exist|is before `from|`(?:as_of|review_by|from|until|former_names)` cannot"
)
_MEND_DATE = "write a day that exists as 2026-11-20, the earlier one first"
_MEND_ROW = "correct it; an ingest stops here"


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Read]):
    """What could be read (None when nothing could), the file without its faulty rows, and a finding for each mistake."""

    value: Read | None
    file: CorpusFile
    findings: tuple[Finding, ...]


def read_rows_leniently(file: CorpusFile, read: Callable[[CorpusFile], Read]) -> Outcome[Read]:
    """`read(file)`, with every row that it refuses blanked out; offsets and line numbers stay as they are."""
    starts = line_starts(file.text)
    rows = [match.start() for match in _ROW_START.finditer(file.text)]
    bounds = list(pairwise([*rows, len(file.text)]))
    findings: list[Finding] = []
    while True:
        try:
            return Outcome(read(file), file, tuple(findings))
        except CorpusError as mistake:
            findings.append(_finding(mistake))
            offset = starts[min(max(mistake.line, 1), len(starts) - 1) - 1]
            left, right = next(((a, b) for a, b in bounds if a <= offset < b), (0, 0))
            if not file.text[left:right].strip():
                return Outcome(None, file, tuple(findings))
            file = _blanked(file, left, right)


def read_head_leniently(file: CorpusFile) -> Outcome[FrontMatter]:
    """The front matter without its faulty lines; None when it is not closed or not `key: value` lines at all."""
    starts = line_starts(file.text)
    findings: list[Finding] = []
    shortened = file
    while True:
        try:
            return Outcome(front_matter(shortened), file, tuple(findings))
        except CorpusError as mistake:
            findings.append(_finding(mistake))
            left, right = starts[mistake.line - 1], starts[mistake.line]
            if mistake.line < 2 or not shortened.text[left:right].strip():
                return Outcome(None, file, tuple(findings))
            shortened = _blanked(shortened, left, right)


@dataclass(frozen=True, slots=True)
class RowText:
    """A row as it stands in the file: its text, its first line, and the line of each key."""

    text: str
    line: int
    lines: dict[str, int]


def row_texts(file: CorpusFile) -> list[RowText]:
    """The rows of a list or mapping whose rows begin at the margin, comments left out. Far quicker than parsing again."""
    starts = line_starts(file.text)
    rows: list[RowText] = []
    for left, right in pairwise([*(match.start() for match in _ROW_START.finditer(file.text)), len(file.text)]):
        keys = {key.group(1): bisect_right(starts, key.start(1)) for key in _KEY.finditer(file.text, left, right)}
        rows.append(RowText(file.text[left:right], bisect_right(starts, left), keys))
    return rows


def _blanked(file: CorpusFile, left: int, right: int) -> CorpusFile:
    blank = re.sub(r"[^\r\n]", " ", file.text[left:right])
    return replace(file, text=file.text[:left] + blank + file.text[right:])


def _finding(mistake: CorpusError) -> Finding:
    dates = _DATES.search(mistake.detail) is not None
    place = Place(mistake.path, mistake.line)
    return error(Kind.BAD_DATE if dates else Kind.REFUSED, place, mistake.detail, _MEND_DATE if dates else _MEND_ROW)
