"""Golden questions are read strictly: a mistake is named by file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.domain.conversation import Turn
from assistant.domain.errors import UsageError
from assistant.evaluation.golden import GoldenQuestion, PassageLabel, by_group, read_golden, read_golden_set

ROW = {
    "id": "G1",
    "group": "pay",
    "question": "And\u2028in Europe?",
    "history": [{"role": "user", "content": "Pay in the US?"}],
    "status": "abstained",
    "key_facts": [["one", "1"]],
    "forbidden": ["two"],
    "max_words": 40,
    "passages": [{"document": "facts/salaries", "quote": "Pay is the same everywhere."}],
}
READ = GoldenQuestion(
    "G1",
    "pay",
    "And\u2028in Europe?",
    (Turn("user", "Pay in the US?"),),
    True,
    (("one", "1"),),
    ("two",),
    40,
    (PassageLabel("facts/salaries", "Pay is the same everywhere."),),
)


def test_every_field_of_a_row_is_read(tmp_path: Path) -> None:
    path = tmp_path / "golden.jsonl"
    path.write_text("\n" + json.dumps(ROW, ensure_ascii=False) + "\n", encoding="utf-8")

    assert read_golden(path) == [READ]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"id": "G1"}',
        json.dumps({**ROW, "id": "G2", "status": "unsure"}),
        json.dumps({**ROW, "id": "G2", "question": " "}),
        json.dumps({**ROW, "id": "G2", "history": 3}),
        json.dumps({**ROW, "id": "G2", "key_facts": ["one"]}),
        json.dumps({**ROW, "id": "G2", "passages": [{"document": "facts/salaries"}]}),
        json.dumps({**ROW, "id": "G2", "passages": ["facts/salaries"]}),
        '{"locked": true}',
    ],
)
def test_a_row_of_another_form_is_named_by_file_and_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "golden.jsonl"
    path.write_text(f"{json.dumps(ROW)}\n\n{line}\n", encoding="utf-8")

    with pytest.raises(UsageError, match=r"golden\.jsonl:3: not a golden question"):
        read_golden(path)


def test_an_id_is_used_once(tmp_path: Path) -> None:
    (tmp_path / "golden.jsonl").write_text(f"{json.dumps(ROW)}\n{json.dumps(ROW)}\n", encoding="utf-8")

    with pytest.raises(UsageError, match=r"golden\.jsonl:2: the id 'G1' is used twice"):
        read_golden(tmp_path / "golden.jsonl")


@pytest.mark.parametrize(("head", "locked"), [('{"locked": true}\n', True), ('{"locked": false}\n', False), ("", False)])
def test_a_first_line_may_lock_a_file(tmp_path: Path, head: str, locked: bool) -> None:
    path = tmp_path / "golden.jsonl"
    path.write_text(head + json.dumps(ROW) + "\n", encoding="utf-8")

    golden = read_golden_set(path)

    assert (golden.locked, golden.questions) == (locked, (READ,))


def test_a_file_without_questions_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "golden.jsonl").write_text("\n", encoding="utf-8")

    with pytest.raises(UsageError, match="holds no questions"):
        read_golden(tmp_path / "golden.jsonl")


def test_groups_stand_in_order_of_first_appearance() -> None:
    other = GoldenQuestion("G2", "roles", "?", (), False, (), (), 40)

    assert by_group([READ, other, READ]) == {"pay": [READ, READ], "roles": [other]}


@pytest.mark.parametrize("name", ["tune", "test"])
def test_the_project_s_own_questions_are_at_least_180_with_distinct_ids(name: str) -> None:
    questions = read_golden(Path(__file__).parents[2] / "quality" / "golden" / f"{name}.jsonl")

    assert len({question.id for question in questions}) == len(questions) >= 180
