"""Files of a corpus to a `CorpusView`; mistakes become findings instead of ending the reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import yaml

from assistant.domain.facts import ATTRIBUTE, Fact, Term
from assistant.domain.passages import Document, Span, UnitKind
from assistant.language.glossary import Glossary
from assistant.language.markup import SOURCE_TAG, readable, source_ids
from ingest.blocks import Block, BlockKind, line_starts
from ingest.corpus import GLOSSARY_ID, SOURCES_ID
from ingest.facts import read_facts, read_sources, read_terms
from ingest.load import DATA_SUFFIXES, CorpusFile, Rejected, read_corpus
from ingest.markdown import markdown_blocks
from ingest.plain_text import plain_text_blocks
from ingest.reader_questions import Places, fact_places, read_reader_questions
from ingest.split import split_document
from ingest.upkeep.corpus_view import STATED, CorpusView, FactRow, Heading, Page, SourceRow, Statement, TermRow, place_at
from ingest.upkeep.findings import Finding, Kind, Place, error, warning
from ingest.upkeep.lenient import RowText, read_head_leniently, read_rows_leniently, row_texts

_MARKDOWN = frozenset({".md", ".markdown"})
_FOREIGN = ("files of type", "YAML is read in", "a link to a folder")


def read_view(paths: Sequence[Path], today: date) -> CorpusView:
    """Everything below `paths`. Raises UsageError for a path that does not exist; a corpus may lack any of its parts."""
    files, rejected = read_corpus(paths)
    findings = [_rejection(entry) for entry in rejected]
    facts: list[tuple[CorpusFile, Fact, RowText]] = []
    terms: list[tuple[CorpusFile, Term, str, RowText]] = []
    sources: list[SourceRow] = []
    for file in files:
        name = file.id.rsplit("/", 1)[-1]
        if file.suffix not in DATA_SUFFIXES or file.holds_questions:
            continue
        if name == SOURCES_ID:
            sources += _sources(file, findings)
        elif name == GLOSSARY_ID:
            terms += _terms(file, findings)
        else:
            facts += _facts(file, findings)
    glossary = Glossary([term for _, term, _, _ in terms])
    read = [_page(file, glossary, findings) for file in files if file.suffix not in DATA_SUFFIXES]
    pages = [page for page in read if page is not None]
    places = _places(pages, [(fact, file.id) for file, fact, _ in facts], [term for _, term, _, _ in terms], glossary)
    for file in files:
        if file.holds_questions:
            findings += read_rows_leniently(file, partial(read_reader_questions, places=places)).findings
    return CorpusView(
        pages=tuple(pages),
        facts=tuple(_fact_row(*entry, glossary) for entry in facts),
        terms=tuple(_term_row(*entry, glossary) for entry in terms),
        sources=tuple(sources),
        glossary=glossary,
        files=tuple(files),
        findings=tuple(findings),
        today=today,
    )


def _places(pages: Sequence[Page], facts: Sequence[tuple[Fact, str]], terms: Sequence[Term], glossary: Glossary) -> Places:
    """What readers' questions can be tied to; statements are numbered page by page, facts and terms are not."""
    sections: dict[str, dict[str, range]] = {}
    texts: list[str] = []
    for page in pages:
        own = sections.setdefault(page.file.id, {})
        for statement in page.statements:
            heading = statement.section[-1] if statement.section else ""
            first = own[heading].start if heading in own else len(texts)
            texts.append(statement.unit.text)
            own[heading] = range(first, len(texts))
        own.setdefault("", next(iter(own.values()), range(0)))
    return Places(sections, fact_places(facts, glossary), {term.name: 0 for term in terms if term.definition}, texts)


def _rejection(entry: Rejected) -> Finding:
    """A file that other programs own may lie here; one that should be read and cannot be is an error."""
    place = Place(entry.shown, 0)
    if entry.reason.startswith(_FOREIGN):
        return warning(Kind.REFUSED, place, entry.reason, "an ingest leaves it out; move it out of the corpus")
    return error(Kind.REFUSED, place, entry.reason, "mend the file; an ingest leaves it out")


def _sources(file: CorpusFile, findings: list[Finding]) -> list[SourceRow]:
    outcome = read_rows_leniently(file, read_sources)
    findings += outcome.findings
    rows = row_texts(outcome.file)
    return [SourceRow(source.id, Place(file.shown, row.line)) for source, row in zip(outcome.value or [], rows, strict=False)]


def _facts(file: CorpusFile, findings: list[Finding]) -> list[tuple[CorpusFile, Fact, RowText]]:
    outcome = read_rows_leniently(file, read_facts)
    findings += outcome.findings
    return [(file, fact, row) for (fact, _), row in zip(outcome.value or [], row_texts(outcome.file), strict=False)]


def _terms(file: CorpusFile, findings: list[Finding]) -> list[tuple[CorpusFile, Term, str, RowText]]:
    outcome = read_rows_leniently(file, read_terms)
    findings += outcome.findings
    rows = row_texts(outcome.file)
    read = zip(outcome.value or [], rows, strict=False)
    return [(file, term, source, row) for (term, _, source), row in read if term.kind != ATTRIBUTE]


def _fact_row(file: CorpusFile, fact: Fact, row: RowText, glossary: Glossary) -> FactRow:
    return FactRow(fact, Place(file.shown, row.line), row.lines, tuple(glossary.find(fact.statement)))


def _term_row(file: CorpusFile, term: Term, source: str, row: RowText, glossary: Glossary) -> TermRow:
    former = yaml.safe_load(row.text)[0]["former_names"] if term.former_names else []
    entries = [entry if isinstance(entry, dict) else {"name": entry} for entry in former]
    named = [source, *(entry.get("source") for entry in entries)]
    return TermRow(
        term=term,
        place=Place(file.shown, row.line),
        lines=row.lines,
        sources=tuple(dict.fromkeys(str(source) for source in named if source)),
        undated=tuple(str(entry.get("name")) for entry in entries if "until" not in entry),
        mentions=tuple(glossary.find(term.definition)),
    )


def _page(file: CorpusFile, glossary: Glossary, findings: list[Finding]) -> Page | None:
    outcome = read_head_leniently(file)
    findings += outcome.findings
    if outcome.value is None:
        return None
    head = outcome.value
    markdown = file.suffix in _MARKDOWN
    blocks = markdown_blocks(file.text, head.body_start) if markdown else plain_text_blocks(file.text)
    starts = line_starts(file.text)
    headings = _headings(file, blocks, starts)
    title = head.title or (headings[0].text if headings and headings[0].block == 0 else file.id.rsplit("/", 1)[-1])
    document = Document(
        file.id, title, head.kind, file.shown, file.text, head.entities, head.as_of, head.review_by, head.sources
    )
    statements = _statements(file, document, blocks, starts, glossary)
    return Page(file, head, document, tuple(blocks), tuple(headings), tuple(statements), tuple(starts), markdown)


def _headings(file: CorpusFile, blocks: Sequence[Block], starts: list[int]) -> list[Heading]:
    return [
        Heading(readable(_raw(file, block.span)), block.level, number, place_at(file, starts, block.span.start))
        for number, block in enumerate(blocks)
        if block.kind is BlockKind.HEADING
    ]


def _statements(
    file: CorpusFile, document: Document, blocks: list[Block], starts: list[int], glossary: Glossary
) -> list[Statement]:
    split = split_document(document, blocks)
    statements: list[Statement] = []
    for unit in split.units:
        if unit.kind not in STATED:
            continue
        place = place_at(file, starts, unit.span.start)
        tags = source_ids(_line(file, starts, place)) if unit.kind is UnitKind.ROW else unit.sources
        section = split.passages[unit.passage].section
        mentions = tuple(glossary.find(unit.text))
        statements.append(Statement(unit, document.id, document.title, section, place, tags, mentions))
    return statements


def _line(file: CorpusFile, starts: list[int], place: Place) -> str:
    return file.text[starts[place.line - 1] : starts[place.line]]


def _raw(file: CorpusFile, span: Span) -> str:
    return SOURCE_TAG.sub("", file.text[span.start : span.end])
