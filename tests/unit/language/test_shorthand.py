"""What is typed in haste is written out; names and whole words stay."""

from __future__ import annotations

import pytest

from assistant.language.shorthand import written_out


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("do we hav to tel ppl its an ai", "do we have to tell people its an ai"),
        ("whats the diff, and u r sure?", "what is the difference, and you are sure?"),
        ("data engineer 6y, wanna b architect", "data engineer 6 years, want to be architect"),
        ("exam code + how many minutes", "exam code and how many minutes"),
        ("cv tool -> audit?", "cv tool: audit?"),
        ("how lnog and how mcuh", "how long and how much"),
        ("which certs, wtf is a cert", "which certificates, what is a certificate"),
        ("he said 'PTU'. what is it good for", "he said 'PTU'. What is it good for"),
        ("AGAIN. what now then", "AGAIN. What now then"),
        ("w/o a degree", "without a degree"),
        ("does the ai act demand it y/n", "does the ai act demand it"),
        ("is a degree needed, yes or no??", "is a degree needed??"),
        ("we have one model only. can one person do it?", "we have one model only. Can one person do it?"),
    ],
)
def test_clipped_words_and_signs_are_written_out(typed: str, written: str) -> None:
    assert written_out(typed) == written


@pytest.mark.parametrize(
    "text",
    [
        "Python or R?",
        "learn python or r?",
        "AT&T and R & D",
        "C++ + Rust",
        "n8n or n.a.",
        "BC is a province",
        "yes or no",
        "approx. ten",
        "e.g. one",
    ],
)
def test_names_and_whole_words_stay(text: str) -> None:
    assert written_out(text) == text
