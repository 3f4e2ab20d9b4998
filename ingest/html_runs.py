"""The text between the block tags of an HTML block; comments, scripts and styles hold none."""

from __future__ import annotations

import re

from assistant.domain.passages import Span
from assistant.language.markup import BLOCK_TAGS

_BORDER = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<(?P<close>/?)(?P<tag>{BLOCK_TAGS})(?:\s[^<>]*)?/?>|<[!?][^<>]*>",
    re.IGNORECASE | re.DOTALL,
)


def html_runs(text: str, left: int, right: int) -> list[tuple[Span, int]]:
    """Runs of `text[left:right]` with words in them, in order, each with its heading level (0 outside `<h1>`…`<h6>`)."""
    runs: list[tuple[Span, int]] = []
    place, level = left, 0
    for border in _BORDER.finditer(text, left, right):
        _append(runs, text, place, border.start(), level)
        place = border.end()
        tag = (border.group("tag") or "").lower()
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            level = 0 if border.group("close") else int(tag[1])
    _append(runs, text, place, right, level)
    return runs


def _append(runs: list[tuple[Span, int]], text: str, left: int, right: int, level: int) -> None:
    raw = text[left:right]
    if any(character.isalnum() for character in raw):
        runs.append((Span(left + len(raw) - len(raw.lstrip()), left + len(raw.rstrip())), level))
