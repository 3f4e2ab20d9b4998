"""Tokens are counted without a network, and never too few."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from assistant.backends.tiktoken_counter import TiktokenCounter, is_cached

FILE = "fb374d419588a4632f3f557e76b4b70aebbca790"
"""What tiktoken calls the cached o200k_base."""


@pytest.mark.parametrize("text", ["", "a", "two words", "  spaces \n\t", "naïve – 🙂", "x" * 5_000, "<|endoftext|>"])
def test_the_stand_in_counts_every_byte(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR", raising=False)

    assert TiktokenCounter().count(text) == len(text.encode())


def test_the_stand_in_is_used_where_the_cache_folder_holds_no_encoding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "unrelated").write_text("not an encoding", encoding="utf-8")
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))

    assert TiktokenCounter().count("four") == 4


def test_a_damaged_cached_encoding_is_neither_used_nor_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / FILE).write_text("damaged", encoding="utf-8")
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))

    assert TiktokenCounter().count("four") == 4
    assert (tmp_path / FILE).read_text(encoding="utf-8") == "damaged"


def test_an_encoding_counts_as_cached_by_its_name_and_its_digest(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"ranks")
    digest = hashlib.sha256(b"ranks").hexdigest()

    assert is_cached(tmp_path, digest)
    assert not is_cached(tmp_path, "0" * 64)
    assert not is_cached(tmp_path / "nowhere", digest)
