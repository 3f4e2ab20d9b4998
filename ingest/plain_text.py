"""Plain text to blocks: headings guessed from their look, bullets kept whole, pipe tables by row.

Raw articles come in two shapes: a paragraph a line, or lines wrapped at a margin. Which one a document has is
read off the document itself. A heading is a short line without a closing stop that stands before longer text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.domain.passages import Span
from ingest.blocks import Block, BlockKind
from ingest.tables import is_separator, looks_like_row, table_rows

_BULLET = re.compile(r"^\s*(?:[-*•‣◦·▪●–]|\(?\d{1,2}[.)]|[a-z][.)])\s+(?=\S)")
_UNDERLINE = re.compile(r"^\s*(?:=+|-+|~+)\s*$")
_HASH = re.compile(r"^\s{0,3}(#{1,6})\s+")
_NUMBERED_HEADING = re.compile(r"^\s*\d+(?:\.\d+)*[.)]?\s+(?=[A-Z])")
_MAX_HEADING_WORDS = 14
_WRAP_MARGIN = (40, 110)
"""Lines of wrapped text mostly end between these columns without a closing stop."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def bullet(self) -> bool:
        return _BULLET.match(self.text) is not None

    @property
    def words(self) -> int:
        return len(self.text.split())


def plain_text_blocks(text: str, body_start: int = 0) -> list[Block]:
    """Blocks of `text[body_start:]`; the first line is a heading of level 1 when it looks like a title."""
    lines = _lines(text, body_start)
    wrapped = _is_wrapped(lines)
    blocks: list[Block] = []
    place = next_list = 0
    while place < len(lines):
        line = lines[place]
        if line.blank or _UNDERLINE.match(line.text):
            place += 1
        elif _starts_table(lines, place):
            stop = _table_end(lines, place)
            blocks += table_rows([(row.start, row.text) for row in lines[place:stop]], next_list)
            next_list, place = next_list + 1, stop
        elif (level := _heading_level(lines, place, first=not blocks)) > 0:
            blocks.append(Block(BlockKind.HEADING, _heading_span(line), level))
            place += 1
        elif line.bullet:
            place = _read_list(lines, place, next_list, blocks)
            next_list += 1
        else:
            stop = place + 1
            while wrapped and stop < len(lines) and _continues(lines, stop):
                stop += 1
            blocks.append(Block(BlockKind.PARAGRAPH, _span(lines[place], lines[stop - 1])))
            place = stop
    return blocks


def _lines(text: str, body_start: int) -> list[_Line]:
    lines: list[_Line] = []
    start = body_start
    for raw in text[body_start:].split("\n"):
        lines.append(_Line(start, raw.rstrip("\r")))
        start += len(raw) + 1
    return lines


def _is_wrapped(lines: list[_Line]) -> bool:
    """True when most lines that are followed by another one break inside a sentence near a margin."""
    pairs = [
        a.text.rstrip()
        for a, b in zip(lines, lines[1:], strict=False)
        if not a.blank and not b.blank and not a.bullet and not b.bullet and not looks_like_row(a.text) and a.words > 4
    ]
    broken = [t for t in pairs if _WRAP_MARGIN[0] <= len(t) <= _WRAP_MARGIN[1] and t[-1] not in ".!?:"]
    return bool(pairs) and len(broken) * 2 > len(pairs)


def _continues(lines: list[_Line], place: int) -> bool:
    line = lines[place]
    return not (line.blank or line.bullet or _starts_table(lines, place) or _HASH.match(line.text))


def _starts_table(lines: list[_Line], place: int) -> bool:
    if place + 1 >= len(lines) or not looks_like_row(lines[place].text) or not looks_like_row(lines[place + 1].text):
        return False
    counts = {lines[i].text.strip().strip("|").count("|") for i in (place, place + 1)}
    return len(counts) == 1 or is_separator(lines[place + 1].text)


def _heading_level(lines: list[_Line], place: int, *, first: bool) -> int:
    """Depth of the heading that this line is, 0 when it is none."""
    line = lines[place]
    text = line.text.strip()
    hashes = _HASH.match(line.text)
    if hashes is not None:
        return len(hashes.group(1))
    underline = lines[place + 1].text if place + 1 < len(lines) else ""
    if text and len(underline.strip()) >= 3 and _UNDERLINE.match(underline):
        return 1 if underline.strip()[0] == "=" else 2
    numbered = _NUMBERED_HEADING.match(line.text) is not None
    if line.words > _MAX_HEADING_WORDS or len(text) > 110 or text[-1] in ".;,:!" or "|" in text:
        return 0
    if (line.bullet and not numbered) or not (text[0].isupper() or text[0].isdigit() or first):
        return 0
    before_blank = place == 0 or lines[place - 1].blank
    after = next((other for other in lines[place + 1 :] if not other.blank), None)
    if after is None:
        return 0
    if first:
        return 1
    if numbered and line.bullet:
        return 2 if before_blank and not after.bullet and after.words > line.words else 0
    sits_on_text = after.bullet or after.words > max(10, line.words) or looks_like_row(after.text)
    own_line = before_blank or _ends_text(lines[place - 1])
    leads_to_heading = before_blank and place + 1 < len(lines) and lines[place + 1].blank
    return 2 if own_line and (sits_on_text or leads_to_heading or text.endswith("?")) else 0


def _ends_text(line: _Line) -> bool:
    return line.bullet or looks_like_row(line.text) or line.text.rstrip().endswith((".", "!", "?", ":", "”", '"', ")"))


def _heading_span(line: _Line) -> Span:
    marks = _HASH.match(line.text) or _NUMBERED_HEADING.match(line.text)
    left = marks.end() if marks else len(line.text) - len(line.text.lstrip())
    return Span(line.start + left, line.start + len(line.text.rstrip().rstrip("#").rstrip()))


def _read_list(lines: list[_Line], place: int, list_id: int, blocks: list[Block]) -> int:
    """Append the items of the list that starts at `place`; a blank line between items does not end it."""
    item = 0
    while place < len(lines) and lines[place].bullet:
        first = lines[place]
        stop = place + 1
        while stop < len(lines) and _is_item_tail(lines, stop):
            stop += 1
        mark = _BULLET.match(first.text)
        left = first.start + (mark.end() if mark else 0)
        blocks.append(
            Block(BlockKind.ITEM, Span(left, _span(first, lines[stop - 1]).end), list_id=list_id, item=item)
        )
        item += 1
        place = stop
        if place + 1 < len(lines) and lines[place].blank and lines[place + 1].bullet:
            place += 1
    return place


def _is_item_tail(lines: list[_Line], place: int) -> bool:
    line = lines[place]
    if line.blank or line.bullet:
        return False
    indented = len(line.text) - len(line.text.lstrip()) >= 2
    return indented or line.text.lstrip()[0].islower()


def _table_end(lines: list[_Line], place: int) -> int:
    while place < len(lines) and not lines[place].blank and looks_like_row(lines[place].text):
        place += 1
    return place


def _span(first: _Line, last: _Line) -> Span:
    left = len(first.text) - len(first.text.lstrip())
    return Span(first.start + left, last.start + len(last.text.rstrip()))
