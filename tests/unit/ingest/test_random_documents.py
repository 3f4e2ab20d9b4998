"""The rules of quoting hold for documents that nobody would write: lines of every kind in any order."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise

import pytest

from assistant.domain.passages import Document, Unit, UnitKind
from assistant.language.markup import readable
from ingest.blocks import Block
from ingest.markdown import markdown_blocks
from ingest.plain_text import plain_text_blocks
from ingest.split import split_document

DOCUMENTS = 300
LINES = [
    "# One", "## Two ##", "Plain heading", "Why so?", "1. Numbered", "2) Paren", "1.1 Sub heading", "- dash", "* star",
    "• sign", "  - nested", "    indented code", "> quote", "> - quoted item", "| a | b |", "|---|---|", "| 1 | 2 |", "x | y",
    "a\tb", "c\td", "```", "~~~", "<div>", "</div>", "<p>Html here.</p>", "<!-- note -->", "<table><tr><td>1</td></tr></table>",
    "", "", "", "A sentence. Another one. [^S1]", "Cost: cheap.", "Latency: low. [^S2]", "**Bold.** Then text.",
    "**Label**: text here.", "It runs on and on and on in one line that is wrapped at a margin", "and goes on in lower case.",
    "====", "----", "***", "e.g. the U.S. market", "[^1]: a note of words", "[r]: http://x.y", "- [ ] task",
    "\u00a0\u00a0blank", "\u200b", "😀", "\u2028", "`code` and $5K", "\\* escaped", "![i](x.png)", "[l](http://x)", "a) letter",
    "– dash", "Name:\tJane", "\x0c",
]  # fmt: skip

Blocks = Callable[[str], list[Block]]


def documents() -> list[str]:
    chance = random.Random(5)
    ends = ("\n", "\n", "\r\n", "\r")
    return [chance.choice(ends).join(chance.choices(LINES, k=chance.randint(1, 25))) for _ in range(DOCUMENTS)]


def markdown(text: str) -> list[Block]:
    return markdown_blocks(text, 0)


def units(text: str, blocks: Blocks) -> list[Unit]:
    return sorted(split_document(Document("d", "T", "", "d", text), blocks(text)).units, key=lambda unit: unit.span)


@pytest.mark.parametrize("blocks", [markdown, plain_text_blocks])
def test_spans_never_overlap(blocks: Blocks) -> None:
    for text in documents():
        assert [(a, b) for a, b in pairwise(units(text, blocks)) if a.span.end > b.span.start] == []


@pytest.mark.parametrize("blocks", [markdown, plain_text_blocks])
def test_every_quote_reads_as_its_unit(blocks: Blocks) -> None:
    for text in documents():
        for unit in units(text, blocks):
            quote = text[unit.span.start : unit.span.end]
            assert quote == quote.strip() != ""
            assert unit.kind in {UnitKind.ROW, UnitKind.HEADER} or unit.text == readable(quote)
            assert all(cell in readable(quote) for cell in unit.cells)
