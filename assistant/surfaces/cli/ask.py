"""`archway ask`: one question, or a JSONL file of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.domain.answers import Answer
from assistant.domain.errors import ArchwayError, UsageError
from assistant.surfaces.answer_json import answer_to_dict
from assistant.surfaces.cli.text import answer_text
from assistant.wiring import Archway, as_turn

ABSTAINED = 3
LLM_UNREACHABLE = 5


def ask_one(
    question: str | None, history: Path | None, filters: Sequence[str], index: Path | None, *, as_json: bool
) -> int:
    """Print the answer; the exit code says whether there was one."""
    if question is None:
        raise UsageError('Give a question: archway ask "What is an AI architect?", or --batch FILE --output FILE.')
    turns = [as_turn(turn) for turn in _read_history(history)] if history else []
    archway = Archway.open(index)
    answer = archway.ask(question, turns, filters=parse_filters(filters))
    print(json.dumps(answer_to_dict(answer), ensure_ascii=False, indent=2) if as_json else answer_text(answer))
    if answer.abstained:
        return ABSTAINED
    return LLM_UNREACHABLE if archway.llm and answer.engine == "extractive" else 0


def ask_batch(questions: Path, output: Path | None, filters: Sequence[str], index: Path | None) -> int:
    """Answer a file of questions in order; a bad line becomes an error line and does not stop the rest."""
    if output is None:
        raise UsageError("--batch needs --output FILE for the answers.")
    try:
        lines = [line for line in questions.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{questions} cannot be read: {error}") from error
    archway = Archway.open(index)
    archway.warm()
    wanted = parse_filters(filters)
    errors = 0
    try:
        with output.open("w", encoding="utf-8") as file:
            for number, line in enumerate(_with_progress(lines), 1):
                result = _answer_line(archway, line, number, wanted)
                errors += "error" in result
                file.write(json.dumps(result, ensure_ascii=False) + "\n")
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}") from error
    if errors:
        print(f"archway: {errors} of {len(lines)} lines could not be answered; see the error lines.", file=sys.stderr)
    return 0


def parse_filters(filters: Sequence[str]) -> dict[str, str]:
    """`key=value` pairs. Raises UsageError for anything else."""
    pairs: dict[str, str] = {}
    for text in filters:
        key, separator, value = text.partition("=")
        if not separator or not value:
            raise UsageError(f"--filter {text}: write it as key=value, for instance kind=salary")
        pairs[key.strip()] = value.strip()
    return pairs


def _answer_line(archway: Archway, line: str, number: int, filters: dict[str, str]) -> dict[str, object]:
    identity: object = None
    try:
        data = json.loads(line)
        if not isinstance(data, dict) or not isinstance(data.get("question"), str):
            raise UsageError('expected {"id", "question"}')
        identity = data.get("id")
        history = data.get("history") or []
        if not isinstance(history, list) or not all(isinstance(turn, dict) for turn in history):
            raise UsageError('"history" must be a list of {"role", "content"}')
        answer: Answer = archway.ask(data["question"], history, filters=filters)
        return answer_to_dict(replace(answer, id="" if identity is None else str(identity)))
    except (ValueError, ArchwayError) as error:
        return {"id": identity, "error": f"line {number}: {error}"}


def _read_history(path: Path) -> list[dict[str, str]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: {error}. Expected a JSON list of turns.") from error
    if not isinstance(data, list) or not all(isinstance(turn, dict) for turn in data):
        raise UsageError(f'{path}: expected a JSON list of {{"role", "content"}}.')
    return data


def _with_progress(lines: list[str]) -> Iterator[str]:
    from rich.console import Console
    from rich.progress import track

    yield from track(lines, description="Answering", console=Console(stderr=True), transient=True)
