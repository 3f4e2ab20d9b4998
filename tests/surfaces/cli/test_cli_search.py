"""`archway search`: ranked passages as text and as JSON."""

from __future__ import annotations

import json

import pytest

from tests.surfaces.cli.conftest import Run

QUERY = "feature store online"


def test_json_holds_the_fields_of_the_contract_best_first(run: Run) -> None:
    found = json.loads(run("search", QUERY, "--json").stdout)

    assert list(found[0]) == ["passage_id", "document_id", "source_path", "title", "section", "text", "score"]
    assert found[0]["document_id"] == "services/feature-stores"
    assert [p["score"] for p in found] == sorted((p["score"] for p in found), reverse=True)


@pytest.mark.parametrize("k", [1, 2, 3])
def test_k_is_the_number_of_passages(run: Run, k: int) -> None:
    found = json.loads(run("search", QUERY, "-k", str(k), "--json").stdout)

    assert len(found) == k


def test_text_numbers_the_passages_and_gives_title_and_section(run: Run) -> None:
    result = run("search", QUERY, "-k", "2")

    assert result.exit_code == 0
    assert result.stdout.startswith("1. Feature stores › What a feature store is  (")
    assert "\n2. " in result.stdout


def test_a_filter_keeps_other_documents_out(run: Run) -> None:
    found = json.loads(run("search", QUERY, "--filter", "kind=salary", "--json").stdout)

    assert {p["document_id"] for p in found} == {"salaries/pay"}


@pytest.mark.parametrize("k", ["0", "-3", "1001", "many"])
def test_a_k_out_of_range_is_a_usage_error(run: Run, k: str) -> None:
    result = run("search", QUERY, "-k", k)

    assert result.exit_code == 2
    assert "-k" in result.stderr


def test_an_empty_query_exits_with_2(run: Run) -> None:
    result = run("search", "")

    assert (result.exit_code, result.stdout) == (2, "")


def test_an_unknown_filter_key_lists_the_allowed_ones(run: Run) -> None:
    result = run("search", QUERY, "--filter", "colour=red")

    assert result.exit_code == 2
    assert "allowed: kind, document, entity, title" in result.stderr
