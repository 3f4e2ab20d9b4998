"""SQuAD 2.0 files: every paragraph is a document, and questions are marked that none of them answers.

Layout: `data[].paragraphs[].{context, qas[].{id, question, answers, is_impossible}}`, see
https://rajpurkar.github.io/SQuAD-explorer/
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.domain.errors import UsageError
from assistant.evaluation.outside import OutsideDocument, OutsideQuestion, OutsideSet


def read_squad(path: Path) -> OutsideSet:
    """A set of one JSON file. Raises UsageError naming the file and the line or the element of another form.

    A paragraph that stands in the file twice is one document.
    """
    documents: dict[str, OutsideDocument] = {}
    questions: list[OutsideQuestion] = []
    for article_at, article in _elements(f"{path}: ", _load(path), "data"):
        for paragraph_at, paragraph in _elements(article_at, article, "paragraphs"):
            context = _text(paragraph_at, paragraph, "context")
            title = _text(article_at, article, "title", default="").replace("_", " ")
            document = documents.setdefault(context, OutsideDocument(f"p{len(documents):04d}", title, context))
            questions += [_question(at, qa, document.id) for at, qa in _elements(paragraph_at, paragraph, "qas")]
    if not questions:
        raise UsageError(f"{path} holds no questions")
    return OutsideSet(path.stem, tuple(documents.values()), tuple(questions))


def _question(place: str, qa: Mapping[str, Any], document: str) -> OutsideQuestion:
    impossible = bool(qa.get("is_impossible"))
    answers = [] if impossible else [_text(at, answer, "text") for at, answer in _elements(place, qa, "answers")]
    return OutsideQuestion(
        id=_text(place, qa, "id"),
        question=_text(place, qa, "question"),
        grades=() if impossible else ((document, 1),),
        answers=tuple(dict.fromkeys(answers)),
        unanswerable=impossible,
    )


def _elements(place: str, holder: Mapping[str, Any], field: str) -> list[tuple[str, Mapping[str, Any]]]:
    """The objects of a list, each with the place that its own fields are named below, as `file: data[0].`."""
    found = holder.get(field)
    if not isinstance(found, list):
        raise UsageError(f"{place}{field} is not a list")
    for number, element in enumerate(found):
        if not isinstance(element, dict):
            raise UsageError(f"{place}{field}[{number}] is not an object")
    return [(f"{place}{field}[{number}].", element) for number, element in enumerate(found)]


def _text(place: str, holder: Mapping[str, Any], field: str, default: str | None = None) -> str:
    value = holder.get(field, default)
    if not isinstance(value, str):
        raise UsageError(f"{place}{field} is not a text")
    return value


def _load(path: Path) -> Mapping[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}:{error.lineno}: not JSON ({error.msg})") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    if not isinstance(data, dict):
        raise UsageError(f"{path}: not a SQuAD file: expected an object with data")
    return data
