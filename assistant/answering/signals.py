"""What the evidence shows of whether it answers: a few numbers a question, from which `abstain` makes a probability.

Closeness alone cannot tell "the pass rate of AI-103" from "the price of AI-103": the name is met by any unit about it. So the
signals ask besides whether the least met word is met at all, whether one unit meets all of them, and whether a unit about
the thing named states a figure of the kind asked for, at the place asked for.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from assistant.answering.expected import (
    LIKE_SUBJECT,
    PRICE,
    ROLE,
    SPECIFIC,
    expected_figure,
    holds_figure,
    states_money,
    subject_overlap,
)
from assistant.answering.library import Library, attributes_told, facts_asked, places_told
from assistant.answering.question import levels_in
from assistant.domain.evidence import Evidence
from assistant.domain.questions import Question, Shape
from assistant.language.gazetteer import is_told, places_in
from assistant.language.numbers import has_figure
from assistant.language.words import STOP_WORDS, content_terms, stem, tokens
from assistant.retrieval.retrieve import Candidate, Retrieval

FIRST = 3
"""Units among which the closest is looked for."""
NEAR = 6
"""Units near the top: one of them has to hold the figure that is asked for."""
TOP = 8
"""Units whose words count."""
BEHIND = 20
"""The unit that the first is held against; an answer stands out from what is merely about the topic."""
WORD = 0.9
"""What a question's word counts as where the unit uses it; met in meaning only, it counts as its best cosine."""
_SHORT = 3
"""Shorter tokens are pieces of words and say nothing alone."""
_NEUTRAL = 0.6
"""How well the words are met where a question has none of that length."""
_ASKED = re.compile(
    r"\b(?:what|which|how many|how much|whose)\s+"
    r"(?:(?:is|are|was|were|does|do|did|'s|kinds? of|types? of|sorts? of)\s+)?(?:(?:the|an?)\s+)?((?:[\w/'-]+\s*){1,6})",
    re.IGNORECASE,
)
_ASKED_OF = re.compile(r"^((?:[\w/'-]+\s+){0,3}?[\w/'-]+)\s+(?:of|for|in|on|at|to)\b", re.IGNORECASE)
_MEASURES = frozenset(
    """much many kind kinds type types sort number amount total average typical maximum minimum percent percentage share
    proportion fraction exam people""".split()  # noqa: SIM905 # shorter than quotation marks
)
"""Words behind the question word that do not say what is asked for; it follows them, often behind an "of"."""
_SHARE_ASKED = re.compile(
    r"\bpercent\w*|\bper cent\b|\bwhat (?:share|proportion|fraction)\b|\bshare of\b|\b(?:pass|fail\w*|success|error|attrition|"
    r"acceptance|response|conversion|completion|adoption|growth|dropout|hit|hallucination|churn|turnover|win) rates?\b|%",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\d\s?(?:%|per ?cent)|percent|\bone in \w+|\b(?:half|third|quarter)\b", re.IGNORECASE)
_OF_THE_ASKER = re.compile(
    r"\b(?:what|how much|how many|who|when|where|which)\b(?:\W+\w+){0,2}?\W+(?:was|were|did|have|has)\s+(?:our|my|we|i)\b",
    re.IGNORECASE,
)
"""A question of fact about the asker's past ("what was our bill"), which no published corpus holds; "what are our duties" may
well be answered."""


@dataclass(frozen=True, slots=True)
class Signals:
    """Numbers about one question and its evidence; also the weights of these numbers.

    `late` and `passage` are MaxSim and cosine of the passage of the closest unit, `ahead` how far the best score is ahead of
    the twentieth, `length` the logarithm of one more than the question's terms: the longer it is, the less well any text meets
    all of it. `least_met` is how well its least met word is met near the top, `met_together` the same within one unit. The
    others are 0 or 1 (`unknown_names` up to 2): nothing near the top states the figure with the thing asked for (`no_asked`),
    money (`no_money`), a number of what is counted (`no_count`) or a share (`no_share`); the question wants a figure, names
    a thing whose facts are its own (`specific`: its name alone makes texts close), names an attribute that facts have, and
    asks for a fact about the asker.

    Where an adapter was learned, `adapted` is the best cosine of a unit under it, and `asked` that of a listed question;
    `missing` is how far the topics that the corpus is known not to hold lie ahead of the units, and `missing_asked` how
    far a listed question about one lies ahead of the others.
    """

    late: float = 0.0
    passage: float = 0.0
    ahead: float = 0.0
    length: float = 0.0
    least_met: float = 0.0
    met_together: float = 0.0
    no_asked: float = 0.0
    no_money: float = 0.0
    no_count: float = 0.0
    no_share: float = 0.0
    figure: float = 0.0
    specific: float = 0.0
    attribute: float = 0.0
    unknown_names: float = 0.0
    of_the_asker: float = 0.0
    adapted: float = 0.0
    asked: float = 0.0
    missing_asked: float = 0.0
    missing: float = 0.0


def read_signals(question: Question, retrieval: Retrieval, evidence: Sequence[Evidence], library: Library) -> Signals:
    """The signals of a question. `evidence` is best first and not empty."""
    closest = max(evidence[:FIRST], key=lambda e: (e.cosine + e.late + e.passage_cosine, -e.unit.position))
    met = _words_met(question, retrieval, evidence, library)
    asked = set(facts_asked(question, library))
    near = [e for place, e in enumerate(evidence) if place < NEAR or e.unit.position in asked]
    demands = expected_figure(question, library.glossary)
    holding = [e for e in near if holds_figure(demands, e)] if demands.any else []
    figure = question.shape is Shape.FIGURE
    best, listed = max(e.adapted for e in evidence), max(e.asked for e in evidence)
    return Signals(
        late=closest.passage_late,
        passage=closest.passage_cosine,
        ahead=evidence[0].score - evidence[min(BEHIND, len(evidence)) - 1].score,
        length=math.log(1 + len(question.terms)),
        least_met=float(met.max(axis=0).min()) if met.size else _NEUTRAL,
        met_together=float(met.min(axis=1).max()) if met.size else _NEUTRAL,
        no_asked=float(figure and not _states_asked(question, evidence, library)),
        no_money=float(demands.money and not any(_at_the_place(question, e, library) for e in holding)),
        no_count=float(bool(demands.counted) and not holding),
        no_share=float(bool(_SHARE_ASKED.search(question.text)) and not any(_SHARE.search(e.unit.text) for e in near)),
        figure=float(figure),
        specific=float(bool(_specific_names(question, library))),
        attribute=float(bool(question.attributes)),
        unknown_names=float(min(2, len(unmet_names(question, near, library)))),
        of_the_asker=float(bool(_OF_THE_ASKER.search(question.text))),
        adapted=best,
        asked=listed,
        missing_asked=retrieval.adapted.missing_asked - listed if retrieval.adapted.topic else 0.0,
        missing=retrieval.adapted.missing_ahead,
    )


def _words_met(question: Question, retrieval: Retrieval, evidence: Sequence[Evidence], library: Library) -> NDArray[np.float64]:
    """How well each top unit with its headings meets each word of the question, shape (units, words), 0…1."""
    asked = question.text.lower()
    words = [(p, stem(w)) for p, w in enumerate(retrieval.tokens.words) if len(w) >= _SHORT and w in asked]
    candidates = {candidate.position: candidate for candidate in retrieval.candidates}
    rows = [
        _met(words, e, candidates[e.passage.position], library)
        for e in evidence[:TOP]
        if e.passage.position in candidates and candidates[e.passage.position].cosines.size
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(words))


def _met(words: Sequence[tuple[int, str]], evidence: Evidence, candidate: Candidate, library: Library) -> list[float]:
    left, right = library.token_bounds[evidence.passage.position : evidence.passage.position + 2]
    owners = library.token_units[left:right]
    own = candidate.cosines[:, (owners == evidence.unit.position) | (owners < 0)]
    best = own.max(axis=1, initial=0.0)
    told = set(content_terms(evidence.context))
    return [max(float(best[place]), WORD) if stemmed in told else float(best[place]) for place, stemmed in words]


def _specific_names(question: Question, library: Library) -> list[frozenset[str]]:
    """Names in lower case of each thing named whose facts are its own."""
    named = {m.term for m in question.mentions if library.glossary.terms[m.term].kind in SPECIFIC}
    return [frozenset(name.lower() for name in library.glossary.names(term)) for term in sorted(named)]


def _states_asked(question: Question, evidence: Sequence[Evidence], library: Library) -> bool:
    """True when a unit about every specific thing named holds a figure and the noun asked for; and where none is asked for."""
    named = " ".join(mention.surface.lower() for mention in question.mentions)
    nouns = [stem(noun) for noun in asked_nouns(question.text) if noun not in named]
    if not nouns:
        return True
    things = _specific_names(question, library)
    about = (e for e in evidence if all(any(name in e.context.lower() for name in names) for names in things))
    return any(nouns[-1] in content_terms(e.context) and has_figure(e.unit.text) for e in islice(about, TOP))


def asked_nouns(text: str) -> list[str]:
    """Up to three words behind the question word, or before the first "of" or "in": what is asked for, its noun last."""
    found = _ASKED.search(text) or _ASKED_OF.match(text)
    nouns: list[str] = []
    for word in tokens(found.group(1)) if found else ():
        if word in STOP_WORDS and nouns:
            break
        if word not in STOP_WORDS and word not in _MEASURES:
            nouns.append(word)
    return nouns[:3]


def unmet_names(question: Question, near: Sequence[Evidence], library: Library) -> list[str]:
    """The unknown names without places of which the evidence tells: a corpus about India need not name Bangalore."""
    told = frozenset(place for e in near for place in places_told(e, library)) if question.unknown_names else frozenset()
    return [
        name
        for name in question.unknown_names
        if not (places := places_in(name)) or not all(is_told(place, told) for place in places)
    ]


def tells_of_elsewhere(asking: str, question: Question, evidence: Sequence[Evidence], library: Library) -> bool:
    """True where the words that ask name a place of which nothing near tells, and what answers best is about
    other countries alone. `evidence` is best first."""
    asked = {place.country for place in places_in(asking)}
    if not asked or not evidence or not any(places_in(name) for name in unmet_names(question, evidence[:NEAR], library)):
        return False
    told = {place.country for place in places_told(evidence[0], library)}
    return bool(told) and not told & asked


def tells_of_other_levels(question: Question, evidence: Sequence[Evidence], library: Library) -> bool:
    """True where pay at a level of seniority is asked for and each amount near the top, of the place asked for, is said to be
    one of other levels. `evidence` is best first."""
    if question.shape is not Shape.FIGURE or not question.level:
        return False
    demands = expected_figure(question, library.glossary)
    stated = any(library.facts[position].low for position in library.facts_of(question.attributes))
    if not (demands.money or stated or stem("pay") in question.terms):
        return False
    amounts = (e for e in evidence[:NEAR] if states_money(e) and (not demands.any or holds_figure(demands, e)))
    told = [_levels_told(e, library) for e in amounts if _at_the_place(question, e, library)]
    return bool(told) and all(levels and question.level not in levels for levels in told)


def tells_of_other_roles(question: Question, evidence: Sequence[Evidence], library: Library) -> bool:
    """True where the amount of a role's pay is asked for, the user's own words name the role, and each amount near the top that
    names roles is one of others. `evidence` is best first."""
    own = any(library.glossary.terms[mention.term].kind == ROLE for mention in question.own)
    if not own or question.shape not in {Shape.FIGURE, Shape.COMPARISON}:
        return False
    told = [is_pay_of_it(question, e, library) for e in evidence[:NEAR]]
    return False in told and True not in told


def is_pay_of_it(question: Question, evidence: Evidence, library: Library) -> bool | None:
    """Whether an amount of money is one of the roles whose pay is asked for, or of others; None where no pay of roles is asked
    for, and for what states no amount or names no role."""
    terms = library.glossary.terms
    asked = {terms[m.term].name for m in question.mentions if terms[m.term].kind == ROLE}
    if not asked or library.paid.isdisjoint(question.attributes) or not states_money(evidence):
        return None
    fact = library.facts.get(evidence.unit.position)
    if fact is not None and fact.attribute not in library.paid:
        return False
    told = {terms[m.term].name for m in library.glossary.find(evidence.unit.text) if terms[m.term].kind == ROLE}
    if told:
        return any(name in asked or subject_overlap(name, a) >= LIKE_SUBJECT for name in told for a in asked)
    attributes = attributes_told(f"{evidence.unit.label} {evidence.unit.text}", library)
    return False if PRICE in attributes and attributes.isdisjoint(library.paid) else None


def lacks_a_customary_amount(question: Question, evidence: Sequence[Evidence], library: Library) -> bool:
    """True where one amount is asked for of one thing of a kind whose facts state it, no fact states it of that thing, and
    nothing found about the thing tells it either: what is told of it instead would pass for an answer."""
    terms = {m.term for m in question.mentions if library.glossary.terms[m.term].kind in SPECIFIC}
    if len(terms) != 1 or len(question.attributes) != 1:
        return False
    term, attribute = terms.pop(), question.attributes[0]
    if (library.glossary.terms[term].kind, attribute) not in library.customary or facts_asked(question, library):
        return False
    names = [name.lower() for name in library.glossary.names(term)]
    about = (e for e in evidence if any(name in e.context.lower() for name in names))
    told = (f"{e.unit.label} {e.unit.text}" for e in about if has_figure(e.unit.text))
    return not any(attribute in attributes_told(text, library) for text in told)


def _levels_told(evidence: Evidence, library: Library) -> frozenset[str]:
    fact = library.facts.get(evidence.unit.position)
    return levels_in(f"{evidence.unit.label} {evidence.unit.text} {fact.level if fact else ''}")


def _at_the_place(question: Question, evidence: Evidence, library: Library) -> bool:
    """True when the unit is about every place that the question names."""
    asked = places_in(question.text)
    if not asked:
        return True
    told = places_told(evidence, library)
    return all(is_told(place, told) for place in asked)
