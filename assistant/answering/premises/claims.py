"""What a question takes for granted, and what contradicts it: the two things that the files of this folder pass on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.evidence import Evidence


class Marker(StrEnum):
    """How a claim is marked. Only the numbers of a PHRASE and of an ASKED claim are taken for granted or put forward."""

    CLAUSE = "clause"
    WHY = "why"
    WHEN = "when"
    PHRASE = "phrase"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim inside a question, in the question's words, and its marker. `beside` is the rest of the question, `focus` the
    words that hold a PHRASE's number."""

    text: str
    marker: Marker
    beside: str = ""
    focus: str = ""

    @property
    def only_number(self) -> bool:
        """True when nothing but the claim's number is taken for granted."""
        return self.marker in {Marker.PHRASE, Marker.ASKED}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Evidence against a claim, the deciding unit first, and which test found it."""

    evidence: tuple[Evidence, ...]
    test: str
