"""Checks of a document's skeleton: headings, leads of lists, and links from one document to another."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import zip_longest
from urllib.parse import unquote

from assistant.language.markup import readable
from ingest.blocks import BlockKind
from ingest.upkeep.corpus_view import CorpusView, Page
from ingest.upkeep.findings import Finding, Kind, Place, error
from ingest.upkeep.templates import HINT

_LISTED = frozenset({BlockKind.ITEM, BlockKind.HEADER, BlockKind.ROW})
_FENCE = re.compile(r"```|~~~|^(?: {4}|\t)", re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(\s*<?([^()\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def empty_headings(view: CorpusView) -> Iterator[Finding]:
    """Headings with nothing below them, and leads that announce a list which does not follow. A template's hint has its
    own finding.
    """
    for page in view.pages:
        for heading, following in zip_longest(page.headings, page.headings[1:]):
            last = heading.block + 1 == len(page.blocks)
            hinted = page.file.text[page.blocks[heading.block].span.end :].lstrip().startswith(HINT)
            next_one = following is not None and following.block == heading.block + 1 and following.level <= heading.level
            if (last or next_one) and not hinted:
                message = f"no text stands below the heading “{heading.text}”"
                yield error(Kind.EMPTY_HEADING, heading.place, message, "write it or delete the heading")
        yield from _leads_without_list(page)


def repeated_headings(view: CorpusView) -> Iterator[Finding]:
    """Headings that stand twice in one document, and titles that stand above two documents."""
    titles: dict[str, Place] = {}
    for page in view.pages:
        first: dict[str, Place] = {}
        for heading in page.headings:
            earlier = first.setdefault(heading.text.casefold(), heading.place)
            if earlier is not heading.place:
                message = f"the heading “{heading.text}” stands in line {earlier.line} already"
                yield error(Kind.DUPLICATE_HEADING, heading.place, message, "merge the sections or rename one")
        place = page.key_place("title")
        earlier = titles.setdefault(page.document.title.casefold(), place)
        if earlier is not place:
            message = f"the title “{page.document.title}” is that of {earlier.file} too"
            yield error(Kind.DUPLICATE_HEADING, place, message, "rename one of the documents")


def broken_links(view: CorpusView) -> Iterator[Finding]:
    """Links to documents or headings that the corpus does not hold; addresses on the web are not opened."""
    anchors = {page.file.id: {_anchor(heading.text) for heading in page.headings} for page in view.pages}
    files = {file.id + file.suffix: file.id for file in view.files}
    for page in view.pages:
        for link in _LINK.finditer(page.file.text, page.head.body_start):
            target = unquote(link.group(1))
            path, _, anchor = target.partition("#")
            if _ELSEWHERE.match(target):
                continue
            folder = posixpath.dirname(page.file.id)
            wanted = posixpath.normpath(posixpath.join(folder, path)) if path else page.file.id + page.file.suffix
            if wanted not in files:
                message, fix = f"the link leads to {path}, which is not in the corpus", "correct the path or remove the link"
                yield error(Kind.BROKEN_LINK, page.place(link.start()), message, fix)
            elif anchor and anchor not in anchors.get(files[wanted], set()):
                message, fix = (
                    f"{wanted} has no heading #{anchor}",
                    "take over the heading's words, small and joined by hyphens",
                )
                yield error(Kind.BROKEN_LINK, page.place(link.start()), message, fix)


def _leads_without_list(page: Page) -> Iterator[Finding]:
    text = page.file.text
    for block, following in zip_longest(page.blocks, page.blocks[1:]):
        lead = readable(text[block.span.start : block.span.end])
        if block.kind is not BlockKind.PARAGRAPH or not lead.endswith(":"):
            continue
        behind = text[block.span.end : following.span.start] if following else text[block.span.end :]
        if (following is None or following.kind not in _LISTED) and not _FENCE.search(behind):
            message = "the lead ends in a colon, but no list or table follows"
            yield error(Kind.EMPTY_HEADING, page.place(block.span.start), message, "add the list or end the sentence")


def _anchor(heading: str) -> str:
    """A heading as Markdown viewers link to it: small letters, punctuation dropped, blanks as hyphens."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", heading.casefold()).strip())
