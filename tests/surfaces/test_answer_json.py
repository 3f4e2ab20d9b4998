"""The JSON object of an answer."""

from __future__ import annotations

from assistant.surfaces.answer_json import answer_to_dict, document_to_dict, scored_passage_to_dict
from tests.fakes import DOCUMENTS, PAY_ANSWER, ROLE, ROLE_ANSWER, UNKNOWN_ANSWER, FakeArchway


def test_the_fields_stand_in_the_order_of_the_contract() -> None:
    assert list(answer_to_dict(ROLE_ANSWER))[:12] == (
        [
            "id",
            "status",
            "answer",
            "abstained",
            "reason",
            "citations",
            "notices",
            "tables",
            "charts",
            "followups",
            "engine",
            "timings_ms",
        ]
    )


def test_a_citation_quotes_its_document_character_for_character() -> None:
    citations = answer_to_dict(ROLE_ANSWER)["citations"]
    assert isinstance(citations, list)
    for citation in citations:
        text = document_to_dict(DOCUMENTS[citation["document_id"]])["text"]
        assert isinstance(text, str)
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_citation_has_its_date_as_iso_text() -> None:
    citations = answer_to_dict(ROLE_ANSWER)["citations"]
    assert isinstance(citations, list)
    assert citations[0]["as_of"] == "2026-11-20"


def test_an_unknown_answer_says_why_and_cites_nothing() -> None:
    fields = answer_to_dict(UNKNOWN_ANSWER)
    assert fields["abstained"] is True
    assert fields["citations"] == []
    assert fields["reason"] == UNKNOWN_ANSWER.reason


def test_a_chart_is_an_object_and_not_text() -> None:
    charts = answer_to_dict(PAY_ANSWER)["charts"]
    assert isinstance(charts, list)
    assert charts[0]["vega_lite"]["mark"] == "bar"


def test_a_table_keeps_its_citations_beside_its_rows() -> None:
    tables = answer_to_dict(PAY_ANSWER)["tables"]
    assert isinstance(tables, list)
    assert tables[0]["rows"][1][0] == "AI architect"
    assert tables[0]["citations"] == [[1], [2]]


def test_a_search_result_names_its_section_from_the_outermost_heading_in() -> None:
    results = [scored_passage_to_dict(scored) for scored in FakeArchway().search("pay")]
    assert [result["section"] for result in results] == ["What the role is for", "Salaries › Base pay"]
    assert results[0]["source_path"] == ROLE.source_path
