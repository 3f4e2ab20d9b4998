"""The two sides of a coverage check as comparable pieces: lines of source facts, and units of a corpus with their places.

It knows forms, not verdicts: which lines are facts, which units can be quoted, and which words two texts share.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.domain.passages import Unit, UnitKind
from assistant.language.markup import readable
from benchmarks.coverage_match import Candidate
from benchmarks.coverage_text import Content, Reader
from ingest.blocks import line_starts
from ingest.corpus import SOURCES_ID, Corpus, build_corpus
from ingest.load import read_corpus

_TAG = re.compile(r"\s*\[(S\d+)\]")
_BULLET = re.compile(r"^\s*[-*]\s+(?=\S)")
_CONFIDENCE = re.compile(r"\bConfidence [^.]*\.")
_NUMBERING = re.compile(r"^C\d+\s+|\bTruth: |(?<=[.;] )[A-D]: ")
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One fact: its place, the headings above it, its text without tags, and the ids of its sources."""

    path: str
    number: int
    heading: str
    text: str
    sources: tuple[str, ...]

    @property
    def id(self) -> str:
        """Ten hexadecimal digits of the text; another wording is another line."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:10]

    @property
    def claim(self) -> str:
        """The text without the numbers and labels of a list of conflicts and without its remark on confidence."""
        return _CONFIDENCE.sub("", _NUMBERING.sub("", self.text)).strip()


@dataclass(frozen=True, slots=True)
class CopiedRun:
    """Words that a unit at `place` shares with a line, in their normalised form."""

    line: SourceLine
    place: str
    words: str


def read_lines(paths: Iterable[Path]) -> list[SourceLine]:
    """The facts of Markdown files in order; a folder stands for the Markdown files in it. A table's header is no fact."""
    files = [file for path in paths for file in (sorted(path.glob("*.md")) if path.is_dir() else [path])]
    lines: list[SourceLine] = []
    for file in files:
        headings: list[str] = []
        before = ""
        for number, raw in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if raw.startswith("#"):
                depth = len(raw) - len(raw.lstrip("#"))
                headings = [*headings[: depth - 1], raw.lstrip("# ")]
            body = _fact(raw, before)
            before = raw
            if body:
                heading = " ".join(headings[1:])
                lines.append(SourceLine(file.name, number, heading, readable(_TAG.sub("", body)), tuple(_TAG.findall(body))))
    return lines


def _fact(raw: str, before: str) -> str:
    """A bullet's text or a body row's cells, else "". `before` is the line above: a table's first row is its header."""
    if _BULLET.match(raw):
        return _BULLET.sub("", raw).strip()
    row = raw.lstrip().startswith("|") and before.lstrip().startswith("|") and not set(raw) <= set("|-: ")
    return "; ".join(cell.strip() for cell in raw.strip().strip("|").split("|")) if row else ""


def read_units(folder: Path) -> Corpus:
    """The corpus without its list of sources: what each id stands for is not compared here."""
    files, rejected = read_corpus([folder])
    return build_corpus([file for file in files if file.id.rsplit("/", 1)[-1] != SOURCES_ID], rejected)


def read_candidates(corpus: Corpus, reader: Reader) -> list[Candidate]:
    """Every quotable unit, then every list as a whole; a table's header is neither."""
    subjects = {fact.unit: (fact.subject, fact.via) for fact in corpus.facts}
    titles = {document.id: document.title for document in corpus.documents}
    found: list[Candidate] = []
    lists: dict[tuple[str, int], list[Candidate]] = {}
    for unit, place in placed_units(corpus):
        passage = corpus.passages[unit.passage]
        subject, via = subjects.get(unit.position, ("", None))
        own = " . ".join(part for part in (unit.label, subject, unit.lead_text, unit.text) if part)
        around = reader.held(" . ".join((titles[passage.document_id], *passage.section, own)))
        codes = {x for x in around.hard if x.startswith("code:")}
        sources = frozenset(unit.sources) | ({via} if via else set())
        found.append(Candidate(place, unit.text, sources, reader.held(own), around.names | around.words | codes))
        if unit.kind is UnitKind.ITEM:
            lists.setdefault((passage.document_id, unit.list_id), []).append(found[-1])
    return found + [join(items) for items in lists.values() if len(items) > 1]


def placed_units(corpus: Corpus) -> Iterator[tuple[Unit, str]]:
    """Units with their file and line ("corpus/roles/architect.md:12"), table headers left out."""
    documents = {document.id: document for document in corpus.documents}
    starts = {document.id: line_starts(document.text) for document in corpus.documents}
    for unit in corpus.units:
        document = documents[corpus.passages[unit.passage].document_id]
        if unit.kind is not UnitKind.HEADER:
            yield unit, f"{document.source_path}:{bisect_right(starts[document.id][:-1], unit.span.start)}"


def join(items: Sequence[Candidate]) -> Candidate:
    """A list as one candidate at its first item: a source line often holds what a list says item by item."""
    content = Content(
        frozenset().union(*(item.content.hard for item in items)),
        frozenset().union(*(item.content.names for item in items)),
        frozenset().union(*(item.content.words for item in items)),
        {hard: frozenset().union(*(i.content.beside.get(hard, ()) for i in items)) for i in items for hard in i.content.beside},
    )
    return Candidate(
        place=items[0].place,
        text=" / ".join(item.text for item in items),
        sources=frozenset().union(*(item.sources for item in items)),
        content=content,
        context=frozenset().union(*(item.context for item in items)),
    )


def copied_runs(lines: Sequence[SourceLine], corpus_texts: Iterable[tuple[str, str]], length: int) -> list[CopiedRun]:
    """Longest runs of at least `length` words shared by a (place, text) and a line, in order of place."""
    words = [_plain_words(line.text) for line in lines]
    starts: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for number, spelled in enumerate(words):
        for at in range(len(spelled) - length + 1):
            starts.setdefault(tuple(spelled[at : at + length]), []).append((number, at))
    runs: list[CopiedRun] = []
    for place, text in corpus_texts:
        own = _plain_words(text)
        reached: dict[int, int] = {}
        for at in range(len(own) - length + 1):
            for number, other in starts.get(tuple(own[at : at + length]), ()):
                if reached.get(number, 0) > at:
                    continue
                end = length
                while at + end < len(own) and other + end < len(words[number]) and own[at + end] == words[number][other + end]:
                    end += 1
                reached[number] = at + end
                runs.append(CopiedRun(lines[number], place, " ".join(own[at : at + end])))
    return runs


def _plain_words(text: str) -> list[str]:
    """Words in lower case; a grouped number is one word."""
    return _WORD.findall(re.sub(r"(?<=\d),(?=\d{3})", "", text.lower().replace("’", "").replace("'", "")))
