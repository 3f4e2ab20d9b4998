"""Split text into sentences with exact offsets.

Rules, not a model: the splitter must give the same spans on every machine and cost nothing. It knows
decimals, initials, common abbreviations, closing quotes and brackets, and lists of labelled clauses
inside one sentence. It does not know languages other than English.
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.domain.passages import Span

ABBREVIATIONS = frozenset({"e.g", "i.e", "incl", "excl", "vs", "cf", "mr", "mrs", "ms", "dr", "prof", "sr", "st", "dept"})
"""A stop behind these never ends a sentence."""
_BEFORE_NUMBER = frozenset(
    {"no", "nos", "art", "arts", "sec", "fig", "figs", "approx", "ca", "est", "vol", "pp", "p", "ed", "rev", "ch", "par"}
    | {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "v"}
)
"""Abbreviations in front of a number ("Art. 5"), ordinary words elsewhere ("state of the art.")."""
_EITHER = frozenset({"u.s", "u.k", "e.u", "u.s.a", "a.m", "p.m", "al", "inc", "ltd", "co", "corp", "jr"})
"""These and single letters end a sentence only in front of a word that commonly begins one ("in the U.S. The …")."""
_STARTERS = frozenset(
    """the a an this that these those it its he she they we you i in on at by for from with if when while as after before
    since and but or so yet however there here what which who how why some many most all each no not our
    their""".split()  # noqa: SIM905 # fifty quotation marks would hide the words
)
_END = re.compile(r"[.!?…]+[\"'”’)\]*_]*(?=\s|$)|\r?\n[^\S\r\n]*\r?\n|\r[^\S\r\n]*\r")
_LAST_TOKEN = re.compile(r"[\w.]+$")
_NEXT = re.compile(r"\S")
_NEXT_WORD = re.compile(r"[\"'“‘(\[*_]*(\w+)(?!\w|(?<=\b\w)\.)")
"""The next word; none where it is an initial ("J. A. Miller")."""
_LABEL = re.compile(r"(?<![^\s])([A-Z][\w&/.+’'-]*(?:[ \t][A-Za-z][\w&/.+’'-]*){0,3}):(?=\s)")
_LOOK_BACK = 40
_BOLD_LABEL_WORDS = 6
"""A bold opening up to this long ("**Cost.** It saves …") stays with the sentence that it labels."""
_MOST_ASKED_WORDS = 25
MAX_UNIT_WORDS = 90
"""A unit longer than this is cut at clause borders, so that it stays inside the encoder's 256 tokens with its heading."""
MAX_UNIT_CHARACTERS = 1_200
"""The same for text without spaces: an address, a key, a script that writes none."""


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the sentences of `text[start:end]`, trimmed, in order; blank text gives an empty list."""
    stop = len(text) if end is None else end
    spans: list[Span] = []
    begin = start
    for match in _END.finditer(text, start, stop):
        if match.group().strip() and not _ends_sentence(text, begin, match, stop):
            continue
        _append_trimmed(spans, text, begin, match.end())
        begin = match.end()
    _append_trimmed(spans, text, begin, stop)
    return spans


def asks(sentence: str) -> bool:
    """True for a question and nothing else; a claim that ends in one ("The point is: does it pay?") states something."""
    shown = sentence.strip().rstrip("\"'”’)_*")
    return shown.endswith("?") and ": " not in shown.removeprefix("Q: ") and len(shown.split()) <= _MOST_ASKED_WORDS


def split_clauses(text: str, span: Span) -> list[Span]:
    """Cut a sentence of several labelled clauses ("AWS: … Azure: …") at its labels.

    Fewer than two labels leave the span whole; a span above `MAX_UNIT_WORDS` is cut at semicolons, commas
    or, failing these, between words.
    """
    labels = [m.start(1) for m in _LABEL.finditer(text, span.start, span.end) if _opens_clause(text, span.start, m.start(1))]
    pieces = [span]
    if len(labels) >= 2:
        borders = [*([span.start] if labels[0] > span.start else []), *labels, span.end]
        pieces = []
        for left, right in pairwise(borders):
            _append_trimmed(pieces, text, left, right)
    return [short for piece in pieces for short in _shorten(text, piece)]


def _ends_sentence(text: str, begin: int, match: re.Match[str], stop: int) -> bool:
    mark = match.group()
    following = _NEXT.search(text, match.end(), stop)
    if following is None:
        return True
    opening = text[begin : match.start()].split(maxsplit=_BOLD_LABEL_WORDS)
    if mark[-1] in "*_" and 0 < len(opening) <= _BOLD_LABEL_WORDS and opening[0][0] in "*_":
        return False
    if following.group().islower() and (mark[0] not in "!?" or len(mark) > 1):
        return False
    if not mark.startswith("."):
        return True
    found = _LAST_TOKEN.search(text[max(begin, match.start() - _LOOK_BACK) : match.start()])
    if found is None:
        return True
    token = found.group().lower().strip(".")
    if token.isdigit() and not text[begin : match.start() - len(found.group())].strip():
        return False
    return _stop_ends(token, text, following.start(), stop)


def _stop_ends(token: str, text: str, place: int, stop: int) -> bool:
    """Whether the stop behind `token` ends a sentence when the next word stands at `place`."""
    if token in ABBREVIATIONS:
        return False
    if token in _BEFORE_NUMBER and text[place].isdigit():
        return False
    if token in _EITHER or (len(token) == 1 and token.isalpha()):
        word = _NEXT_WORD.match(text, place, stop)
        return word is not None and word.group(1).lower() in _STARTERS
    return True


def _opens_clause(text: str, start: int, place: int) -> bool:
    before = text[max(start, place - 2) : place]
    return place == start or before.rstrip()[-1:] in {".", ";", ",", ":"} or before[-1:] in {"\n", "\r"}


def _append_trimmed(spans: list[Span], text: str, left: int, right: int) -> None:
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    if right > left:
        spans.append(Span(left, right))


def _shorten(text: str, span: Span) -> list[Span]:
    """The span in pieces of at most `MAX_UNIT_WORDS` words and `MAX_UNIT_CHARACTERS` characters."""
    words = list(re.finditer(r"\S+", text[span.start : span.end]))
    if len(words) <= MAX_UNIT_WORDS and span.end - span.start <= MAX_UNIT_CHARACTERS:
        return [span]
    if len(words) < 2:
        border = (span.start + span.end) // 2
    else:
        middle = (len(words) - 1) // 2
        order = sorted(range(10, len(words) - 10), key=lambda i: abs(i - middle))
        cut = next((i for i in order if words[i].group()[-1] in ";:"), None)
        cut = cut if cut is not None else next((i for i in order if words[i].group()[-1] == ","), middle)
        border = span.start + words[cut].end()
    halves: list[Span] = []
    _append_trimmed(halves, text, span.start, border)
    _append_trimmed(halves, text, border, span.end)
    return [piece for half in halves for piece in _shorten(text, half)]
