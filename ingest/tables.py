"""Tables, as Markdown and plain text share them: cells, header, and the span to quote a row by.

Cells stand between pipes or, in text pasted from a page or a spreadsheet, between tabs.
"""

from __future__ import annotations

import re

from assistant.domain.passages import Span
from assistant.language.markup import readable, source_ids
from ingest.blocks import Block, BlockKind

_SEPARATOR_CELL = re.compile(r"^\s*:?-{2,}:?\s*$")
_PIPE = re.compile(r"(?<!\\)\|")
_TAB = re.compile(r"\t")
_TAIL = re.compile(r"(?:\|?\s*(?:\[\^[\w-]+\]\s*)+)?\|?\s*$")


def split_cells(line: str) -> list[str]:
    """Raw cells of a row, outer pipes dropped, an escaped pipe kept."""
    body = line.strip()
    if not _PIPE.search(body):
        return [cell.strip() for cell in _TAB.split(body)]
    body = body.removeprefix("|")
    if body.endswith("|") and not body.endswith("\\|"):
        body = body[:-1]
    return [cell.strip() for cell in _PIPE.split(body)]


def is_separator(line: str) -> bool:
    """True for the `|---|:--:|` line below a header."""
    return "-" in line and all(_SEPARATOR_CELL.match(cell) for cell in split_cells(line))


def looks_like_row(line: str) -> bool:
    """True for a line that a table could hold: at least two cells."""
    body = line.strip().strip("|").strip()
    return bool(_PIPE.search(body) or _TAB.search(body))


def table_rows(lines: list[tuple[int, str]], list_id: int) -> list[Block]:
    """Blocks of a table: its header, then its body rows; rows without any cell are left out.

    `lines` are (offset, text) pairs, header first, the separator optional. A column that holds only source tags is left
    out of cells and columns, and the quoted span ends before it. Cells beyond the header get columns without a name.
    """
    header_offset, header = lines[0]
    body = [(offset, line) for offset, line in lines[1:] if not is_separator(line) and readable(line).strip("| ")]
    columns = [readable(cell) for cell in split_cells(header)]
    columns += [""] * (max((len(split_cells(line)) for _, line in body), default=0) - len(columns))
    kept = [i for i in range(len(columns)) if not body or not all(_only_tags(line, i) for _, line in body)]
    lead = _row_span(header_offset, header)
    visible = tuple(columns[i] for i in kept)
    blocks = [Block(BlockKind.HEADER, lead, list_id=list_id, columns=visible, cells=visible)]
    for item, (offset, line) in enumerate(body):
        cells = [readable(cell) for cell in split_cells(line)]
        cells += [""] * (len(columns) - len(cells))
        blocks.append(
            Block(
                kind=BlockKind.ROW,
                span=_row_span(offset, line),
                list_id=list_id,
                item=item,
                columns=visible,
                cells=tuple(cells[i] for i in kept),
                lead=lead,
            )
        )
    return blocks


def row_text(columns: tuple[str, ...], cells: tuple[str, ...]) -> str:
    """A row as a sentence that carries its headers: "AWS — Service: SageMaker AI; Use: training"."""
    pairs = [
        f"{column_label(column)}: {cell}" if column else cell
        for column, cell in zip(columns[1:], cells[1:], strict=False)
        if cell and cell not in {"-", "–", "—"}
    ]
    first = cells[0] if cells else ""
    return f"{first} — {'; '.join(pairs)}" if pairs and first else first or "; ".join(pairs)


def column_label(column: str) -> str:
    """A header inside a sentence: "What it is" becomes "what it is", a name such as "AWS" stays."""
    return column[0].lower() + column[1:] if column[1:] == column[1:].lower() else column


def _only_tags(line: str, column: int) -> bool:
    cells = split_cells(line)
    return column < len(cells) and bool(source_ids(cells[column])) and not readable(cells[column])


def _row_span(offset: int, line: str) -> Span:
    """The row from its first cell to its last, outer pipes and trailing tag cells left out."""
    text = line.rstrip()
    left = len(text) - len(text.lstrip())
    if text[left : left + 1] == "|":
        left += 1
    tail = _TAIL.search(text)
    right = tail.start() if tail is not None else len(text)
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    return Span(offset + left, offset + max(right, left + 1))
