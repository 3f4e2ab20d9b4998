"""Plain text to blocks: headings guessed from their look, bullets kept whole, pipe tables by row.

Raw articles come in two shapes: a paragraph a line, or lines wrapped at a margin. Which one a document has is
read off the document itself. A heading is a short line without a closing stop that stands before longer text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.domain.passages import Span
from ingest.blocks import SIGN_BULLETS, Block, BlockKind, line_starts
from ingest.masthead import goes_on_a_title, mail_header, navigation
from ingest.tables import is_separator, looks_like_row, split_cells, table_rows

_BULLET = re.compile(rf"^\s*(?:[-*+–—{SIGN_BULLETS}]\ufe0f?|\(?\d{{1,2}}[.)]|\(?[a-z][.)])\s+(?=\S)")
_LABELLED = re.compile(r"^\s*[A-Z][^\s:]*(?: [^\s:]+){0,4}:[ \t]+(?=\S)")
_ALIGNED = re.compile(r"^\s*(?:[-*+] +)?(?P<name>\S+(?: \S+){0,5})\s{3,}(?=\S)")
"""A name in a column of its own, set apart by blanks."""
_UNDERLINE = re.compile(r"^\s*(?:=+|-+|~+)\s*$")
_HASH = re.compile(r"^\s{0,3}(#{1,6})\s+")
_NUMBERED_HEADING = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})+|\d{1,2}(?=[.)]))[.)]?\s+(?=[A-Z])")
_MAX_HEADING_WORDS = 14
_WRAP_MARGIN = (40, 110)
"""Lines of wrapped text mostly end between these columns without a closing stop."""
_MARGIN_SLACK = 10
"""Columns by which a hand-wrapped line may miss the margin."""


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
    def labelled(self) -> bool:
        return _LABELLED.match(self.text) is not None and not self.bullet and not self.text.rstrip().endswith("?")

    @property
    def column(self) -> int:
        """Where the text behind a name in a column of its own begins; 0 for a line without one."""
        aligned = _ALIGNED.match(self.text)
        return aligned.end() if aligned else 0

    @property
    def words(self) -> int:
        return len(self.text.split())


def plain_text_blocks(text: str, body_start: int = 0) -> list[Block]:
    """Blocks of `text[body_start:]`; the first line is a heading of level 1 when it looks like a title."""
    lines = _lines(text, body_start)
    margin = _margin(lines)
    blocks: list[Block] = []
    headings: list[int] = []
    next_list = 0
    place = mail_header([line.text for line in lines])
    blocks += [Block(BlockKind.PARAGRAPH, _span(line, line)) for line in lines[:place]]
    while place < len(lines):
        line = lines[place]
        if line.blank or _UNDERLINE.match(line.text):
            place += 1
        elif _starts_table(lines, place):
            stop = _table_end(lines, place)
            blocks += table_rows([(row.start, row.text) for row in lines[place:stop]], next_list)
            next_list, place = next_list + 1, stop
        elif len(items := _aligned_lines(lines, place) or _labelled_lines(lines, place, margin)) > 1 and blocks:
            spans = [_span(lines[left], lines[right - 1]) for left, right in items]
            blocks += [Block(BlockKind.ITEM, span, list_id=next_list, item=item) for item, span in enumerate(spans)]
            next_list, place = next_list + 1, items[-1][1]
        elif (level := _heading_level(lines, place, margin, headings)) > 0:
            blocks.append(Block(BlockKind.HEADING, _heading_span(line), level))
            headings.append(place)
            place += 1
        elif line.bullet:
            place = _read_list(lines, place, margin, next_list, blocks)
            next_list += 1
        else:
            stop = place + 1
            while stop < len(lines) and _continues(lines, stop) and (margin or _is_cut(lines, stop - 1)):
                stop += 1
            blocks.append(Block(BlockKind.PARAGRAPH, _span(lines[place], lines[stop - 1])))
            place = stop
    return blocks


def _lines(text: str, body_start: int) -> list[_Line]:
    """Lines of the text with their places; what only navigates is blank."""
    borders = [body_start + start for start in line_starts(text[body_start:])]
    lines = [_Line(left, text[left:right].rstrip("\r\n")) for left, right in pairwise(borders)]
    menus = navigation([line.text for line in lines])
    return [_Line(line.start, "") if n in menus else line for n, line in enumerate(lines)]


def _margin(lines: list[_Line]) -> int:
    """Column at which the text is wrapped, 0 when it is not: most lines with a next one break inside a sentence there."""
    pairs = [
        a.text.rstrip()
        for a, b in pairwise(lines)
        if not a.blank and not b.blank and not a.bullet and not b.bullet and not looks_like_row(a.text) and a.words > 4
    ]
    broken = sorted(len(t) for t in pairs if _WRAP_MARGIN[0] <= len(t) <= _WRAP_MARGIN[1] and t[-1] not in ".!?:")
    return broken[len(broken) * 9 // 10] if len(broken) * 2 > len(pairs) else 0


def _runs_on(lines: list[_Line], place: int, margin: int) -> bool:
    """True when the line was broken by the margin: the next line's first word had no room on it."""
    following = lines[place + 1].text.split() if place + 1 < len(lines) else []
    full = len(lines[place].text.rstrip()) + 1 + len(following[0] if following else "") > margin - _MARGIN_SLACK
    return margin > 0 and bool(following) and full


def _continues(lines: list[_Line], place: int) -> bool:
    line = lines[place]
    starts = line.bullet or _starts_table(lines, place) or _aligned_lines(lines, place) or _HASH.match(line.text)
    return not (line.blank or starts)


def _is_cut(lines: list[_Line], place: int) -> bool:
    """True when the sentence of this line plainly goes on in the next one."""
    line = lines[place]
    return line.words > 4 and not _ends_text(line) and lines[place + 1].text.lstrip()[:1].islower()


def _labelled_lines(lines: list[_Line], place: int, margin: int) -> list[tuple[int, int]]:
    """Line ranges of the run of "Label: text" lines that begins at `place`; single blank lines do not end it."""
    items: list[tuple[int, int]] = []
    while place < len(lines) and lines[place].labelled:
        stop = place + 1
        while margin and stop < len(lines) and _continues(lines, stop) and not lines[stop].labelled:
            stop += 1
        items.append((place, stop))
        place = stop + 1 if stop < len(lines) and lines[stop].blank else stop
    return items


def _aligned_lines(lines: list[_Line], place: int) -> list[tuple[int, int]]:
    """Line ranges of the run of names in a column with what is said of each beside it, which may go on below in its column."""
    column = lines[place].column
    items: list[tuple[int, int]] = []
    while place < len(lines) and column and lines[place].column == column and "|" not in lines[place].text:
        stop = place + 1
        while stop < len(lines) and not lines[stop].blank and lines[stop].text[:column].isspace():
            stop += 1
        items.append((place, stop))
        place = stop
    return items if len(items) > 1 else []


def _starts_table(lines: list[_Line], place: int) -> bool:
    if place + 1 >= len(lines) or not looks_like_row(lines[place].text) or not looks_like_row(lines[place + 1].text):
        return False
    header, following = lines[place], lines[place + 1]
    if "|" not in header.text and (header.bullet or following.bullet or header.text.split("\t")[0].rstrip().endswith(":")):
        return False
    return len(split_cells(header.text)) == len(split_cells(following.text)) or is_separator(following.text)


def _heading_level(lines: list[_Line], place: int, margin: int, headings: list[int]) -> int:
    """Depth of the heading that this line is, 0 when it is none; `headings` are the lines found to be headings before."""
    line = lines[place]
    text = line.text.strip()
    hashes = _HASH.match(line.text)
    if hashes is not None:
        return len(hashes.group(1))
    numbered = _NUMBERED_HEADING.match(line.text)
    depth = 1 + len(re.findall(r"\d+", numbered.group())) if numbered else 2
    underline = lines[place + 1].text if place + 1 < len(lines) else ""
    if text and len(underline.strip()) >= 3 and _UNDERLINE.match(underline):
        return 1 if underline.strip()[0] == "=" else depth
    first = not any(not other.blank for other in lines[:place])
    after = _next_text(lines, place)
    if after is None or not _could_be_heading(line, first=first):
        return 0
    if first:
        return 1
    opens = place - 1 in headings[:1] and all(other.blank for other in lines[: place - 1])
    if opens and goes_on_a_title(line.text):
        return 1
    before = lines[place - 1]
    is_question = text.endswith("?")
    below_heading = place - 1 in headings
    is_byline = (place - 1 in headings[:1] or headings == [place - 2, place - 1]) and not is_question
    if is_byline or not (before.blank or below_heading or _ends_text(before)) or _runs_on(lines, place, margin):
        return 0
    if line.bullet:
        alone = before.blank or _NUMBERED_HEADING.match(before.text) is None
        enough = line.words if before.blank else max(10, line.words)
        return depth if alone and not after.bullet and after.words > enough else 0
    stands_free = before.blank and lines[place + 1].blank
    above_heading = not below_heading and not margin and _could_be_heading(after) and _sits_on_text(lines, place + 1)
    on_text = _sits_on_text(lines, place) or (not margin and before.blank and _names_sentence(lines, place))
    return depth if is_question or stands_free or above_heading or on_text else 0


def _names_sentence(lines: list[_Line], place: int) -> bool:
    """True for a line of a few words right above a whole sentence, however short that is ("Conclusion")."""
    return lines[place].words <= 6 and not lines[place].labelled and lines[place + 1].text.rstrip().endswith((".", "!", "?"))


def _sits_on_text(lines: list[_Line], place: int) -> bool:
    after = _next_text(lines, place)
    return after is not None and (after.bullet or after.words > max(10, lines[place].words) or looks_like_row(after.text))


def _next_text(lines: list[_Line], place: int) -> _Line | None:
    return next((other for other in lines[place + 1 :] if not other.blank), None)


def _could_be_heading(line: _Line, *, first: bool = False) -> bool:
    text = line.text.strip()
    if line.words > _MAX_HEADING_WORDS or len(text) > 110 or text[-1] in ".;,:!" or "|" in text:
        return False
    if line.bullet and _NUMBERED_HEADING.match(line.text) is None:
        return False
    return text[0].isupper() or text[0].isdigit() or first


def _ends_text(line: _Line) -> bool:
    return line.bullet or looks_like_row(line.text) or line.text.rstrip().endswith((".", "!", "?", ":", "”", '"', ")"))


def _heading_span(line: _Line) -> Span:
    marks = _HASH.match(line.text) or _NUMBERED_HEADING.match(line.text)
    left = marks.end() if marks else len(line.text) - len(line.text.lstrip())
    return Span(line.start + left, line.start + len(line.text.rstrip().rstrip("#").rstrip()))


def _read_list(lines: list[_Line], place: int, margin: int, list_id: int, blocks: list[Block]) -> int:
    """Append the items of the list that starts at `place`; a blank line between items does not end it."""
    item = 0
    numbered = _NUMBERED_HEADING.match(lines[place].text) is not None
    while place < len(lines) and lines[place].bullet and (numbered or not _begins_section(lines, place)):
        first = lines[place]
        stop = place + 1
        while stop < len(lines) and _is_item_tail(lines, stop, margin):
            stop += 1
        mark = _BULLET.match(first.text)
        left = first.start + (mark.end() if mark else 0)
        blocks.append(Block(BlockKind.ITEM, Span(left, _span(first, lines[stop - 1]).end), list_id=list_id, item=item))
        item += 1
        place = stop
        if place + 1 < len(lines) and lines[place].blank and lines[place + 1].bullet:
            place += 1
    return place


def _begins_section(lines: list[_Line], place: int) -> bool:
    """True for a numbered line with a paragraph right below: after a list of dashes it is a heading and no item."""
    below = lines[place + 1] if place + 1 < len(lines) else None
    numbered = _NUMBERED_HEADING.match(lines[place].text) is not None
    return numbered and below is not None and not below.bullet and below.words > max(10, lines[place].words)


def _is_item_tail(lines: list[_Line], place: int, margin: int) -> bool:
    line = lines[place]
    if line.blank or line.bullet:
        return False
    indented = len(line.text) - len(line.text.lstrip()) >= 2
    return indented or line.text.lstrip()[0].islower() or _runs_on(lines, place - 1, margin)


def _table_end(lines: list[_Line], place: int) -> int:
    while place < len(lines) and not lines[place].blank and looks_like_row(lines[place].text):
        place += 1
    return place


def _span(first: _Line, last: _Line) -> Span:
    left = len(first.text) - len(first.text.lstrip())
    return Span(first.start + left, last.start + len(last.text.rstrip()))
