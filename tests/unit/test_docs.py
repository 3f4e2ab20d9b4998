"""The documents for readers are finished."""

from __future__ import annotations

import re
from pathlib import Path

README = Path(__file__).resolve().parents[2] / "README.md"


def test_the_readme_holds_no_placeholder() -> None:
    assert re.findall(r"@[A-Z][A-Z_]*@", README.read_text(encoding="utf-8")) == []
