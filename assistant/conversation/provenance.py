"""Recognise a later turn that asks where the last answer comes from, how sure it is, or whether it still holds."""

from __future__ import annotations

import re

from assistant.language.words import content_terms

_SAID = (
    r"(?:(?:the|that|this|your|these|those) (?:figures?|numbers?|statements?|claims?|answers?|dates?|info\w*|data|facts?|"
    r"estimates?|amounts?|quotes?)|that|this|it|these|those|they)"
)
_ASKED = re.compile(
    r"\b(?:sources?|references?|citations?|cite|links?|proof|evidence|reliab\w+|solid|trust\w*|rely|certain|sure|credible|official|"
    r"outdated|out of date|up[- ]to[- ]date|confirmed|verified|unverified)\b|"
    r"\bwho (?:says?|said|claims?|claimed|wrote)(?: (?:so|that|this|it))?(?=\W*$|\W+(?:and|or|is)\b)|\bsays who\b|"
    r"\baccording to (?:who|whom|what)\b|"
    r"\bhow (?:do|would|can) (?:you|we|i) know\b|"
    rf"\bwhere (?:do|did|have|had) you\b|"
    rf"\bwhere (?:is|does|did|do|are|was) {_SAID} (?:come from|from|written|stated|taken from)\b|"
    r"\bstill (?:true|valid|right|correct|current|so|the case)\b|"
    rf"\bhow (?:old|recent|current|fresh) (?:is|are) {_SAID}(?=\W*$)|\bis {_SAID} (?:still )?current\b|"
    rf"\bwhen (?:was|were) {_SAID} (?:last )?(?:checked|updated)\b|\bas of when\b|"
    r"\b(?:your|a) (?:own )?(?:opinion|guess)\b",
    re.IGNORECASE,
)
"""What people ask of a statement itself, whatever it is about."""
_ALSO = frozenset(
    content_terms(
        "figure number statement claim answer date information info data fact estimate amount price quote thing say wrote come "
        "get take find found have written stated based original primary count believe far old recent current fresh true valid "
        "right correct own opinion guess know case last checked updated today now actually real exact long ago please isn't "
        "aren't really pls plz whats reason reasons first second third last whole one show"
    )
)
"""Words beside these that name nothing of a subject."""
_OTHERS_SAY = re.compile(
    r"\bwhat (?:do|does|did)\s(?!(?:you|it|that|this|they|these|those)\b)(?:[\w-]+\s){1,4}(?:say|show|tell|report|suggest)\b",
    re.IGNORECASE,
)
"""What somebody else says is asked for, and not who said this."""


def asks_for_provenance(question: str) -> bool:
    """True for a turn that asks nothing but where the last answer comes from, how sure it is or whether it still holds
    ("source?", "who says so, and is the number solid?", "isn't that outdated?")."""
    if _ASKED.search(question) is None or _OTHERS_SAY.search(question) is not None:
        return False
    return not {term for term in content_terms(_ASKED.sub(" ", question)) if not term.isdigit()} - _ALSO
