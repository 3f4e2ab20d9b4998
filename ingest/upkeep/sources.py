"""Checks of source ids: every id that is named is described, every description is used."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.language.markup import SOURCE_TAG
from ingest.upkeep.corpus_view import CorpusView, Page
from ingest.upkeep.findings import Finding, Kind, Place, error


def unknown_sources(view: CorpusView) -> Iterator[Finding]:
    """Ids that no sources file describes; nothing where the corpus describes none at all."""
    known = {source.id for source in view.sources}
    if not known:
        return
    for source, place in _named(view):
        if source not in known:
            message = f"source `{source}` is not in sources.yaml"
            yield error(Kind.UNKNOWN_SOURCE, place, message, "add it there or correct the id")


def unused_sources(view: CorpusView) -> Iterator[Finding]:
    """Described sources that no statement, fact, term or front matter names."""
    used = {source for source, _ in _named(view)}
    for row in view.sources:
        if row.id not in used:
            yield error(
                Kind.UNUSED_SOURCE, row.place, f"nothing names source `{row.id}`", "cite it where it is used or remove it"
            )


def _named(view: CorpusView) -> Iterator[tuple[str, Place]]:
    for page in view.pages:
        yield from ((source, page.key_place("sources")) for source in page.head.sources)
        yield from _tags(page)
    for row in view.facts:
        yield row.fact.source, row.key_place("source")
        if row.fact.via:
            yield row.fact.via, row.key_place("via")
    for term in view.terms:
        yield from ((source, term.key_place("source")) for source in term.sources)


def _tags(page: Page) -> Iterator[tuple[str, Place]]:
    """Tags with their lines, each once a line; a footnote that the document itself explains is no source."""
    text = page.file.text
    found = ((tag.group(1), page.place(tag.start())) for tag in SOURCE_TAG.finditer(text, page.head.body_start))
    yield from dict.fromkeys((source, place) for source, place in found if f"[^{source}]:" not in text)
