"""The common form of a document's structure, whatever format it came in: a list of blocks with exact spans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.passages import Span

LINE_END = re.compile(r"\r\n|\r|\n")
SIGN_BULLETS = "•‣◦·▪▫●○◆◇■□▶►➤➜→✓✔✗✘✅★☆"
"""Signs that begin a list item wherever they begin a line; Markdown does not know them."""


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEADER = "header"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table row.

    `level` is a heading's depth from 1. Items and rows carry `list_id`, unique in the document, and `item`,
    their position in it. A row carries its readable `cells`, its table's `columns` and the header row's span in `lead`.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    list_id: int = -1
    item: int = -1
    columns: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    lead: Span | None = None


def line_starts(text: str) -> list[int]:
    """Offset of the first character of each line, and the text's length at the end. A lone carriage return ends a line."""
    return [0, *(match.end() for match in LINE_END.finditer(text)), len(text)]
