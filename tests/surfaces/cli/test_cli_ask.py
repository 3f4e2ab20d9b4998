"""`archway ask`: what stands on stdout and stderr, and which exit code says what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.domain.answers import Answer, Notice
from assistant.surfaces.cli.ask import exit_code
from tests.small_index import PAGES, QUESTION, UNANSWERABLE
from tests.surfaces.cli.conftest import Run

CONTRACT_FIELDS = (
    "id status answer abstained reason citations notices tables charts followups engine timings_ms".split()  # noqa: SIM905
)


def test_an_answer_is_printed_with_markers_and_a_numbered_source_list(run: Run) -> None:
    result = run("ask", QUESTION)

    assert result.exit_code == 0
    assert "A feature store keeps the features of machine-learning models in one place. [1]" in result.stdout
    assert "Sources:\n  [1] Feature stores › What a feature store is (2026-11-20)\n" in result.stdout
    assert result.stderr == ""


def test_an_abstention_exits_with_3_and_says_what_was_looked_for(run: Run) -> None:
    result = run("ask", UNANSWERABLE)

    assert result.exit_code == 3
    assert result.stdout.startswith("I don't know: the corpus does not answer this.\n\n")
    assert "chess olympiad in Budapest" in result.stdout


def test_json_is_the_answer_object_of_the_contract(run: Run) -> None:
    answer = json.loads(run("ask", QUESTION, "--json").stdout)

    assert list(answer)[: len(CONTRACT_FIELDS)] == CONTRACT_FIELDS
    assert list(answer["timings_ms"]) == ["condense", "retrieve", "rerank", "answer", "total"]
    assert (answer["status"], answer["abstained"], answer["engine"]) == ("answered", False, "extractive")


def test_a_citation_quotes_its_source_character_for_character(run: Run) -> None:
    citation = json.loads(run("ask", QUESTION, "--json").stdout)["citations"][0]

    page = PAGES["services/feature-stores.md"]
    assert citation["quote"] == "A feature store keeps the features of machine-learning models in one place."
    assert page[citation["start"] : citation["end"]] == citation["quote"]


def test_an_abstention_as_json_exits_with_3_too(run: Run) -> None:
    result = run("ask", UNANSWERABLE, "--json")

    assert result.exit_code == 3
    assert json.loads(result.stdout)["citations"] == []


def test_a_history_file_gives_a_follow_up_its_topic(run: Run, folder: Path) -> None:
    turns = [{"role": "user", "content": QUESTION}, {"role": "assistant", "content": "It keeps features."}]
    (folder / "turns.json").write_text(json.dumps(turns), encoding="utf-8")

    result = run("ask", "When does it pay off?", "--history", "turns.json")

    assert "A feature store pays off when at least three models share features." in result.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "Expected a JSON list of turns."),
        ('{"role": "user"}', 'expected a JSON list of {"role", "content"}.'),
        ('[{"role": "system", "content": "x"}]', '{"role": "user" or "assistant", "content": text}'),
    ],
)
def test_a_history_file_of_another_form_is_a_usage_error(run: Run, folder: Path, text: str, said: str) -> None:
    (folder / "turns.json").write_text(text, encoding="utf-8")

    result = run("ask", QUESTION, "--history", "turns.json")

    assert result.exit_code == 2
    assert said in result.stderr


def test_a_history_file_that_is_not_there_is_a_usage_error(run: Run) -> None:
    result = run("ask", QUESTION, "--history", "nowhere.json")

    assert (result.exit_code, result.stderr) == (2, "archway: nowhere.json cannot be read: No such file or directory\n")


def test_a_filter_keeps_the_answer_to_fitting_documents(run: Run) -> None:
    answer = json.loads(run("ask", "What is the base pay?", "--filter", "kind=salary", "--json").stdout)

    assert {citation["document_id"] for citation in answer["citations"]} == {"salaries/pay"}


def test_an_unknown_filter_key_lists_the_allowed_ones(run: Run) -> None:
    result = run("ask", QUESTION, "--filter", "colour=red")

    assert result.exit_code == 2
    assert result.stderr == ("archway: --filter colour=red: 'colour' is not known; allowed: kind, document, entity, title\n")


@pytest.mark.parametrize("text", ["kind", "kind=", "kind= "])
def test_a_filter_without_a_value_shows_how_to_write_one(run: Run, text: str) -> None:
    result = run("ask", QUESTION, "--filter", text)

    assert result.exit_code == 2
    assert "write it as key=value, for instance kind=salary" in result.stderr


def test_a_filter_key_given_twice_is_refused_rather_than_half_kept(run: Run) -> None:
    result = run("ask", QUESTION, "--filter", "kind=salary", "--filter", "kind=role")

    assert (result.exit_code, result.stderr) == (2, "archway: --filter kind is given twice; give one value\n")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "The question is empty."),
        ("  \n", "The question is empty."),
        ("x" * 100_000, "The question has 100,000 characters; at most 4,000 are read."),
        ("🙂🙃", "The question holds no words."),
        ("what is \udcff?", "the question or its history is not valid UTF-8 text"),
    ],
    ids=["empty", "blank", "100,000 characters", "emoji", "broken UTF-8"],
)
def test_a_question_that_cannot_be_used_exits_with_2_and_says_why(run: Run, question: str, said: str) -> None:
    result = run("ask", question)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"archway: {said}")


def test_no_question_at_all_shows_how_to_ask_one(run: Run) -> None:
    result = run("ask")

    assert result.exit_code == 2
    assert result.stderr.startswith("archway: Give a question: archway ask")


def test_an_unknown_option_is_a_usage_error(run: Run) -> None:
    result = run("ask", QUESTION, "--jsno")

    assert result.exit_code == 2
    assert "No such option: --jsno" in result.stderr


def test_a_missing_index_exits_with_4_and_names_the_command_that_builds_one(run_bare: Run) -> None:
    result = run_bare("ask", QUESTION, "--index", "nowhere")

    assert result.exit_code == 4
    assert result.stderr == "archway: There is no index in nowhere. Build one: archway ingest --index nowhere\n"


def test_a_damaged_index_exits_with_1_and_names_the_command_that_mends_it(run_bare: Run, folder: Path) -> None:
    (folder / "CURRENT").write_text("gone\n", encoding="utf-8")

    result = run_bare("ask", QUESTION, "--index", ".")

    assert result.exit_code == 1
    assert "archway ingest --rebuild" in result.stderr


def test_a_bad_setting_exits_with_2_and_names_it(run_bare: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHWAY_LLM_TIMEOUT_SECONDS", "-1")

    result = run_bare("ask", QUESTION)

    assert result.exit_code == 2
    assert "ARCHWAY_LLM_TIMEOUT_SECONDS='-1'" in result.stderr


@pytest.mark.parametrize(
    ("notice", "engine", "code"),
    [
        ("The language model could not be used (m: refused); these are the quoted statements instead.", "extractive", 5),
        ("The language model's text did not pass verification; these are the quoted statements instead.", "extractive", 0),
        ("The language model could not be used (m: refused); these are the quoted statements instead.", "m", 0),
    ],
    ids=["unreachable", "reached, nothing kept", "one part of two composed"],
)
def test_exit_code_5_is_for_a_language_model_that_could_not_be_reached(notice: str, engine: str, code: int) -> None:
    answer = Answer("answered", "Text. [1]", notices=(Notice("scope", notice),), engine=engine)

    assert exit_code(answer) == code
