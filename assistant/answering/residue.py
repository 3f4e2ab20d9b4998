"""What a question asks beyond the names that it uses, and how much of that the evidence meets.

"Exam dumps for AI-103" names an exam of which much is known; whether anything is known of dumps shows in the words left.
Words are met in context: by the cosine of their token with the best token of the best passages, or by the word itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.domain.evidence import Evidence
from assistant.domain.questions import Question
from assistant.language.words import content_terms, stem
from assistant.retrieval.retrieve import Retrieval

TOP = 5
"""Units whose passages count."""
MET = 0.45
"""Cosine from which a word counts as met; unrelated words of the model stay below about 0.35."""
WORD = 0.9
"""What the word itself counts as."""
_SHORT = 3
"""Shorter tokens are pieces of words and say nothing alone."""


def unmet_share(question: Question, retrieval: Retrieval, evidence: Sequence[Evidence]) -> float:
    """Share of the question's words beyond its names that the best evidence does not meet, 0…1; 0 where there are none."""
    names = " ".join(mention.surface.lower() for mention in question.mentions)
    asked = question.text.lower()
    places = [
        place
        for place, word in enumerate(retrieval.tokens.words)
        if len(word) >= _SHORT and word in asked and word not in names
    ]
    if not places or not evidence:
        return 0.0
    told = {stemmed for e in evidence[:TOP] for stemmed in content_terms(e.context)}
    passages = {e.passage.position for e in evidence[:TOP]}
    cosines = [c.cosines.max(axis=1) for c in retrieval.candidates if c.position in passages and c.cosines.size]
    best = np.max(cosines, axis=0) if cosines else np.zeros(len(retrieval.tokens.words), dtype=np.float32)
    met = [max(float(best[p]), WORD if stem(retrieval.tokens.words[p]) in told else 0.0) for p in places]
    return sum(value < MET for value in met) / len(met)
