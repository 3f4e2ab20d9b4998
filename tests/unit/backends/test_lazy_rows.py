"""Rows that are read when they are asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.backends.lazy_rows import LazyRows

TEXTS = ["plain", "two\nlines", "", "Zürich 東京", "last"]


class Made:
    """Makes rows and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, row: dict[str, Any]) -> str:
        self.count += 1
        return str(row["text"])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of five rows."""
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in TEXTS), encoding="utf-8")
    return path


def test_rows_come_back_by_place_from_either_end_and_as_slices(path: Path) -> None:
    rows = LazyRows(path, Made())

    assert len(rows) == 5
    assert [rows[i] for i in range(5)] == list(rows) == rows[:] == TEXTS
    assert (rows[-1], rows[1:3]) == ("last", ["two\nlines", ""])


@pytest.mark.parametrize("place", [5, -6])
def test_there_is_no_row_behind_the_last(path: Path, place: int) -> None:
    with pytest.raises(IndexError, match=f"row {place} of 5"):
        _ = LazyRows(path, Made())[place]


def test_opening_reads_no_row_and_a_row_is_made_once(path: Path) -> None:
    made = Made()
    rows = LazyRows(path, made)
    before = made.count

    assert rows[3] is rows[3]
    assert (before, made.count) == (0, 1)


def test_a_walk_over_all_rows_is_not_remembered(path: Path) -> None:
    made = Made()
    rows = LazyRows(path, made)

    assert list(rows) == list(rows)
    assert made.count == 10


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").touch()

    assert list(LazyRows(tmp_path / "rows.jsonl", Made())) == []
    assert len(LazyRows(tmp_path / "rows.jsonl", Made())) == 0
