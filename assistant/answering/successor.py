"""What is asked of the thing that came after another ("the exam that replaced it", "its successor"): the facts say which it is,
and its name takes the place of the description."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answering.library import Library
from assistant.domain.conversation import Turn
from assistant.domain.questions import Mention
from assistant.language.sentences import split_sentences

CODE = re.compile(r"\b[A-Z]{2,4}-?[A-Z]?\d{2,4}\b")
"""An exam's code, which changes with each version of one certificate."""
_CAME_AFTER = (
    r"(?:ha(?:s|ve)\s)?(?:came after|comes after|replace[sd]?|succeed(?:s|ed)?|supersede[sd]?|follow(?:s|ed)|"
    r"t(?:akes?|aken|ook)\s(?:over from|the place of))"
)
_DESCRIBED = re.compile(
    rf"\b(?:the|that)\s(?:[\w-]+\s){{0,2}}?(?:that|which)\s{_CAME_AFTER}\s|"
    r"\b(?:the|a)\s(?:successor|replacement)s?\s(?:of|to|for)\s",
    re.IGNORECASE,
)
"""Up to the name of what was there before, or the word that stands for it."""
_IT = re.compile(r"(?:it|that one|that|this one|this|them|those|these)\b", re.IGNORECASE)
_ITS = re.compile(r"\b(?:its|their|the)\s(?:successor|replacement)s?\b(?!\s(?:of|to|for)\b)", re.IGNORECASE)
_THE = re.compile(r"(?:the|an?)\s", re.IGNORECASE)
_ASKS_WHICH = re.compile(
    r"\b(?:what|who|which|name|called|know|there)\W*$|\S\s+(?:is|are|was|were|isn['’]t|wasn['’]t|be|as|has|have)\W*$|['’]s\W*$",
    re.IGNORECASE,
)
_MEASURES = re.compile(r"\b(?:how\s\w+|when|where|why)\s(?:is|are|was|were|has|have)\W*$", re.IGNORECASE)
"""Before "its successor": a question which one that is, and one that asks something of it ("how long is its successor?")."""
_BOUNDARY = re.compile(r"[,;:–—]\s+(?:(?:so|and|but|then)\s+)?")


def of_its_successor(question: str, history: Sequence[Turn], library: Library) -> str:
    """The question with the name of what succeeded a thing in place of a description as that; "" where it has none, asks which
    one that is, or no fact says so."""
    mentions = library.glossary.find(question)
    found = [m for pattern in (_DESCRIBED, _ITS) for m in [pattern.search(question)] if m]
    known = ((m, *_before(question, m, history, mentions, library)) for m in found)
    described, old, end = next((one for one in known if one[1]), (None, "", 0))
    if described is None:
        return ""
    lead = question[: described.start()]
    beside = any(len(lead.rstrip()) <= m.end <= len(lead) for m in mentions)  # "is A the successor of B?"
    if beside or (_ASKS_WHICH.search(lead) and not _MEASURES.search(lead)):
        return ""
    names = dict.fromkeys(library.facts[p].value for p in successors_of(old, library) if p not in library.withheld)
    named = [name for name in names if CODE.search(name) or library.glossary.find(name)]
    return f"{_without_what_told_of_it(lead, mentions)}{' and '.join(named)}{question[end:]}" if named else ""


def successors_of(text: str, library: Library) -> list[int]:
    """Positions of the facts on what succeeds a thing that a text names, of the codes that it gives where it gives any."""
    names, codes = names_of(text, library), codes_of(text)
    return [
        p
        for p in library.by_attribute.get("successor", ())
        for fact in [library.facts[p]]
        if (fact.code.lower() in names or library.glossary.names_like(fact.subject) & names)
        and (not codes or holds_name(fact.statement, codes))
    ]


def codes_of(text: str) -> frozenset[str]:
    """The codes of a text, in lower case."""
    return frozenset(code.lower() for code in CODE.findall(text))


def names_of(text: str, library: Library) -> frozenset[str]:
    """All names, in lower case, of what a text names, and its codes."""
    return frozenset(n.lower() for m in library.glossary.find(text) for n in library.glossary.names(m.term)) | codes_of(text)


def holds_name(text: str, names: Iterable[str]) -> bool:
    """True where a text holds one of the names, given in lower case, as words of their own."""
    lowered = text.lower()
    return any(name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", lowered) for name in names)


def _before(
    question: str, described: re.Match[str], history: Sequence[Turn], mentions: Sequence[Mention], library: Library
) -> tuple[str, int]:
    """What was there before, in words, and where its description ends; "" where nothing known is meant."""
    end = described.end()
    article = _THE.match(question, end)
    place = article.end() if article else end
    named = next((m for m in mentions if m.start == place), None)
    code = CODE.match(question, place)
    stop = named.end if named else code.end() if code else 0
    if stop:
        return question[place:stop], stop
    word = _IT.match(question, end)
    if word is None and described.group()[-1].isspace():
        return "", end
    told = [question[m.start : m.end] for m in reversed(mentions) if m.end <= described.start()]
    told += [turn.content[m.start : m.end] for turn in reversed(history) for m in reversed(library.glossary.find(turn.content))]
    old = next((text for text in told if successors_of(text, library)), "")
    return old, word.end() if word else end


def _without_what_told_of_it(lead: str, mentions: Sequence[Mention]) -> str:
    """What stands before the description, without the clause of its own that tells of what was there before."""
    begin = max((span.start for span in split_sentences(lead)), default=0)
    told = [m.end for m in mentions if begin <= m.start and m.end <= len(lead)]
    boundaries = list(_BOUNDARY.finditer(lead, max(told))) if told else []
    return lead[:begin] + lead[boundaries[-1].end() :] if boundaries else lead
