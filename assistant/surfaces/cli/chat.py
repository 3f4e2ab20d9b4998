"""`archway chat`: a conversation in the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.domain.conversation import Turn
from assistant.domain.errors import QuestionError
from assistant.surfaces.cli.text import answer_text
from assistant.wiring import Archway

_HELP = "Ask a question. /new forgets the conversation, /quit ends."


def chat(index: Path | None) -> int:
    """Read questions until the end of input or /quit."""
    archway = Archway.open(index)
    print(f"Archway, {archway.documents} documents. {_HELP}")
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
            print("New conversation.")
            continue
        try:
            answer = archway.ask(question, history)
        except QuestionError as error:
            print(error)
            continue
        print(f"\n{answer_text(answer)}")
        history += [Turn("user", question), Turn("assistant", answer.answer)]
