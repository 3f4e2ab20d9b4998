"""What a follow-up picks out ("the third one", "which of those"): an item of an answer, or a thing that was named before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.conversation.substitute import compares
from assistant.language.gazetteer import place_spans
from assistant.language.glossary import PLACE, Glossary
from assistant.language.numbers import figures
from assistant.language.sentences import split_sentences
from assistant.language.words import content_terms

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_ORDINAL = re.compile(
    rf"\b(?:the|your) ({'|'.join(_ORDINALS)}|last)"
    r"(?: (?:one|item|point|step|option|reason|criterion|service|tool|product|certificate|cert|law|role|title|"
    rf"of (?:them|these|those|the (?:{'|'.join(_NUMBERS[1:])}|lot)))\b|\W*$|(?=[:;,–—]| - | (?:again|then|only|please)\b))|"
    rf"\b(?:number|no\.|item|point|step|option) ([1-8]|{'|'.join(_NUMBERS)})\b|\bthe (former|latter)\b(?: one\b)?",
    re.IGNORECASE,
)
_THE_ONE = re.compile(r"\bthe ((?:[\w.-]+ ){0,2}?[\w.-]+) (?:one|version)\b", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(
    r"\b(?:an?|the) ((?:[\w/&.+-]+ ){0,3}?[\w/&.+-]+) or (?:an?|the) ((?:[\w/&+-]+ ){0,3}?[\w/&+-]+)"
    r"(?=[,;:?.!]|$| (?:and|for|in|to|if|when|first|then|better|cheaper)\b)",
    re.IGNORECASE,
)
_CHUNK = r"[\w/&.+()-]+(?: [\w/&.+()-]+){0,3}?"
_AND_SO_ON = r",? and |,? or |, | vs\.? | versus | / "
_LISTED_FIRST = re.compile(
    rf"\W*(?:[^:,.?!]{{3,40}}: )?({_CHUNK}(?:(?:{_AND_SO_ON}){_CHUNK})+) ?(?:[:–—]| - |,(?= (?:which|what|who|how)))",
    re.IGNORECASE,
)
_BETWEEN_LISTED = re.compile(_AND_SO_ON, re.IGNORECASE)
"""Things that a question begins with before it asks ("A, B and C: which of them …")."""
_ROW = re.compile(r",|,? and(?: (?:the|an?|in|of|for))?| vs\.?| versus| /", re.IGNORECASE)
_JUST = re.compile(r"\b(?:only|just|then|again|please|now)\b", re.IGNORECASE)
_THE_OTHER = re.compile(r"\bthe other(?: one)?\b(?!\W+\w+ (?:of|one)\b)", re.IGNORECASE)
_BESIDE = re.compile(r"[\s,]*(?:(?:and|or|vs\.?|versus|than|from)\s)?\s*(?:(?:an?|the)\s)?", re.IGNORECASE)
"""What stands between two things that are named side by side."""
_OF_A_LIST = re.compile(r"\b(?:item|point|step|reason|criterion)\b", re.IGNORECASE)
"""Names of an item of an answer, which no thing that was named goes by."""
_ITEM = re.compile(r"^[-*] (.+)$", re.MULTILINE)
_SERIES = re.compile(r"([^.?!\n]+): ((?:[^,:;.?!\n]+, ){1,9}[^:;.?!\n]+)(?:[.!]|$)")
_SUBJECTS = re.compile(r"((?:[^,:;.?!\n]+, ){2,9}(?:and|or) [^,:;.?!\n]+?) (?:are|were|have|can|make|remain|belong|count)\b")
"""Three or more things that a sentence begins with, before its verb."""
_BETWEEN_ITEMS = (re.compile(r",? (?:and|or) |, "), re.compile(r", (?:(?:and|or) )?"))
_PICKS = re.compile(
    r"\b(?:which|any|ones?|both|either|neither|none|all|each) (?:ones? )?of "
    r"(?:these|those|them|the (?:two|three|four|five|six|lot))\b|"
    r"\bwhich ones?\b|\bwhich (?:is|are|was|were|has|have|do|does|needs?|would|costs?)\b",
    re.IGNORECASE,
)
_KEEPS = re.compile(
    r"\W*(?:(?:and|but|so|ok|okay|then|now|please|pls)\W+)*(?:(?:show|give|tell|list)\W+(?:me\W+)?)?(?:only|just)\W+"
    r"(?:(?:the|those|these|ones?|that|which|are|is)\W+)*(?P<kept>\w.*)",
    re.IGNORECASE | re.DOTALL,
)
MOST_KEPT = 6
"""Words that say what is kept of an answer, at most."""
_BOTH = re.compile(r"\bboth\b", re.IGNORECASE)
_DIFFERENCE = frozenset(content_terms("differ difference different compare comparison both versus"))
"""Stems of words that ask for nothing but how two things differ."""
_WHAT_IS = re.compile(r"\W*(?:what(?:['’]?s| is| are)\s+)?", re.IGNORECASE)
_MARKER = re.compile(r"\[\d+\]|\*\*|\\")
_MARKED = re.compile(r"\[\d+\]")
_LONGER_NAME = re.compile(r" [A-Z][a-z]+")
"""Behind a name: it is part of a longer one, of something else."""
_MOST_TOLD = 2
"""An answer that brings up more things than this moves on to none of them."""
LEAST_ITEMS = 2
THINGS = frozenset({"certification", "regulation", "service"})
"""Kinds of things that a talk moves on to when an answer brings them up."""


def has_ordinal(question: str) -> bool:
    """True where a question says "the second one", "the last"."""
    return _ORDINAL.search(question) is not None


def picks(question: str) -> bool:
    """True for a follow-up that asks for some of what was said ("which of those …", "which one is cheaper?")."""
    return _PICKS.search(question) is not None


def only_of_it(question: str) -> str:
    """What a later turn keeps of the last answer ("only AWS", "just those after today"); "" for others."""
    found = _KEEPS.fullmatch(question)
    return found["kept"] if found and len(found["kept"].split()) <= MOST_KEPT else ""


def asks_of_several(question: str, glossary: Glossary) -> bool:
    """True for a later turn that names nothing and sets what was named against each other ("difference?", "which one is
    cheaper?")."""
    sets_against = picks(question) or compares(question) or _BOTH.search(question) is not None
    return sets_against and not (glossary.find(question) or place_spans(question))


def beside_the_other(root: str, earlier: Sequence[str], glossary: Glossary) -> str:
    """The question that the talk is about with the thing, or the place, of the same kind that the user named last before it
    beside the one that it names ("price of A" after B: "price of B and A"); "" where no other was named, or several kinds."""
    named = _spans(root, glossary)
    for text in reversed(earlier):
        others = {kind: names for kind, names in _spans(text, glossary).items() if kind in named}
        beside = [(kind, name) for kind, names in others.items() for name in names if name not in named[kind]]
        if beside:
            (kind, name), *more = beside
            if more or len(named[kind]) != 1:
                return ""
            other, (start, _) = others[kind][name], next(iter(named[kind].values()))
            return f"{root[:start]}{text[slice(*other)]} and {root[start:]}"
    return ""


def beside_what_it_names(question: str, root: str, glossary: Glossary) -> str:
    """The question that the talk is about with the one thing of its kind that a turn sets against it ("difference to B?" after
    "what is A?": "what is A and B"); "" for none."""
    named, before = _spans(question, glossary), _spans(root, glossary)
    alike = [(kind, name) for kind, names in named.items() for name in names if kind in before and name not in before[kind]]
    if not compares(question) or len(alike) != 1 or len(before[alike[0][0]]) != 1:
        return ""
    kind, name = alike[0]
    (_, end), other = next(iter(before[kind].values())), named[kind][name]
    return f"{root[:end]} and {question[slice(*other)]}{root[end:]}"


def side_by_side(question: str, root: str, earlier: Sequence[str], glossary: Glossary) -> tuple[str, str]:
    """The question that the talk is about with the two things that a later turn sets against each other, and the whole question
    how they differ where it asks no more; "" each where it does no such thing."""
    several = asks_of_several(question, glossary)
    both = beside_the_other(root, earlier, glossary) if several else beside_what_it_names(question, root, glossary)
    whole = difference_asked(both, question, glossary) if both else ""
    return (both if several or whole or place_spans(question) else "", whole)


def difference_asked(both: str, question: str, glossary: Glossary) -> str:
    """The question how two things differ, where a later turn asks no more than that of what the talk asked no more of than what
    they are; "" for others."""
    named = {term for mention in glossary.find(both) for term in content_terms(mention.surface)}
    if set(content_terms(f"{both} {question}")) - named - _DIFFERENCE:
        return ""
    return f"What is the difference between {_WHAT_IS.sub('', both, count=1).strip(' ?.!')}?"


def _spans(text: str, glossary: Glossary) -> dict[str, dict[str, tuple[int, int]]]:
    """Where a text first names each thing and place, by its kind and its name."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for start, end in place_spans(text):
        found.setdefault(PLACE, {}).setdefault(text[start:end].lower(), (start, end))
    for mention in glossary.find(text):
        term = glossary.terms[mention.term]
        if term.kind != PLACE:
            found.setdefault(term.kind, {}).setdefault(term.name, (mention.start, mention.end))
    return found


def item_meant(question: str, answers: Sequence[str], glossary: Glossary) -> str:
    """The item of an answer's list or counted series that "the third one" means, without its marks; "" for none. It is one of
    the last answer, or of the last that tells of what the question names ("back to AWS: the first one …")."""
    found = _ORDINAL.search(question)
    if not found or not answers:
        return ""
    named = {mention.term for mention in glossary.find(question)}
    telling = (text for text in reversed(answers) if not named or named & {mention.term for mention in glossary.find(text)})
    answer = next(telling, answers[-1])
    items = [_MARKER.sub("", item).strip() for item in _ITEM.findall(answer) or _series(answer)]
    if len(items) < LEAST_ITEMS:
        return ""
    place = _place_meant(found, len(items))
    return items[place] if place < len(items) else ""


def _series(answer: str) -> list[str]:
    """The items of the first series behind a colon whose lead says how many there are ("three ways: a, b and c"), or of the
    one that the answer begins with."""
    for found in _SERIES.finditer(answer):
        counts = figures(found.group(1))
        items = next((items for by in _BETWEEN_ITEMS if len(items := by.split(found.group(2))) in counts), None)
        if items:
            return items
    subjects = _SUBJECTS.match(answer)
    return _BETWEEN_ITEMS[1].split(subjects.group(1)) if subjects else []


def one_of_those_named(question: str, root: str, earlier: Sequence[str], glossary: Glossary) -> str:
    """The follow-up with the thing that "the second one" means, where the question before named things of one kind, or two
    side by side ("an A or a B"), or that "the Databricks one" does, where one of them is called so; "" where it means none of
    them, or an item of the answer by its name ("the second point"). The former and the latter may be named in two turns."""
    found = _ORDINAL.search(question)
    both = beside_the_other(root, earlier, glossary) if found and found.group(3) else ""
    names = _of_one_kind(both or root, glossary)
    if not found:
        return _by_its_owner(question, names)
    if _OF_A_LIST.search(found.group()):
        return ""
    if not names and (sides := _SIDE_BY_SIDE.search(root)):
        names = [*sides.groups()]
    names = max(_listed_first(root, glossary), names, key=len)
    if len(names) < LEAST_ITEMS or place_spans(names[0]):
        names = [root[start:end] for start, end in place_spans(root)]
    place = _place_meant(found, len(names)) if names else 0
    if place >= len(names):
        return ""
    alone = not content_terms(_JUST.sub("", question[: found.start()] + question[found.end() :]))
    whole = _with_one_of(root, names, place) if alone and not found.group(3) else ""
    return whole or f"{question[: found.start()]}the {names[place]}{question[found.end() :]}"


def _with_one_of(root: str, names: Sequence[str], place: int) -> str:
    """The question with one of the things, or places, that it names in a row in the place of them all; "" where they do not
    stand so, or are to be chosen from."""
    starts = [root.find(name) for name in names]
    between = [root[a + len(name) : b] for (a, b), name in zip(pairwise(starts), names, strict=False)]
    if len(names) < LEAST_ITEMS or -1 in starts or not all(_ROW.fullmatch(text.rstrip()) for text in between):
        return ""
    return f"{root[: starts[0]]}{names[place]}{root[starts[-1] + len(names[-1]) :]}"


def _listed_first(text: str, glossary: Glossary) -> list[str]:
    """The things with which a question begins before it asks, one of which at least is known; none where it does not."""
    found = _LISTED_FIRST.match(text)
    known = found is not None and any(mention.end <= found.end(1) for mention in glossary.find(text))
    return _BETWEEN_LISTED.split(found.group(1)) if found and known else []


def the_other_named(question: str, text: str, named: Sequence[str], answer: str, glossary: Glossary) -> str:
    """The follow-up with the thing that "the other one" means: of the two of a kind that the last of the texts in `named` names
    that names two, the one of which neither `text`, what the talk is about, tells alone nor the last answer begins with; ""
    where that is none, or both."""
    found = _THE_OTHER.search(question)
    pairs = (names for said in reversed(named) if len(names := _of_one_kind(said, glossary)) == LEAST_ITEMS) if found else ()
    pair = next(iter(pairs), [])
    for told in (text, _MARKED.split(answer, maxsplit=1)[0]):
        terms = {mention.term for mention in glossary.find(told)}
        left = [name for name in pair if terms.isdisjoint(mention.term for mention in glossary.find(name))]
        if found and len(left) == 1:
            return f"{question[: found.start()]}the {left[0]}{question[found.end() :]}"
    return ""


def _by_its_owner(question: str, names: Sequence[str]) -> str:
    """The follow-up with the one of several names that "the Databricks one" means; "" for none, or several."""
    found = _THE_ONE.search(question)
    owner = found.group(1).lower() if found else ""
    meant = [name for name in names if owner and f" {owner} " in f" {name.lower()} "] if len(names) >= LEAST_ITEMS else []
    return f"{question[: found.start()]}{meant[0]}{question[found.end() :]}" if found and len(meant) == 1 else ""


def _of_one_kind(text: str, glossary: Glossary) -> list[str]:
    """The things of one kind that a text names; those that are no more than concepts where they stand side by side."""
    mentions = sorted({mention.term: mention for mention in reversed(glossary.find(text))}.values(), key=lambda m: m.start)
    kinds = [glossary.terms[mention.term].kind for mention in mentions]
    alike = [mention for mention, kind in zip(mentions, kinds, strict=True) if kinds.count(kind) >= LEAST_ITEMS]
    between = [text[one.end : other.start] for one, other in pairwise(alike)]
    if "concept" in kinds and not all(map(_BESIDE.fullmatch, between)):
        alike = [mention for mention in alike if glossary.terms[mention.term].kind != "concept"]
    return [mention.surface for mention in alike]


def thing_named(question: str, root: str, answer: str, glossary: Glossary) -> str:
    """The question with the name of what its ordinal means in the ordinal's place: of the question before it, or the first
    thing that the item of the answer names. As it is where neither is meant."""
    found = _ORDINAL.search(question)
    if not found:
        return question
    chosen = one_of_those_named(question, root, (), glossary)
    if chosen:
        return chosen
    item = item_meant(question, [answer], glossary)
    kinds = {mention.surface: glossary.terms[mention.term].kind for mention in glossary.find(item)}
    name = next((surface for surface, kind in kinds.items() if kind in THINGS), "")
    return f"{question[: found.start()]}{name}{question[found.end() :]}" if name else question


def moved_on_to(answer: str, root: str, question: str, glossary: Glossary) -> list[str]:
    """Names of the exam, law or service that the last answer began with, when it is one or two and the follow-up names
    nothing itself: the talk has moved on to it."""
    if glossary.find(question):
        return []
    known = {m.term for m in glossary.find(root)}
    first = next((answer[span.start : span.end] for span in split_sentences(answer)), "")
    whole = (m for m in glossary.find(first) if not _LONGER_NAME.match(first, m.end))
    found = dict.fromkeys(m.term for m in whole if glossary.terms[m.term].kind in THINGS)
    new = [glossary.terms[term].name for term in found if term not in known]
    return new if len(new) <= _MOST_TOLD else []


def _place_meant(found: re.Match[str], count: int) -> int:
    """Place from 0 of what an ordinal means among `count` things; `count` or more where there are not so many."""
    word = (found.group(1) or found.group(2) or found.group(3)).lower()
    if word.isdigit():
        return int(word) - 1
    if word == "former":
        return 0
    named = next((names for names in (_ORDINALS, _NUMBERS) if word in names), None)
    return named.index(word) if named else count - 1
