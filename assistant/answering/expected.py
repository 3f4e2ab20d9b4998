"""What kind of figure a question wants, and whether a unit holds one of that kind about the thing asked.

A question about money is not answered by a number of questions, and the price of one certificate is not that of another.
This is what tells a near miss (right topic, fact not held) from an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from assistant.domain.evidence import Evidence
from assistant.domain.questions import Question, Shape
from assistant.language.glossary import PLACE, Glossary
from assistant.language.numbers import has_figure
from assistant.language.places import names_place
from assistant.language.quantities import OF_NO_PRICE
from assistant.language.words import STOP_WORDS, content_terms, names_in, stem, tokens

_MONEY_ASKED = re.compile(
    r"\bhow much\b(?!\s+(?:time|data|experience|memory|more|less|of|\w+er)\b)"
    rf"(?!{OF_NO_PRICE})|"
    r"(?<!about )(?<!on )\b(?:price|fee|salary|salaries|wages?|earn|earns|paid|compensation|"
    r"cost(?!\s+(?:items?|drivers?|factors?|components?|categor|optimi|sav|control|management|cent))|"
    r"charges?(?!\s+for\b(?!\s+(?:an?|the|one)\b))|"
    r"expensive|(?:hourly|day|daily|contract) rates?|package|fines?(?!-)|penalty|penalties)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?:\b(?:USD|EUR|GBP|CHF|INR|CAD|AUD|NZD|JPY|CNY|HKD|SGD|KRW|SEK|NOK|DKK|PLN|CZK|BRL|MXN|ZAR|AED)|[$€£¥₹])\s?\d|"
    r"\d[\d.,]*\s?(?:k|thousand|million|billion|dollars?|euros?|pounds?|francs?|crowns?|kron\w+|yen|yuan|rupees?|pesos?|"
    r"real|reais)\b|\b\d{1,3}(?:[,.\s]\d{3})+\b|\bfree\b|\bno charge\b",
    re.IGNORECASE,
)
"""An amount of money as people write it: a currency before or after a number, a scale, or a grouped number."""
_HOW_MANY = re.compile(r"\b(?:how many|number of)\s+((?:[\w/-]+\s*){1,4})", re.IGNORECASE)
LIKE_SUBJECT = 0.5
"""Overlap from which two titles name one kind of role ("AI Architect", "AI/ML Solutions Architect")."""
ROLE = "role"
SPECIFIC = frozenset({"certification", "regulation", "service"})
"""Kinds of glossary terms whose figures are their own."""
PRICE = "price"
_COSTS = re.compile(r"\b(?:do|does|did|would|will|can|could|may|might|must|should)\s(?:[\w/-]+\s){1,12}?cost\b", re.IGNORECASE)
"""What somebody costs, as people put it; an "exam cost" is none of a person's."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A figure question's demands: an amount of `money`, or one of the `counted` stems beside a number.

    `names` are the named things, one of which the unit must be about, `codes` the codes ("H100") that it must hold, and
    `places` the names of each place that it must be about.
    """

    money: bool
    counted: frozenset[str]
    names: tuple[frozenset[str], ...]
    codes: frozenset[str] = frozenset()
    places: tuple[frozenset[str], ...] = ()

    @property
    def any(self) -> bool:
        """True when there is something to demand."""
        return self.money or bool(self.counted)


def expected_figure(question: Question, glossary: Glossary) -> Expected:
    """The demands of a question; none unless it asks for a figure."""
    if question.shape is not Shape.FIGURE:
        return Expected(False, frozenset(), ())
    many = _HOW_MANY.search(question.text)
    phrase = list(takewhile(lambda word: word not in STOP_WORDS, tokens(many.group(1)))) if many else []
    counted = frozenset(stem(word) for word in phrase)
    names = tuple(
        frozenset(name.lower() for name in glossary.names(m.term))
        for m in question.mentions
        if glossary.terms[m.term].kind in SPECIFIC
    ) or _role_names(question, glossary)
    mentioned = " ".join(m.surface.lower() for m in question.mentions)
    codes = frozenset(
        name.lower() for name in names_in(question.text) if any(c.isdigit() for c in name) and name.lower() not in mentioned
    )
    places = {m.term for m in question.mentions if glossary.terms[m.term].kind == PLACE and not names}
    return Expected(
        bool(_MONEY_ASKED.search(question.text)) and not counted,
        counted,
        names,
        codes,
        tuple(frozenset(name.lower() for name in glossary.names(place)) for place in sorted(places)),
    )


def _role_names(question: Question, glossary: Glossary) -> tuple[frozenset[str], ...]:
    """Names of the roles that a question names, with titles of their kind: pay of another role is no answer."""
    roles = [term for term in glossary.terms if term.kind == ROLE]
    named = [glossary.terms[m.term] for m in question.mentions if glossary.terms[m.term].kind == ROLE]
    return tuple(
        frozenset(
            name.lower()
            for other in roles
            if other is term or subject_overlap(term.name, other.name) >= LIKE_SUBJECT
            for name in (other.name, *other.aliases)
        )
        for term in named
    )


@lru_cache(maxsize=16_384)
def subject_overlap(left: str, right: str) -> float:
    """Share of the content terms of two subjects that they have in common, 0…1."""
    a, b = set(content_terms(left)), set(content_terms(right))
    return len(a & b) / max(1, len(a | b))


def states_money(evidence: Evidence) -> bool:
    """True when the unit states an amount of money."""
    return _MONEY.search(evidence.unit.text) is not None


def holds_figure(expected: Expected, evidence: Evidence) -> bool:
    """True when the unit states a figure of the kind asked for, about one of the named things, if any are named."""
    text = evidence.unit.text
    if expected.money and not states_money(evidence):
        return False
    if expected.counted and not (has_figure(text) and expected.counted & set(content_terms(evidence.context))):
        return False
    context = evidence.context.lower()
    if any(code not in context for code in expected.codes):
        return False
    if not all(names_place(context, names) for names in expected.places):
        return False
    return not expected.names or any(name in context for names in expected.names for name in names)


def paid_instead(question: Question, own: str, glossary: Glossary, attributes: Glossary) -> tuple[str, ...]:
    """The attributes of a question, but where it names roles alone and the user's `own` words ask what these cost, what they
    are paid in the price's place, or any other rate that is asked for."""
    kinds = {glossary.terms[m.term].kind for m in question.mentions} - {"concept", PLACE}
    if kinds != {ROLE} or PRICE not in question.attributes or not _COSTS.search(own):
        return question.attributes
    others = tuple(name for name in question.attributes if name != PRICE)
    return others or tuple(attributes.terms[m.term].name for m in attributes.find("pay")) or question.attributes
