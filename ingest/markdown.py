"""Markdown to blocks, by markdown-it's block parser; offsets come from its line maps."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.domain.passages import Span
from ingest.blocks import Block, BlockKind, line_starts
from ingest.tables import table_rows

_MARKS = {
    BlockKind.HEADING: re.compile(r"[ \t>]*#{0,6}[ \t]*"),
    BlockKind.PARAGRAPH: re.compile(r"[\s>]*"),
    BlockKind.ITEM: re.compile(r"[\s>]*(?:(?:[-*+•]|\d{1,9}[.)])[ \t]+)*"),
}


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def markdown_blocks(text: str, body_start: int) -> list[Block]:
    """Blocks of `text[body_start:]` in order; offsets are positions in `text`. Code blocks count as paragraphs."""
    starts = [body_start + s for s in line_starts(text[body_start:])]
    tokens = _parser().parse(text[body_start:])
    return _Reader(text, starts).read(tokens)


class _Reader:
    """Walks the token stream once, keeping the open list items."""

    def __init__(self, text: str, starts: list[int]) -> None:
        self.text = text
        self.starts = starts
        self.blocks: list[Block] = []
        self.lists: list[tuple[int, int]] = []
        self.next_list = 0

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
                list_id, item = self.lists[-1]
                self.lists[-1] = (list_id, item + 1)
            elif token.type == "heading_open":
                self._add(token, BlockKind.HEADING, int(token.tag[1:]))
            elif token.type == "table_open":
                skip_until = self._table(tokens, place)
            elif token.type in {"paragraph_open", "fence", "code_block", "html_block"}:
                self._add(token, BlockKind.ITEM if self.lists else BlockKind.PARAGRAPH)
        return self.blocks

    def _open_list(self) -> None:
        if self.lists:
            self.lists.append(self.lists[-1])
        else:
            self.lists.append((self.next_list, -1))
            self.next_list += 1

    def _add(self, token: Token, kind: BlockKind, level: int = 0) -> None:
        first, last = token.map or [0, 0]
        left, right = self.starts[first], self.starts[last]
        if token.type == "fence":
            left = self.starts[min(first + 1, last)]
            right = self.starts[last - 1] if last - 1 > first else left
        span = self._trim(left, right, kind)
        if span is None:
            return
        list_id, item = self.lists[-1] if self.lists and kind is BlockKind.ITEM else (-1, -1)
        self.blocks.append(Block(kind, span, level, list_id, item))

    def _trim(self, left: int, right: int, kind: BlockKind) -> Span | None:
        mark = _MARKS[kind].match(self.text, left, right)
        left = mark.end() if mark else left
        raw = self.text[left:right].rstrip()
        if kind is BlockKind.HEADING:
            raw = raw.split("\n", 1)[0].rstrip("# ")
        return Span(left, left + len(raw)) if raw else None

    def _table(self, tokens: list[Token], place: int) -> int:
        end = next(i for i in range(place, len(tokens)) if tokens[i].type == "table_close")
        lines = [
            (self.starts[token.map[0]], self.text[self.starts[token.map[0]] : self.starts[token.map[0] + 1]])
            for token in tokens[place:end]
            if token.type == "tr_open" and token.map
        ]
        if len(lines) > 1:
            self.blocks.extend(table_rows(lines, self.next_list))
            self.next_list += 1
        return end
