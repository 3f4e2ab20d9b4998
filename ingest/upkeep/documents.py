"""Checks of a document as a whole: its front matter, its source tags, its length, and what a template left in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.passages import UnitKind
from ingest.upkeep.corpus_view import CorpusView, Page
from ingest.upkeep.findings import Finding, Kind, Place, error, excerpt, warning
from ingest.upkeep.templates import HINT, kind_of_folder

MIN_WORDS = 120
MAX_WORDS = 900
"""Shorter documents give thin answers; longer ones cover two topics and are better split."""
_REQUIRED = ("title", "kind", "as_of", "review_by", "sources")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NAMES = {UnitKind.SENTENCE: "sentence", UnitKind.ITEM: "list item", UnitKind.ROW: "table row"}


def front_matter_faults(view: CorpusView) -> Iterator[Finding]:
    """Keys that are missing, a kind that belongs to another folder, and sources other than the tags of the text."""
    refused = {Place(finding.file, finding.line) for finding in view.findings}
    for page in view.pages:
        if page.markdown:
            yield from (finding for finding in _missing_keys(page) if Place(finding.file, finding.line) not in refused)
            yield from _wrong_kind(page)
            yield from _wrong_sources(page)


def untagged_statements(view: CorpusView) -> Iterator[Finding]:
    """Sentences, items and rows of Markdown documents without a source tag; nothing in a corpus that names no source."""
    cites = bool(view.sources) or any(statement.tags for statement in view.statements())
    for page in view.pages if cites else ():
        for statement in page.statements if page.markdown else ():
            if not statement.tags:
                message = f"the {_NAMES[statement.unit.kind]} {excerpt(statement.unit.text)} has no source tag"
                fix = "write `[^ID]` behind it, or in the row's last cell"
                yield error(Kind.UNTAGGED_STATEMENT, statement.place, message, fix)


def unusual_lengths(view: CorpusView) -> Iterator[Finding]:
    """Documents with very few or very many words, front matter and comments not counted."""
    for page in view.pages:
        words = len(_COMMENT.sub(" ", page.file.text[page.head.body_start :]).split())
        if not MIN_WORDS <= words <= MAX_WORDS:
            fix = "split it by topic" if words > MAX_WORDS else "say more or move its statements into a related document"
            message = f"the document has {words} {'word' if words == 1 else 'words'}; usual are {MIN_WORDS} to {MAX_WORDS}"
            yield warning(Kind.LENGTH, page.place(page.head.body_start), message, fix)


def template_text(view: CorpusView) -> Iterator[Finding]:
    """Hints of `archway corpus new` that nobody replaced."""
    for page in view.pages:
        for comment in _COMMENT.finditer(page.file.text, page.head.body_start):
            if comment.group().startswith(HINT):
                message = f"the template's hint still stands here: {excerpt(comment.group()[len(HINT) : -3])}"
                fix = "write the text and delete the hint, with its heading if there is nothing to say"
                yield error(Kind.TEMPLATE_TEXT, page.place(comment.start()), message, fix)


def _missing_keys(page: Page) -> Iterator[Finding]:
    for key in _REQUIRED:
        if not getattr(page.head, key):
            fix = f"write `{key}:` with its value between the two lines `---` at the top"
            yield error(Kind.FRONT_MATTER, page.key_place(key), f"the front matter gives no `{key}`", fix)


def _wrong_kind(page: Page) -> Iterator[Finding]:
    folder, below, _ = page.file.id.partition("/")
    wanted = kind_of_folder(folder)
    if below and page.head.kind and page.head.kind != wanted:
        message = f"`kind: {page.head.kind}` does not fit the folder {folder}/"
        yield error(Kind.FRONT_MATTER, page.key_place("kind"), message, f"write `kind: {wanted}` or move the file")


def _wrong_sources(page: Page) -> Iterator[Finding]:
    named = set(page.head.sources)
    used = {tag for statement in page.statements for tag in statement.tags if f"[^{tag}]:" not in page.file.text}
    if not named or named == used:
        return
    parts = [
        f"{label} {', '.join(sorted(ids, key=_by_number))}"
        for label, ids in (("misses", used - named), ("names the unused", named - used))
        if ids
    ]
    whole = ", ".join(sorted(used, key=_by_number))
    place = page.key_place("sources")
    yield error(Kind.FRONT_MATTER, place, f"`sources` {' and '.join(parts)}", f"write `sources: [{whole}]`")


def _by_number(source: str) -> tuple[int, str]:
    digits = re.sub(r"\D", "", source)
    return int(digits or 0), source
