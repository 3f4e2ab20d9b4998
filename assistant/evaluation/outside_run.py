"""Measure an assistant on an outside set: retrieval of documents, evidence in the answers' quotes, and abstention."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain.answers import Answer
from assistant.domain.passages import ScoredPassage
from assistant.evaluation.labels import NDCG_DEPTH, RECALL_DEPTH
from assistant.evaluation.outside import OutsideQuestion
from assistant.evaluation.ranking import auroc, mean, ndcg_at, recall_at
from assistant.evaluation.run import Assistant
from assistant.evaluation.summary import RetrievalMean, StageTime, stage_times

SEARCHED = 50
"""Passages that are collapsed to documents: enough for ten documents while five passages of one stand before the next."""
SHORT_ANSWER = 10
"""Most words of an answer that may be looked for in quotes; longer ones were written, not taken from the text."""


@dataclass(frozen=True, slots=True)
class Count:
    """`hits` of `total`."""

    hits: int
    total: int

    def __str__(self) -> str:
        return f"{self.hits / self.total:.1%} ({self.hits} of {self.total})" if self.total else "no questions"


@dataclass(frozen=True, slots=True)
class OutsideSummary:
    """What is told of a set. `auroc` is that of the confidence, None where only one kind of question stands in the set.

    `evidence` counts answerable questions of which a gold sentence or short answer stands in the answer's quotes;
    `missed` are unanswerable questions answered as if known, `hedged` those answered with what is called unsure.
    """

    questions: int
    retrieval: RetrievalMean | None
    evidence: Count
    auroc: float | None
    false_abstentions: Count
    missed: Count
    hedged: Count
    stages: tuple[StageTime, ...]


def run_outside(questions: Iterable[OutsideQuestion], assistant: Assistant) -> OutsideSummary:
    """Ask every question in its conversation, and search for it. Raises nothing of its own."""
    scores: list[tuple[float, float]] = []
    asked: list[tuple[OutsideQuestion, Answer]] = []
    for question in questions:
        asked.append((question, assistant.ask(question.question, question.history)))
        if question.grades:
            found = ranked_documents(assistant.search(question.question, SEARCHED, history=question.history))
            scores.append(score_documents(found, question.grades))
    known = [(q, answer) for q, answer in asked if not q.unanswerable]
    unknown = [answer for q, answer in asked if q.unanswerable]
    evidence = [says_any(answer, forms) for q, answer in known if (forms := _forms(q))]
    recall, ndcg = mean([score[0] for score in scores]), mean([score[1] for score in scores])
    return OutsideSummary(
        questions=len(asked),
        retrieval=None if recall is None or ndcg is None else RetrievalMean(len(scores), recall, ndcg),
        evidence=Count(sum(evidence), len(evidence)),
        auroc=auroc([answer.confidence for _, answer in known], [answer.confidence for answer in unknown]),
        false_abstentions=Count(sum(answer.abstained for _, answer in known), len(known)),
        missed=Count(sum(answer.status == "answered" for answer in unknown), len(unknown)),
        hedged=Count(sum(answer.status == "partial" for answer in unknown), len(unknown)),
        stages=stage_times([answer for _, answer in asked]),
    )


def ranked_documents(found: Sequence[ScoredPassage]) -> list[str]:
    """Ids of the passages' documents, each at the rank of its best passage."""
    return list(dict.fromkeys(scored.passage.document_id for scored in found))


def score_documents(found: Sequence[str], grades: Sequence[tuple[str, int]]) -> tuple[float, float]:
    """recall@5 and nDCG@10 of ranked documents; the denominator of the recall is capped at 5."""
    grade = dict(grades)
    numbered = {document: number for number, document in enumerate(grade)}
    hits = [frozenset({numbered[document]} if document in numbered else ()) for document in found]
    gains = [float(grade.get(document, 0)) for document in found]
    ideal = [float(value) for value in grade.values()]
    return recall_at(RECALL_DEPTH, hits, len(grade)), ndcg_at(NDCG_DEPTH, gains, ideal)


def says_any(answer: Answer, forms: Iterable[str]) -> bool:
    """True when the words of one of the forms stand, in order, in the answer's quotes."""
    quoted = _words(" ".join(citation.quote for citation in answer.citations))
    return any(_words(form) in quoted for form in forms)


def _forms(question: OutsideQuestion) -> list[str]:
    short = [answer for answer in question.answers if len(answer.split()) <= SHORT_ANSWER]
    return [form for form in (*question.gold_sentences, *short) if _words(form).strip()]


def _words(text: str) -> str:
    """Words in lower case with one space round each: punctuation and tokenised spacing do not count."""
    return " " + " ".join(re.findall(r"\w+", text.lower())) + " "
