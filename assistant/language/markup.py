"""Readable text out of raw corpus text: Markdown emphasis, links, code marks and source tags removed."""

from __future__ import annotations

import re

SOURCE_TAG = re.compile(r"\[\^([A-Za-z][\w-]*)\]")
"""A statement's source, `[^S12]`, written after its final stop."""
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^>\s]+)>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]+?)(?<=\S)\1(?![\w*])")
_CODE = re.compile(r"`+([^`]+)`+")
_SPACE = re.compile(r"\s+")


def readable(raw: str) -> str:
    """`raw` without mark-up and source tags, white space collapsed."""
    text = SOURCE_TAG.sub("", raw)
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _CODE.sub(r"\1", text)
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(r"\2", text)
    return _SPACE.sub(" ", text.replace("\\|", "|")).strip()


def source_ids(raw: str) -> tuple[str, ...]:
    """Ids of the source tags of a text, in order, each once."""
    return tuple(dict.fromkeys(SOURCE_TAG.findall(raw)))
