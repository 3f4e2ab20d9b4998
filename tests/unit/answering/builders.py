"""Small libraries of units by hand: pages of lines, their exact spans, and evidence with the scores that a test gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.answering.library import Library, home_regions
from assistant.answering.question import read_question
from assistant.domain.evidence import Evidence
from assistant.domain.facts import Fact, Term
from assistant.domain.passages import Document, Passage, Span, Unit, UnitKind
from assistant.domain.ports import Vector
from assistant.domain.questions import Question
from assistant.language.glossary import split_glossary
from assistant.language.vocabulary import count_vocabulary
from assistant.retrieval.document_vectors import document_vectors
from assistant.retrieval.late_interaction import TokenStore
from assistant.retrieval.retrieve import Part, Retrieval, Retriever
from tests.fake_encoder import FAKE_DIMENSION, FakeEncoder


@dataclass(frozen=True)
class Line:
    """One unit to be; `raw` is its exact text in the document where that differs from the readable one."""

    text: str
    kind: UnitKind = UnitKind.SENTENCE
    raw: str = ""
    label: str = ""
    list_id: int = -1
    item: int = -1
    cells: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    fact: Fact | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """One passage: lines below one heading of the document called `title`."""

    title: str
    section: str
    lines: tuple[Line, ...]


def page(title: str, section: str, *lines: Line | str) -> Page:
    """A passage; a plain text is a sentence."""
    return Page(title, section, tuple(Line(line) if isinstance(line, str) else line for line in lines))


def item(text: str, place: int, label: str = "", list_id: int = 0) -> Line:
    """A list item; the last sentence before the list is its lead."""
    return Line(text, UnitKind.ITEM, label=label, list_id=list_id, item=place)


def table(*rows: tuple[str, ...], list_id: int = 0) -> tuple[Line, ...]:
    """A header and its rows, read as "Header: cell; …"."""
    columns = rows[0]
    lines = [Line("; ".join(columns), UnitKind.HEADER, f"| {' | '.join(columns)} |", list_id=list_id, columns=columns)]
    for place, cells in enumerate(rows[1:]):
        text = "; ".join(f"{column}: {cell}" for column, cell in zip(columns, cells, strict=True))
        raw = f"| {' | '.join(cells)} |"
        lines.append(Line(text, UnitKind.ROW, raw, list_id=list_id, item=place, cells=cells, columns=columns))
    return tuple(lines)


def fact(subject: str, attribute: str, statement: str, source: str = "S1", **values: object) -> Line:
    """A typed fact as the line that states it; `values` are further fields of `Fact`."""
    row = replace(Fact("fact", -1, subject, attribute, statement, source), **values)  # type: ignore[arg-type] # fields vary
    return Line(statement, UnitKind.FACT, fact=row)


def pay(source: str, low: float, high: float | None, level: str = "senior", subject: str = "AI Architect") -> Line:
    """A pay figure of one source, in total compensation, for the United States."""
    statement = f"{source} gives {level} {subject}s USD {low:,.0f} to {high or low:,.0f} a year."
    return fact(
        subject, "annual pay", statement, source, level=level, low=low, high=high, currency_unit="USD", region="United States"
    )


def make_library(*pages: Page, terms: Sequence[Term] = ()) -> Library:
    """The library of some pages, in order; pages of one title are one document, its id the title in lower case."""
    texts: dict[str, str] = {}
    units: list[Unit] = []
    passages: list[Passage] = []
    facts: dict[int, Fact] = {}
    for place, one in enumerate(pages):
        first = len(units)
        for line in one.lines:
            unit, texts[one.title] = _unit(line, len(units), place, texts.get(one.title, ""), units[first:])
            units.append(unit)
            if line.fact is not None:
                facts[unit.position] = replace(line.fact, unit=unit.position)
        span = Span(units[first].span.start, units[-1].span.end)
        section = (one.section,) if one.section else ()
        text = texts[one.title][span.start : span.end]
        passages.append(Passage(f"p{place}", place, one.title.lower(), section, text, span, first, len(units)))
    documents = {title.lower(): Document(title.lower(), title, "page", f"{title}.md", text) for title, text in texts.items()}
    token_units, bounds = _token_units(passages, units)
    glossary, attributes = split_glossary(terms, facts.values())
    return Library(
        documents=documents,
        passages=passages,
        units=units,
        unit_vectors=np.stack([encoded.vector for encoded in FakeEncoder().encode([unit.text for unit in units])]),
        token_units=token_units,
        token_bounds=bounds,
        facts=facts,
        glossary=glossary,
        attributes=attributes,
        vocabulary=count_vocabulary([" ".join((p.document_id, *p.section, p.text)) for p in passages]),
        home_regions=home_regions(facts.values()),
    )


def _unit(line: Line, position: int, passage: int, before: str, siblings: Sequence[Unit]) -> tuple[Unit, str]:
    raw = line.raw or line.text
    start = len(before)
    introduces = UnitKind.HEADER if line.kind is UnitKind.ROW else UnitKind.SENTENCE
    lead = next((u for u in reversed(siblings) if u.kind is introduces), None) if line.list_id >= 0 else None
    unit = Unit(
        position,
        passage,
        line.kind,
        line.text,
        Span(start, start + len(raw)),
        label=line.label,
        list_id=line.list_id,
        item=line.item,
        lead=lead.span if lead else None,
        lead_text=lead.text if lead else "",
        columns=line.columns,
        cells=line.cells,
        sources=line.sources,
    )
    return unit, before + raw + "\n"


def _token_units(passages: Sequence[Passage], units: Sequence[Unit]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    owners: list[int] = []
    bounds = [0]
    for passage in passages:
        owners += [-1 for section in passage.section for _ in _words(section)]
        owners += [u for u in passage.units for _ in _words(units[u].text)]
        bounds.append(len(owners))
    return np.array(owners, dtype=np.int32), np.array(bounds, dtype=np.int64)


def _words(text: str) -> tuple[str, ...]:
    return FakeEncoder().encode([text])[0].words


def token_store(library: Library) -> TokenStore:
    """Token vectors of the passages: heading, then units, as `Library.token_units` has them."""
    texts = [text for p in library.passages for text in (*p.section, *(library.units[u].text for u in p.units))]
    rows = np.concatenate([encoded.tokens for encoded in FakeEncoder().encode(texts)])
    scales = np.full(len(rows), 1 / 127, dtype=np.float32)
    return TokenStore(np.rint(rows * 127).astype(np.int8), scales, library.token_bounds, library.token_units)


@dataclass(frozen=True)
class FixedVectorIndex:
    """Proposes the rows that it was made with, whatever is asked."""

    rows: tuple[int, ...] = ()

    def nearest(self, vector: Vector, k: int) -> list[tuple[int, float]]:
        """The fixed rows, each with a cosine that is wrong on purpose."""
        return [(row, 0.0) for row in self.rows[:k]]


@dataclass(frozen=True)
class FixedKeywordIndex:
    """Finds the (passage, score) pairs that it was made with, whatever is asked."""

    scores: tuple[tuple[int, float], ...] = ()

    def best(self, text: str, k: int) -> list[tuple[int, float]]:
        """The fixed scores."""
        return list(self.scores[:k])


def make_retriever(library: Library, near: Sequence[int] | None = None, keyword: Sequence[tuple[int, float]] = ()) -> Retriever:
    """A retriever over the library whose indexes propose `near` (rows; every passage by default) and `keyword`."""
    encoder = FakeEncoder()
    encoded = encoder.encode([passage.text for passage in library.passages])
    passage_vectors = np.stack([text.vector for text in encoded]).reshape(-1, FAKE_DIMENSION)
    return Retriever(
        passages=library.passages,
        passage_vectors=passage_vectors,
        document_vectors=document_vectors(library.passages, passage_vectors),
        unit_vectors=library.unit_vectors,
        tokens=token_store(library),
        encoder=encoder,
        unit_owners=np.array([unit.passage for unit in library.units], dtype=np.int32),
        vectors=FixedVectorIndex(tuple(range(len(library.passages)) if near is None else near)),
        keywords=FixedKeywordIndex(tuple(keyword)),
        rarity=library.vocabulary.rarity,
    )


def read(text: str, library: Library) -> Question:
    """The question as the library understands it."""
    return read_question(text, library.glossary, library.vocabulary, attributes=library.attributes)


def retrieve(question: Question, library: Library) -> Retrieval:
    """Every passage of the library as a candidate for the question."""
    retriever = make_retriever(library)
    return retriever.rerank(retriever.propose([Part(question.search_text)], None), len(library.passages))


def evidence(library: Library, scores: dict[int, float]) -> list[Evidence]:
    """Units by position with the scores given, best first; a unit that is not named is not retrieved."""
    found = [replace(library.evidence(position), score=score, rank=0) for position, score in scores.items()]
    return sorted(found, key=lambda e: (-e.score, e.unit.position))
