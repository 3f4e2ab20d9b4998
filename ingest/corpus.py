"""A folder of files to one numbered corpus: documents, passages, units, facts, terms and sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.domain.errors import CorpusError
from assistant.domain.facts import Fact, Term
from assistant.domain.passages import Document, Passage, Source, Unit, UnitKind
from assistant.language.glossary import split_glossary
from ingest.blocks import Block, line_starts
from ingest.facts import read_facts, read_sources, read_terms
from ingest.load import DATA_SUFFIXES, CorpusFile, Rejected, front_matter
from ingest.markdown import markdown_blocks
from ingest.masthead import title_of
from ingest.plain_text import plain_text_blocks
from ingest.reader_questions import ReaderQuestion, places_of, read_reader_questions
from ingest.split import Draft, EmbeddingInput, SplitDocument, assemble, make_unit, split_document

GLOSSARY_ID = "glossary"
SOURCES_ID = "sources"
_MEND_SOURCE = "add it or correct the id"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that was read, numbered through: passage i has `inputs[i]`; unit positions are global."""

    files: tuple[CorpusFile, ...]
    rejected: tuple[Rejected, ...]
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    units: tuple[Unit, ...]
    inputs: tuple[EmbeddingInput, ...]
    facts: tuple[Fact, ...]
    terms: tuple[Term, ...]
    sources: tuple[Source, ...]
    questions: tuple[ReaderQuestion, ...] = ()


def build_corpus(files: Sequence[CorpusFile], rejected: Sequence[Rejected]) -> Corpus:
    """Split every file. Raises CorpusError for a mistake in front matter or data rows; nothing is half-built."""
    splits: list[SplitDocument] = []
    facts: list[Fact] = []
    terms: list[Term] = []
    sources: list[Source] = []
    base = 0
    asked = [file for file in files if file.holds_questions]
    for file in files:
        if file.holds_questions:
            continue
        if file.suffix in DATA_SUFFIXES:
            split, new_facts, new_terms, new_sources = _data_file(file, base)
            facts += new_facts
            terms += new_terms
            sources += new_sources
        else:
            split = _text_file(file)
        if split is not None:
            splits.append(split)
            base += len(split.units)
    _check_facts(files, facts, splits)
    _check_sources(files, sources, facts, splits)
    corpus = _number(files, rejected, splits, facts, terms, sources)
    glossary, _ = split_glossary(corpus.terms, corpus.facts)
    places = places_of(corpus.passages, corpus.units, corpus.facts, corpus.terms, glossary)
    questions = dict.fromkeys(question for file in asked for question in read_reader_questions(file, places))
    return replace(corpus, questions=tuple(questions))


def _text_file(file: CorpusFile) -> SplitDocument:
    head = front_matter(file)
    markdown = file.suffix in {".md", ".markdown"}
    blocks = markdown_blocks(file.text, head.body_start) if markdown else plain_text_blocks(file.text)
    document = Document(
        id=file.id,
        title=head.title or _title(file, blocks),
        kind=head.kind or "article",
        source_path=file.shown,
        text=file.text,
        entities=head.entities,
        as_of=head.as_of,
        review_by=head.review_by,
        sources=head.sources,
    )
    return split_document(document, blocks)


def _title(file: CorpusFile, blocks: Sequence[Block]) -> str:
    return title_of(file.text, blocks) or file.id.rsplit("/", 1)[-1].replace("-", " ").replace("_", " ").strip().capitalize()


def _data_file(file: CorpusFile, base: int) -> tuple[SplitDocument | None, list[Fact], list[Term], list[Source]]:
    name = file.id.rsplit("/", 1)[-1]
    if name == SOURCES_ID:
        return None, [], [], read_sources(file)
    if name == GLOSSARY_ID:
        return _glossary(file, base)
    return _facts(file, base)


def _facts(file: CorpusFile, base: int) -> tuple[SplitDocument, list[Fact], list[Term], list[Source]]:
    rows = read_facts(file)
    name = file.id.rsplit("/", 1)[-1].replace("-", " ")
    drafts = []
    for fact, span in rows:
        unit = make_unit(UnitKind.FACT, fact.statement, span, label=fact.subject, sources=(fact.source,))
        section = tuple(part for part in (fact.subject, fact.attribute) if part)
        drafts.append(Draft(section, [unit], len(fact.statement.split())))
    document = Document(file.id, f"Facts: {name}", "facts", file.shown, file.text, as_of=_newest([fact for fact, _ in rows]))
    facts = [replace(fact, unit=base + place) for place, (fact, _) in enumerate(rows)]
    return assemble(document, drafts), facts, [], []


def _newest(facts: Sequence[Fact]) -> date | None:
    dates = [fact.as_of for fact in facts if fact.as_of]
    return max(dates) if dates else None


def _glossary(file: CorpusFile, base: int) -> tuple[SplitDocument, list[Fact], list[Term], list[Source]]:
    drafts: list[Draft] = []
    terms: list[Term] = []
    for term, span, source in read_terms(file):
        if span is None:
            terms.append(term)
            continue
        terms.append(replace(term, unit=base + len(drafts)))
        sources = (source,) if source else ()
        unit = make_unit(UnitKind.TERM, term.definition, span, label=term.name, sources=sources)
        names = ", ".join((term.name, *term.aliases, *(f.name for f in term.former_names)))
        drafts.append(Draft((names,), [unit], len(term.definition.split())))
    return assemble(Document(file.id, "Glossary", "glossary", file.shown, file.text), drafts), [], terms, []


def _check_sources(
    files: Sequence[CorpusFile], sources: Sequence[Source], facts: Sequence[Fact], splits: Sequence[SplitDocument]
) -> None:
    """With a sources file, every id that a statement or a fact names must be in it."""
    if not sources:
        return
    known = {source.id for source in sources}
    via = {fact.unit: fact.via for fact in facts if fact.via}
    texts = {file.id: file for file in files}
    base = 0
    for split in splits:
        file = texts[split.document.id]
        heads = [(source, 0) for source in split.document.sources]
        stated = [(source, unit.span.start) for unit in split.units for source in unit.sources]
        quoted = [(via[base + place], unit.span.start) for place, unit in enumerate(split.units) if base + place in via]
        for source, start in (*stated, *quoted, *heads):
            if source not in known and f"[^{source}]:" not in file.text:
                raise CorpusError(file.shown, _line(file, start), f"source `{source}` is not in sources.yaml; {_MEND_SOURCE}")
        base += len(split.units)


def _check_facts(files: Sequence[CorpusFile], facts: Sequence[Fact], splits: Sequence[SplitDocument]) -> None:
    """A fact's id stands once in the whole corpus."""
    places = [(split.document.id, unit.span.start) for split in splits for unit in split.units]
    texts = {file.id: file for file in files}
    first: dict[str, str] = {}
    for fact in facts:
        document_id, start = places[fact.unit]
        file = texts[document_id]
        here = f"{file.shown}:{_line(file, start)}"
        if fact.id in first:
            raise CorpusError(file.shown, _line(file, start), f"fact id `{fact.id}` was used in {first[fact.id]}; rename one")
        first[fact.id] = here


def _line(file: CorpusFile, start: int) -> int:
    return len(line_starts(file.text[:start])) - 1


def _number(
    files: Sequence[CorpusFile],
    rejected: Sequence[Rejected],
    splits: Sequence[SplitDocument],
    facts: Sequence[Fact],
    terms: Sequence[Term],
    sources: Sequence[Source],
) -> Corpus:
    passages: list[Passage] = []
    units: list[Unit] = []
    inputs: list[EmbeddingInput] = []
    for split in splits:
        unit_base, passage_base = len(units), len(passages)
        passages += [
            replace(
                p,
                position=p.position + passage_base,
                first_unit=p.first_unit + unit_base,
                last_unit=p.last_unit + unit_base,
            )
            for p in split.passages
        ]
        units += [replace(u, position=u.position + unit_base, passage=u.passage + passage_base) for u in split.units]
        inputs += split.inputs
    return Corpus(
        files=tuple(files),
        rejected=tuple(rejected),
        documents=tuple(split.document for split in splits),
        passages=tuple(passages),
        units=tuple(units),
        inputs=tuple(inputs),
        facts=tuple(facts),
        terms=tuple(terms),
        sources=tuple(sources),
    )
