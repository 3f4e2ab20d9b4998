"""`archway ask`: one question, or a JSONL file of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from assistant.answering.generative import UNREACHABLE
from assistant.domain.answers import Answer
from assistant.domain.errors import ArchwayError, UsageError
from assistant.surfaces.answer_json import answer_to_dict
from assistant.surfaces.cli.progress import track
from assistant.surfaces.cli.text import answer_text
from assistant.wiring import FILTERS, Archway, as_turn

ABSTAINED = 3
LLM_UNREACHABLE = 5


def ask_one(
    question: str | None, history: Path | None, filters: Sequence[str], opening: Callable[[], Archway], *, as_json: bool
) -> int:
    """Print the answer; the exit code says whether there was one."""
    if question is None:
        raise UsageError('Give a question: archway ask "What is an AI architect?", or --batch FILE --output FILE.')
    turns = [as_turn(turn) for turn in _read_history(history)] if history else []
    check_text("\n".join((question, *(turn.content for turn in turns))))
    wanted = parse_filters(filters)
    answer = opening().ask(question, turns, filters=wanted)
    print(json.dumps(answer_to_dict(answer), ensure_ascii=False, indent=2) if as_json else answer_text(answer))
    return exit_code(answer)


def exit_code(answer: Answer) -> int:
    """0 for an answer, 3 for an abstention, 5 for an extractive answer in place of an unreachable LLM's."""
    if answer.abstained:
        return ABSTAINED
    stood_in = answer.engine == "extractive" and any(notice.text.startswith(UNREACHABLE) for notice in answer.notices)
    return LLM_UNREACHABLE if stood_in else 0


def ask_batch(questions: Path | None, output: Path | None, filters: Sequence[str], opening: Callable[[], Archway]) -> int:
    """Answer a file of questions in order; a bad line becomes an error line and does not stop the rest."""
    if questions is None or output is None:
        raise UsageError("--batch FILE (the questions) and --output FILE (the answers) go together; give both.")
    wanted = parse_filters(filters)
    try:
        lines = questions.read_bytes().split(b"\n")
    except OSError as error:
        raise UsageError(f"{questions} cannot be read: {error.strerror}") from error
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    archway = opening()
    archway.warm()
    errors = 0
    try:
        with output.open("w", encoding="utf-8") as file:
            for number, line in track(numbered, "Answering"):
                result = _answer_line(archway, line, number, wanted)
                errors += "error" in result
                file.write(_as_line(result))
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}") from error
    if errors:
        print(f"archway: {errors} of {len(numbered)} lines could not be answered; see the error lines.", file=sys.stderr)
    return 0


def parse_filters(filters: Sequence[str]) -> dict[str, str]:
    """`key=value` pairs. Raises UsageError for another form, an unknown key, or a key given twice."""
    pairs: dict[str, str] = {}
    for text in filters:
        key, separator, value = (part.strip() for part in text.partition("="))
        if not separator or not value:
            raise UsageError(f"--filter {text}: write it as key=value, for instance kind=salary")
        if key not in FILTERS:
            raise UsageError(f"--filter {text}: {key!r} is not known; allowed: {', '.join(FILTERS)}")
        if key in pairs:
            raise UsageError(f"--filter {key} is given twice; give one value")
        pairs[key] = value
    return pairs


def check_text(text: str) -> None:
    """Raise UsageError for half a surrogate pair, which an argument or a JSON escape can hold and no model reads."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UsageError("the question or its history is not valid UTF-8 text") from error


def _answer_line(archway: Archway, line: bytes, number: int, filters: Mapping[str, str]) -> dict[str, object]:
    """The answer object with the line's own id, or an error line."""
    identity: object = None
    try:
        data = json.loads(line.decode("utf-8-sig"))
        if not isinstance(data, dict):
            raise UsageError('expected {"id", "question"}')
        identity = data.get("id")
        if not isinstance(data.get("question"), str):
            raise UsageError('expected {"id", "question"}')
        history = data.get("history") or []
        if not isinstance(history, list) or not all(isinstance(turn, dict) for turn in history):
            raise UsageError('"history" must be a list of {"role", "content"}')
        check_text(json.dumps(data, ensure_ascii=False))
        answer = answer_to_dict(archway.ask(data["question"], history, filters=filters))
    except (ValueError, RecursionError, ArchwayError) as error:
        return {"id": identity, "error": f"line {number}: {error}"}
    return answer if identity is None else {**answer, "id": identity}


def _as_line(result: Mapping[str, object]) -> str:
    line = json.dumps(result, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        line = json.dumps(result)
    return line + "\n"


def _read_history(path: Path) -> list[dict[str, str]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{path}: {error}. Expected a JSON list of turns.") from error
    if not isinstance(data, list) or not all(isinstance(turn, dict) for turn in data):
        raise UsageError(f'{path}: expected a JSON list of {{"role", "content"}}.')
    return data
