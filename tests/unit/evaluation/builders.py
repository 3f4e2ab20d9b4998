"""A document of three passages, and an assistant that finds what it is told to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.domain.answers import Answer, Status, Timings
from assistant.domain.conversation import Turn
from assistant.domain.passages import Document, Passage, ScoredPassage, Span
from assistant.evaluation.golden import GoldenQuestion, PassageLabel

TEXT = "Redis is a cache that costs $40. Valkey is a cache that is free. Redis is a cache that costs $40."
DOCUMENT = Document("services/caches", "Caches", "page", "corpus/services/caches.md", TEXT)
PASSAGES = tuple(
    Passage(f"c{n}", n, DOCUMENT.id, (), TEXT[start:end], Span(start, end), n, n + 1)
    for n, (start, end) in enumerate(((0, 32), (33, 64), (65, 97)))
)
REDIS = PassageLabel(DOCUMENT.id, "Redis is a cache that costs $40.")
VALKEY = PassageLabel(DOCUMENT.id, "Valkey is a cache that is free.")
GONE = PassageLabel(DOCUMENT.id, "Memcached is a cache as well.")


def golden(
    group: str = "pay",
    *,
    abstained: bool = False,
    facts: tuple[str, ...] = (),
    forbidden: tuple[str, ...] = (),
    passages: tuple[PassageLabel, ...] = (),
    id: str = "G1",
) -> GoldenQuestion:
    """A golden question of which only what is given matters."""
    return GoldenQuestion(id, group, "What costs $40?", (), abstained, tuple((f,) for f in facts), forbidden, 20, passages)


def answer(status: Status = "answered", *, confidence: float = 0.5, total: float = 4.0) -> Answer:
    """An answer that claims nothing, and so breaks no rule."""
    return Answer(status, "", reason="It says so.", confidence=confidence, timings_ms=Timings(0.5, 1.0, 1.5, 1.0, total))


@dataclass
class FakeAssistant:
    """Answers all questions alike and finds `found`; remembers the histories that it was given."""

    reply: Answer
    found: Sequence[Passage] = ()
    histories: list[tuple[Turn, ...]] = field(default_factory=list)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The one reply."""
        self.histories.append(tuple(history))
        return self.reply

    def search(self, query: str, k: int = 10, *, history: Sequence[Turn] = ()) -> list[ScoredPassage]:
        """The passages, scored by their rank."""
        self.histories.append(tuple(history))
        return [ScoredPassage(passage, DOCUMENT, 1.0 / rank) for rank, passage in enumerate(self.found[:k], 1)]

    def document(self, document_id: str) -> Document | None:
        """The one document."""
        return DOCUMENT if document_id == DOCUMENT.id else None
