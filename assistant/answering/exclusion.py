"""What a question sets aside: "apart from the AI Act", "not from Microsoft", "for less than 200 dollars"."""

from __future__ import annotations

import operator
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.expected import ROLE, SPECIFIC
from assistant.answering.library import Library
from assistant.answering.statements import Draft
from assistant.domain.evidence import Evidence
from assistant.domain.facts import Fact
from assistant.domain.passages import UnitKind
from assistant.domain.questions import Question
from assistant.language.glossary import PLACE
from assistant.language.numbers import figures
from assistant.language.polarity import clauses, sign
from assistant.language.quantities import quantities
from assistant.language.words import content_terms

_ASIDE = re.compile(
    r"\b(?:apart from|except(?: for)?|other than|aside from|excluding|besides?|not (?:from|by|with|of)|but not(?: from)?)\s+"
    r"(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
_AMOUNT = r"(?:(?:USD|EUR|GBP|[$€£])\s?)?\d[\d.,]*k?"
_UNIT = r"(?:\s?[\w%$€£]+)?"
_BOUNDS = (
    (re.compile(rf"\b(?:less than|under|below|cheaper than)\s+({_AMOUNT})", re.IGNORECASE), operator.lt),
    (
        re.compile(
            rf"\b(?:at most|no more than|not more than|maximum|max\.?)\s+({_AMOUNT})|"
            rf"({_AMOUNT}){_UNIT} (?:or (?:less|below|cheaper)|at most|max(?:imum)?)\b",
            re.IGNORECASE,
        ),
        operator.le,
    ),
    (re.compile(rf"\b(?<!no )(?<!not )(?:more than|over|above)\s+({_AMOUNT})", re.IGNORECASE), operator.gt),
    (
        re.compile(rf"\bat least\s+({_AMOUNT})|({_AMOUNT}){_UNIT} (?:or (?:more|above|longer)|at least)\b", re.IGNORECASE),
        operator.ge,
    ),
)
"""How a question bounds an amount, and what holds of one within the bound."""
_LIMITS = (operator.lt, operator.le)
"""Bounds from above: a range is within one by its lower end."""
_GOES_ON = r"(?:(?!\b(?:if|when|that|because|since|while|why|who|how|and|but|or)\b)[^.?!,;:()—]){0,200}?"
_DENIED = re.compile(
    rf"\W*(?:(?:and|but|so|ok|okay|then)\W+)*(?:what|which|who|whom|where)\b{_GOES_ON}"
    r"\b(?P<verb>do|does|did|is|are|am|was|were|has|have|had|can|could|may|might|must|shall|should|will|would|need)"
    rf"(?:n['’]?t\b|\b{_GOES_ON}\b(?:not|never)\b)(?! (?:only|just|yet)\b)(?:\s+(?P<denied>[^.?!,;:()—]+))?\W*",
    re.IGNORECASE,
)
"""A question what does *not* hold, up to what is denied."""
_STATES = frozenset("do does did is are am was were has have had".split())  # noqa: SIM905 # shorter than quotation marks
"""Verbs of a question what is not so; what cannot be, or must not, is also told by what has to be."""
_DENIES = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without|except\w*|exempt\w*|exclu\w+|outside|beyond|only|unless|"
    r"rather than|instead of|optional|voluntary|avoid\w*|lacks?|lies? with|leaves?|unchanged|unaffected|free (?:of|from)|"
    r"apart from|other than|but|remov\w+|dropp?\w*|repeal\w+|abolish\w*|ceas\w+|end(?:s|ed)|retired|closed|withdr\w+|waiv\w+)\b"
    r"|n['’]t\b|\b(?:un|non-)\w{4,}",
    re.IGNORECASE,
)
"""Words that deny, that something ends, or that set a bound beyond which it does not hold."""
UNIT = 12
"""Characters behind a number in which what it measures stands."""


def set_aside(question: Question, library: Library) -> frozenset[int]:
    """The glossary terms that the question names in order to leave them out; no places, since what holds outside a city names
    the city."""
    kinds = library.glossary.terms
    return frozenset(
        m.term for m in question.mentions if kinds[m.term].kind != PLACE and _ASIDE.search(question.text[: m.start])
    )


def sets_bounds(question: Question) -> bool:
    """True where the question bounds an amount from above or from below."""
    return any(pattern.search(question.text) for pattern, _ in _BOUNDS)


def without_rows_set_aside(question: Question, draft: Draft, library: Library) -> Draft:
    """The draft without the table rows that begin with a thing that the question leaves out."""
    told_of = _names_set_aside(question, library)
    if told_of is None:
        return draft
    tables = []
    for table in draft.tables:
        rows = zip(table.rows, table.evidence, strict=True)
        kept = [(row, proof) for row, proof in rows if not told_of.search(row[0].lower())]
        if kept:
            tables.append(replace(table, rows=tuple(r for r, _ in kept), evidence=tuple(e for _, e in kept)))
    return replace(draft, tables=tuple(tables)) if tables or draft.statements else draft


def _names_set_aside(question: Question, library: Library) -> re.Pattern[str] | None:
    names = [name.lower() for term in set_aside(question, library) for name in library.glossary.names(term)]
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names)) if names else None


def without_set_aside(question: Question, evidence: Sequence[Evidence], library: Library) -> Sequence[Evidence]:
    """The evidence without what tells of things, or of a provider's things, that the question leaves out, and without amounts
    beyond its bounds; all of it where nothing would be left."""
    aside, told_of = set_aside(question, library), _names_set_aside(question, library)
    if told_of is not None:
        evidence = [e for e in evidence if not (told_of.search(_told(e)) or aside & library.whose(e))] or evidence
    if sets_bounds(question):
        evidence = [e for e in evidence if not beyond(question, e.unit.text)] or evidence
    return evidence


def without_what_holds(question: Question, evidence: list[Evidence], library: Library) -> list[Evidence]:
    """For a question what does not hold ("what did it not change?"), the evidence without what says that something does, and
    of what is so, or not, what denies something of the things named alone. Rows of tables stay: one says yes, the next one
    no. A later turn may ask it behind the question that it goes on about."""
    found = _denied(question)
    if found is None:
        return evidence
    denied = content_terms(found["denied"] or _behind_the_verb(question, found["verb"]))[:1]
    states = found["verb"].lower() in _STATES
    terms = library.glossary.terms
    named = {m.term for m in question.mentions if terms[m.term].kind in SPECIFIC | {ROLE}}

    def stays(e: Evidence) -> bool:
        if e.unit.kind is UnitKind.ROW:
            return True
        if denied and _affirms(denied[0], e):
            return False
        about = not named or any(m.term in named for m in library.glossary.find(e.context))
        return not states or (about and _DENIES.search(e.unit.text) is not None)

    return [e for e in evidence if stays(e)]


def asks_what_is_not(question: Question) -> bool:
    """True for "what does it not cover?", "which exams are not retired?", and not for what cannot or must not be."""
    found = _denied(question)
    return found is not None and found["verb"].lower() in _STATES


def _behind_the_verb(question: Question, verb: str) -> str:
    """What a later turn leaves out ("which are not?"): what stands behind its verb in the question that it goes on about."""
    return question.text.rpartition(" — ")[0].lower().partition(f" {verb.lower()} ")[2]


def _denied(question: Question) -> re.Match[str] | None:
    return _DENIED.fullmatch(question.text.rpartition(" — ")[2])


def _affirms(stemmed: str, evidence: Evidence) -> bool:
    """True for a unit that uses a word, or stands in a list whose lead does, and denies nothing there: "… covers shops and
    never schools" says both."""
    for text in (evidence.unit.lead_text, evidence.unit.text):
        told = clauses(text.replace("-", " "))
        if any(stemmed in content_terms(clause) for clause in told) and all(sign(clause) > 0 for clause in told):
            return True
    return False


def of_what_is_left(question: Question, library: Library) -> Question:
    """The question without its mentions of what it leaves out: it is not about these."""
    aside = set_aside(question, library)
    if not aside:
        return question
    mentions, own = (tuple(m for m in named if m.term not in aside) for named in (question.mentions, question.own))
    return replace(question, mentions=mentions, own=own)


def beyond(question: Question, text: str) -> bool:
    """True for a text of which every amount of money lies beyond the bound that the question sets in its currency; years and
    counts that a question bounds are often the asker's own."""
    for pattern, within in _BOUNDS:
        found = pattern.search(question.text)
        if found is None:
            continue
        group = found.lastindex or 1
        bound = next(iter(quantities(question.text[found.start(group) : found.end(group) + UNIT])), None)
        told = [q for q in quantities(text) if bound.kind == q.kind] if bound and bound.kind.isupper() else []
        if bound and told and not any(within(q.low if within in _LIMITS else q.high, bound.low) for q in told):
            return True
    return False


def _told(evidence: Evidence) -> str:
    """What a unit says; a row or an item says it of what its heading names."""
    alone = evidence.unit.kind not in {UnitKind.ROW, UnitKind.ITEM}
    return (evidence.unit.text if alone else evidence.context).lower()


def within_bounds(question: Question, fact: Fact) -> bool:
    """False for a fact whose amount lies beyond a bound that the question sets; a fact without an amount is within none."""
    low, high = fact.low, fact.high if fact.high is not None else fact.low
    for pattern, within in _BOUNDS:
        found = pattern.search(question.text)
        bound = min(figures(found.group(found.lastindex or 1), words=False), default=None) if found else None
        if bound is None:
            continue
        if low is None or high is None or not within(low if within in _LIMITS else high, bound):
            return False
    return True
