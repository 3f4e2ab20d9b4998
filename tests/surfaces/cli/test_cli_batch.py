"""`archway ask --batch`: a file of questions in, a file of answers out, whatever single lines hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import Result

from tests.small_index import QUESTION, UNANSWERABLE
from tests.surfaces.cli.conftest import Run


def ask_lines(run: Run, folder: Path, lines: bytes, *options: str) -> tuple[Result, list[dict[str, Any]]]:
    """Run a batch over `lines`; the result and the output's lines."""
    (folder / "in.jsonl").write_bytes(lines)
    result = run("ask", "--batch", "in.jsonl", "--output", "out.jsonl", *options)
    output = folder / "out.jsonl"
    text = output.read_text(encoding="utf-8") if output.exists() else ""
    return result, [json.loads(line) for line in text.split("\n") if line]


def question_line(identity: object, question: str, **more: object) -> bytes:
    """One input line."""
    return json.dumps({"id": identity, "question": question, **more}, ensure_ascii=False).encode() + b"\n"


def test_answers_come_in_input_order_with_their_ids(run: Run, folder: Path) -> None:
    lines = b"".join(question_line(i, q) for i, q in (("b", QUESTION), ("a", UNANSWERABLE), ("c", QUESTION)))

    result, answers = ask_lines(run, folder, lines)

    assert result.exit_code == 0
    assert [(answer["id"], answer["status"]) for answer in answers] == [
        ("b", "answered"),
        ("a", "abstained"),
        ("c", "answered"),
    ]


def test_an_id_keeps_its_type(run: Run, folder: Path) -> None:
    _, answers = ask_lines(run, folder, question_line(7, QUESTION))

    assert answers[0]["id"] == 7


def test_a_bad_line_gives_one_error_line_and_the_rest_is_answered(run: Run, folder: Path) -> None:
    lines = question_line("a", QUESTION) + b"{not json\n" + question_line("c", "") + question_line("d", QUESTION)

    result, answers = ask_lines(run, folder, lines)

    assert [answer["id"] for answer in answers] == ["a", None, "c", "d"]
    assert [answer.get("error", "")[:8] for answer in answers] == ["", "line 2: ", "line 3: ", ""]
    assert result.stderr.endswith("archway: 2 of 4 lines could not be answered; see the error lines.\n")


def test_every_kind_of_bad_line_is_told_by_its_own_number(run: Run, folder: Path) -> None:
    bad = [
        b"[1]",
        b'{"question": 3}',
        b"\xff\xfe",
        b'{"question": "x", "history": "y"}',
        b'{"question": "What is \\ud800?"}',
        b'{"question": "x", "history": [{"role": "system", "content": "y"}]}',
        b"[" * 100_000,
    ]

    _, answers = ask_lines(run, folder, b"\n\n" + b"\n".join(bad))

    assert [answer["error"].split(":")[0] for answer in answers] == [f"line {n}" for n in range(3, 10)]


def test_a_line_separator_inside_a_question_does_not_cut_its_line(run: Run, folder: Path) -> None:
    _, answers = ask_lines(run, folder, question_line("a", "What is\u2028a feature store?"))

    assert [answer["status"] for answer in answers] == ["answered"]


def test_a_byte_order_mark_and_windows_line_ends_are_read_past(run: Run, folder: Path) -> None:
    lines = b"\xef\xbb\xbf" + question_line("a", QUESTION).replace(b"\n", b"\r\n")

    _, answers = ask_lines(run, folder, lines)

    assert [(answer["id"], answer["status"]) for answer in answers] == [("a", "answered")]


def test_a_line_carries_its_own_history(run: Run, folder: Path) -> None:
    turns = [{"role": "user", "content": QUESTION}, {"role": "assistant", "content": "It keeps features."}]

    _, answers = ask_lines(run, folder, question_line("a", "When does it pay off?", history=turns))

    assert "pays off when at least three models share features" in answers[0]["answer"]


def test_progress_stands_on_stderr_and_nothing_on_stdout(run: Run, folder: Path) -> None:
    result, _ = ask_lines(run, folder, question_line("a", QUESTION))

    assert result.stdout == ""
    assert "Answering" in result.stderr


def test_an_unknown_filter_key_stops_the_batch_before_it_starts(run: Run, folder: Path) -> None:
    result, answers = ask_lines(run, folder, question_line("a", QUESTION), "--filter", "colour=red")

    assert (result.exit_code, answers) == (2, [])


def test_an_empty_file_gives_an_empty_file(run: Run, folder: Path) -> None:
    result, answers = ask_lines(run, folder, b"")

    assert (result.exit_code, answers, (folder / "out.jsonl").read_bytes()) == (0, [], b"")


def test_an_unreadable_batch_file_is_a_usage_error(run: Run) -> None:
    result = run("ask", "--batch", "nowhere.jsonl", "--output", "out.jsonl")

    assert (result.exit_code, result.stderr) == (2, "archway: nowhere.jsonl cannot be read: No such file or directory\n")


def test_an_output_that_cannot_be_written_is_a_usage_error(run: Run, folder: Path) -> None:
    (folder / "in.jsonl").write_bytes(question_line("a", QUESTION))

    result = run("ask", "--batch", "in.jsonl", "--output", "nowhere/out.jsonl")

    assert result.exit_code == 2
    assert "nowhere/out.jsonl cannot be written: No such file or directory" in result.stderr


def test_batch_and_output_need_each_other(run: Run) -> None:
    for half in (("--batch", "in.jsonl"), ("--output", "out.jsonl")):
        result = run("ask", *half)
        assert (result.exit_code, "give both" in result.stderr) == (2, True)


def test_a_question_beside_batch_is_refused_rather_than_ignored(run: Run) -> None:
    result = run("ask", QUESTION, "--batch", "in.jsonl", "--output", "out.jsonl")

    assert result.exit_code == 2
    assert "leave QUESTION and --history out" in result.stderr
