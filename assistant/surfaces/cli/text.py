"""An answer as terminal text: the answer with its markers, notices, tables and a source list."""

from __future__ import annotations

import re

from assistant.domain.answers import Answer, Table


def answer_text(answer: Answer) -> str:
    """Plain text of an answer, ending without a newline."""
    parts = [plain(answer.answer)]
    if answer.reason:
        parts.append(answer.reason)
    parts += [table_text(table) for table in answer.tables]
    parts += [f"Note ({notice.kind}): {plain(notice.text)}{_marks(notice.citations)}" for notice in answer.notices]
    if answer.citations:
        parts.append("Sources:\n" + "\n".join(source_lines(answer)))
    if answer.followups:
        parts.append("You could ask next:\n" + "\n".join(f"  {offer}" for offer in answer.followups))
    return "\n\n".join(parts)


def source_lines(answer: Answer) -> list[str]:
    """One source a line: number, title, section, date and quote."""
    lines: list[str] = []
    for citation in answer.citations:
        section = f" › {citation.section}" if citation.section else ""
        dated = f" ({citation.as_of.isoformat()})" if citation.as_of else ""
        quote = re.sub(r"\s+", " ", citation.quote)
        lines.append(f"  [{citation.n}] {citation.title}{section}{dated}\n      “{quote}”")
        lines += [
            f"      {s.publisher}: {s.title}{' — not verified' if s.checked == 'unverified' else ''}" for s in citation.sources
        ]
    return lines


def table_text(table: Table) -> str:
    """A table with padded columns, its caption above."""
    rows = [table.columns, *table.rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(table.columns))]
    marks = ["", *(_marks(numbers) for numbers in table.citations)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines = [f"{line}{mark}" for line, mark in zip(lines, marks, strict=True)]
    return "\n".join([table.caption, lines[0], "-" * len(lines[0]), *lines[1:]])


def plain(markdown: str) -> str:
    """Markdown of an answer without its emphasis and escapes."""
    return re.sub(r"\\([\\`*\[\]<>])", r"\1", re.sub(r"(?<!\\)\*\*", "", markdown))


def _marks(numbers: tuple[int, ...]) -> str:
    return (" " if numbers else "") + "".join(f"[{n}]" for n in numbers)
