"""`archway chat`: a conversation over standard input."""

from __future__ import annotations

from tests.small_index import QUESTION
from tests.surfaces.cli.conftest import Run

FOLLOW_UP = "When does it pay off?"


def answer_to_last(conversation: str) -> str:
    """What was printed for the last question, without its offers of further ones."""
    return conversation.split("\nYou could ask next:")[-2]


def test_the_first_line_says_how_to_begin_and_how_to_end(run: Run) -> None:
    result = run("chat", input="")

    assert result.exit_code == 0
    assert result.stdout == "Archway, 3 documents. Ask a question. /new forgets the conversation, /quit ends.\n"


def test_a_follow_up_is_understood_from_the_turn_before(run: Run) -> None:
    remembered = run("chat", input=f"{QUESTION}\n{FOLLOW_UP}\n").stdout
    forgotten = run("chat", input=f"{FOLLOW_UP}\n").stdout

    assert "A feature store pays off when at least three models share features." in answer_to_last(remembered)
    assert answer_to_last(remembered) != answer_to_last(forgotten)


def test_new_forgets_the_conversation(run: Run) -> None:
    fresh = run("chat", input=f"{FOLLOW_UP}\n").stdout
    after_new = run("chat", input=f"{QUESTION}\n/new\n{FOLLOW_UP}\n").stdout

    assert after_new.split("New conversation.\n")[1] == fresh.split("/quit ends.\n")[1]


def test_quit_ends_before_the_lines_behind_it(run: Run) -> None:
    result = run("chat", input=f"/quit\n{QUESTION}\n")

    assert result.exit_code == 0
    assert "feature store" not in result.stdout


def test_a_question_that_cannot_be_used_is_explained_and_the_conversation_goes_on(run: Run) -> None:
    result = run("chat", input=f"🙂\n{QUESTION}\n")

    assert "The question holds no words." in result.stdout
    assert "A feature store keeps the features" in result.stdout


def test_an_empty_line_is_passed_over(run: Run) -> None:
    assert run("chat", input="\n\n").stdout.count("\n") == 1


def test_an_unknown_command_lists_the_known_ones(run: Run) -> None:
    result = run("chat", input="/forget\n")

    assert "/forget is not known. Ask a question. /new forgets the conversation, /quit ends.\n" in result.stdout
