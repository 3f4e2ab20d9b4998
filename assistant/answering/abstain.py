"""How likely it is that the evidence answers the question, and what to say when it does not.

The probability is a logistic function of the best unit's signals. Its weights were fitted by
`benchmarks/calibrate.py`; thresholds are shared by all corpora.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.domain.evidence import Evidence
from assistant.domain.questions import Question

ANSWER_FROM = 0.5
"""Probability from which an answer is given."""
PARTIAL_FROM = 0.35
"""Between this and `ANSWER_FROM` the closest statement is shown as such."""
_BIAS = -9.0
_COSINE = 3.0
_LATE = 7.0
_COVERAGE = 4.0
_UNKNOWN_NAME = -2.5


def confidence(question: Question, evidence: Sequence[Evidence]) -> float:
    """Probability in 0…1 that the best units hold the answer; 0 without evidence."""
    if not evidence:
        return 0.0
    best = max(evidence[:3], key=lambda e: (_linear(e), -e.unit.position))
    penalty = _UNKNOWN_NAME * min(2, len(question.unknown_names))
    return 1.0 / (1.0 + math.exp(-(_linear(best) + penalty)))


def reason(question: Question, evidence: Sequence[Evidence]) -> str:
    """What was looked for, and what the corpus holds nearby. Makes no claim about the question's subject."""
    unknown = ", ".join(f"“{name}”" for name in question.unknown_names[:3])
    first = f"Nothing in the corpus answers “{question.asked.strip()}”."
    if unknown:
        first += f" The corpus does not mention {unknown}."
    nearby = nearby_topics(evidence)
    return f"{first} The closest topics it holds: {'; '.join(nearby)}." if nearby else first


def nearby_topics(evidence: Sequence[Evidence], limit: int = 3) -> list[str]:
    """Titles with their sections of the best passages, each once."""
    topics: dict[str, None] = {}
    for e in evidence:
        section = e.passage.section[-1].rstrip("?.: ") if e.passage.section else ""
        topics.setdefault(f"{e.document.title} › {section}" if section else e.document.title)
        if len(topics) == limit:
            break
    return list(topics)


def _linear(e: Evidence) -> float:
    return _BIAS + _COSINE * e.cosine + _LATE * e.late + _COVERAGE * e.coverage
