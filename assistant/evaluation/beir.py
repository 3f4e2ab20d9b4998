"""Sets in BEIR form: corpus.jsonl, queries.jsonl and qrels.tsv (or qrels/test.tsv), each plain or gzipped.

Official rows are {"_id", "title", "text"}, {"_id", "text"} and query-id, corpus-id, score below a header
(https://github.com/beir-cellar/beir/wiki/Load-your-custom-dataset). "id" and "question" are taken too, and queries may hold
"history", "gold_sentences", "answers" and "unanswerable".
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.domain.conversation import Role, Turn
from assistant.domain.errors import UsageError
from assistant.evaluation.outside import OutsideDocument, OutsideQuestion, OutsideSet, file_names

_QRELS = ("qrels.tsv", "qrels/test.tsv")
_HEADER = "query-id"


def read_beir(folder: Path) -> OutsideSet:
    """A set of a folder. Raises UsageError naming file and line for what is missing or of another form.

    A question without a relevant document is judged only when it is marked as unanswerable: official query files hold the
    questions of other splits as well.
    """
    rows = list(_rows(_file(folder, "corpus.jsonl")))
    texts: dict[str, tuple[str, str]] = {}
    for place, row in rows:
        document_id = _id(place, row)
        if document_id in texts:
            raise UsageError(f"{place}: the id {document_id!r} is used twice")
        texts[document_id] = (_text(place, row, "title", optional=True), _text(place, row, "text"))
    names = file_names(texts)
    grades = _grades(_file(folder, *_QRELS), names)
    questions = [_question(place, row, grades) for place, row in _rows(_file(folder, "queries.jsonl"))]
    return OutsideSet(
        name=folder.resolve().name,
        documents=tuple(OutsideDocument(names[id_], *text) for id_, text in texts.items()),
        questions=tuple(q for q in questions if q.grades or q.unanswerable),
    )


def _question(place: str, row: Mapping[str, Any], grades: Mapping[str, Mapping[str, int]]) -> OutsideQuestion:
    identity = _id(place, row)
    turns = row.get("history") or []
    if not isinstance(turns, list):
        raise UsageError(f"{place}: history is no list")
    return OutsideQuestion(
        id=identity,
        question=_text(place, row, "question" if "question" in row else "text"),
        history=tuple(_turn(place, turn) for turn in turns),
        grades=tuple(grades.get(identity, {}).items()),
        gold_sentences=_texts(place, row, "gold_sentences"),
        answers=_texts(place, row, "answers"),
        unanswerable=bool(row.get("unanswerable")),
    )


def _grades(path: Path, names: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Grades above 0 by question and document (by its file name)."""
    grades: dict[str, dict[str, int]] = {}
    for number, line in enumerate(_lines(path), 1):
        if not line.strip() or (number == 1 and line.startswith(_HEADER)):
            continue
        columns = line.split("\t")
        try:
            query, document, grade = columns[0], columns[1], int(columns[2])
        except (IndexError, ValueError) as error:
            raise UsageError(f"{path}:{number}: expected query id, document id and a whole number, tabs between") from error
        if document not in names:
            raise UsageError(f"{path}:{number}: the corpus holds no document {document!r}")
        if grade > 0:
            grades.setdefault(query, {})[names[document]] = grade
    return grades


def _file(folder: Path, *names: str) -> Path:
    """The first of the files that is there, plain or gzipped."""
    for name in names:
        for path in (folder / name, folder / f"{name}.gz"):
            if path.is_file():
                return path
    raise UsageError(
        f"{folder} holds no {' and no '.join(names)} (plain or .gz); a set in BEIR form has corpus.jsonl, queries.jsonl and "
        "qrels.tsv or qrels/test.tsv"
    )


def _rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each row with its place, as `file:line`."""
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{path}:{number}: not JSON ({error})") from error
        if not isinstance(row, dict):
            raise UsageError(f"{path}:{number}: not a JSON object")
        yield f"{path}:{number}", row


def _lines(path: Path) -> Iterator[str]:
    """Lines without their ends; only a line feed ends one, since texts hold other separators."""
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    return (line.removesuffix("\r") for line in text.split("\n"))


def _id(place: str, row: Mapping[str, Any]) -> str:
    value = row.get("_id", row.get("id"))
    if not isinstance(value, str | int) or value == "":
        raise UsageError(f'{place}: no "_id" and no "id"')
    return str(value)


def _text(place: str, row: Mapping[str, Any], field: str, *, optional: bool = False) -> str:
    value = row.get(field) or "" if optional else row.get(field)
    if not isinstance(value, str):
        raise UsageError(f'{place}: "{field}" is no text')
    return value


def _texts(place: str, row: Mapping[str, Any], field: str) -> tuple[str, ...]:
    values = row.get(field) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise UsageError(f'{place}: "{field}" is no list of texts')
    return tuple(values)


def _turn(place: str, turn: object) -> Turn:
    """A turn as we write it (role, content) or as multi-turn sets do (speaker, text)."""
    said = turn if isinstance(turn, dict) else {}
    content = said.get("content", said.get("text"))
    if not isinstance(content, str):
        raise UsageError(f'{place}: a turn of "history" holds no "content" and no "text"')
    role: Role = "assistant" if said.get("role", said.get("speaker")) in {"assistant", "agent"} else "user"
    return Turn(role, content)
