"""A small corpus without a fault, for tests to plant one in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ingest.upkeep.check import check_corpus
from ingest.upkeep.findings import Finding

TODAY = date(2026, 11, 21)

SERVICE = """---
title: Kiln ML
kind: service
entities: [Kiln ML]
as_of: 2026-11-20
review_by: 2027-02-20
sources: [S1, S2]
---

# Kiln ML

Kiln ML is the managed training service of the provider Potter Cloud. [^S1]

## What does Kiln ML cost?

Kiln ML costs USD 12,000 a year for one workspace of the standard plan. [^S1] A workspace holds the data, the models and the
pipelines of one team, and every further team needs a workspace of its own. [^S1] Discounts are settled with the sales
department and are not published anywhere. [^S2]

## What is Kiln ML called in older material?

Kiln ML was renamed on 3 June 2026, so many pages still show the name before. [^S1] The table lists what changed: [^S1]

| Former name | Current name | Since | Source |
|---|---|---|---|
| Oven Studio | Kiln ML | 3 June 2026 | [^S1] |

## What are the limits of Kiln ML?

These two limits of Kiln ML matter most when a platform is designed: [^S2]

- **Regions**: Potter Cloud runs Kiln ML in two European regions only. [^S2]
- **Quotas**: New accounts begin with four accelerators and have to ask for more in writing. [^S2]

See [the exam](../certifications/glazing-exam.md#how-long-is-the-glazing-exam) for the certificate of the same provider. [^S2]
"""

EXAM = """---
title: Glazing Exam
kind: certification
entities: [Glazing Exam]
as_of: 2026-11-20
review_by: 2027-02-20
sources: [S1, S2]
---

# Glazing Exam

The Glazing Exam is the associate certificate of Potter Cloud for people who operate its services. [^S1]

## How long is the Glazing Exam?

The Glazing Exam has a duration of 130 minutes. [^S1] Candidates sit in a test centre or at home under supervision, and they
may not bring notes. [^S2] Questions with several right answers give a point only when all of them are marked. [^S2]

## How much does the Glazing Exam cost?

The fee for sitting the Glazing Exam once is USD 150. [^S1] A second attempt costs the same again, and vouchers from training
partners halve the fee for their own students. [^S2]

## What does the Glazing Exam cover?

Operation, monitoring and cost control make up most of the paper, while the design of whole platforms is left to a higher
certificate that has not been announced. [^S2] Employers ask for practical experience besides the certificate. [^S2]
"""

FACTS = """- id: exam-duration
  subject: Glazing Exam
  attribute: duration
  value: 130
  unit: minutes
  as_of: 2026-11-20
  source: S1
  statement: "The duration of the Glazing Exam is 130 minutes."
- id: exam-price
  subject: Glazing Exam
  attribute: price
  value: 150
  unit: USD
  as_of: 2026-11-20
  source: S1
  statement: "Sitting the Glazing Exam once means a fee of USD 150."
- id: beaker-status
  subject: Beaker Exam
  attribute: status
  value: retired
  status: retired
  from: 2026-03-01
  as_of: 2026-11-20
  source: S2
  statement: "The Beaker Exam was retired on 1 March 2026."
"""

GLOSSARY = """- term: Kiln ML
  kind: service
  aliases: [KML]
  former_names: [{name: Oven Studio, until: 2026-06-03, source: S1}]
  definition: "Kiln ML trains and serves models at Potter Cloud."
  source: S1
- term: Glazing Exam
  kind: certification
  aliases: []
- term: Beaker Exam
  kind: certification
  aliases: []
"""

SOURCES = """# Every source once.
S1:
  title: "Price list"
  publisher: "Potter Cloud"
  url: null
  date: "2026"
  checked: base document
S2:
  title: "Handbook"
  publisher: "Potter Cloud"
  url: null
  date: "2026"
  checked: base document
"""

FILES = {
    "services/kiln-ml.md": SERVICE,
    "certifications/glazing-exam.md": EXAM,
    "facts/exams.yaml": FACTS,
    "glossary.yaml": GLOSSARY,
    "sources.yaml": SOURCES,
}


def write_corpus(folder: Path, files: dict[str, str] = FILES) -> Path:
    """The files below `folder`, which is returned."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def findings(folder: Path, today: date = TODAY) -> list[Finding]:
    """What the check finds in the corpus below `folder`."""
    return list(check_corpus([folder], today).findings)


def findings_after(folder: Path, name: str, old: str, new: str) -> list[Finding]:
    """What the check finds once `old` is replaced by `new` in one file of the healthy corpus."""
    text = FILES[name]
    assert old in text
    return findings(write_corpus(folder, {**FILES, name: text.replace(old, new, 1)}))
