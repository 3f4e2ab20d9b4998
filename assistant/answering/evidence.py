"""Score every unit of the retrieved passages for one question.

The score is a weighted sum: the cosine in context and late interaction, how much of the question's weighted vocabulary the
unit covers, its passage's standing, and how the unit fits what the question demands (docs/decisions/0004-retrieval.md).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.expected import expected_figure, holds_figure
from assistant.answering.fitness import FIGURE_BONUS, kind_bonus, question_answered, subjects_of, tells_asked
from assistant.answering.library import Library, facts_asked
from assistant.domain.evidence import Evidence
from assistant.domain.passages import Passage, UnitKind
from assistant.domain.questions import Question, Shape
from assistant.language.markup import readable
from assistant.language.words import content_terms
from assistant.retrieval.late_interaction import best_by_owner, better, matches
from assistant.retrieval.retrieve import Candidate, Retrieval


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights in a unit's score.

    Of its `cosine` in context and of late interaction (`late`), of its `coverage` of the question's vocabulary, of its
    passage's standing (`passage`) and late interaction (`passage_late`), of how running text fits what the question demands
    (`fit`), of a reason or a person that it tells where one is asked for (`told`), of its `length` (the logarithm of its
    words), and, where readers' questions were learned, of its cosine under the adapter (`adapted`) and of the nearest listed
    question that it answers (`asked`). `talk` is the factor of all that the words of a follow-up tell: these are what the talk
    began with and the turn, one behind the other, and count for less than how such talks go on.
    """

    cosine: float
    late: float
    coverage: float
    passage: float
    passage_late: float
    fit: float
    told: float = 0.0
    length: float = 0.0
    talk: float = 1.0
    adapted: float = 0.0
    asked: float = 0.0


LEARNED = Weights(
    cosine=1.25, late=1.2, coverage=0.8, passage=0.4, passage_late=0.4, fit=1.0, talk=0.35, adapted=4.5, asked=4.0
)
IN_TALK = replace(LEARNED, asked=7.0)
"""For a follow-up, where the talks that readers' questions were listed with tell most of how such talks go on."""
PLAIN = Weights(
    cosine=1.25, late=0.85, coverage=0.3, passage=0.3, passage_late=0.4, fit=0.37, told=0.12, length=0.035, talk=0.5
)
"""Where nothing was learned: between what is fitted on questions about passages, raw documents and three outside sets
(benchmarks/unit_weights.py) and what answers about long documents want, where the passage tells what a sentence is about."""
HEADING_DISCOUNT = 0.85
"""A question's word met in the heading path counts a little less than one met in the unit."""
SAID_PENALTY = 0.5
"""Against a unit that an answer of the talk quoted."""
NEXT_BONUS = 0.2
NEXT = 3
"""For a unit right behind one that the last answer quoted, fading over as many units: what one wonders about next often stands
next."""
OPENING_BONUS = 0.07
"""For the first sentence of a section, which usually says what the section is about."""
SUBJECT_BONUS = 0.3
"""For the first sentence about the very thing that is to be defined or described."""
PASSAGES = 14
"""Passages whose units are scored."""
_OF_A_GLOSSARY = frozenset({UnitKind.FACT, UnitKind.TERM})
"""Kinds that somebody wrote down as such: what they state is a condition whatever was learned."""
_MARKERS = re.compile(r"\s*(?:\[\d+\])+")


def gather_evidence(
    question: Question, retrieval: Retrieval, library: Library, *, in_talk: bool = False, weights: Weights | None = None
) -> list[Evidence]:
    """Every unit of the best passages, best first; ties in corpus order. No candidates give an empty list.

    `in_talk` marks a follow-up; `weights` take the place of those for what was learned or not.
    """
    weights = weights or (PLAIN if not retrieval.learned else IN_TALK if in_talk else LEARNED)
    asked = passages_asked(question, library)
    best = [c for place, c in enumerate(retrieval.candidates) if place < PASSAGES or c.position in asked]
    concepts = _concepts(question, library)
    found: list[Evidence] = []
    factor = weights.talk if in_talk else 1.0
    for rank, candidate in enumerate(best):
        found += _score_passage(question, retrieval, candidate, rank, concepts, library, weights, factor)
    demands = expected_figure(question, library.glossary)
    if demands.any:
        bonus = weights.fit * FIGURE_BONUS
        found = [replace(e, score=e.score + bonus) if holds_figure(demands, e) else e for e in found]
    return sorted(found, key=lambda e: (-e.score, e.unit.position))


def passages_asked(question: Question, library: Library) -> set[int]:
    """Positions of the passages that are evidence whatever the search proposes: those of the facts asked for, and where a
    thing is to be defined or described, the opening of the document about it."""
    asked = {library.units[position].passage for position in facts_asked(question, library)}
    if question.shape is Shape.DEFINITION:
        subjects = subjects_of(question, library.glossary)
        asked |= {library.openings[subject] for subject in subjects if subject in library.openings}
    return asked


def said_before(evidence: Sequence[Evidence], answers: Sequence[str], *, picked: bool = False) -> list[Evidence]:
    """Evidence in its order after what the answers of the talk, the last one last, already said has been put back, since a
    follow-up asks for something else, and what the document goes on with right behind the last one has come forward. Where
    what was said is `picked` from, it stays where it is."""
    last = {e.unit.position: e for e in told_in(answers[-1], evidence)}
    said = set() if picked else {e.unit.position for answer in answers for e in told_in(answer, evidence)}
    scored = [
        replace(e, score=e.score + (-SAID_PENALTY if e.unit.position in said else NEXT_BONUS * _follows(e, last)))
        for e in evidence
    ]
    return sorted(scored, key=lambda e: (-e.score, e.unit.position))


def told_in(answer: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence that an answer, as it was written, states; markers and the question before a statement aside."""
    said = readable(_MARKERS.sub("", answer).replace("\\", ""))
    return [e for e in evidence if e.unit.text.removeprefix(question_answered(e.unit)).strip(" -–—") in said]


def _follows(evidence: Evidence, told: Mapping[int, Evidence]) -> float:
    """How closely a unit stands behind one of those told, in the same section: 1 right behind it, fading to 0."""
    section = (evidence.document.id, evidence.passage.section)
    for distance in range(1, NEXT + 1):
        before = told.get(evidence.unit.position - distance)
        if before is not None and (before.document.id, before.passage.section) == section:
            return 1.0 - (distance - 1) / (NEXT + 1)
    return 0.0


def _score_passage(
    question: Question,
    retrieval: Retrieval,
    candidate: Candidate,
    rank: int,
    concepts: list[tuple[float, frozenset[str]]],
    library: Library,
    weights: Weights,
    factor: float,
) -> list[Evidence]:
    passage = library.passages[candidate.position]
    document = library.documents[passage.document_id]
    owners = library.token_units[library.token_bounds[passage.position] : library.token_bounds[passage.position + 1]]
    best = best_by_owner(candidate.cosines, owners)
    heading = best[-1] * HEADING_DISCOUNT if -1 in best else None
    heading_terms = set(content_terms(". ".join((document.title, *passage.section))))
    cosines = library.unit_vectors[passage.first_unit : passage.last_unit] @ retrieval.vector
    found: list[Evidence] = []
    opening = _opening_bonus(question, passage, library)
    for offset, position in enumerate(passage.units):
        unit = library.units[position]
        if unit.kind is UnitKind.HEADER or position in library.withheld:
            continue
        met = matches(retrieval.tokens, better(best.get(position), heading))
        late = sum(met)
        terms = set(content_terms(f"{unit.lead_text} {unit.label} {unit.text}"))
        coverage = _coverage(concepts, terms, heading_terms)
        adapted = float(retrieval.adapted.units[position]) if retrieval.adapted.units.size else 0.0
        asked = float(retrieval.adapted.asked[position]) if retrieval.adapted.asked.size else 0.0
        score = (
            factor
            * (
                weights.cosine * float(cosines[offset])
                + weights.late * late
                + weights.coverage * coverage
                + weights.passage * candidate.score
                + weights.passage_late * candidate.late
            )
            + weights.adapted * adapted
            + weights.asked * asked
            + (1.0 if unit.kind in _OF_A_GLOSSARY else weights.fit) * kind_bonus(question, unit, library)
            + (weights.told if weights.told and tells_asked(question, unit) else 0.0)
            + (weights.length * math.log1p(len(unit.text.split())) if weights.length else 0.0)
            + (opening if offset == 0 or unit.kind is UnitKind.FACT else 0.0)
        )
        found.append(
            Evidence(
                unit,
                passage,
                document,
                score,
                float(cosines[offset]),
                late,
                coverage,
                rank,
                candidate.cosine,
                candidate.late,
                adapted,
                asked,
                met,
            )
        )
    return found


def _opening_bonus(question: Question, passage: Passage, library: Library) -> float:
    """For the first unit of a section and for every fact, which opens its own; more where the section is about the very thing
    that a question asks about, nothing for a glossary entry."""
    kind = library.units[passage.first_unit].kind
    if kind is UnitKind.FACT:
        return OPENING_BONUS
    before = library.passages[passage.position - 1] if passage.position else None
    if kind is UnitKind.TERM or (
        before is not None and (before.document_id, before.section) == (passage.document_id, passage.section)
    ):
        return 0.0
    heading = passage.section[-1] if passage.section else library.documents[passage.document_id].title
    about = question.shape is Shape.DEFINITION and frozenset(content_terms(heading)) in subjects_of(question, library.glossary)
    return SUBJECT_BONUS if about else OPENING_BONUS


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
