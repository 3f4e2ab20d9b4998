"""`archway corpus new`: a template that asks the right questions, dated, and never written over a document."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from assistant.domain.errors import UsageError
from ingest.corpus import build_corpus
from ingest.load import read_corpus
from ingest.upkeep.findings import Kind
from ingest.upkeep.new_document import new_document, title_slug
from ingest.upkeep.templates import kind_of_folder
from tests.unit.ingest.upkeep.healthy import findings, write_corpus

TODAY = date(2026, 11, 21)
HINT = re.compile(r"<!-- Hint:.*?-->")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Amazon Bedrock AgentCore", "amazon-bedrock-agentcore"),
        ("What's new: RAG & agents?", "whats-new-rag-agents"),
        ("Ærø café – 2026", "r-cafe-2026"),
        ("日本", ""),
    ],
)
def test_a_title_becomes_a_file_name(title: str, slug: str) -> None:
    assert title_slug(title) == slug


@pytest.mark.parametrize(
    ("kind", "review_by"), [("service", "2027-02-19"), ("services", "2027-02-19"), ("certification", "2027-02-19")]
)
def test_what_changes_quickly_is_reviewed_after_90_days(tmp_path: Path, kind: str, review_by: str) -> None:
    text = new_document(write_corpus(tmp_path), kind, "Wheel", TODAY).read_text(encoding="utf-8")

    assert f"\nas_of: 2026-11-21\nreview_by: {review_by}\n" in text


def test_other_documents_are_reviewed_after_180_days(tmp_path: Path) -> None:
    (tmp_path / "roles").mkdir()

    assert "\nreview_by: 2027-05-20\n" in new_document(tmp_path, "role", "Potter", TODAY).read_text(encoding="utf-8")


def test_headings_are_questions_with_a_hint_each(tmp_path: Path) -> None:
    text = new_document(write_corpus(tmp_path), "service", "Wheel", TODAY).read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)

    assert headings[0] == "What is Wheel?"
    assert all(heading.endswith("?") for heading in headings)
    assert len(HINT.findall(text)) == len(headings) + 1


def test_an_unfilled_template_passes_ingest_and_not_the_check(tmp_path: Path) -> None:
    path = new_document(write_corpus(tmp_path), "service", 'The "Wheel": what it is', TODAY)
    found = [finding for finding in findings(tmp_path) if finding.file.endswith(path.name)]

    assert build_corpus(*read_corpus([tmp_path])).documents
    assert {finding.kind for finding in found} == {Kind.TEMPLATE_TEXT, Kind.FRONT_MATTER, Kind.LENGTH}


def test_a_filled_template_is_a_healthy_document(tmp_path: Path) -> None:
    path = new_document(write_corpus(tmp_path), "service", "Wheel", TODAY)
    numbers = iter("one two three four five six".split())  # noqa: SIM905
    said = "Statement number {} on the wheel says what no other sentence of this small corpus says, {} words in all. [^S1]"
    text = path.read_text(encoding="utf-8").replace("sources: []", "sources: [S1]")
    path.write_text(HINT.sub(lambda _: said.format(next(numbers), "forty-two " * 9), text), encoding="utf-8")

    assert [finding for finding in findings(tmp_path) if finding.kind is not Kind.DUPLICATE_STATEMENT] == []


def test_an_existing_document_is_left_as_it_is(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path)
    before = (corpus / "services/kiln-ml.md").read_text(encoding="utf-8")

    with pytest.raises(
        UsageError, match=r"kiln-ml\.md exists already and was left as it is\. Edit it, or give another title\."
    ):
        new_document(corpus, "service", "Kiln ML", TODAY)
    assert (corpus / "services/kiln-ml.md").read_text(encoding="utf-8") == before


def test_an_unknown_kind_lists_those_of_the_corpus(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'recipe' is no kind of document in .*; allowed: certification, service"):
        new_document(write_corpus(tmp_path), "recipe", "Wheel", TODAY)


def test_a_corpus_without_folders_may_begin_with_any(tmp_path: Path) -> None:
    assert new_document(tmp_path, "salary", "Potter pay", TODAY) == tmp_path / "salaries/potter-pay.md"


@pytest.mark.parametrize(("title", "message"), [("?!", "holds no letter or digit"), ("日本", "holds no letter or digit")])
def test_a_title_without_letters_is_refused(tmp_path: Path, title: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        new_document(write_corpus(tmp_path), "service", title, TODAY)


def test_a_corpus_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no such folder\. Name the corpus with --corpus"):
        new_document(tmp_path / "nowhere", "service", "Wheel", TODAY)


@pytest.mark.parametrize(
    ("folder", "kind"), [("roles", "role"), ("salaries", "salary"), ("compliance", "compliance"), ("economics", "economics")]
)
def test_a_folder_s_kind_is_its_singular(folder: str, kind: str) -> None:
    assert kind_of_folder(folder) == kind
