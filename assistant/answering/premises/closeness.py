"""What a claim is about: the things that it names, what it says of them, and how much of that a text repeats."""

from __future__ import annotations

from assistant.answering.expected import ROLE, SPECIFIC
from assistant.answering.library import Library
from assistant.domain.questions import Question
from assistant.language.polarity import topic
from assistant.language.words import content_terms, stem

NAMED = SPECIFIC | {"organisation"}
"""Kinds of terms that a statement must name to be about the claim."""
SHARED = 0.42
"""Share of what the claim says of its subject, by rarity, that a text must repeat to be about the same."""
_STEM, _ENDING = 4, 4
"""Letters of a stem that another may lengthen, and by how many."""
_MEASURES = frozenset(
    map(
        stem,
        """second minute hour day week month year percent dollar euro pound usd eur january february march april may june july
        august september october november december""".split(),  # noqa: SIM905 # twenty quotation marks would hide the words
    )
)
"""Stems of what numbers measure: compared as quantities, not as words."""


def named(read: Question, library: Library) -> list[list[str]]:
    """The names, in lower case, of each thing that a statement must name to be about the claim. Former names count only where
    the claim uses one: what replaced a thing is not what the thing was."""
    found: dict[int, list[str]] = {}
    for mention in read.mentions:
        term = library.glossary.terms[mention.term]
        if term.kind in NAMED:
            names = library.glossary.names(mention.term) if mention.former else (term.name, *term.aliases)
            found.setdefault(mention.term, [name.lower() for name in names])
    return list(found.values())


def predicate_of(read: Question, library: Library) -> frozenset[str]:
    """What the claim says beyond the names in it: stems without numbers and what they measure."""
    naming = {
        term
        for m in read.mentions
        if library.glossary.terms[m.term].kind in NAMED | {ROLE}
        for term in content_terms(m.surface)
    }
    return frozenset(term for term in topic(read.text) if term not in naming | _MEASURES and not term[0].isdigit())


def share_of(predicate: frozenset[str], terms: frozenset[str], library: Library) -> float:
    """Share, by rarity, of the predicate's stems that the terms hold in some form ("rent" in "rentable"); 1 without any."""
    total = sum(library.vocabulary.rarity(term) for term in predicate)
    held = sum(library.vocabulary.rarity(term) for term in predicate if any(_alike(term, other) for other in terms))
    return held / total if total else 1.0


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _STEM and len(long) - len(short) <= _ENDING and long.startswith(short))
