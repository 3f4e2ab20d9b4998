"""Sets of others as documents and questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain.errors import UsageError
from assistant.evaluation.outside import OutsideDocument, OutsideQuestion, OutsideSet, file_names, sample, write_documents


def test_ids_become_distinct_file_names() -> None:
    names = file_names(["a/b", "a:b", "A_b", "x" * 300, "plain-1"])

    assert names == {"a/b": "a_b", "a:b": "a_b-2", "A_b": "A_b-3", "x" * 300: "x" * 100, "plain-1": "plain-1"}


def test_a_sample_is_the_same_every_time_and_in_order() -> None:
    questions = tuple(OutsideQuestion(str(number), "?") for number in range(100))
    outside = OutsideSet("set", (), questions)

    taken = [int(question.id) for question in sample(outside, 10).questions]

    assert taken == sorted(taken)
    assert taken == [int(question.id) for question in sample(outside, 10).questions]
    assert len(taken) == 10
    assert sample(outside, 100) is outside


def test_documents_are_written_once_and_what_is_gone_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "set" / "documents"
    first, second = OutsideDocument("d1", 'A "title"', "Text."), OutsideDocument("d2", "", "More.")
    write_documents([first, second], folder)
    written = (folder / "d1.md").stat().st_mtime_ns

    write_documents([first], folder)

    assert [path.name for path in folder.iterdir()] == ["d1.md"]
    assert (folder / "d1.md").read_text(encoding="utf-8") == '---\ntitle: "A \\"title\\""\n---\n\nText.\n'
    assert (folder / "d1.md").stat().st_mtime_ns == written


def test_a_document_without_a_title_is_called_by_its_id(tmp_path: Path) -> None:
    write_documents([OutsideDocument("d2", "", "More.")], tmp_path)

    assert (tmp_path / "d2.md").read_text(encoding="utf-8") == '---\ntitle: "d2"\n---\n\nMore.\n'


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(UsageError, match="file/documents cannot be written"):
        write_documents([], tmp_path / "file" / "documents")
