"""Golden questions are read strictly: a mistake is named by file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.domain.conversation import Turn
from assistant.domain.errors import UsageError
from assistant.evaluation.golden import GoldenQuestion, by_group, read_golden

ROW = {
    "id": "G1",
    "group": "pay",
    "question": "And\u2028in Europe?",
    "history": [{"role": "user", "content": "Pay in the US?"}],
    "status": "abstained",
    "key_facts": [["one", "1"]],
    "forbidden": ["two"],
    "max_words": 40,
}
READ = GoldenQuestion(
    "G1", "pay", "And\u2028in Europe?", (Turn("user", "Pay in the US?"),), True, (("one", "1"),), ("two",), 40
)


def test_every_field_of_a_row_is_read(tmp_path: Path) -> None:
    path = tmp_path / "golden.jsonl"
    path.write_text("\n" + json.dumps(ROW, ensure_ascii=False) + "\n", encoding="utf-8")

    assert read_golden(path) == [READ]


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "G1"}', '{"id": "G1", "group": "g", "question": "q", "status": 1, "history": 3}']
)
def test_a_row_of_another_form_is_named_by_file_and_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "golden.jsonl"
    path.write_text(f"{json.dumps(ROW)}\n\n{line}\n", encoding="utf-8")

    with pytest.raises(UsageError, match=r"golden\.jsonl:3: not a golden question"):
        read_golden(path)


def test_a_file_without_questions_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "golden.jsonl").write_text("\n", encoding="utf-8")

    with pytest.raises(UsageError, match="holds no questions"):
        read_golden(tmp_path / "golden.jsonl")


def test_groups_stand_in_order_of_first_appearance() -> None:
    other = GoldenQuestion("G2", "roles", "?", (), False, (), (), 40)

    assert by_group([READ, other, READ]) == {"pay": [READ, READ], "roles": [other]}


@pytest.mark.parametrize("name", ["tune", "test"])
def test_the_project_s_own_questions_are_180_or_more_and_each_has_its_own_id(name: str) -> None:
    questions = read_golden(Path(__file__).parents[2] / "quality" / "golden" / f"{name}.jsonl")

    assert len({question.id for question in questions}) == len(questions) >= 180
