"""Ask golden questions and keep what came back. Knows an assistant by its protocol only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.domain.answers import Answer
from assistant.domain.conversation import Turn
from assistant.domain.passages import Document, Passage, ScoredPassage
from assistant.evaluation.golden import GoldenQuestion
from assistant.evaluation.labels import NDCG_DEPTH, RetrievalScore, place_of, score_retrieval
from assistant.evaluation.score import Verdict, judge


class Assistant(Protocol):
    """What is measured."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The answer to a question after a conversation, oldest turn first."""
        ...

    def search(self, query: str, k: int = 10, *, history: Sequence[Turn] = ()) -> list[ScoredPassage]:
        """The `k` best passages, best first."""
        ...

    def document(self, document_id: str) -> Document | None:
        """A document by id, None when the index holds none of that id."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question asked: the verdict on its answer, the ten best passages, and their score (None without labels).

    `stale_labels` are quotes that the corpus does not hold any more; they are left out of the score.
    """

    verdict: Verdict
    found: tuple[ScoredPassage, ...]
    retrieval: RetrievalScore | None
    stale_labels: tuple[str, ...] = ()


def run(questions: Iterable[GoldenQuestion], assistant: Assistant, passages: Sequence[Passage]) -> list[Outcome]:
    """One outcome a question, in order. `passages` are all those of the index."""
    by_document: dict[str, list[Passage]] = {}
    for passage in passages:
        by_document.setdefault(passage.document_id, []).append(passage)
    return [_outcome(question, assistant, by_document) for question in questions]


def _outcome(question: GoldenQuestion, assistant: Assistant, by_document: dict[str, list[Passage]]) -> Outcome:
    verdict = judge(question, assistant.ask(question.question, question.history), assistant.document)
    found = tuple(assistant.search(question.question, NDCG_DEPTH, history=question.history))
    placed = [(label, place_of(label, assistant.document)) for label in question.passages]
    places = [place for _, place in placed if place is not None]
    labelled = [passage for place in {p.document for p in places} for passage in by_document.get(place, ())]
    return Outcome(
        verdict=verdict,
        found=found,
        retrieval=score_retrieval([s.passage for s in found], places, labelled) if places else None,
        stale_labels=tuple(label.quote for label, place in placed if place is None),
    )
