"""Whether a clause says yes or no to what it is about: negations, words of opposite meaning, universals and limits.

Closed lists of English alone; nothing in them depends on a corpus. Whether two clauses are about the same thing is not
judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from assistant.language.words import content_terms, tokens

_NEGATIONS = frozenset(
    """no not never none nobody nothing neither nor cannot without hardly rarely seldom unable lack lacks lacked lacking refuse
    refuses refused rejects stop stops stopped lose loses lost nowhere""".split()  # noqa: SIM905 # twenty quotation marks would hide the words
)
_DUTY = re.compile(r"\b(?:has|have|had) to\b", re.IGNORECASE)
_NON = re.compile(r"\bnon-(?=\w)", re.IGNORECASE)
_NOT_NEGATING = re.compile(
    r"\b(?:not only|no less than|not just|no matter|no longer than|whether or not|or not)\b", re.IGNORECASE
)
_CLAUSE_BORDER = re.compile(
    r"[;:()]|,?\s\b(?:whereas|while|but|although|though|because|since|so that|rather than|instead of|in place of|contrary to|"
    r"apart from|except)\b|,\s(?:which|who|and|not|with|where|that is)\b|\s(?=and (?:no|not|never)\b)|\swithout\b|"
    r"\s(?=and (?:has|have|is|are|holds?|was|does|can|will|must|\w+s (?:an?|the|no|to|from|in|on|not|for)\b))",
    re.IGNORECASE,
)
_OPPOSITES: tuple[tuple[str, str, str], ...] = (
    (
        "availability",
        "take takes taken accepts force available active current open offered operating live valid maintained running"
        " supported",
        "retired retire retires closed discontinued discontinue discontinues expired ended deprecated deprecate deprecates"
        " superseded outdated unavailable obsolete withdrawn withdraw withdraws abandoned",
    ),
    ("law", "passed adopted enacted final binding approved finalised finalized", "rejected repealed vetoed proposal"
     " proposed draft nonbinding defeated pending"),
    ("duty", "mandatory required compulsory obligatory obliged requires require must prerequisite need needs needed",
     "optional voluntary"),
    ("price", "free gratis", "costs cost paid charged fee usd eur"),
    ("permission", "allowed permitted legal lawful", "prohibited banned forbidden illegal unlawful bans prohibits"),
    ("ability", "can cannot can't able possible", "impossible unable"),
    ("direction", "increase increased rises rose growth grew grown higher growing",
     "decrease decreased falls fell decline declined shrank lower falling shrinking"),
    ("amount", "always often usually mostly constantly", "rarely seldom"),
    ("sides", "same identical interchangeable", "different separate differs distinct"),
)  # fmt: skip
_UNIVERSAL = re.compile(
    r"\b(?:all|(?:every|each)(?!\s(?:\d|year|month|week|day|other))|everyone|everybody|always|any(?! more)|only|never|no one|"
    r"nobody|none|entirely|exclusively|solely|whole|impossible without|guarantee\w*)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(?:only|solely|exclusively)\b", re.IGNORECASE)
UNBOUNDED = re.compile(
    r"\b(?:never (?:expires?|ends?|lapses?|runs? out)|forever|lifelong|for life|lifetime|unlimited|no limit|"
    r"without (?:a |any )?limit|indefinitely|as often as)\b",
    re.IGNORECASE,
)
"""A claim that something has no bound, which any stated bound contradicts."""
_LIMITED = re.compile(
    r"\b(?:some|most|many|few|rarely|seldom|often|usually|sometimes|not every|not all|not generally|only|limited to|unless|"
    r"except|apart from|differs?|depends|preferred|prefers?|typically|optional|at least one|or another|exception)\b",
    re.IGNORECASE,
)
_REFUTED = re.compile(
    r"\b(?:(?:is|are|was|were) (?:wrong|false|incorrect|outdated|out of date|a myth|mistaken)|contrary to|contradict\w*|"
    r"do(?:es)? not (?:exist|fit|match)|although (?:some|many)|not come true|mentions no|no primary source|never took effect|"
    r"should not be used|misquot\w*|no longer holds|wrongly)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"^(?:A|One|Some|Many|Older)\s(?:[\w-]+\s){0,3}(?:pages?|blogs?|posts?|sites?|claims?|material|guides?)\b.*"
    r"\b(?:whereas|but|although|wrong|instead)\b"
)
_CALLED_WRONG = re.compile(
    r"\b(?:is|are|was|were) (?:wrong|false|incorrect|outdated|out of date|a myth|mistaken)\b|\bno longer holds\b|"
    r"\bshould not be used\b",
    re.IGNORECASE,
)
_SETS_AGAINST = re.compile(
    r"\b(?:whereas|while|unlike|but|instead|than|differs?|difference|rather|contrast)\b|\b(if|when|where)\b.+\b\1\b",
    re.IGNORECASE,
)
"""Words that set one thing against another, two conditions among them ("A if …, and B if …")."""
_CHANGED = re.compile(
    r"\b(?:postpon\w+|originally|original|formerly|former|before(?=:)|until|moved|previously|earlier|instead of|rather than|"
    r"whereas|replaced|out of date|was|were|had)\b",
    re.IGNORECASE,
)
_STANCES: Mapping[str, tuple[str, int]] = {
    word: (concept, sign) for concept, yes, no in _OPPOSITES for words, sign in ((yes, 1), (no, -1)) for word in words.split()
}
"""A word's concept, and whether it says yes (+1) or no (-1) to it."""
_WEAK = frozenset(
    """still yet already today nowadays first another big one two three four five six seven eight nine ten eleven twelve twenty
    simply really actually whole big even""".split()  # noqa: SIM905 # twenty quotation marks would hide the words
)
"""Words that carry no part of a claim."""


@lru_cache(maxsize=8192)
def clauses(text: str) -> tuple[str, ...]:
    """A sentence in the clauses that may each have a sign of their own; empty pieces are left out."""
    pieces: list[str] = []
    place = 0
    for border in _CLAUSE_BORDER.finditer(text):
        pieces.append(text[place : border.start()])
        place = border.start() + (1 if text[border.start()] in ";:()," else 0)
    pieces.append(text[place:])
    return tuple(piece.strip() for piece in pieces if piece.strip())


@lru_cache(maxsize=8192)
def told_clauses(text: str) -> tuple[tuple[str, int], ...]:
    """The clauses of a sentence, each with -1 where the sentence itself calls it wrong ("One blog says …, which is wrong")."""
    pieces = clauses(text)
    wrong = [_CALLED_WRONG.search(piece) is not None for piece in pieces]
    return tuple(
        (piece, -1 if wrong[place] or (place + 1 < len(pieces) and wrong[place + 1]) else 1)
        for place, piece in enumerate(pieces)
    )


@lru_cache(maxsize=8192)
def sign(clause: str) -> int:
    """-1 for a clause with an odd number of negations, else +1."""
    return _turned(_words(clause))


@lru_cache(maxsize=8192)
def stances(clause: str) -> Mapping[str, int]:
    """What a clause says to each concept of the list, negations counted: "not retired" is +1 for availability. A word that
    says no by itself ("rarely") does not turn the others."""
    words = _words(_DUTY.sub("must", clause))
    known = [_STANCES.get(word) for word in words]
    turned = _turned([word for word, stance in zip(words, known, strict=True) if stance is None or stance[1] > 0])
    found: dict[str, int] = {}
    for stance in known:
        if stance is not None:
            found.setdefault(stance[0], stance[1] * turned)
    return found


def _words(clause: str) -> list[str]:
    return tokens(_NOT_NEGATING.sub(" ", _NON.sub("not ", clause)))


def _turned(words: Sequence[str]) -> int:
    return -1 if sum(word in _NEGATIONS or word.endswith("n't") for word in words) % 2 else 1


@lru_cache(maxsize=8192)
def topic(clause: str) -> frozenset[str]:
    """The stems that a clause is about: content terms without negations, numbers and words of a concept."""
    left = " ".join(w for w in tokens(clause) if w not in _STANCES and w not in _NEGATIONS and w not in _WEAK)
    return frozenset(content_terms(left))


def negates(words: Iterable[str]) -> bool:
    """True where one of some lower-case words denies."""
    return not _NEGATIONS.isdisjoint(words)


def is_universal(text: str) -> bool:
    """True for a claim about all, none or only."""
    return _UNIVERSAL.search(text) is not None


def covers_all(text: str) -> bool:
    """True for a statement about all or none; "only" restricts instead."""
    return is_universal(_ONLY.sub(" ", text))


def excludes_others(text: str) -> bool:
    """True for a statement about one thing only."""
    return _ONLY.search(text) is not None


def is_limited(text: str) -> bool:
    """True for a statement about some, most or exceptions."""
    return _LIMITED.search(text) is not None


def refutes(text: str) -> bool:
    """True for a statement that calls a claim wrong, or denies that a thing exists."""
    return _REFUTED.search(text) is not None or _REPORTED.match(text) is not None


def tells_change(text: str) -> bool:
    """True for a statement that may give a value which no longer holds beside the one that does."""
    return _CHANGED.search(text) is not None


def sets_against(text: str) -> bool:
    """True for a statement that may set one thing against another."""
    return _SETS_AGAINST.search(text) is not None
