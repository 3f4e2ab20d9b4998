"""How a unit fits what a question demands: a figure, a date, a definition, an attribute, a level, a place, a numbered part.

These are small terms beside the closeness in meaning; a place that is named is the one condition among them.
"""

from __future__ import annotations

import re

from assistant.answering.library import Library, is_about, places_named
from assistant.domain.facts import Fact
from assistant.domain.passages import Unit, UnitKind
from assistant.domain.questions import Question, Shape
from assistant.language.glossary import Glossary
from assistant.language.numbers import has_figure
from assistant.language.places import names_place
from assistant.language.references import references
from assistant.language.sentences import asks
from assistant.language.words import content_terms

FIGURE_BONUS = 0.3
"""For a unit with a number when the question asks for one."""
TERM_BONUS = 0.12
"""For a glossary entry when a definition is asked; twice as much against it otherwise."""
LEVEL_BONUS = 0.1
"""For a fact at the level asked for, and against one at another level or of a variant that is over."""
ATTRIBUTE_BONUS = 0.2
"""For a fact that states the attribute asked for of the thing named; half of it against one that has but one of the two."""
WORDS_PENALTY = 0.1
"""Against a fact in words that is not asked for: prose says it more fluently."""
REFERENCE_BONUS = 0.4
"""For the numbered part asked for."""
OTHER_PLACE_PENALTY = 0.6
"""Against a figure of another place than the one named: more than closeness in meaning makes up for."""
LEAD_PENALTY = 0.18
"""For a line that only introduces a list: alone it says nothing."""
FRAGMENT_PENALTY = 0.5
"""Against a line of text that is no sentence, such as who wrote it and when; twice as much against a question."""
FRAGMENT_WORDS = 15
EMPTY_WORDS = 2
"""Words up to which such a line says nothing (a longer one holds what was set as a table), and up to which a sentence does."""
ROW_PENALTY = 0.06
"""Prose reads better than a table's row, where both say the same."""
_BAND = re.compile(r"\b(\d{1,2})(?:[–-](\d{1,2}))?(\+)? years")
_CLOSED = re.compile(r"[.!?:;…][\"'”’)\]*_]*$")
_STATES = re.compile(
    r": |\b(?:is|are|was|were|has|have|had|must|may|can|will|shall|should|does?|costs?|needs?)\b", re.IGNORECASE
)
"""A label with its value, or a verb: such a line states something though no mark closes it."""
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|so that|due to|as a result|reasons?|therefore|otherwise|to avoid|in order)\b", re.IGNORECASE
)
_WHO = re.compile(r"\bwho(?:se|m)?\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+|^[A-Z][a-z]+ [A-Z][a-z]+|\b(?:Mr|Ms|Mrs|Dr)\b")
"""A word with a capital inside a sentence, two at its beginning, or a title: what a person is called by."""


def kind_bonus(question: Question, unit: Unit, library: Library) -> float:
    """What is added to a unit's score, about -1…1, for its kind and for what it states."""
    bonus = 0.0
    if (question.shape is Shape.FIGURE and has_figure(unit.text)) or (question.shape is Shape.TIME and _DATE.search(unit.text)):
        bonus += FIGURE_BONUS
    if unit.kind is UnitKind.TERM:
        defined = question.shape is Shape.DEFINITION and _is_asked(unit, question, library)
        bonus += TERM_BONUS if defined else -2 * TERM_BONUS
    if unit.text.endswith(":"):
        bonus -= LEAD_PENALTY
    bonus -= 2 * FRAGMENT_PENALTY if is_question(unit) else FRAGMENT_PENALTY if is_fragment(unit) else 0.0
    bonus += _reference_bonus(question, unit)
    if unit.kind is UnitKind.ROW and question.shape is not Shape.COMPARISON:
        bonus -= ROW_PENALTY
    fact = library.facts.get(unit.position)
    if fact is not None:
        bonus += _attribute_bonus(question, fact, library)
        if question.shape is not Shape.FIGURE and fact.low is not None:
            bonus -= FIGURE_BONUS
        if question.level and question.shape is Shape.FIGURE:
            bonus += LEVEL_BONUS if question.level in fact.level.lower() else -LEVEL_BONUS if fact.level else 0.0
        if fact.variant and fact.status == "retired" and not set(content_terms(fact.variant)) & set(question.terms):
            bonus -= LEVEL_BONUS
        bonus += _region_bonus(question, fact, library) + _years_bonus(question, fact)
    return bonus


def tells_asked(question: Question, unit: Unit) -> bool:
    """True where a reason is asked for and the unit gives one, or a person and it names one."""
    if question.shape is Shape.WHY:
        return _REASON.search(unit.text) is not None
    return _WHO.search(question.text) is not None and _NAME.search(unit.text) is not None


def is_question(unit: Unit) -> bool:
    """True for a question in running text that nothing there answers; one in a list may be what is listed."""
    return unit.kind is UnitKind.SENTENCE and asks(unit.text)


def is_fragment(unit: Unit) -> bool:
    """True for a short line of running text that is no sentence (a byline, an address, a caption), and for a sentence that says
    nothing by itself ("It depends.")."""
    words = len(unit.text.split())
    if unit.kind is not UnitKind.SENTENCE or words > FRAGMENT_WORDS or unit.text.endswith(":"):
        return False
    empty = words <= EMPTY_WORDS and not has_figure(unit.text)
    return empty or (_CLOSED.search(unit.text) is None and _STATES.search(unit.text) is None)


def question_answered(unit: Unit) -> str:
    """The question that the text asks in front of the statement, which answers it; "" for none."""
    asked = unit.kind is not UnitKind.ROW and unit.label.endswith("?") and unit.text.startswith(f"{unit.label} ")
    return unit.label if asked else ""


def name_of(unit: Unit) -> str:
    """The label by which an item can be named; a question in front of it is none."""
    return "" if question_answered(unit) else unit.label


def subjects_of(question: Question, glossary: Glossary) -> set[frozenset[str]]:
    """What the question is about, as sets of content stems: its own words, and where it names one thing and says nothing
    else, that thing's other names."""
    subjects = {frozenset(question.terms)}
    for mention in question.mentions:
        if set(question.terms) <= set(content_terms(mention.surface)):
            subjects |= {frozenset(content_terms(name)) for name in glossary.names(mention.term)}
    return subjects


def _is_asked(unit: Unit, question: Question, library: Library) -> bool:
    """True for the glossary entry of a thing that the question names; where it names none, for every entry."""
    named = [library.glossary.terms[m.term].unit for m in question.mentions]
    return not named or unit.position in named


def _reference_bonus(question: Question, unit: Unit) -> float:
    """For the numbered part asked for ("Article 12"); half of it against another part of that kind."""
    asked = references(question.text)
    if not asked:
        return 0.0
    named = references(f"{unit.label} {unit.text}")
    if asked & named:
        return REFERENCE_BONUS
    return -REFERENCE_BONUS / 2 if {word for word, _ in asked} & {word for word, _ in named} else 0.0


def _attribute_bonus(question: Question, fact: Fact, library: Library) -> float:
    """For the attribute asked for of a thing named; against another attribute of it, or the same of another thing. A claim
    in words that is not asked for stands behind prose, which says the same more fluently."""
    named = {library.glossary.terms[m.term].name.lower() for m in question.mentions}
    about, asked = is_about(fact, named, library), fact.attribute in question.attributes
    if about and asked:
        return ATTRIBUTE_BONUS
    return -(WORDS_PENALTY if fact.low is None else 0.0) - (
        ATTRIBUTE_BONUS / 2 if asked or (about and question.attributes) else 0.0
    )


def _years_bonus(question: Question, fact: Fact) -> float:
    """For the band of experience ("5–7 years", "12+ years") that the years named in the question fall into, and against
    the others."""
    band = _BAND.search(fact.variant)
    if question.years is None or band is None:
        return 0.0
    low, high = float(band.group(1)), float(band.group(2) or band.group(1))
    fits = low <= question.years <= (high if not band.group(3) else float("inf"))
    return LEVEL_BONUS if fits else -LEVEL_BONUS


def _region_bonus(question: Question, fact: Fact, library: Library) -> float:
    """A place that is named is a condition: figures of other regions stand far behind. Where none is named, the home region
    is meant."""
    if not fact.region:
        return 0.0
    asked = places_named(question, library)
    if not asked:
        return 0.0 if fact.region == library.home_regions.get(fact.attribute) else -LEVEL_BONUS
    region = fact.region.lower()
    if not any(names_place(region, names) for names in asked):
        return -OTHER_PLACE_PENALTY
    return LEVEL_BONUS if any(region in names for names in asked) else LEVEL_BONUS / 2
