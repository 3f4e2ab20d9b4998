"""What holds for every unit of every document, whatever it looks like: quotes are exact and nothing is lost."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.domain.passages import Document, Unit, UnitKind
from assistant.language.markup import SOURCE_TAG, readable
from ingest.blocks import BlockKind
from ingest.corpus import Corpus, build_corpus
from ingest.load import CorpusFile, front_matter, read_corpus
from ingest.markdown import markdown_blocks
from ingest.plain_text import plain_text_blocks
from tests.unit.ingest.articles import ARTICLES

IN_WORDS = {UnitKind.SENTENCE, UnitKind.ITEM, UnitKind.FACT, UnitKind.TERM}
NOT_TEXT = re.compile(
    r"\[\^[\w-]+\]:?|(?<![^\r\n])\s*(?:\(?\d+(?:\.\d+)*[.)]?|\(?[a-z][.)])\s|\[[xX]\]|```\w+|<!--.*?-->"
    r"|<script.*?</script>|</?\w[^<>]*>",
    re.DOTALL,
)
"""Tags and footnote marks, numbers of lists and headings, check boxes, names of code languages, HTML."""
WORD = re.compile(r"[^\W_]+")


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Every document of `ARTICLES`, read from disk."""
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / f"{name.replace('.', '-')}{Path(name).suffix}").write_bytes(text.encode())
    return build_corpus(*read_corpus([folder]))


@pytest.fixture(params=["articles", "project_corpus"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    """The articles, then the project's own corpus."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Corpus)
    return found


def units_of(corpus: Corpus, document: Document) -> list[Unit]:
    return [u for p in corpus.passages if p.document_id == document.id for u in corpus.units[p.first_unit : p.last_unit]]


def quoted(corpus: Corpus) -> list[tuple[Unit, str]]:
    """Every unit with the characters that its span names."""
    return [(u, d.text[u.span.start : u.span.end]) for d in corpus.documents for u in units_of(corpus, d)]


def test_every_document_gives_units(corpus: Corpus) -> None:
    assert [d.id for d in corpus.documents if not units_of(corpus, d)] == []


def test_a_quote_begins_and_ends_with_a_character_that_is_no_blank(corpus: Corpus) -> None:
    assert [quote for _, quote in quoted(corpus) if not quote or quote != quote.strip()] == []


def test_the_readable_quote_is_the_text_of_the_unit(corpus: Corpus) -> None:
    assert [(u.text, quote) for u, quote in quoted(corpus) if u.kind in IN_WORDS and readable(quote) != u.text] == []


def test_every_cell_of_a_row_stands_in_its_quote(corpus: Corpus) -> None:
    rows = [(u, readable(quote)) for u, quote in quoted(corpus) if u.kind is UnitKind.ROW]

    assert [(cell, quote) for u, quote in rows for cell in u.cells if cell not in quote] == []


def test_no_source_tag_stands_inside_a_quote(corpus: Corpus) -> None:
    assert [quote for _, quote in quoted(corpus) if SOURCE_TAG.search(quote.replace("[^why]", ""))] == []


def test_units_of_a_document_do_not_overlap(corpus: Corpus) -> None:
    for document in corpus.documents:
        spans = sorted(unit.span for unit in units_of(corpus, document))
        assert [(a, b) for a, b in pairwise(spans) if a.end > b.start] == []


def test_units_and_passages_are_numbered_through(corpus: Corpus) -> None:
    assert [u.position for u in corpus.units] == list(range(len(corpus.units)))
    assert [p.position for p in corpus.passages] == list(range(len(corpus.passages)))
    assert all(corpus.units[i].passage == p.position for p in corpus.passages for i in p.units)


def test_each_unit_stands_where_its_embedding_input_says(corpus: Corpus) -> None:
    for passage, entry in zip(corpus.passages, corpus.inputs, strict=True):
        texts = [entry.text[place.start : place.end] for place in entry.unit_ranges]
        assert texts == [corpus.units[i].text for i in passage.units]


def test_every_word_of_a_text_is_a_heading_or_inside_a_unit(corpus: Corpus) -> None:
    for file in corpus.files:
        document = next((d for d in corpus.documents if d.id == file.id), None)
        if document is not None and file.suffix in {".md", ".txt"}:
            assert lost_words(file, units_of(corpus, document)) == []


def lost_words(file: CorpusFile, units: list[Unit]) -> list[str]:
    """Words of the body that neither a unit nor a heading holds."""
    start = front_matter(file).body_start
    blocks = markdown_blocks(file.text, start) if file.suffix == ".md" else plain_text_blocks(file.text)
    body = list(NOT_TEXT.sub(lambda match: " " * len(match.group()), file.text))
    headings = [block.span for block in blocks if block.kind is BlockKind.HEADING]
    for span in (*headings, *(unit.span for unit in units)):
        body[span.start : span.end] = " " * (span.end - span.start)
    return WORD.findall("".join(body)[start:])
