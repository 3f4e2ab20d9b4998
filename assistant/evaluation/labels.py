"""Hold retrieved passages against labelled places of the corpus.

A passage is relevant to a label when its span contains the middle character of the label's quote: whatever the splitter cuts,
each place lies in one passage. A quote that its document repeats is found at any of its places.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.domain.passages import Document, Passage
from assistant.evaluation.golden import PassageLabel
from assistant.evaluation.ranking import ndcg_at, recall_at

RECALL_DEPTH = 5
NDCG_DEPTH = 10


@dataclass(frozen=True, slots=True)
class RetrievalScore:
    """recall@5 and nDCG@10 of one question, both between 0 and 1."""

    recall: float
    ndcg: float


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """Where a label's quote stands: the middle characters of its places, in order."""

    document: str
    middles: tuple[int, ...]

    def inside(self, passage: Passage) -> bool:
        """True when one of the places lies in the passage."""
        if passage.document_id != self.document:
            return False
        first = bisect_left(self.middles, passage.span.start)
        return first < len(self.middles) and self.middles[first] < passage.span.end


def place_of(label: PassageLabel, document: Callable[[str], Document | None]) -> LabelPlace | None:
    """The places of a label, None when the corpus no longer says it."""
    held = document(label.document)
    if held is None:
        return None
    middles: list[int] = []
    start = held.text.find(label.quote)
    while start >= 0:
        middles.append(start + len(label.quote) // 2)
        start = held.text.find(label.quote, start + 1)
    return LabelPlace(label.document, tuple(middles)) if middles else None


def score_retrieval(found: Sequence[Passage], places: Sequence[LabelPlace], passages: Sequence[Passage]) -> RetrievalScore:
    """The score of `found`, best first, for one question's labels; `passages` are all those of the index.

    A passage gains 1 however many labels it holds; the best possible ranking begins with every passage that holds one.
    """
    hits = [frozenset(n for n, place in enumerate(places) if place.inside(passage)) for passage in found]
    relevant = sum(any(place.inside(passage) for place in places) for passage in passages)
    gains = [float(bool(hit)) for hit in hits]
    return RetrievalScore(recall_at(RECALL_DEPTH, hits, len(places)), ndcg_at(NDCG_DEPTH, gains, [1.0] * relevant))
