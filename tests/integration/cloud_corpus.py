"""A corpus of five small files that holds every kind of unit: sentences, lists, a table, typed facts and glossary terms."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "roles/architect.md": """---
title: AI architect
kind: role
entities: [AI architect]
as_of: 2026-11-20
---

# AI architect

## What an AI architect is

An AI architect designs systems that bring models into production.

## Duties

The duties of an AI architect are:

- **Design**: chooses storage and serving.
- **Governance**: sets up monitoring [3] and access control.
- **Advice**: explains options to managers.

## How is an AI architect interviewed?

Interviewers ask for one design on a whiteboard.
""",
    "services/vector-search.md": """---
title: Vector search on the clouds
kind: service
as_of: 2026-11-20
---

# Vector search on the clouds

## Services by provider

Each provider bills vector search on its own terms.

| Provider | Service | Billing |
|---|---|---|
| AWS | OpenSearch | by the hour |
| Azure | AI Search | by the unit |
| Google Cloud | Vertex | by the node |

## Law

The high-risk rules of the AI Act apply from 2 December 2027.
""",
    "facts/facts.yaml": """- id: pay-1
  subject: AI architect
  attribute: annual pay
  level: senior
  low: 230000
  high: 270000
  unit: USD
  region: United States
  source: S1
  statement: "The first guide says that a senior AI architect earns USD 230,000 to 270,000 a year."
- id: pay-2
  subject: AI architect
  attribute: annual pay
  level: senior
  low: 165000
  high: 245000
  unit: USD
  region: United States
  source: S2
  statement: "The second guide says that a senior AI architect earns USD 165,000 to 245,000 a year."
- id: specialty
  subject: ML Specialty
  attribute: status
  status: retired
  source: S2
  statement: "The ML Specialty was retired on 31 March 2026."
- id: specialty-price
  subject: ML Specialty
  attribute: price
  low: 300
  high: 300
  unit: USD
  source: S2
  statement: "The exam of the ML Specialty did cost USD 300."
- id: streaming-aws
  subject: Kinesis
  provider: AWS
  attribute: streaming
  value: shards
  source: S2
  statement: "For streaming AWS offers Kinesis with shards."
- id: streaming-azure
  subject: Event Hubs
  provider: Azure
  attribute: streaming
  value: throughput units
  source: S2
  statement: "For streaming Azure offers Event Hubs with throughput units."
""",
    "glossary.yaml": """- term: AI architect
  kind: role
- term: solution engineer
  kind: role
- term: ML Specialty
  kind: certification
- term: AWS
  kind: provider
- term: Azure
  kind: provider
- term: Google Cloud
  kind: provider
- term: Kinesis
  kind: service
- term: Event Hubs
  kind: service
- term: feature store
  kind: concept
  definition: "A feature store keeps the features of models in one place."
  source: S1
""",
    "sources.yaml": """S1: {title: A pay guide, publisher: A house, url: "https://example.com/guide"}
S2: {title: A second guide, publisher: Another house}
""",
}


def write_cloud_corpus(folder: Path) -> Path:
    """Write the files below `folder`; the corpus folder."""
    corpus = folder / "corpus"
    for name, text in FILES.items():
        (corpus / name).parent.mkdir(parents=True, exist_ok=True)
        (corpus / name).write_text(text, encoding="utf-8")
    return corpus
