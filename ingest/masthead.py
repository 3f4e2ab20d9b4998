"""What stands at the top and the bottom of raw documents: the lines of a site's navigation, the header of a mail, the title.

Pages that were copied or exported begin with where they stand ("Home > Waste > Building"), mails with who wrote them to whom.
Neither is a title, and nobody quotes a menu.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain.passages import Span
from assistant.language.markup import readable
from ingest.blocks import Block, BlockKind
from ingest.tables import looks_like_row

_SEPARATOR = re.compile(r"\s+[|>›»·•/]\s+|\t+|\s{3,}")
_LEAST_ENTRIES = 3
_ENTRY_WORDS = 6
"""A line of so many entries at least, of so many words at most each, is navigation where it stands outside the text."""
_LINKS = ("Skip ", "Jump ", "Back ")
_TEXT_WORDS = 15
"""A line of so many words, or one that ends a sentence of five, is text."""
_MAIL_FIELD = re.compile(r"(?P<field>From|To|Cc|Bcc|Date|Sent|Subject|Reply-To):[ \t]*(?P<value>.*)", re.IGNORECASE)
"""Header fields of RFC 5322 as mail programs show them; Outlook writes "Sent" for "Date"."""
_LEAST_FIELDS = 2
_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg):\s*)+", re.IGNORECASE)
_TITLE_WORDS = 14
_TITLE_CHARACTERS = 110
_SUBTITLE_WORDS = 4
"""A line of fewer words below a title is mostly a name."""
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_BYLINE = re.compile(
    r"(?:by|from|posted|published|written|updated|last|page|version|edition)\b|"
    rf".*\b(?:\d{{1,2}}\.? {_MONTH}|{_MONTH} \d{{1,4}})\b",
    re.IGNORECASE,
)
"""What a line below a title begins with, or holds, that tells who wrote it and when."""


def navigation(lines: Sequence[str]) -> set[int]:
    """Numbers of the lines above the first and below the last line of text that only say where a page stands or leads to."""
    texts = [n for n, line in enumerate(lines) if _is_text(line)]
    if not texts:
        return set()
    outside = [*range(texts[0]), *range(texts[-1] + 1, len(lines))]
    return {n for n in outside if _is_navigation(lines[n]) and not _in_table(lines, n)}


def mail_header(lines: Sequence[str]) -> int:
    """How many lines at the top are the header of a mail, 0 for a text that is none."""
    count = next((n for n, line in enumerate(lines) if not _MAIL_FIELD.match(line)), len(lines))
    return count if count >= _LEAST_FIELDS else 0


def could_be_title(line: str) -> bool:
    """True for a short line that closes no sentence."""
    text = readable(line)
    if not text or len(text.split()) > _TITLE_WORDS or len(text) > _TITLE_CHARACTERS or text[-1] in ".;,:!":
        return False
    return text[0].isupper() or text[0].isdigit()


def goes_on_a_title(line: str) -> bool:
    """True for the second line of a title of two; what tells who wrote the text and when is none."""
    named = len(line.split()) >= _SUBTITLE_WORDS and not line.rstrip().endswith("?")
    return named and could_be_title(line) and _BYLINE.match(line.strip()) is None


def with_title(text: str, blocks: list[Block]) -> list[Block]:
    """Blocks of a Markdown document; the first line of one without a heading above its text is its title where it looks so."""
    if len(blocks) < 2 or blocks[0].kind is not BlockKind.PARAGRAPH:
        return blocks
    span = blocks[0].span
    line = text[span.start : span.end].split("\n", 1)[0].rstrip()
    if not could_be_title(line):
        return blocks
    left = span.start + len(line) - len(line.lstrip("*_"))
    title = Block(BlockKind.HEADING, Span(left, span.start + len(line.rstrip("*_"))), 1)
    below = span.start + len(line) + 1
    rest = text[below : span.end]
    below += len(rest) - len(rest.lstrip())
    return [title, *([Block(BlockKind.PARAGRAPH, Span(below, span.end))] if rest.strip() else []), *blocks[1:]]


def ends_title(heading: str, title: str) -> bool:
    """True for a heading that is the title of its document or, behind a site's name or a first line, its last part."""
    return title == heading or title.endswith(f": {heading}")


def title_of(text: str, blocks: Sequence[Block]) -> str:
    """The title of a raw document: a mail's subject, else the headings of the first level that it begins with, behind the
    name of the site that its navigation gives; "" for none."""
    lines = text.splitlines()
    head = [_MAIL_FIELD.match(line) for line in lines[: mail_header(lines)]]
    subjects = [field["value"] for field in head if field and field["field"].lower() == "subject"]
    if subjects and (subject := _REPLY.sub("", readable(subjects[0]), count=1).strip()):
        return subject
    opening: list[str] = []
    for block in blocks:
        if block.kind is not BlockKind.HEADING or (opening and block.level != 1):
            break
        opening.append(readable(text[block.span.start : block.span.end]))
    title = ": ".join(part.rstrip(":") for part in opening)
    site = next((_site(lines[n]) for n in sorted(navigation(lines)) if n < len(lines) // 2), "")
    return f"{site}: {title}" if site and title and site.lower() not in title.lower() else title


def _site(line: str) -> str:
    """The first entry of a line of navigation where it is a name of several words."""
    first = readable(_SEPARATOR.split(line.strip())[0])
    return first if len(first.split()) > 1 and first[0].isupper() and not first.startswith(_LINKS) else ""


def _is_text(line: str) -> bool:
    words = len(line.split())
    return not _is_navigation(line) and (words >= _TEXT_WORDS or (words >= 5 and line.rstrip().endswith((".", "!", "?"))))


def _is_navigation(line: str) -> bool:
    entries = [entry.strip() for entry in _SEPARATOR.split(line.strip())]
    short = all(0 < len(entry.split()) <= _ENTRY_WORDS and entry[-1] not in ".!?:;" for entry in entries)
    return len(entries) >= _LEAST_ENTRIES and short


def _in_table(lines: Sequence[str], number: int) -> bool:
    beside = [lines[n] for n in (number - 1, number + 1) if 0 <= n < len(lines)]
    return looks_like_row(lines[number]) and any(looks_like_row(line) for line in beside)
