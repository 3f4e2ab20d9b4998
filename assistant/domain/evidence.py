"""Units of evidence with their scores for one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.passages import Document, Passage, Unit


@dataclass(frozen=True, slots=True)
class Evidence:
    """A unit, where it stands, and how well it answers.

    `score` orders units of one question. `cosine` and `late` (MaxSim over the unit's own tokens and, discounted, its
    heading's) lie between -1 and 1, `coverage` (share of the question's weighted terms that the unit, its lead, or
    its heading hold) between 0 and 1. `rank` is the rank of its passage from 0, `passage_cosine` and `passage_late` are the
    passage's own, `adapted` is the unit's cosine under the adapter, `asked` that of the nearest listed
    question that it answers (both 0 without any). `matches` holds, for each token of the
    question, its weight times the best cosine with a token of the unit or its heading; their sum is `late`.
    """

    unit: Unit
    passage: Passage
    document: Document
    score: float
    cosine: float
    late: float
    coverage: float
    rank: int
    passage_cosine: float = 0.0
    passage_late: float = 0.0
    adapted: float = 0.0
    asked: float = 0.0
    matches: tuple[float, ...] = ()

    @property
    def context(self) -> str:
        """The unit with what it stands under: title, headings and lead."""
        parts = (self.document.title, *self.passage.section, self.unit.lead_text, self.unit.label, self.unit.text)
        return ". ".join(part for part in parts if part)


def learned(evidence: Sequence[Evidence]) -> bool:
    """True where readers' questions were learned, so that an adapter took part in the scores."""
    return any(e.adapted for e in evidence)
