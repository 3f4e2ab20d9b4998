"""The frozen answer that every surface renders, field for field the contract's JSON object."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Status = Literal["answered", "partial", "abstained"]
NoticeKind = Literal["disagreement", "outdated", "retired", "scope", "premise"]


@dataclass(frozen=True, slots=True)
class SourceReference:
    """The publication behind a quote, where the corpus names one."""

    id: str
    title: str
    publisher: str
    url: str | None
    checked: str


@dataclass(frozen=True, slots=True)
class Citation:
    """An exact quote: `document.text[start:end] == quote`. `n` counts from 1 in order of first use."""

    n: int
    document_id: str
    title: str
    section: str
    source_path: str
    url: str | None
    as_of: date | None
    quote: str
    start: int
    end: int
    sources: tuple[SourceReference, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """One short remark beside an answer; `citations` are citation numbers, empty for remarks on scope."""

    kind: NoticeKind
    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A comparison; `citations` holds, row by row, the citation numbers of that row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    citations: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A Vega-Lite specification as JSON text, with its text alternative."""

    vega_lite: str
    alt: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Timings:
    """Wall-clock milliseconds by stage."""

    condense: float = 0.0
    retrieve: float = 0.0
    rerank: float = 0.0
    answer: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said to one question. `answer` is Markdown with `[n]` markers; `id` is the caller's or empty.

    `confidence` is between 0 and 1: the estimated chance that the evidence answers the question.
    """

    status: Status
    answer: str
    reason: str | None = None
    citations: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    followups: tuple[str, ...] = ()
    engine: str = "extractive"
    timings_ms: Timings = field(default_factory=Timings)
    id: str = ""
    confidence: float = 0.0

    @property
    def abstained(self) -> bool:
        """True when the corpus does not hold the answer."""
        return self.status == "abstained"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question offered to one kind of user on an empty page."""

    audience: str
    question: str
