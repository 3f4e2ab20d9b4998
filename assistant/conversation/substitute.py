"""Put what a follow-up names in the place of its counterpart in a question of the talk ("what about Azure?", "and for
seniors?", "no, I meant BigQuery")."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.language.gazetteer import BETWEEN_PLACES, place_spans
from assistant.language.glossary import Glossary
from assistant.language.words import content_terms

_LEVEL = re.compile(
    r"\b(entry[- ]level|entry|juniors?|mid[- ]level|mid|seniors?|principals?|staff|lead|vp|director)\b", re.IGNORECASE
)
_THE = re.compile(r"\bthe $", re.IGNORECASE)
"""An article that a place has, or has not ("the UK", "London")."""
_COMPARES = re.compile(r"\b(?:compar\w+|differ\w*|than|versus|vs)\b", re.IGNORECASE)
_AT_FIRST = r"(?:(?:oh|ah|ok|okay|well|sorry|oops|wait|hm+|actually)\W+)*"
_CORRECTS = re.compile(
    rf"^\W*{_AT_FIRST}(?:(?:no|nope|nah)\b\W*{_AT_FIRST}(?:i (?:meant|mean)\W+)?|i meant\W+)"
    r"(?:to (?:ask|say)\W+)?(?:about\W+)?(?=\w)",
    re.IGNORECASE,
)
"""Words that take back what was understood, before what was meant."""
_RATHER_THAN = re.compile(r"\W+not (?:(?:the|an?|for|of|in|on)\s)*(?P<other>[\w./&-]+(?:\s[\w./&-]+){0,3})\W*$", re.IGNORECASE)
"""What was not meant, behind what was ("existing employees, not candidates")."""


def compares(question: str) -> bool:
    """True for words that set something against something else ("difference to Kinesis?")."""
    return _COMPARES.search(question) is not None


def corrected(question: str, asked: str, glossary: Glossary) -> str:
    """What was `asked` with what the user meant in the place of what was understood ("no, I meant BigQuery", "sorry, employees,
    not candidates"); "" for a turn that corrects nothing, or says more than that."""
    taken_back = _CORRECTS.match(question)
    if taken_back is None:
        return ""
    meant = question[taken_back.end() :]
    other = _RATHER_THAN.search(meant)
    if other is not None:
        meant = meant[: other.start()]
        understood = re.search(rf"(?<!\w){re.escape(other['other'])}(?!\w)", asked, re.IGNORECASE)
        if understood is not None:
            return asked[: understood.start()] + meant.strip(" ,.;") + asked[understood.end() :]
    return replaced(meant, asked, glossary)


def without_counterparts(root: str, question: str, glossary: Glossary) -> str:
    """The root without the things whose place a thing named in the follow-up takes: others of its kind.

    A follow-up that refers back ("how is it different from …") still needs them; it is not asked about here.
    """
    kinds = {glossary.terms[m.term].kind for m in glossary.find(question)}
    for mention in reversed(glossary.find(root)):
        if glossary.terms[mention.term].kind in kinds:
            root = f"{root[: mention.start]}{root[mention.end :]}"
    return " ".join(root.split())


def in_another_place(question: str, previous: str) -> str:
    """The previous question with the place, or the places side by side, that the follow-up names alone ("and Denver?") in the
    place of those it named side by side; "" where it named none."""
    named, before = place_spans(question), place_spans(previous)
    first, last = (named[0][0], named[-1][1]) if named else (0, 0)
    side_by_side = all(BETWEEN_PLACES.fullmatch(question[one[1] : two[0]]) for one, two in pairwise(named))
    if not named or not before or not side_by_side or content_terms(question[:first] + question[last:]):
        return ""
    start, end = before[0]
    if not _THE.search(question[:first]):
        start = len(_THE.sub("", previous[:start]))
    for begins, ends in before[1:]:
        if BETWEEN_PLACES.fullmatch(previous[end:begins]):
            end = ends
    return previous[:start] + question[first:last] + previous[end:]


def replaced(question: str, previous: str, glossary: Glossary) -> str:
    """The previous question with the follow-up's thing in the place of its counterpart, "" where none fits.

    Only a follow-up that says nothing else is replaced: "and what does it cost on Azure?" asks something new.
    """
    new_level, old_level = _LEVEL.search(question), _LEVEL.search(previous)
    named = glossary.find(question)
    terms = set(content_terms(question))
    if new_level and len(terms - set(content_terms(new_level.group()))) <= 1 and not named:
        if old_level:
            return previous[: old_level.start()] + new_level.group() + previous[old_level.end() :]
        return f"{previous.rstrip(' ?.!')} ({new_level.group()})?"
    if len(named) != 1 or compares(question):
        return ""
    rest = terms - set(content_terms(named[0].surface))
    if rest:
        return ""
    kind = glossary.terms[named[0].term].kind
    counterpart = next((m for m in glossary.find(previous) if glossary.terms[m.term].kind == kind), None)
    if counterpart is None or counterpart.term == named[0].term:
        return ""
    return previous[: counterpart.start] + named[0].surface + previous[counterpart.end :]
