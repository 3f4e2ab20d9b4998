"""Markdown to blocks, by markdown-it's block parser; offsets come from its line maps.

A file without any Markdown structure and without front matter is an article that somebody saved under `.md`; it is read
as plain text, which knows how such articles look.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.domain.passages import Span
from ingest.blocks import SIGN_BULLETS, Block, BlockKind, line_starts
from ingest.html_runs import html_runs
from ingest.masthead import with_title
from ingest.plain_text import plain_text_blocks
from ingest.tables import table_rows

_MARKS = {
    BlockKind.HEADING: re.compile(r"[ \t>]*#{0,6}[ \t]*"),
    BlockKind.PARAGRAPH: re.compile(r"[\s>]*(?:\[\^[\w-]+\]:[ \t]+)?"),
    BlockKind.ITEM: re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:\[[ xX]\][ \t]+)?"),
}
_UNDERLINE = re.compile(r"[\r\n]+[ \t>]*(?:=+|-+)[ \t]*$")
_CLOSING_HASHES = re.compile(r"[ \t]+#+$")
_SIGN_LINE = re.compile(rf"(?<![^\r\n])[ \t>]*[{SIGN_BULLETS}]\ufe0f?\s*")
_BOLD_LINE = re.compile(r"\*\*(?!\s)(?P<number>\d{1,2}(?:\.\d{1,2})*[.)][ \t]+)?(?P<words>[^*\r\n]+)(?<!\s)\*\*")
_BOLD_LINES = re.compile(rf"(?m)^{_BOLD_LINE.pattern}[ \t]*\r?$")
_LEAST_BOLD_LINES = 2
"""So many bold lines make a file one with Markdown structure."""
_QUESTION_WORDS = 14
_NAME_WORDS = 6
"""A paragraph that is one bold line of so few words ("**Who may apply?**", "**Opening hours**") is a heading, as people set it,
if text stands below; what holds a figure is a statement."""
_STRUCTURE = {"heading_open", "fence", "html_block", "table_open", "blockquote_open"}


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def markdown_blocks(text: str, body_start: int) -> list[Block]:
    """Blocks of `text[body_start:]` in order; offsets are positions in `text`. Code blocks count as paragraphs."""
    body = text[body_start:]
    tokens = _parser().parse(body)
    structured = any(token.type in _STRUCTURE for token in tokens) or len(_BOLD_LINES.findall(body)) >= _LEAST_BOLD_LINES
    if body_start == 0 and not structured:
        return plain_text_blocks(text)
    blocks = _Reader(text, [body_start + start for start in line_starts(body)]).read(tokens)
    return with_title(text, blocks) if body_start == 0 else blocks


@dataclass(slots=True)
class _OpenList:
    """A list that is being read: nested lists share the number of the outermost one and count on in it."""

    list_id: int
    item: int = -1


class _Reader:
    """Walks the token stream once, keeping the open list items."""

    def __init__(self, text: str, starts: list[int]) -> None:
        self.text = text
        self.starts = starts
        self.blocks: list[Block] = []
        self.lists: list[_OpenList] = []
        self.next_list = 0
        self.next_item = 0
        self.depth = 1
        self.bold: set[int] = set()

    def read(self, tokens: list[Token]) -> list[Block]:
        skip_until = -1
        for place, token in enumerate(tokens):
            if place < skip_until:
                continue
            if token.type in {"bullet_list_open", "ordered_list_open"}:
                self._open_list()
            elif token.type in {"bullet_list_close", "ordered_list_close"}:
                self.lists.pop()
            elif token.type == "list_item_open" and self.lists:
                self.lists[-1].item = self.next_item
                self.next_item += 1
            elif token.type == "table_open":
                skip_until = self._table(tokens, place)
            elif token.type in {"heading_open", "paragraph_open", "fence", "code_block", "html_block"}:
                self._add(token)
        return [self._with_text_below(place) for place in range(len(self.blocks))]

    def _with_text_below(self, place: int) -> Block:
        """The block at `place`; a bold line with nothing below it is no heading."""
        block, below = self.blocks[place], self.blocks[place + 1 : place + 2]
        alone = place in self.bold and (not below or below[0].kind is BlockKind.HEADING)
        return Block(BlockKind.PARAGRAPH, block.span) if alone else block

    def _open_list(self) -> None:
        if self.lists:
            self.lists.append(_OpenList(self.lists[-1].list_id))
        else:
            self.lists.append(_OpenList(self.next_list))
            self.next_list, self.next_item = self.next_list + 1, 0

    def _add(self, token: Token) -> None:
        first, last = token.map or [0, 0]
        left, right = self.starts[first], self.starts[last]
        kind = BlockKind.ITEM if self.lists else BlockKind.PARAGRAPH
        if token.type == "heading_open":
            self.depth = int(token.tag[1:])
            self._append(BlockKind.HEADING, self._trim(left, right, BlockKind.HEADING), self.depth)
        elif token.type == "fence":
            self._append(kind, self._trim(*self._inside_fence(token), BlockKind.PARAGRAPH))
        elif token.type == "html_block":
            for run, level in html_runs(self.text, left, right):
                self.depth = level or self.depth
                self._append(BlockKind.HEADING if level else kind, run, level)
        elif kind is BlockKind.PARAGRAPH and _SIGN_LINE.search(self.text, left, right):
            self._signed_list(left, right)
        elif token.type == "paragraph_open" and token.level == 0 and (bold := self._bold_line(left, right)) is not None:
            self.bold.add(len(self.blocks))
            self._append(BlockKind.HEADING, bold, self.depth + 1)
        else:
            self._append(kind, self._trim(left, right, kind))

    def _bold_line(self, left: int, right: int) -> Span | None:
        """The words of a paragraph that is set as a heading; None for any other."""
        span = self._trim(left, right, BlockKind.PARAGRAPH)
        line = _BOLD_LINE.fullmatch(self.text, span.start, span.end) if span else None
        words = line.group("words") if line else ""
        most = _QUESTION_WORDS if words.endswith("?") else _NAME_WORDS
        heading = bool(words) and len(words.split()) <= most and words[-1] not in ".!;," and not any(c.isdigit() for c in words)
        return Span(*line.span("words")) if line and heading else None

    def _append(self, kind: BlockKind, span: Span | None, level: int = 0) -> None:
        if span is not None:
            inside = self.lists[-1] if self.lists and kind is BlockKind.ITEM else _OpenList(-1)
            self.blocks.append(Block(kind, span, level, inside.list_id, inside.item))

    def _inside_fence(self, token: Token) -> tuple[int, int]:
        """The lines between the fences; the closing one may be missing at the end of a text."""
        first, last = token.map or [0, 0]
        closing = self.text[self.starts[last - 1] : self.starts[last]].strip(" \t\r\n>")
        inner = last - 1 if last - 1 > first and closing and not closing.strip(token.markup[0]) else last
        return self.starts[min(first + 1, last)], self.starts[inner]

    def _signed_list(self, left: int, right: int) -> None:
        """A paragraph with lines that begin with "•" or its like: what stands before the first, then the items."""
        marks = list(_SIGN_LINE.finditer(self.text, left, right))
        self._append(BlockKind.PARAGRAPH, self._trim(left, marks[0].start(), BlockKind.PARAGRAPH))
        self._open_list()
        for mark, end in zip(marks, [*(mark.start() for mark in marks[1:]), right], strict=True):
            self.lists[-1].item, self.next_item = self.next_item, self.next_item + 1
            self._append(BlockKind.ITEM, self._trim(mark.end(), end, BlockKind.PARAGRAPH))
        self.lists.pop()

    def _trim(self, left: int, right: int, kind: BlockKind) -> Span | None:
        mark = _MARKS[kind].match(self.text, left, right)
        left = mark.end() if mark else left
        raw = self.text[left:right].rstrip()
        if kind is BlockKind.HEADING:
            raw = _CLOSING_HASHES.sub("", _UNDERLINE.sub("", raw).rstrip()).rstrip()
        return Span(left, left + len(raw)) if raw else None

    def _table(self, tokens: list[Token], place: int) -> int:
        end = next(i for i in range(place, len(tokens)) if tokens[i].type == "table_close")
        lines = [
            (self.starts[token.map[0]], self.text[self.starts[token.map[0]] : self.starts[token.map[0] + 1]])
            for token in tokens[place:end]
            if token.type == "tr_open" and token.map
        ]
        self.blocks.extend(table_rows(lines, self.next_list))
        self.next_list += 1
        return end
