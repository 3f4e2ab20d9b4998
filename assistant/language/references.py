"""References to numbered parts: "Article 12", "Annex III", "requirement 8". One is never as good as another."""

from __future__ import annotations

import re
from functools import lru_cache

_REFERENCE = re.compile(
    r"\b(article|art|annex|section|chapter|clause|requirement|recital|title|part|step|phase|level|tier|type|schedule|appendix)"
    r"s?\.?\s+(\d+[a-z]?|[IVX]+)\b",
    re.IGNORECASE,
)
_SAME = {"art": "article"}


@lru_cache(maxsize=32_768)
def references(text: str) -> frozenset[tuple[str, str]]:
    """The numbered parts that a text names, as (word, number) in lower case."""
    found = ((m.group(1).lower(), m.group(2).lower()) for m in _REFERENCE.finditer(text))
    return frozenset((_SAME.get(word, word), number) for word, number in found)
