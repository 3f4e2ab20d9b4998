"""Documents, passages and the units of evidence inside them.

Offsets are character positions in `Document.text`, the decoded file with its front matter, so that
`document.text[span.start:span.end]` is the exact quote. Nothing here knows how text is split.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters `[start, end)` in a document's text."""

    start: int
    end: int


class UnitKind(StrEnum):
    """What a unit of evidence is in its document."""

    SENTENCE = "sentence"
    ITEM = "item"
    ROW = "row"
    HEADER = "header"
    FACT = "fact"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the corpus, as read.

    `id` is the path below the corpus folder without its suffix; `source_path` is the path as the user
    gave it. `as_of` and `review_by` are None where the file does not say.
    """

    id: str
    title: str
    kind: str
    source_path: str
    text: str
    entities: tuple[str, ...] = ()
    as_of: date | None = None
    review_by: date | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest thing that is quoted: a sentence, a list item's sentence, a table row, a fact or a term.

    `text` is the readable form (mark-up removed, a row's cells with their headers); `span` is its exact
    place. `label` is a list item's bold or leading label, or the question
    that the unit begins with and answers, else empty. `list_id` numbers the list or table of its document
    that the unit belongs to (-1 outside lists), `item` its position there; several units share one item
    when the item has several sentences. `lead` is the span of the line that introduces the list, or of a
    table's header row. `cells` are a row's cells in column order; `columns` the table's headers.
    """

    position: int
    passage: int
    kind: UnitKind
    text: str
    span: Span
    label: str = ""
    list_id: int = -1
    item: int = -1
    lead: Span | None = None
    lead_text: str = ""
    columns: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of units below one heading, the thing that is retrieved.

    `position` is its row in every array of the index, `units` the half-open range of unit positions,
    `section` the headings above it from the outermost one in (the document's title left out).
    """

    id: str
    position: int
    document_id: str
    section: tuple[str, ...]
    text: str
    span: Span
    first_unit: int
    last_unit: int

    @property
    def units(self) -> range:
        """Positions of the passage's units."""
        return range(self.first_unit, self.last_unit)


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage with its retrieval score (higher is better; comparable within one question only)."""

    passage: Passage
    document: Document
    score: float


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that statements of the corpus rest on."""

    id: str
    title: str
    publisher: str
    url: str | None
    date: str
    checked: str
