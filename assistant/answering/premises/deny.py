"""Find the evidence that denies the very thing that a question is about: "The United Kingdom has no AI act." for a question
about the fines of the United Kingdom's AI act."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain.evidence import Evidence
from assistant.domain.questions import Question
from assistant.language.glossary import Glossary
from assistant.language.words import content_terms

NEAR = 10
"""Best units looked at."""
_HAS_NO = re.compile(
    r"^(?P<owner>.{2,80}?)\s(?:has|have|offers?|gives?|lists?|holds?|provides?|knows?)\sno\s(?P<thing>[\w/+&’' -]+?)"
    r"(?=[,;:.(]|\s(?:and|but|so|which|that|because|since|from|of|for|in|at|until|without|yet)\b|$)"
)
"""An owner, and what it has none of."""


def denying(question: Question, evidence: Sequence[Evidence], glossary: Glossary) -> Evidence | None:
    """The best unit, among the first of the evidence, which says that something the question names has none of what it names;
    None where there is none."""
    asked, named = set(question.terms), {mention.term for mention in question.mentions}
    for e in evidence[:NEAR]:
        told = _HAS_NO.match(e.unit.text)
        if told is None or not _is_named(told["owner"], asked, named, glossary):
            continue
        thing = set(content_terms(told["thing"]))
        if thing and thing <= asked:
            return e
    return None


def _is_named(owner: str, asked: set[str], named: set[int], glossary: Glossary) -> bool:
    mentions = {mention.term for mention in glossary.find(owner)}
    return mentions <= named if mentions else bool(terms := set(content_terms(owner))) and terms <= asked
