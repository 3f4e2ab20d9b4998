"""Each kind of finding: one fault is planted in a healthy corpus, and it alone is reported, with its place and its fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.upkeep.findings import Finding, Kind
from tests.unit.ingest.upkeep.healthy import FILES, findings, findings_after, write_corpus

SERVICE, EXAM, FACTS = "services/kiln-ml.md", "certifications/glazing-exam.md", "facts/exams.yaml"
GLOSSARY, SOURCES = "glossary.yaml", "sources.yaml"
TWIN = "Discounts are settled with the sales department and are not published anywhere."
DOUBLE = """- id: exam-price-2
  subject: Glazing Exam
  attribute: price
  value: 170
  unit: USD
  source: S2
  statement: "A dealer asks for 170 US dollars."
"""
UNPLACED = "- id: odd\n  subject: Wheel Exam\n  attribute: level\n  value: hard\n  source: S1\n  statement: Nobody passes it.\n"

FAULTS = [
    (SERVICE, "in two European regions only. [^S2]", "in two European regions only. [^S2][^S7]",
     "unknown-source", 32, "`S7`", "add"),
    (FACTS, "  source: S2", "  source: S2\n  via: S9",
     "unknown-source", 25, "source `S9` is not in sources.yaml", "correct the id"),
    (GLOSSARY, "source: S1}", "source: S8}",
     "unknown-source", 6, "source `S8`", "add it there"),
    (SOURCES, "S2:\n", 'S3:\n  title: "Unread"\nS2:\n',
     "unused-source", 8, "nothing names source `S3`", "remove it"),
    (FACTS, "from: 2026-03-01", "from: 2026-02-30",
     "bad-date", 22, "`from` cannot be read", "write a day that exists"),
    (FACTS, "from: 2026-03-01", "from: 2026-03-01\n  until: 2026-02-01",
     "bad-date", 23, "is before `from", "the earlier one first"),
    (SERVICE, "as_of: 2026-11-20", "as_of: 2026-11-31",
     "bad-date", 5, "a date that does not exist", "write a day that exists"),
    (SERVICE, "as_of: 2026-11-20", "as_of: 2026-11-22",
     "bad-date", 5, "is after today, 2026-11-21", "on which it was checked"),
    (FACTS, "as_of: 2026-11-20", "as_of: 2027-01-01",
     "bad-date", 6, "`as_of: 2027-01-01` is after today", "checked"),
    (EXAM, "review_by: 2027-02-20", "review_by: 2026-11-01",
     "bad-date", 6, "is before `as_of: 2026-11-20`", "next review"),
    (EXAM, "at home under supervision", "at home since 31 June 2026",
     "bad-date", 16, "no calendar has 31 June 2026", "correct the day"),
    (EXAM, "supervision, and they", "supervision of Oven Studio, and they",
     "name-out-of-use", 16, "`Oven Studio` is a former", "write `Kiln"),
    (FACTS, "is 130 minutes", "on Oven Studio is 130 minutes",
     "name-out-of-use", 8, "former name of `Kiln ML`", "formerly Oven Studio"),
    (EXAM, "Employers ask", "The Beaker Exam is easier. [^S2] Employers ask",
     "name-out-of-use", 27, "`Beaker Exam` was retired on", "say in"),
    (FACTS, "- id: beaker", DOUBLE + "- id: beaker",
     "contradiction", 17, "`exam-price-2` contradicts `exam-price`", "mark both disputed"),
    (EXAM, "Employers ask", f"{TWIN} [^S2] Employers ask",
     "duplicate-statement", 17, "“Discounts are settled with the sales department and …” stands word", "keep one"),
    (SERVICE, "glazing-exam.md#", "firing-exam.md#",
     "broken-link", 35, "leads to ../certifications/firing-exam.md", "correct the path"),
    (SERVICE, "#how-long-is-the-glazing-exam", "#how-long",
     "broken-link", 35, "has no heading #how-long", "joined by hyphens"),
    (SERVICE, "entities: [Kiln ML]", "entities: [Kiln ML, Loom]",
     "unmentioned", 4, "never mentions its entity `Loom`", "remove it from"),
    (GLOSSARY, "- term: Beaker", "- term: Loom\n  kind: service\n- term: Beaker",
     "unmentioned", 10, "mentions `Loom`", "or remove it"),
    (GLOSSARY, "aliases: []", "aliases: [KML]",
     "ambiguous-name", 9, "`KML` belongs to `Kiln ML`", "keep it at one term"),
    (EXAM, "of 130 minutes", "of 120 minutes",
     "figure-differs", 16, "the statement gives 120 (minutes), but fact `exam-dur", "correct"),
    (EXAM, "once is USD 150", "once is USD 165",
     "figure-differs", 21, "gives 165 (USD), but fact `exam-price`", "the source does not"),
    (SERVICE, "costs USD 12,000 a", "costs $12K a",
     "figure-form", 16, "“$12K” is not the house form", "USD 180,000"),
    (SERVICE, "costs USD 12,000 a", "costs 120k a",
     "figure-form", 16, "“120k” is not the house form", "scale in words"),
    (SERVICE, "costs USD 12,000 a", "costs EUR 35m a",
     "figure-form", 16, "“EUR 35m” is not the house form", "EUR 35 million"),
    (EXAM, "130 minutes. [^S1] Candidates", "130 minutes. Candidates",
     "untagged-statement", 16, "sentence “The Glazing Exam", "write `[^ID]`"),
    (SERVICE, "regions only. [^S2]", "regions only.",
     "untagged-statement", 32, "the list item", "write `[^ID]` behind it"),
    (SERVICE, "3 June 2026 | [^S1] |", "3 June 2026 | |",
     "untagged-statement", 26, "the table row “Oven Studio", "the row's last cell"),
    (EXAM, "title: Glazing Exam\n", "",
     "front-matter", 1, "gives no `title`", "write `title:`"),
    (EXAM, "review_by: 2027-02-20\n", "",
     "front-matter", 1, "gives no `review_by`", "write `review_by:`"),
    (EXAM, "kind: certification", "kind: role",
     "front-matter", 3, "does not fit the folder certifications/", "`kind: certification`"),
    (EXAM, "sources: [S1, S2]", "sources: [S1]",
     "front-matter", 7, "`sources` misses S2", "write `sources: [S1, S2]`"),
    (SERVICE, "## What are", "## Who uses it?\n\n## What are",
     "empty-heading", 28, "below the heading “Who uses it?”", "delete the heading"),
    (EXAM, "bring notes. [^S2] Q", "bring notes. [^S2]\n\nNow: [^S2]\n\nQ",
     "empty-heading", 19, "lead ends in a colon", "add the list"),
    (EXAM, "## What does the Glazing Exam cover?", "## How long is the Glazing Exam?",
     "duplicate-heading", 24, "in line 14", "merge"),
    (SERVICE, "title: Kiln ML", "title: Glazing Exam",
     "duplicate-heading", 2, "glazing-exam.md too", "rename one"),
    (EXAM, "## What does the", "Filler. [^S2]\n" * 400 + "\n## What does the",
     "length", 9, "usual are 120 to 900", "split it by topic"),
    (FACTS, "  from: 2026-03-01\n", "",
     "lifecycle", 17, "`beaker-status` says that something was retired", "add `from:`"),
    (GLOSSARY, "Oven Studio, until: 2026-06-03,", "Oven Studio,",
     "lifecycle", 4, "`Oven Studio` has no `until`", "`until: null`"),
    (SERVICE, "| Oven Studio |", "| Clay Studio |",
     "lifecycle", 26, "`Clay Studio` is not in the glossary", "add it to `former_names`"),
    (FACTS, "- id: beaker", UNPLACED + "- id: beaker",
     "lifecycle", 18, "finds the subject `Wheel Exam`", "add a term"),
    (FACTS, "Exam is 130 minutes", "Exam is short",
     "statement-value", 4, "`value: 130` of fact `exam-duration`", "correct the value"),
    (FACTS, "  unit: minutes", "  unit: minutes\n  code: GLZ-1",
     "statement-value", 6, "`code: GLZ-1`", "name the code"),
    (SERVICE, "## What are", "<!-- Hint: Name them. -->\n\n## What are",
     "template-text", 28, "still stands here: “Name them.”", "delete the hint"),
    (FACTS, "id: exam-price", "id: exam-duration",
     "refused", 9, "fact id `exam-duration` was used in line 1", "an ingest stops here"),
]  # fmt: skip
FAULT_IDS = [f"{kind}: {message[:40]}" for _, _, _, kind, _, message, _ in FAULTS]


@pytest.mark.parametrize(("name", "old", "new", "kind", "line", "message", "fix"), FAULTS, ids=FAULT_IDS)
def test_a_planted_fault_is_reported_with_its_line_and_fix(
    tmp_path: Path, name: str, old: str, new: str, kind: str, line: int, message: str, fix: str
) -> None:
    found = [finding for finding in findings_after(tmp_path, name, old, new) if finding.kind == kind]

    assert [(finding.line, message in finding.message, fix in finding.fix) for finding in found] == [(line, True, True)], found


def test_a_healthy_corpus_has_no_findings(tmp_path: Path) -> None:
    assert findings(write_corpus(tmp_path)) == []


def test_every_kind_has_a_planted_fault() -> None:
    assert {kind for _, _, _, kind, _, _, _ in FAULTS} | {"overdue-review"} == set(Kind)


def test_one_fault_is_reported_once_and_nothing_else_with_it(tmp_path: Path) -> None:
    found = findings_after(tmp_path, EXAM, "of 130 minutes", "of 120 minutes")

    assert [(finding.kind, Path(finding.file).name) for finding in found] == [("figure-differs", "glazing-exam.md")]


def test_a_row_that_cannot_be_read_hides_no_other_mistake(tmp_path: Path) -> None:
    broken = (
        FILES[FACTS]
        .replace("value: 130", "low: many")
        .replace("from: 2026-03-01", "from: soon")
        .replace("unit: USD", "unti: USD")
    )
    found = findings(write_corpus(tmp_path, {**FILES, FACTS: broken}))

    assert [(f.kind, f.line) for f in found if f.file.endswith("exams.yaml")] == [
        ("refused", 4),
        ("refused", 13),
        ("bad-date", 22),
    ]


def test_a_corpus_without_glossary_and_sources_can_be_checked(tmp_path: Path) -> None:
    text = "# Notes\n\nThe kiln is hot.\n"
    found = findings(write_corpus(tmp_path, {"notes.md": text}))

    assert {finding.kind for finding in found} == {"front-matter", "length"}


def fixed(found: list[Finding], kind: str) -> list[str]:
    return [str(finding.severity) for finding in found if finding.kind == kind]


def test_almost_the_same_statement_in_two_documents_is_a_warning(tmp_path: Path) -> None:
    near = "Discounts are settled with the sales department and are not published anywhere at all. [^S2] Employers ask"
    found = findings_after(tmp_path, EXAM, "Employers ask", near)

    assert fixed(found, "duplicate-statement") == ["warning"]


def test_a_line_of_the_head_that_is_refused_is_not_called_missing_too(tmp_path: Path) -> None:
    found = findings_after(tmp_path, EXAM, "sources: [S1, S2]", "sources: S1")

    assert [(finding.kind, finding.line) for finding in found] == [("refused", 7)]


def test_a_file_that_cannot_be_read_is_an_error_and_a_foreign_one_a_warning(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path)
    (corpus / "latin.md").write_bytes(b"caf\xe9")
    (corpus / "photo.png").write_bytes(b"\x89PNG")

    assert [(Path(f.file).name, f.severity, f.line) for f in findings(corpus)] == [
        ("latin.md", "error", 0),
        ("photo.png", "warning", 0),
    ]
