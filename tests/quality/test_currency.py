"""Over the project's own corpus: what is over, renamed or disputed is said so on the right day, and not before."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.evaluation.score import said_text
from assistant.wiring import Archway
from tests.small_index import settings_without_dotenv

QUESTIONS = [
    json.loads(line) for line in (Path(__file__).parent / "golden" / "currency.jsonl").read_text(encoding="utf-8").splitlines()
]
ENDED = [row for row in QUESTIONS if row["id"].startswith("C")]
WRITTEN = date(2026, 11, 20)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def on_day(index: Path) -> Callable[[date], Archway]:
    """The real assistant as it answers on a day."""
    return lambda day: Archway.open(index, settings_without_dotenv(), clock=lambda: day)


@pytest.fixture(scope="session")
def when_written(on_day: Callable[[date], Archway]) -> Archway:
    return on_day(WRITTEN)


@pytest.fixture(scope="session")
def in_2025(on_day: Callable[[date], Archway]) -> Archway:
    return on_day(date(2025, 6, 1))


@pytest.fixture(scope="session")
def in_2027(on_day: Callable[[date], Archway]) -> Archway:
    return on_day(date(2027, 6, 1))


def test_there_are_ten_questions_on_ended_things_and_ten_on_disputed_figures() -> None:
    assert (len(ENDED), len(QUESTIONS) - len(ENDED)) == (10, 10)


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row["id"])
def test_the_right_notice_stands_by_the_answer(when_written: Archway, row: dict[str, str]) -> None:
    answer = when_written.ask(row["question"])

    assert row["notice"] in [notice.kind for notice in answer.notices]


@pytest.mark.parametrize("row", ENDED, ids=lambda row: row["id"])
def test_before_the_end_nothing_is_called_retired(in_2025: Archway, row: dict[str, str]) -> None:
    answer = in_2025.ask(row["question"])

    assert "retired" not in said_text(answer).lower()
    assert "retired" not in [notice.kind for notice in answer.notices]


def test_an_end_that_was_announced_is_told_as_past_once_it_came(when_written: Archway, in_2027: Archway) -> None:
    asked = "Is the legacy Vertex AI Feature Store still running?"

    assert "retired" not in [notice.kind for notice in when_written.ask(asked).notices]
    assert "retired" in [notice.kind for notice in in_2027.ask(asked).notices]


def test_a_document_whose_review_is_overdue_is_called_so(in_2027: Archway) -> None:
    kinds = {notice.text.split(",")[0] for notice in in_2027.ask("What is a feature store?").notices}

    assert "Overdue for review" in kinds
