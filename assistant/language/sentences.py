"""Split text into sentences with exact offsets.

Rules, not a model: the splitter must give the same spans on every machine and cost nothing. It knows
decimals, initials, common abbreviations, closing quotes and brackets, and lists of labelled clauses
inside one sentence. It does not know languages other than English.
"""

from __future__ import annotations

import re

from assistant.domain.passages import Span

_ABBREVIATIONS = frozenset(
    "e.g i.e etc vs approx no art arts sec fig al cf ca est dept inc ltd co corp mr mrs ms dr prof sr jr st "
    "jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k e.u a.m p.m vol pp ed rev".split()
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n\s*\n")
_LABEL = re.compile(
    r"(?:(?<=^)|(?<=[.;,:]\s)|(?<=\n))"
    r"([A-Z][\w&/.+’'-]*(?:[ \t][A-Za-z][\w&/.+’'-]*){0,3}):(?=\s)"
)
MAX_UNIT_WORDS = 90
"""A unit longer than this is cut at clause borders, so that it stays inside the encoder's 256 tokens with its heading."""


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the sentences of `text[start:end]`, trimmed, in order; blank text gives an empty list."""
    stop = len(text) if end is None else end
    spans: list[Span] = []
    begin = start
    for match in _END.finditer(text, start, stop):
        cut = match.end()
        if match.group().strip() and not _ends_sentence(text, begin, match, stop):
            continue
        _append_trimmed(spans, text, begin, cut)
        begin = cut
    _append_trimmed(spans, text, begin, stop)
    return spans


def split_clauses(text: str, span: Span) -> list[Span]:
    """Cut a sentence of several labelled clauses ("AWS: … Azure: …") at its labels.

    Fewer than two labels leave the span whole; a span above `MAX_UNIT_WORDS` is cut at semicolons, commas
    or, failing these, between words.
    """
    labels = [m.start(1) for m in _LABEL.finditer(text, span.start, span.end)]
    pieces = [span]
    if len(labels) >= 2:
        borders = [*([span.start] if labels[0] > span.start else []), *labels, span.end]
        pieces = []
        for left, right in zip(borders, borders[1:], strict=False):
            _append_trimmed(pieces, text, left, right)
    return [short for piece in pieces for short in _shorten(text, piece)]


def _ends_sentence(text: str, begin: int, match: re.Match[str], stop: int) -> bool:
    rest = text[match.end() : stop].lstrip()
    if not rest or not match.group().startswith("."):
        return True
    following = rest[0]
    if following.islower():
        return False
    before = text[begin : match.start()]
    word = re.search(r"([\w.]+)$", before)
    if word is None:
        return True
    token = word.group(1).lower().strip(".")
    if token == "ms" and re.search(r"\d\s*$", before[: word.start()]):
        return True
    if token in _ABBREVIATIONS or (len(token) == 1 and token.isalpha()):
        return False
    at_line_start = not before[: word.start()].strip()
    return not (token.isdigit() and at_line_start)


def _append_trimmed(spans: list[Span], text: str, left: int, right: int) -> None:
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    if right > left:
        spans.append(Span(left, right))


def _shorten(text: str, span: Span) -> list[Span]:
    words = list(re.finditer(r"\S+", text[span.start : span.end]))
    if len(words) <= MAX_UNIT_WORDS:
        return [span]
    middle = len(words) // 2
    order = sorted(range(10, len(words) - 10), key=lambda i: abs(i - middle))
    cut = next((i for i in order if words[i].group()[-1] in ";:"), None)
    cut = cut if cut is not None else next((i for i in order if words[i].group()[-1] == ","), middle)
    border = span.start + words[cut].end()
    left: list[Span] = []
    _append_trimmed(left, text, span.start, border)
    right: list[Span] = []
    _append_trimmed(right, text, border, span.end)
    return [piece for half in (*left, *right) for piece in _shorten(text, half)]
