"""Score every unit of the retrieved passages for one question.

The score is the weighted sum that worked best on outside question sets: late interaction first, then the cosine in
context, then how much of the question's weighted vocabulary the unit covers, then its passage's standing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from assistant.answering.expected import SPECIFIC, expected_figure, holds_figure
from assistant.domain.evidence import Evidence
from assistant.domain.facts import Fact
from assistant.domain.passages import Document, Passage, Unit, UnitKind
from assistant.domain.ports import Matrix
from assistant.domain.questions import Question, Shape
from assistant.language.glossary import Glossary
from assistant.language.markup import readable
from assistant.language.numbers import has_figure
from assistant.language.vocabulary import Vocabulary
from assistant.language.words import content_terms
from assistant.retrieval.late_interaction import max_sim
from assistant.retrieval.retrieve import Candidate, Retrieval

COSINE_WEIGHT = 1.0
LATE_WEIGHT = 0.8
COVERAGE_WEIGHT = 0.5
PASSAGE_WEIGHT = 0.4
PASSAGE_COSINE_WEIGHT = 0.0
PASSAGE_LATE_WEIGHT = 0.4
FIGURE_BONUS = 0.1
"""For a unit with a number when the question asks for one."""
HEADING_DISCOUNT = 0.85
"""A question's word met in the heading path counts a little less than one met in the unit."""
TERM_BONUS = 0.12
"""For a glossary entry when a definition is asked; twice as much against it otherwise."""
LEVEL_BONUS = 0.1
"""For a fact at the level asked for, and against one at another level or of a variant that is over."""
ATTRIBUTE_BONUS = 0.2
"""For a fact that states the attribute asked for of the thing named; half of it against one that has but one of the two."""
WORDS_PENALTY = 0.1
OTHER_PLACE_PENALTY = 0.6
PLACE = "place"
"""The kind of glossary term that limits figures to a region."""
LEAD_PENALTY = 0.18
"""For a line that only introduces a list: alone it says nothing."""
ROW_PENALTY = 0.06
"""Prose reads better than a table's row, where both say the same."""
SAID_PENALTY = 0.15
LIKE_SUBJECT = 0.5
"""Overlap from which two titles name one kind of role ("AI Architect", "AI/ML Solutions Architect")."""
ROLE = "role"
PASSAGES = 14
"""Passages whose units are scored."""

_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Library:
    """The opened corpus, as answering needs it. `facts` maps a unit's position to its fact; `home_regions` is
    what `home_regions()` gives for them; units in `withheld` do not hold on the day `today` and are never evidence."""

    documents: Mapping[str, Document]
    passages: Sequence[Passage]
    units: Sequence[Unit]
    unit_vectors: Matrix
    token_units: np.ndarray[tuple[int], np.dtype[np.int32]]
    token_bounds: np.ndarray[tuple[int], np.dtype[np.int64]]
    facts: Mapping[int, Fact]
    glossary: Glossary
    vocabulary: Vocabulary
    attributes: Glossary = field(default_factory=lambda: Glossary(()))
    home_regions: Mapping[str, str] = field(default_factory=dict)
    today: date = date.max
    withheld: frozenset[int] = frozenset()

    def evidence(self, position: int, like: Evidence | None = None) -> Evidence:
        """A unit as evidence outside the ranking; it borrows the scores of `like`."""
        unit = self.units[position]
        passage = self.passages[unit.passage]
        document = self.documents[passage.document_id]
        if like is None:
            return Evidence(unit, passage, document, 0.0, 0.0, 0.0, 0.0, -1)
        return replace(like, unit=unit, passage=passage, document=document)


def gather_evidence(question: Question, retrieval: Retrieval, library: Library) -> list[Evidence]:
    """Every unit of the best passages, best first; ties in corpus order. No candidates give an empty list."""
    asked = {library.units[position].passage for position in facts_asked(question, library)}
    best = [c for place, c in enumerate(retrieval.candidates) if place < PASSAGES or c.position in asked]
    concepts = _concepts(question, library)
    found: list[Evidence] = []
    for rank, candidate in enumerate(best):
        found += _score_passage(question, retrieval, candidate, rank, concepts, library)
    demands = expected_figure(question, library.glossary)
    if demands.any:
        found = [replace(e, score=e.score + FIGURE_BONUS) if holds_figure(demands, e) else e for e in found]
    return sorted(found, key=lambda e: (-e.score, e.unit.position))


def facts_asked(question: Question, library: Library) -> list[int]:
    """Positions of the facts that state an attribute asked for of a thing named: they are evidence however they are worded."""
    if not question.attributes or not question.mentions:
        return []
    named = {library.glossary.terms[m.term].name.lower() for m in question.mentions}
    return [
        position
        for position, fact in library.facts.items()
        if fact.attribute in question.attributes and _is_about(fact, named, library)
    ]


def to_the_point(question: Question, evidence: Sequence[Evidence], library: Library) -> Sequence[Evidence]:
    """The evidence without facts on other attributes of what is named, where a fact states the attribute asked for, and, for
    a figure of a place, without what is not about that place."""
    places = places_named(question, library) if question.shape is Shape.FIGURE else []
    local = [e for e in evidence if all(holds_place(_told_of(e, library), names) for names in places)]
    evidence = local or evidence
    asked = set(facts_asked(question, library))
    if not any(e.unit.position in asked for e in evidence):
        return evidence
    return [e for e in evidence if e.unit.position in asked or e.unit.position not in library.facts]


def _told_of(evidence: Evidence, library: Library) -> str:
    fact = library.facts.get(evidence.unit.position)
    return f"{evidence.unit.lead_text} {evidence.unit.label} {evidence.unit.text} {fact.region if fact else ''}".lower()


def facts_named(question: Question, library: Library) -> bool:
    """True when facts describe a thing that the question names."""
    named = {library.glossary.terms[m.term].name.lower() for m in question.mentions}
    return any(library.glossary.names_like(fact.subject) & named for fact in library.facts.values())


def _is_about(fact: Fact, named: set[str], library: Library) -> bool:
    """True when the fact's subject, its provider, or a title of its kind of role is among the names."""
    if library.glossary.names_like(fact.subject) & named or fact.provider.lower() in named:
        return True
    return library.glossary.kind_of(fact.subject) == ROLE and any(
        library.glossary.kind_of(name) == ROLE and subject_overlap(fact.subject, name) >= LIKE_SUBJECT for name in named
    )


def subject_overlap(left: str, right: str) -> float:
    """Share of the content terms of two subjects that they have in common, 0…1."""
    a, b = set(content_terms(left)), set(content_terms(right))
    return len(a & b) / max(1, len(a | b))


def said_last(evidence: Sequence[Evidence], last_answer: str) -> list[Evidence]:
    """Evidence in its order after what the last answer already said has been put back: a follow-up asks for something else."""
    said = readable(last_answer.replace("\\", ""))
    scored = [replace(e, score=e.score - SAID_PENALTY) if e.unit.text in said else e for e in evidence]
    return sorted(scored, key=lambda e: (-e.score, e.unit.position))


def _score_passage(
    question: Question,
    retrieval: Retrieval,
    candidate: Candidate,
    rank: int,
    concepts: list[tuple[float, frozenset[str]]],
    library: Library,
) -> list[Evidence]:
    passage = library.passages[candidate.position]
    document = library.documents[passage.document_id]
    owners = library.token_units[library.token_bounds[passage.position] : library.token_bounds[passage.position + 1]]
    heading = candidate.cosines[:, owners < 0] * HEADING_DISCOUNT
    heading_terms = set(content_terms(". ".join((document.title, *passage.section))))
    cosines = library.unit_vectors[passage.first_unit : passage.last_unit] @ retrieval.vector
    found: list[Evidence] = []
    for offset, position in enumerate(passage.units):
        unit = library.units[position]
        if unit.kind is UnitKind.HEADER or position in library.withheld:
            continue
        own = candidate.cosines[:, owners == position]
        late = max_sim(retrieval.tokens, np.concatenate([own, heading], axis=1))
        terms = set(content_terms(f"{unit.lead_text} {unit.label} {unit.text}"))
        coverage = _coverage(concepts, terms, heading_terms)
        score = (
            COSINE_WEIGHT * float(cosines[offset])
            + LATE_WEIGHT * late
            + COVERAGE_WEIGHT * coverage
            + PASSAGE_WEIGHT * candidate.score
            + PASSAGE_COSINE_WEIGHT * candidate.cosine
            + PASSAGE_LATE_WEIGHT * candidate.late
            + _kind_bonus(question, unit, library)
        )
        found.append(
            Evidence(
                unit, passage, document, score, float(cosines[offset]), late, coverage, rank, candidate.cosine, candidate.late
            )
        )
    return found


def _kind_bonus(question: Question, unit: Unit, library: Library) -> float:
    bonus = 0.0
    if (question.shape is Shape.FIGURE and has_figure(unit.text)) or (question.shape is Shape.TIME and _DATE.search(unit.text)):
        bonus += FIGURE_BONUS
    if unit.kind is UnitKind.TERM:
        bonus += TERM_BONUS if question.shape is Shape.DEFINITION else -2 * TERM_BONUS
    if unit.text.endswith(":"):
        bonus -= LEAD_PENALTY
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
        bonus += _region_bonus(question, fact, library)
    return bonus


def _attribute_bonus(question: Question, fact: Fact, library: Library) -> float:
    """For the attribute asked for of a thing named; against another attribute of it, or the same of another thing. A claim
    in words that is not asked for stands behind prose, which says the same more fluently."""
    named = {library.glossary.terms[m.term].name.lower() for m in question.mentions}
    about, asked = _is_about(fact, named, library), fact.attribute in question.attributes
    if about and asked:
        return ATTRIBUTE_BONUS
    return -(WORDS_PENALTY if fact.low is None else 0.0) - (
        ATTRIBUTE_BONUS / 2 if asked or (about and question.attributes) else 0.0
    )


def _region_bonus(question: Question, fact: Fact, library: Library) -> float:
    """A place that is named is a condition: figures of other regions stand far behind. Where none is named, the home region
    is meant."""
    if not fact.region:
        return 0.0
    asked = places_named(question, library)
    if not asked:
        return 0.0 if fact.region == library.home_regions.get(fact.attribute) else -LEVEL_BONUS
    region = fact.region.lower()
    if not all(holds_place(region, names) for names in asked):
        return -OTHER_PLACE_PENALTY
    return LEVEL_BONUS if any(region in names for names in asked) else LEVEL_BONUS / 2


def places_named(question: Question, library: Library) -> list[frozenset[str]]:
    """The names, in lower case, of each place that limits a question; the place of a law or an exam is no condition."""
    terms = {m.term: library.glossary.terms[m.term] for m in question.mentions}
    if any(term.kind in SPECIFIC for term in terms.values()):
        return []
    return [library.glossary.names_like(term.name) for term in terms.values() if term.kind == PLACE]


def holds_place(text: str, names: frozenset[str]) -> bool:
    """True when a text in lower case names the place, and not what lies outside it."""
    return any(re.search(rf"(?<!outside )(?<!\w){re.escape(name)}(?!\w)", text) for name in names)


def home_regions(facts: Iterable[Fact]) -> dict[str, str]:
    """The region that most facts of an attribute are about: what is meant where a question names none."""
    counts: dict[str, Counter[str]] = {}
    for fact in facts:
        if fact.region:
            counts.setdefault(fact.attribute, Counter())[fact.region] += 1
    return {attribute: min(c, key=lambda region: (-c[region], region)) for attribute, c in counts.items()}


def _concepts(question: Question, library: Library) -> list[tuple[float, frozenset[str]]]:
    """The question's topics with their weights: a glossary term is covered by any of its names' words."""
    concepts: list[tuple[float, frozenset[str]]] = []
    used: set[str] = set()
    for mention in question.mentions:
        surface = set(content_terms(mention.surface))
        used |= surface
        names = [frozenset(content_terms(name)) for name in library.glossary.names(mention.term)]
        single = {next(iter(name)) for name in names if len(name) == 1}
        rarest = max((library.vocabulary.rarity(s) for s in surface), default=0.0)
        concepts.append((rarest, frozenset(surface | single)))
    for term in question.terms:
        if term not in used:
            concepts.append((library.vocabulary.rarity(term), frozenset({term})))
    return concepts


def _coverage(concepts: list[tuple[float, frozenset[str]]], terms: set[str], heading: set[str]) -> float:
    total = sum(weight for weight, _ in concepts)
    if total <= 0:
        return 0.0
    covered = sum(weight if names & terms else 0.7 * weight if names & heading else 0.0 for weight, names in concepts)
    return covered / total
