"""What the checks leave alone: notices of a change, values that only look alike, dates still to come."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.ingest.upkeep.healthy import FILES, findings, findings_after, write_corpus

SERVICE, EXAM, FACTS = "services/kiln-ml.md", "certifications/glazing-exam.md", "facts/exams.yaml"
OTHER = "- id: exam-price-2\n  subject: Glazing Exam\n  attribute: price\n  value: 170\n  unit: USD\n  source: S2\n"
OTHER_SAID = '  statement: "A dealer asks for 170 US dollars."\n'


@pytest.mark.parametrize(
    "sentence",
    [
        "Kiln ML, formerly Oven Studio, is part of the paper. [^S2]",
        "The paper speaks of Oven Studio where Kiln ML is meant. [^S2]",
        "Older papers speak of Oven Studio, which was renamed. [^S2]",
        "Oven Studio was replaced in the paper. [^S2]",
        "The Beaker Exam ended in spring. [^S2]",
    ],
)
def test_a_name_out_of_use_with_its_notice_is_fine(tmp_path: Path, sentence: str) -> None:
    assert findings_after(tmp_path, EXAM, "Employers ask", f"{sentence} Employers ask") == []


def test_a_retired_subject_may_be_named_where_its_section_tells_the_end(tmp_path: Path) -> None:
    told = "The Beaker Exam was retired in spring. [^S2] The Beaker Exam had a practical part. [^S2] Employers ask"

    assert findings_after(tmp_path, EXAM, "Employers ask", told) == []


def test_a_name_whose_last_day_is_to_come_is_in_use(tmp_path: Path) -> None:
    glossary = FILES["glossary.yaml"].replace("2026-06-03", "2026-12-31")
    exam = FILES[EXAM].replace("bring notes", "bring notes on Oven Studio")

    assert findings(write_corpus(tmp_path, {**FILES, "glossary.yaml": glossary, EXAM: exam})) == []


def test_a_fact_that_has_ended_may_use_the_names_of_its_time(tmp_path: Path) -> None:
    ended = (
        FILES[FACTS]
        .replace("of the Glazing Exam is 130", "on Oven Studio is 130")
        .replace("minutes\n", "minutes\n  until: 2026-06-03\n", 1)
    )

    assert findings(write_corpus(tmp_path, {**FILES, FACTS: ended})) == []


@pytest.mark.parametrize(
    "apart", ["  variant: from a dealer\n", "  status: disputed\n", "  until: 2026-01-31\n", "  region: Spain\n"]
)
def test_facts_that_are_told_apart_do_not_contradict(tmp_path: Path, apart: str) -> None:
    facts = FILES[FACTS].replace("  value: 150\n", "  value: 150\n  from: 2026-02-01\n")

    assert findings(write_corpus(tmp_path, {**FILES, FACTS: facts + OTHER + apart + OTHER_SAID})) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Another guide gives the Glazing Exam a duration of 120 minutes. [^S2]",
        "Candidates wait 20 minutes before the doors open. [^S1]",
        "The Glazing Exam brings a rise in pay of USD 2,000. [^S1]",
        "The Glazing Exam takes candidates two hours and ten minutes, 130 minutes in all. [^S1]",
    ],
)
def test_a_figure_of_another_source_or_matter_does_not_differ(tmp_path: Path, sentence: str) -> None:
    assert findings_after(tmp_path, EXAM, "Employers ask", f"{sentence} Employers ask") == []


def test_a_table_cell_is_held_against_the_fact_of_its_column(tmp_path: Path) -> None:
    table = "| Exam | Duration | Price | Source |\n|---|---|---|---|\n| Glazing Exam | 130 minutes | USD 155 | [^S1] |\n\n"
    found = findings_after(tmp_path, EXAM, "## What does", f"{table}## What does")

    assert [(f.kind, f.line) for f in found] == [("figure-differs", 26)]
    assert "gives 155 (USD)" in found[0].message


def test_a_short_form_in_brackets_behind_the_figure_is_fine(tmp_path: Path) -> None:
    assert findings_after(tmp_path, SERVICE, "USD 12,000 a year", "USD 12,000 (12K) a year") == []


def test_a_review_is_overdue_from_the_day_after(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path)

    assert findings(corpus, date(2027, 2, 20)) == []
    assert [(f.kind, f.severity, f.line) for f in findings(corpus, date(2027, 2, 21))] == [("overdue-review", "warning", 6)] * 2


def test_two_documents_may_say_alike_things_of_different_subjects(tmp_path: Path) -> None:
    alike = "Potter Cloud runs the Glazing Exam in two European regions only. [^S2] Employers ask"

    assert findings_after(tmp_path, EXAM, "Employers ask", alike) == []
