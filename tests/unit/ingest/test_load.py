"""Which files are read, which are refused and why, and what a head of YAML may say."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from assistant.domain.errors import CorpusError, UsageError
from ingest.load import CorpusFile, front_matter, read_corpus

HEAD = "---\ntitle: T\nkind: role\nentities: [A, B]\nas_of: 2026-11-20\nreview_by: 2027-05-20\nsources: [S1]\n---\n\nText.\n"


def file(text: str) -> CorpusFile:
    return CorpusFile("a", "corpus/a.md", ".md", text)


def ids(folder: Path) -> list[str]:
    return [found.id for found in read_corpus([folder])[0]]


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("latin.txt", "one\ncaf\u00e9".encode("latin-1"), "line 2: byte 0xe9 is not UTF-8; save the file as UTF-8"),
        ("utf16.txt", "text".encode("utf-16"), "not UTF-8 text (binary, or UTF-16); save it as UTF-8"),
        ("late.md", b"text " * 5_000 + b"\x00", "not UTF-8 text (binary, or UTF-16); save it as UTF-8"),
        ("empty.md", b"", "is empty"),
        ("blank.md", b" \r\n\t\n", "is empty"),
        ("mark.md", b"\xef\xbb\xbf", "is empty"),
        ("page.pdf", b"text", "files of type .pdf are not read; allowed: .markdown, .md, .text, .txt, .yaml, .yml"),
        ("LICENSE", b"text", "files of type without a suffix are not read; allowed: .markdown, .md, .text, .txt, .yaml, .yml"),
        (
            "mkdocs.yml",
            b"nav: x",
            "YAML is read in folders `facts` and `questions` and under the names facts, glossary, sources; move or rename it",
        ),
    ],
)
def test_an_unreadable_file_is_refused_with_its_reason_and_the_rest_is_read(
    tmp_path: Path, name: str, raw: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(raw)
    (tmp_path / "good.txt").write_text("A good text.")

    files, rejected = read_corpus([tmp_path])

    assert [(Path(r.shown).name, r.reason) for r in rejected] == [(name, reason)]
    assert [found.id for found in files] == ["good"]


def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")

    assert [r.reason for r in read_corpus([tmp_path])[1]] == [
        "cannot be read: No such file or directory; check its permissions"
    ]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")

    assert [r.reason for r in read_corpus([tmp_path])[1]] == ["is no regular file"]


def test_a_link_to_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "link").symlink_to(tmp_path, target_is_directory=True)

    assert [r.reason for r in read_corpus([tmp_path / "corpus"])[1]] == [
        "a link to a folder is not followed; give the folder itself"
    ]


def test_a_folder_named_like_a_document_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "odd.md").mkdir()
    (tmp_path / "odd.md" / "inner.md").write_text("Text.")

    assert ids(tmp_path) == ["odd.md/inner"]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.md").write_text("Text.")
    (tmp_path / ".b.md").write_text("Text.")

    assert read_corpus([tmp_path]) == ([], [])


def test_documents_come_sorted_by_id(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "C.MD"):
        (tmp_path / name).write_text("Text.")

    assert ids(tmp_path) == ["C", "a", "b"]


def test_two_files_with_one_id_are_not_both_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("One.")
    (tmp_path / "a.txt").write_text("Two.")

    files, rejected = read_corpus([tmp_path])

    assert [found.text for found in files] == ["One."]
    assert [r.reason.split(";")[1] for r in rejected] == [" rename one"]


def test_a_file_that_two_paths_lead_to_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "roles").mkdir()
    (tmp_path / "roles" / "a.md").write_text("Text.")

    files, rejected = read_corpus([tmp_path, tmp_path / "roles"])

    assert ([found.id for found in files], rejected) == (["roles/a"], [])


def test_a_path_that_does_not_exist_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere: no such file or folder\. Give a folder of \.md and \.txt files\."):
        read_corpus([tmp_path / "nowhere"])


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf# Title\n")

    assert read_corpus([tmp_path])[0][0].text == "# Title\n"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_head_is_read_whatever_ends_its_lines(line_end: str) -> None:
    text = HEAD.replace("\n", line_end)
    head = front_matter(file(text))

    assert (head.title, head.kind, head.entities, head.sources) == ("T", "role", ("A", "B"), ("S1",))
    assert (head.as_of, head.review_by) == (date(2026, 11, 20), date(2027, 5, 20))
    assert text[head.body_start :].strip() == "Text."


def test_a_document_without_a_head_is_all_body() -> None:
    assert front_matter(file("Text.\n\n---\n\nMore.")).body_start == 0


@pytest.mark.parametrize(
    ("head", "line", "detail"),
    [
        ("---\ntitle: T\n", 1, "the front matter is not closed"),
        ("---\ntitle: T\nkind: [a\n---\n", 3, "the front matter is not valid YAML"),
        ("---\n- a\n---\n", 2, "the front matter must be `key: value` lines"),
        ("---\ntitle: T\nas_of: soon\n---\n", 3, "`as_of: soon` is not a date; write it as 2026-11-20"),
        (
            "---\ntitle: T\nas_of: 2026-11-20\nreview_by: 2026-13-01\n---\n",
            4,
            "the front matter holds a date that does not exist",
        ),
        ("---\ntitle: T\nkind: k\nentities: A\n---\n", 4, "`entities` must be a list"),
    ],
)
def test_a_broken_head_names_file_and_line(head: str, line: int, detail: str) -> None:
    with pytest.raises(CorpusError, match=r"corpus/a\.md:") as caught:
        front_matter(file(head))

    assert (caught.value.path, caught.value.line) == ("corpus/a.md", line)
    assert caught.value.detail.startswith(detail)
