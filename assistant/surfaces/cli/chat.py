"""`archway chat`: a conversation in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable

from assistant.domain.conversation import Turn
from assistant.domain.errors import QuestionError, UsageError
from assistant.surfaces.cli.ask import check_text
from assistant.surfaces.cli.text import answer_text
from assistant.wiring import Archway

_HELP = "Ask a question. /new forgets the conversation, /quit ends."


def chat(opening: Callable[[], Archway]) -> int:
    """Read questions until the end of input or /quit."""
    archway = opening()
    print(f"Archway, {archway.documents} documents. {_HELP}", flush=True)
    history: list[Turn] = []
    while True:
        try:
            question = input("\n> " if sys.stdin.isatty() else "").strip()
        except EOFError:
            return 0
        if question in {"/quit", "/exit"}:
            return 0
        if question == "/new":
            history.clear()
            print("New conversation.", flush=True)
        elif question.startswith("/"):
            print(f"{question.split()[0]} is not known. {_HELP}", flush=True)
        elif question:
            _answer(archway, question, history)


def _answer(archway: Archway, question: str, history: list[Turn]) -> None:
    """Print the answer and remember the exchange; a question that cannot be used is explained and forgotten."""
    try:
        check_text(question)
        answer = archway.ask(question, history)
    except (QuestionError, UsageError) as error:
        print(error, flush=True)
        return
    print(f"\n{answer_text(answer)}", flush=True)
    history += [Turn("user", question), Turn("assistant", answer.answer)]
