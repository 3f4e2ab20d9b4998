"""Hand-written stand-ins: an assistant that answers from a handful of fixed documents."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from assistant.domain.answers import Answer, Chart, Citation, Notice, SourceReference, Suggestion, Table, Timings
from assistant.domain.conversation import Turn
from assistant.domain.errors import QuestionError
from assistant.domain.passages import Document, Passage, ScoredPassage, Span

ROLE = Document(
    id="roles/ai-ml-solutions-architect",
    title="AI/ML solutions architect",
    kind="role",
    source_path="corpus/roles/ai-ml-solutions-architect.md",
    text="""---
title: AI/ML solutions architect
kind: role
as_of: 2026-11-20
---

# AI/ML solutions architect

## What the role is for

An AI/ML solutions architect designs **end-to-end systems** that take a model from experiment to production.[^S1]
The architect bridges data science and enterprise infrastructure, and owns the trade-offs between cost, latency and risk.[^S1]

## Responsibilities

- **Design**: chooses the serving, storage and orchestration services, and records why.[^S1]
- **Governance**: sets up monitoring, lineage and access control before the first release.[^S1]
- **Advice**: explains the options to stakeholders in plain language.[^S1]

## Not part of the role

The architect does not usually train models; that is the work of data scientists and ML engineers.[^S1]
""",
    entities=("AI/ML solutions architect",),
    as_of=date(2026, 11, 20),
    review_by=date(2027, 5, 20),
    sources=("S1",),
)

SALARIES = Document(
    id="salaries/united-states",
    title="Salaries in the United States",
    kind="salary",
    source_path="corpus/salaries/united-states.md",
    text="""---
title: Salaries in the United States
as_of: 2026-09-30
---

# Salaries in the United States

| Role | Base pay | Source |
|---|---|---|
| AI/ML solutions architect | $150,000 to $210,000 | Robert Half |
| AI architect | $165,000 to $245,000 | Interview Kickstart |
""",
    as_of=date(2026, 9, 30),
)

CERTIFICATE = Document(
    id="facts/certifications",
    title="Certificates",
    kind="facts",
    source_path="corpus/facts/certifications.yaml",
    text="""- id: cert-mls-c01-status
  statement: "AWS Certified Machine Learning – Specialty (MLS-C01) was retired: its last exam day was 31 March 2026."
""",
    as_of=date(2026, 11, 20),
)

DOCUMENTS = {document.id: document for document in (ROLE, SALARIES, CERTIFICATE)}

BLOG = SourceReference(
    id="S1",
    title="AI/ML Solutions Architects: Bridging Machine Learning and Enterprise Infrastructure",
    publisher="freelancer.company blog",
    url="https://freelancer.company/blog/ai-ml-solutions-architect",
    checked="base document",
)

SUGGESTIONS = (
    Suggestion("Hiring manager", "What does an AI/ML solutions architect do?"),
    Suggestion("Hiring manager", "What does an AI architect earn in the United States?"),
    Suggestion("Candidate", "Can I still take the AWS MLS-C01 exam?"),
    Suggestion("Candidate", "Which skills should I learn first?"),
    Suggestion("Portal team", "What is the dress code of an architect?"),
    Suggestion("Portal team", "How do the three clouds compare for vector search?"),
)


def cite(n: int, document: Document, quote: str, section: str, *sources: SourceReference) -> Citation:
    """A citation of the first place where `document` says `quote`."""
    start = document.text.index(quote)
    return Citation(
        n=n,
        document_id=document.id,
        title=document.title,
        section=section,
        source_path=document.source_path,
        url=sources[0].url if sources else None,
        as_of=document.as_of,
        quote=quote,
        start=start,
        end=start + len(quote),
        sources=sources,
    )


ROLE_ANSWER = Answer(
    status="answered",
    answer=(
        "An **AI/ML solutions architect** designs end-to-end systems that take a model from experiment to "
        "production.[1] The architect bridges data science and enterprise infrastructure, and owns the trade-offs "
        "between cost, latency and risk.[2]\n\n"
        "The main responsibilities are:\n\n"
        "- **Design**: chooses the serving, storage and orchestration services, and records why.[3]\n"
        "- **Governance**: sets up monitoring, lineage and access control before the first release.[4]\n"
    ),
    citations=(
        cite(
            1,
            ROLE,
            "An AI/ML solutions architect designs **end-to-end systems** that take a model from experiment to production.[^S1]",
            "What the role is for",
            BLOG,
        ),
        cite(
            2,
            ROLE,
            "The architect bridges data science and enterprise infrastructure, and owns the trade-offs between cost, "
            "latency and risk.",
            "What the role is for",
            BLOG,
        ),
        cite(
            3,
            ROLE,
            "chooses the serving, storage and orchestration services, and records why.",
            "Responsibilities",
            BLOG,
        ),
        cite(
            4,
            ROLE,
            "sets up monitoring, lineage and access control before the first release.",
            "Responsibilities",
            BLOG,
        ),
    ),
    followups=("What does an AI architect earn in the United States?", "Which skills should I learn first?"),
    timings_ms=Timings(0.3, 8.1, 6.0, 4.2, 18.6),
    confidence=0.93,
)

PAY_ANSWER = Answer(
    status="partial",
    answer="Base pay is given as $150,000 to $210,000 [1] and, by another source, as $165,000 to $245,000 [2].",
    reason="The corpus gives base pay only; it does not give total compensation.",
    citations=(
        cite(1, SALARIES, "| AI/ML solutions architect | $150,000 to $210,000 | Robert Half |", "Salaries"),
        cite(2, SALARIES, "| AI architect | $165,000 to $245,000 | Interview Kickstart |", "Salaries"),
    ),
    notices=(
        Notice("disagreement", "Two sources give different ranges; they are shown side by side.", (1, 2)),
        Notice("outdated", "The salary guide was due for review on 30 September 2026.", (1,)),
    ),
    tables=(
        Table(
            "Base pay a year, United States",
            ("Role", "Low", "High", "Basis"),
            (
                ("AI/ML solutions architect", "$150,000", "$210,000", "base pay"),
                ("AI architect", "$165,000", "$245,000", "base pay"),
            ),
            ((1,), (2,)),
        ),
    ),
    charts=(
        Chart(
            json.dumps(
                {
                    "data": {"values": [{"role": "Solutions architect", "low": 150, "high": 210}]},
                    "mark": "bar",
                    "encoding": {
                        "x": {"field": "low", "type": "quantitative"},
                        "x2": {"field": "high"},
                        "y": {"field": "role", "type": "nominal"},
                    },
                }
            ),
            "Base pay from 150 to 210 thousand dollars.",
            (1,),
        ),
    ),
    followups=("What does an AI/ML solutions architect do?",),
    timings_ms=Timings(0.2, 7.0, 5.0, 3.0, 15.2),
    confidence=0.8,
)

RETIRED_ANSWER = Answer(
    status="answered",
    answer="No. AWS Certified Machine Learning – Specialty (MLS-C01) was retired; its last exam day was 31 March 2026.[1]",
    citations=(
        cite(
            1,
            CERTIFICATE,
            "AWS Certified Machine Learning – Specialty (MLS-C01) was retired: its last exam day was 31 March 2026.",
            "cert-mls-c01-status",
        ),
    ),
    notices=(
        Notice("premise", "The question takes the certificate to be available; it no longer is.", (1,)),
        Notice("retired", "MLS-C01 can no longer be earned.", (1,)),
    ),
    timings_ms=Timings(0.2, 6.0, 5.0, 3.0, 14.2),
    confidence=0.97,
)

UNKNOWN_ANSWER = Answer(
    status="abstained",
    answer="I don't know: the corpus does not answer this.",
    reason=(
        "I looked for a dress code of architects and found nothing that says so. Nearby, the corpus holds what the "
        "role does and what it pays."
    ),
    followups=("What does an AI/ML solutions architect do?", "What does an AI architect earn in the United States?"),
    timings_ms=Timings(0.2, 6.0, 5.0, 1.0, 12.2),
    confidence=0.04,
)


class FakeArchway:
    """Answers by a word in the question, and remembers what it was asked."""

    generation = "g-0001"
    documents = len(DOCUMENTS)
    passages = 7

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[Turn, ...], Mapping[str, str] | None]] = []

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        filters: Mapping[str, str] | None = None,
        on_stage: Callable[[str], None] | None = None,
    ) -> Answer:
        """The fixed answer whose word the question holds; `explode` raises what nobody foresaw."""
        self.asked.append((question, tuple(history), filters))
        if not question.strip():
            raise QuestionError("The question is empty. Ask something, for instance: archway ask 'What is MLOps?'")
        if "explode" in question:
            raise RuntimeError("a secret of the inside")
        for stage in ("condense", "retrieve", "rerank", "answer"):
            if on_stage is not None:
                on_stage(stage)
        for word, answer in (("earn", PAY_ANSWER), ("exam", RETIRED_ANSWER), ("dress", UNKNOWN_ANSWER)):
            if word in question:
                return answer
        return ROLE_ANSWER

    def search(
        self, query: str, k: int = 10, *, filters: Mapping[str, str] | None = None, history: Sequence[Turn] = ()
    ) -> list[ScoredPassage]:
        """The same two passages for every query."""
        start = ROLE.text.index("An AI/ML")
        first = Passage(
            "p1", 0, ROLE.id, ("What the role is for",), ROLE.text[start : start + 40], Span(start, start + 40), 0, 1
        )
        second = Passage("p2", 1, SALARIES.id, ("Salaries", "Base pay"), "| AI architect |", Span(0, 3), 1, 2)
        return [ScoredPassage(first, ROLE, 0.9), ScoredPassage(second, SALARIES, 0.4)][:k]

    def document(self, document_id: str) -> Document | None:
        """One of the three documents."""
        return DOCUMENTS.get(document_id)

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Two questions for each kind of user."""
        return SUGGESTIONS
