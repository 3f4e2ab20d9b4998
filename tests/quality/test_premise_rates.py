"""Over the project's own corpus: false premises are corrected first, true ones and other questions are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain.answers import Answer
from assistant.evaluation.golden import GoldenQuestion, read_golden
from assistant.evaluation.score import broken_rules, judge
from assistant.wiring import Archway
from tests.small_index import settings_without_dotenv

GOLDEN = Path(__file__).parent / "golden"
PREMISES = read_golden(GOLDEN / "premises.jsonl")
FALSE = [question for question in PREMISES if question.group == "false_premises"]
TRUE = [question for question in PREMISES if question.group == "true_premises"]
OTHERS = [question for question in read_golden(GOLDEN / "tune.jsonl") if question.group != "false_premises"]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def archway(index: Path) -> Archway:
    """The real assistant over that index."""
    return Archway.open(index, settings_without_dotenv())


def _corrects(answer: Answer) -> bool:
    """True when a premise notice stands by the answer and its citation is the first of the text."""
    remarks = [notice for notice in answer.notices if notice.kind == "premise"]
    return bool(remarks) and remarks[0].citations == (1,)


def _corrected(archway: Archway, questions: list[GoldenQuestion]) -> list[str]:
    return [q.id for q in questions if _corrects(archway.ask(q.question, q.history))]


def test_four_of_five_false_premises_are_corrected_with_the_sourced_fact(archway: Archway) -> None:
    answers = [(question, archway.ask(question.question)) for question in FALSE]

    right = [q.id for q, answer in answers if _corrects(answer) and judge(q, answer, archway.document).passed]

    assert len(right) >= 0.8 * len(FALSE)


def test_of_true_premises_at_most_one_in_twenty_is_called_false(archway: Archway) -> None:
    assert len(_corrected(archway, TRUE)) <= 0.05 * len(TRUE)


def test_of_other_questions_fewer_than_one_in_a_hundred_is_called_false(archway: Archway) -> None:
    assert len(_corrected(archway, OTHERS)) < 0.01 * len(OTHERS)


def test_a_corrected_answer_keeps_every_rule(archway: Archway) -> None:
    assert [rule for q in FALSE for rule in broken_rules(archway.ask(q.question), archway.document)] == []
