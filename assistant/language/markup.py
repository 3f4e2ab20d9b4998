"""Readable text out of raw corpus text: Markdown emphasis, links, code marks, HTML tags and source tags removed."""

from __future__ import annotations

import html
import re

SOURCE_TAG = re.compile(r"\[\^([A-Za-z][\w-]*)\]")
"""A statement's source, `[^S12]`, written after its final stop."""
_FOOTNOTE = re.compile(r"\s*\[\^[\w-]+\](?=[.,;:!?])|\[\^[\w-]+\]")
_QUOTE_MARK = re.compile(r"(?<=[\r\n])[ \t]*(?:>[ \t]?)+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u2060\ufeff]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^>\s]+)>")
_STRONG = re.compile(r"(?<!\w)(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]+?)(?<=\S)\1(?![\w*])")
_STRAY = re.compile(r"^\s*(?:\*\*|__)(?=\S)|(?<=\S)(?:\*\*|__)\s*$")
_INLINE_TAGS = "a|abbr|b|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|var"
BLOCK_TAGS = (
    "address|article|aside|blockquote|body|br|caption|center|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|head|"
    "header|hr|html|iframe|img|li|link|main|meta|nav|ol|option|p|picture|pre|script|section|select|source|style|summary|svg|"
    "table|tbody|td|tfoot|th|thead|title|tr|ul|video"
)
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BLOCK_TAG = re.compile(rf"</?(?:{BLOCK_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_SPECIAL = "\\`*_[]<>&!|"
_PROTECT = {ord(mark): 0xE000 + ord(mark) for mark in _SPECIAL}
_RESTORE = {0xE000 + ord(mark): mark for mark in _SPECIAL}


def readable(raw: str) -> str:
    """`raw` without mark-up, footnote marks and source tags, entities decoded, white space collapsed.

    What stands in code marks or behind a backslash is text and stays as written.
    """
    text = raw.replace("\\|", "|")
    text = _CODE.sub(lambda match: match.group(2).translate(_PROTECT), text)
    text = _ESCAPE.sub(lambda match: match.group(1).translate(_PROTECT), text)
    text = _QUOTE_MARK.sub("", _FOOTNOTE.sub("", _INVISIBLE.sub("", text)))
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _BLOCK_TAG.sub(" ", _INLINE_TAG.sub("", _COMMENT.sub(" ", text)))
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(r"\2", text)
    text = _STRAY.sub("", text)
    text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    return _SPACE.sub(" ", text.translate(_RESTORE)).strip()


def source_ids(raw: str) -> tuple[str, ...]:
    """Ids of the source tags of a text, in order, each once."""
    return tuple(dict.fromkeys(SOURCE_TAG.findall(raw)))
