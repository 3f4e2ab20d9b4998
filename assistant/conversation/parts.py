"""Split a message into the questions that it asks, each of which stands alone.

A message may tell a story before it asks, ask several things, or ask two in one sentence ("who pays, and how much?"). A
question that lacks a subject of its own takes it from what the message told or asked before, as a follow-up does.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.conversation.condense import Standalone, condense, is_follow_up
from assistant.domain.conversation import Turn
from assistant.language.glossary import Glossary
from assistant.language.manners import is_manners
from assistant.language.sentences import split_sentences
from assistant.language.words import content_terms

_ASKING = re.compile(
    r"^\W*(?:(?:so|and|but|please|ok|okay|hi|hello|hey|well|now|also|then|hm+|huh)\b[\s,]*)*"
    r"(?:(?:in|at|on|for|to|from|with|until|since|by)\s+(?=wh|how))?"
    r"(what|which|who|whom|whose|when|where|why|how|"
    r"(?:is|are|was|were|do|does|did|could|should|must|would|(?:has|have)(?!\s+to\b))(?:n['’]?t)?|can(?:['’]?t|not)?|will|won['’]?t|may|tell|explain|describe|list|name|compare|give|define|summari[sz]e|show|outline)\b",
    re.IGNORECASE,
)
_NAMES_ONLY = re.compile(r"\b(?:what|how)\s+(?:about|of)\b", re.IGNORECASE)
_WORD = r"(?:what|which|who|when|where|why|how)\b"
_INVERTED = (
    r"(?:do|does|did|is|are|was|were|can|could|should|must|will|would|has|have|may)\s+"
    r"(?:i|we|you|they|he|she|it|there|this|that|these|those|my|our|the|an?)\b"
)
_HAS_WORD = re.compile(rf"\b{_WORD}", re.IGNORECASE)
_BEFORE_WORD = r"(?:if|for|by|to|from|in|at|on|with|since|until|till|under|before|after)\s"
_NEXT_QUESTION = re.compile(
    rf"(?:[,;]?\s+(?:and|plus)|;)\s+(?={_WORD}|{_BEFORE_WORD}(?:[\w']+\s+){{0,6}}?{_WORD})|"
    r",\s+(?=(?:what|how|why)\b)",
    re.IGNORECASE,
)
"""Where a second question begins inside a sentence; a comma before "which" or "who" begins a relative clause instead."""
_NEXT_CLAUSE = re.compile(
    rf"(?:[,;]?\s+(?:and|plus)|;)\s+(?=(?:{_BEFORE_WORD})?{_WORD}|(?:it|they|this|that|these|those)\s+(?:[\w']+\s+){{0,4}}?{_WORD})|"
    rf"[,;]?\s+(?:and|plus)\s+(?={_INVERTED})|"
    r",\s+(?=(?:what|how|why|when|where)\b)",
    re.IGNORECASE,
)
"""Where a clause begins that may ask something of its own, in whatever order its words are."""
_CONDITION = re.compile(
    r"^\W*(?:(?:so|and|but)\s)?(?:since|as|because|if|while|although|though|given|once|after|before|now that|"
    r"when (?!do|is|are|was|were|will|can|could|may|must|should|has|have))\b",
    re.IGNORECASE,
)
"""A clause that gives a ground or a condition asks nothing, though it may hold such a word ("since X waits when …")."""
_ELLIPTIC = 1
"""Words with a meaning that a clause has at most where it goes on from the one before."""
_QUESTION_MARK = re.compile(r"\?(?:\)*(?:\s|$)|[\"')]+\s*$)")
"""A question in quotation marks inside a sentence is told, not asked."""
_ENUMERATOR = re.compile(r"(?<!\S)\(?([1-9]|[a-e])[).](?=\s)", re.IGNORECASE)
"""Such as "1)", "(2)", "a." in front of one of several questions."""
_ASKED_BEHIND = re.compile(rf":\s+(?:{_WORD}|{_INVERTED})", re.IGNORECASE)
_ALL_OF_IT = re.compile(
    r"^\W*(?:please\W+)?(?:i (?:want|need)\s|give me\s|name\s|list\s)?"
    r"(?:every|everything|all|(?:the|a)?\s?(?:complete|full|whole) (?:list|set))\b(?:\s[\w'-]+){0,4}\W*$",
    re.IGNORECASE,
)
_TELLING = 3
_TOLD = 2
"""Sentences before a question that it may refer to."""


def asks(sentence: str) -> bool:
    """True when a sentence looks like a question or a request."""
    marked = _QUESTION_MARK.search(sentence) or _ASKED_BEHIND.search(sentence)
    return marked is not None or (_ASKING.match(sentence) is not None and len(sentence.split()) > 2)


def asks_in_full(sentence: str) -> bool:
    """True for a question with a question word or a verb in front, which has a shape of its own; "what about" names a thing."""
    return _ASKING.match(sentence) is not None and _NAMES_ONLY.search(sentence) is None


def telling_sentences(text: str) -> list[str]:
    """The sentences of a message that hold three words or more that carry meaning."""
    return [s for span in split_sentences(text) if len(content_terms(s := text[span.start : span.end])) >= _TELLING]


def asking_sentence(text: str) -> str:
    """The last sentence of a message of several that looks like a question; "" where there is none, or nothing beside it."""
    sentences = [text[span.start : span.end] for span in split_sentences(text)]
    return next((s for s in reversed(sentences) if asks(s)), "") if len(sentences) > 1 else ""


def wants_all(text: str) -> bool:
    """True for a message with a sentence of its own that wants all there is of what another asks ("Every sign you have.")."""
    sentences = [text[span.start : span.end] for span in split_sentences(text)]
    return len(sentences) > 1 and any(_ALL_OF_IT.match(sentence) for sentence in sentences)


def asked_parts(text: str, glossary: Glossary) -> list[Standalone]:
    """The questions of a message, in order; empty when no sentence looks like one."""
    parts: list[Standalone] = []
    told: list[str] = []
    spans = split_sentences(text)
    for sentence in (piece for span in spans for piece in _enumerated(text[span.start : span.end])):
        if is_manners(sentence):
            continue
        if not asks(sentence):
            told.append(sentence)
            continue
        for place, question in enumerate(_questions(sentence)):
            goes_on = place > 0 and len(content_terms(question)) <= _ELLIPTIC
            depends = goes_on or is_follow_up(question, glossary)
            if depends and told:
                whole = " ".join((*told[-_TOLD:], question))
                parts.append(Standalone(whole, whole, root=whole))
            elif depends and parts:
                before = (Turn("user", parts[-1].text),)
                parts.append(replace(condense(question, before, glossary, leans=goes_on), talk=""))
            else:
                parts.append(Standalone(question, question, root=question))
            told = []
    return parts


def joined_questions(text: str, glossary: Glossary) -> list[Standalone]:
    """The clauses of a question that may each ask something, in order; empty for a single one. What stands before the first,
    such as its subject, belongs to it, and to those that have none of their own."""
    first, *later = _NEXT_CLAUSE.split(text)
    while later and (not _HAS_WORD.search(first) or _CONDITION.match(first)):
        first = f"{first} {later.pop(0)}"
    clauses = [Standalone(first, first, root=first)]
    for clause in later:
        if is_follow_up(clause, glossary) or len(content_terms(clause)) <= _ELLIPTIC:
            whole = f"{_subject(first, glossary)} — {clause}"
            clauses.append(Standalone(whole, clause, root=whole))
        else:
            clauses.append(Standalone(clause, clause, root=clause))
    return clauses if len(clauses) > 1 else []


def _subject(clause: str, glossary: Glossary) -> str:
    """What a clause asks about: what stands before its question word, or else the things it names, or else all of it."""
    asking = _HAS_WORD.search(clause)
    before = clause[: asking.start()].strip(" ,;:–—-") if asking else ""
    named = ", ".join(mention.surface for mention in glossary.find(clause))
    return before if content_terms(before) else named or clause.rstrip(" ?.!")


def _enumerated(sentence: str) -> list[str]:
    """The sentence, or what stands before its first enumerator and the questions behind each ("two things: 1) who … 2) what");
    a lone enumerator in front is left out."""
    found = list(_ENUMERATOR.finditer(sentence))
    labels = "".join(m.group(1).lower() for m in found)
    if len(found) == 1 and found[0].start() == 0:
        return [sentence[found[0].end() :].strip()]
    if len(labels) < 2 or not ("123456789".startswith(labels) or "abcde".startswith(labels)):
        return [sentence]
    ends = [*(m.start() for m in found[1:]), len(sentence)]
    pieces = [sentence[m.end() : end].strip(" ,;") for m, end in zip(found, ends, strict=True)]
    if not all(asks(piece) for piece in pieces):
        return [sentence]
    before = sentence[: found[0].start()].strip(" :–—-")
    return [before, *pieces] if before else pieces


def _questions(sentence: str) -> list[str]:
    """The sentence, or the questions that it joins, each with a word that carries meaning."""
    pieces = _NEXT_QUESTION.split(sentence)
    asking = asks(pieces[0]) or re.search(rf"[:;,]\s+{_WORD}", pieces[0], re.IGNORECASE) is not None
    return pieces if asking and all(content_terms(piece) for piece in pieces) else [sentence]
