"""docs/corpus.md explains every kind of finding, and only those."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.upkeep.findings import Kind

GUIDE = Path(__file__).parents[4] / "docs" / "corpus.md"


def test_the_guide_explains_each_kind_of_finding_once() -> None:
    table = GUIDE.read_text(encoding="utf-8").split("| kind | meaning | fix |")[1].split("\n\n")[0]

    assert re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE) == [kind.value for kind in Kind]


def test_the_guide_stays_within_two_pages() -> None:
    assert len(GUIDE.read_text(encoding="utf-8").split()) < 1500
