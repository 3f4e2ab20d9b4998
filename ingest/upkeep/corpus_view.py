"""A corpus as its checks look at it: everything read once, every statement with its place, its tags and the terms it names.

Unlike `ingest.corpus`, nothing is numbered for an index, and a mistake in one row hides nothing else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain.facts import Fact, Term
from assistant.domain.passages import Document, Unit, UnitKind
from assistant.domain.questions import Mention
from assistant.language.glossary import Glossary
from assistant.language.words import tokens
from ingest.blocks import Block
from ingest.load import CorpusFile, FrontMatter
from ingest.upkeep.findings import Finding, Place

STATED = frozenset({UnitKind.SENTENCE, UnitKind.ITEM, UnitKind.ROW})
"""The units that claim something; a table's header does not."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A unit of a document. `tags` are the source tags written at it, `place` its first line, `section` the headings above."""

    unit: Unit
    document_id: str
    title: str
    section: tuple[str, ...]
    place: Place
    tags: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `block` is its position among the document's blocks, `level` its depth from 1."""

    text: str
    level: int
    block: int
    place: Place


@dataclass(frozen=True, slots=True)
class Page:
    """A text file. `starts` are the offsets of its lines; `markdown` is False for plain text, which has no front matter."""

    file: CorpusFile
    head: FrontMatter
    document: Document
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    statements: tuple[Statement, ...]
    starts: tuple[int, ...]
    markdown: bool

    def place(self, offset: int) -> Place:
        """The line of a character."""
        return place_at(self.file, self.starts, offset)

    def key_place(self, key: str) -> Place:
        """The line of a key of the front matter, or the first line where it is missing."""
        for number, start in enumerate(self.starts[:-1], 1):
            if start >= self.head.body_start:
                break
            if self.file.text.startswith(f"{key}:", start):
                return Place(self.file.shown, number)
        return Place(self.file.shown, 1)


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with its place, the lines of its keys, and the terms that its statement names."""

    fact: Fact
    place: Place
    lines: dict[str, int]
    mentions: tuple[Mention, ...]

    def key_place(self, key: str) -> Place:
        """The line of one of its keys, or of the row where the key is missing."""
        return Place(self.place.file, self.lines.get(key, self.place.line))


@dataclass(frozen=True, slots=True)
class TermRow:
    """A glossary entry with its place. `sources` are the ids it names; `undated` its former names whose `until` is left out."""

    term: Term
    place: Place
    lines: dict[str, int]
    sources: tuple[str, ...]
    undated: tuple[str, ...]
    mentions: tuple[Mention, ...]

    def key_place(self, key: str) -> Place:
        """The line of one of its keys, or of the row where the key is missing."""
        return Place(self.place.file, self.lines.get(key, self.place.line))


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source's id and where it is described."""

    id: str
    place: Place


@dataclass(frozen=True, slots=True)
class CorpusView:
    """The whole corpus on one day. `findings` are the mistakes of reading; `terms` leaves out the words for attributes."""

    pages: tuple[Page, ...]
    facts: tuple[FactRow, ...]
    terms: tuple[TermRow, ...]
    sources: tuple[SourceRow, ...]
    glossary: Glossary
    files: tuple[CorpusFile, ...]
    findings: tuple[Finding, ...]
    today: date

    def statements(self) -> Iterator[Statement]:
        """Sentences, list items and table rows of all documents, in order."""
        for page in self.pages:
            yield from page.statements

    def term_of(self, name: str) -> int:
        """The glossary position of the first term that a name mentions by its whole length or else at all; -1 for none."""
        mentions = self.glossary.find(name)
        longest = max(mentions, key=lambda mention: (mention.end - mention.start, -mention.start), default=None)
        return -1 if longest is None else longest.term

    def term_called(self, name: str) -> int:
        """The glossary position of the term that has exactly this name; -1 for none."""
        mentions = self.glossary.find(name)
        return mentions[0].term if mentions and tokens(mentions[0].surface) == tokens(name) else -1


def place_at(file: CorpusFile, starts: Sequence[int], offset: int) -> Place:
    """The line of a character, given the offset of each line's start and, last, of the text's end."""
    return Place(file.shown, max(1, bisect_right(starts, offset, hi=len(starts) - 1)))
