"""Text of documents and answers made safe and readable for Streamlit.

Streamlit's Markdown turns `$` into formulas, `:name:` into icons, `:red[…]` into colours, and fetches remote
images even where HTML is off, which would tell a stranger who reads what. So an answer's Markdown is taken
apart and put together again: emphasis, lists, headings and tables pass; code, links and markers become HTML
that is built here; images, unsafe links and any other mark-up become plain text. Nothing here knows what an
answer means.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from assistant.language.markup import readable

Marker = Callable[[int], str | None]
"""The HTML of citation marker `n`, None where no such citation exists."""

_TOKEN = re.compile(
    r"(?P<fence>`+)(?P<code>(?:(?!(?P=fence)).)+?)(?P=fence)"
    r"|!\[(?P<image>[^\]\n]*)\]\([^)\n]*\)"
    r"|\[(?P<text>[^\[\]\n]+)\]\((?P<url>(?:[^()\s]|\([^()\s]*\))+)(?:\s+\"[^\"\n]*\")?\)"
    r"|[ \t]*\[(?P<numbers>\d{1,3}(?:\s*,\s*\d{1,3})*)\]"
    r"|(?P<special>[<>&$~\[\]`\\])"
    r"|(?P<name>:(?=[a-z0-9_+\-/]+[:\[]|material/|streamlit:))",
    re.DOTALL,
)
_LAST_WORD = re.compile(r"((?:&#\d+;|[A-Za-z0-9.,:!?%)'’-])+)\u2060((?:<button[^>]*>\d+</button>)+)")
"""The end of a sentence with its markers, which are kept on one line."""
_LABEL_SPECIAL = re.compile(r"([\\`*_\[\]<>$~#|!(){}+\-.])")
_NAME = re.compile(r":(?=\w)")
_WORD_JOINER = "\u2060"
"""Invisible; between a colon and a name it keeps Streamlit from reading an icon or a colour."""
_SEPARATOR_ROW = re.compile(r"^\s*\|?\s*:?-{2,}.*$")
_LINE_MARK = re.compile(r"^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+|\d+[.)]\s+)")


def safe_markdown(text: str, marker: Marker = lambda _: None) -> str:
    """`text` for `st.markdown(…, unsafe_allow_html=True)`; the only tags in it are those made here.

    A `>` that opens a line stays a block quote. Markers without a citation stay as text.
    """

    def replace(match: re.Match[str]) -> str:
        if match["code"] is not None:
            return f"<code>{_inert(match['code'])}</code>"
        if match["image"] is not None:
            return _inert(match["image"])
        if match["text"] is not None:
            return _link(match["text"], match["url"])
        if match["numbers"] is not None:
            return _markers(match["numbers"], marker) or _inert(match[0])
        if match["name"] is not None:
            return ":" + _WORD_JOINER
        if match["special"] == ">" and not match.string[: match.start()].rpartition("\n")[2].strip():
            return ">"
        return f"&#{ord(match['special'])};"

    return _LAST_WORD.sub(r'<span class="aw-keep">\1\2</span>', _TOKEN.sub(replace, text))


def safe_label(text: str) -> str:
    """`text` as it stands for the label of a button, an expander or a dialog: no character of it is mark-up."""
    one_line = " ".join(text.split())
    return _NAME.sub(":" + _WORD_JOINER, _LABEL_SPECIAL.sub(r"\\\1", one_line))


def safe_html(text: str) -> str:
    """`text` as it stands inside an HTML element or a quoted attribute."""
    return html.escape(text, quote=True)


def safe_url(url: str | None) -> str | None:
    """`url` where following it is what a reader expects of a link, else None."""
    return url if url and re.match(r"https?://[^\s<>\"']+\Z", url, re.IGNORECASE) else None


def readable_quote(quote: str) -> str:
    """A quote for reading: no emphasis marks, list dashes or source tags, a table's cells apart by dots."""
    lines = [line for line in quote.splitlines() if not _SEPARATOR_ROW.match(line)]
    return readable(" ".join(_readable_line(line) for line in lines))


def _readable_line(line: str) -> str:
    line = _LINE_MARK.sub("", line.strip())
    if line.startswith("|") or line.count(" | ") >= 1:
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)]
        return " · ".join(cell for cell in cells if cell)
    return line


def _markers(numbers: str, marker: Marker) -> str:
    """All of `[1, 2]`, or nothing where one is missing: half a marker would hide that."""
    made = [marker(int(number)) for number in numbers.split(",")]
    if any(each is None for each in made):
        return ""
    return _WORD_JOINER + "".join(each for each in made if each is not None)


def _link(text: str, url: str) -> str:
    target = safe_url(url)
    if target is None:
        return _inert(text)
    return f'<a href="{_inert(target)}" target="_blank" rel="noopener noreferrer nofollow">{_inert(text)}</a>'


def _inert(text: str) -> str:
    """Every character that either parser could act on, as a character reference."""
    return re.sub(r"[^\w\s,;/.?=%\-]", lambda match: f"&#{ord(match[0])};", text)
