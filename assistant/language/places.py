"""Places in texts."""

from __future__ import annotations

import re
from collections.abc import Iterable


def names_place(text: str, names: Iterable[str]) -> bool:
    """True when a text in lower case names the place by one of its names, and not what lies outside it."""
    return any(re.search(rf"(?<!outside )(?<!\w){re.escape(name)}(?!\w)", text) for name in names)
