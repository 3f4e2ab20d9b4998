"""Questions of everyday life, which a library about its subject does not answer whatever words they share with it.

An index holds the vectors of everyday questions (ingest/everyday.txt). What lies far nearer to one of them than to anything
of the library ("what is the capital of Australia?" beside a pay range for Australia) is none of its business; a library about
everyday life has texts that lie nearer still.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.evidence import Evidence
from assistant.domain.ports import Vector
from assistant.retrieval.retrieve import Retriever

LEAST = 0.5
LEAST_IN_TALK = 0.75
"""Cosine with an everyday question from which a question is like it. A follow-up of a few words ("tell me more", "and the
Swiss?") is like many things."""
AHEAD = 0.3
"""How much nearer that must be than all of the library: none of 2,602 questions that the corpus answers reaches both."""


def is_everyday(question: Vector, evidence: Sequence[Evidence], retriever: Retriever, *, in_talk: bool) -> bool:
    """True when the question, as a vector, is like one of the everyday questions (at least one) and no unit or passage of the
    evidence lies nearly as near. `in_talk` marks a follow-up."""
    nearest = float((retriever.everyday @ question).max())
    if nearest < (LEAST_IN_TALK if in_talk else LEAST):
        return False
    units = retriever.unit_vectors[[e.unit.position for e in evidence]] @ question
    passages = retriever.passage_vectors[sorted({e.passage.position for e in evidence})] @ question
    return nearest > AHEAD + max(float(units.max(initial=-1.0)), float(passages.max(initial=-1.0)))
