"""SQuAD 2.0 files; an element of another form is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.errors import UsageError
from assistant.evaluation.outside import OutsideDocument, OutsideQuestion, OutsideSet
from assistant.evaluation.squad import read_squad

ANSWERED = {
    "id": "a",
    "question": "What is Redis?",
    "answers": [{"text": "a cache"}, {"text": "a cache"}],
    "is_impossible": False,
}
IMPOSSIBLE = {"id": "b", "question": "Who made it?", "answers": [], "is_impossible": True}


def squad(*paragraphs: Any) -> dict[str, Any]:
    """A file of one article."""
    return {"version": "v2.0", "data": [{"title": "In-memory_stores", "paragraphs": list(paragraphs)}]}


def write(folder: Path, data: object) -> Path:
    """The file of a set."""
    (folder / "dev.json").write_text(json.dumps(data), encoding="utf-8")
    return folder / "dev.json"


def test_paragraphs_become_documents_and_the_same_paragraph_one(tmp_path: Path) -> None:
    data = squad(
        {"context": "Redis is a cache.", "qas": [ANSWERED]},
        {"context": "Valkey is one too.", "qas": [IMPOSSIBLE]},
        {"context": "Redis is a cache.", "qas": [{**ANSWERED, "id": "c"}]},
    )

    assert read_squad(write(tmp_path, data)) == OutsideSet(
        "dev",
        (
            OutsideDocument("p0000", "In-memory stores", "Redis is a cache."),
            OutsideDocument("p0001", "In-memory stores", "Valkey is one too."),
        ),
        (
            OutsideQuestion("a", "What is Redis?", grades=(("p0000", 1),), answers=("a cache",)),
            OutsideQuestion("b", "Who made it?", unanswerable=True),
            OutsideQuestion("c", "What is Redis?", grades=(("p0000", 1),), answers=("a cache",)),
        ),
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], r"dev\.json: not a SQuAD file"),
        ({}, r"dev\.json: data is not a list"),
        ({"data": [3]}, r"dev\.json: data\[0\] is not an object"),
        (squad({"qas": []}), r"data\[0\]\.paragraphs\[0\]\.context is not a text"),
        (squad({"context": "c", "qas": [{"id": "a"}]}), r"data\[0\]\.paragraphs\[0\]\.qas\[0\]\.answers is not a list"),
        (squad({"context": "c", "qas": [{"id": "a", "answers": []}]}), r"qas\[0\]\.question is not a text"),
        (squad({"context": "c", "qas": []}), r"dev\.json holds no questions"),
    ],
)
def test_an_element_of_another_form_is_named(tmp_path: Path, data: object, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_squad(write(tmp_path, data))


def test_what_is_no_json_is_named_by_line(tmp_path: Path) -> None:
    (tmp_path / "dev.json").write_text('{"data":\n[}', encoding="utf-8")

    with pytest.raises(UsageError, match=r"dev\.json:2: not JSON"):
        read_squad(tmp_path / "dev.json")
    with pytest.raises(UsageError, match=r"nowhere\.json cannot be read"):
        read_squad(tmp_path / "nowhere.json")
