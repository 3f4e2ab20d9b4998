"""What an editor would strike from an answer: what it says twice, what was not asked, and what is about something beside it.

Half of what stands behind the first statement of an answer was struck by readers who judged 3,490 answers statement by
statement. How probable that is of a statement is read from trees that were fitted on their verdicts
(benchmarks/surplus_statements.py). Where it is likely, the statement goes; where it is unlikely of something near that the
answer does not say and has room for, that comes in.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from assistant.answering.further import further, gain_beside
from assistant.answering.library import Library, facts_asked
from assistant.answering.narrowing import asks_no_more
from assistant.answering.select import WORD_BUDGET, is_whole_list, size, standing, state, states_one_of_each, word_budget
from assistant.answering.statements import Draft, Statement
from assistant.answering.trees import Trees, read_trees
from assistant.domain.evidence import Evidence
from assistant.domain.passages import UnitKind
from assistant.domain.questions import Question, Shape
from assistant.language.numbers import figures
from assistant.language.words import content_terms

STRUCK = 0.76
"""How probable it must be that a reader would strike a statement. One in ten of 5,247 statements behind the first lies above:
of seven of these six were struck, and ten of all tell a key fact that nothing else of the answer tells."""
FILE = Path(__file__).with_name("surplus.npz")

ADDED = 0.3
"""How probable that may be of a statement that is added."""
NEAR_BEST = 0.75
"""The share of the best unit's score that such a one reaches."""
LOOKED_AT = 3
"""What may be said next that is looked at."""
FULL = 5
"""Statements from which nothing is added."""
_NEVER_ADDED = frozenset({UnitKind.ROW, UnitKind.TERM})


class Surplus(NamedTuple):
    """What is known of a statement among those of an answer.

    Of its unit: its score and its cosine under the learned maps with the question (`adapted`) and with the nearest listed
    question (`asked`), the first and the last also as a share of the highest of the answer (`score_share`, `asked_share`); how
    much better it meets the question's tokens than all others do (`gain`); whether it is a fact that states an attribute asked
    for (`states_asked`), a `row` of a table, without `figures`; its `words`.

    Beside the others: the highest cosine (`likest`), whether that one stands in the same document (`same_document`), the
    highest Jaccard index (`jaccard`) and the number of terms that none of them has (`new`), the question's terms aside; whether
    it stands in the passage of the first (`same_passage`); its `place`; the words of the `first` and of `all`. Beside the talk:
    the share of its terms that an earlier answer told (`told_before`). Of the question: whether it asks for a `figure`.
    """

    score_share: float
    adapted: float
    asked: float
    asked_share: float
    gain: float
    states_asked: float
    row: float
    figures: float
    words: float
    likest: float
    same_document: float
    jaccard: float
    new: float
    same_passage: float
    place: float
    first: float
    all: float
    told_before: float
    figure: float


def edited(question: Question, draft: Draft, evidence: Sequence[Evidence], library: Library, told: str = "") -> Draft:
    """The draft without what a reader would probably strike, and with one thing more that a reader would hardly strike, where
    there is one. `evidence` is best first; `told` is what earlier answers of the talk say."""
    struck = without_surplus(question, draft, library, told)
    if question.max_sentences or not struck.statements or asks_no_more(question, library):
        return struck
    gone = {e.unit.position for e in draft.evidence}
    left = [e for e in evidence if e.unit.position not in gone and e.unit.kind not in _NEVER_ADDED]
    return with_what_is_missing(question, struck, [e for e in left if e.score >= NEAR_BEST * evidence[0].score], library, told)


def without_surplus(question: Question, draft: Draft, library: Library, told: str = "") -> Draft:
    """The draft without the statements that a reader would probably strike, one after the other, the likeliest first. The first
    statement, the one that stands best, items of a whole list, facts on one attribute of several things, and where several
    attributes or things are asked for a fact that alone states one of them of one of these stay."""
    statements = list(draft.statements)
    best = max(statements, key=standing, default=None)
    whole = is_whole_list(statements) or states_one_of_each(statements)
    several = len(question.attributes) > 1 or len({m.term for m in question.mentions}) > 1
    asked = set(facts_asked(question, library)) if several else set()
    while len(statements) > 1:
        known = surplus(question, [s.evidence[0] for s in statements], library, told)
        probable = trees().probabilities(known)
        alone = _state_alone(statements, asked, question, library)
        probable[[s is best or not place or s in alone or (whole and s.bullet) for place, s in enumerate(statements)]] = 0.0
        likeliest = int(probable.argmax())
        if probable[likeliest] <= STRUCK:
            break
        del statements[likeliest]
    return replace(draft, statements=tuple(statements))


def _state_alone(
    statements: Sequence[Statement], asked: Collection[int], question: Question, library: Library
) -> list[Statement]:
    """The facts among those `asked` for, by their positions, that alone state their attribute of a thing that is named; what
    was true of a thing retired gives way to what holds of another."""
    named = {library.glossary.terms[m.term].name.lower() for m in question.mentions}
    facts = [(s, library.facts[p]) for s in statements if (p := s.evidence[0].unit.position) in asked]
    current = {fact.attribute for _, fact in facts if fact.status != "retired"}
    told: dict[tuple[str, frozenset[str]], list[Statement]] = {}
    for statement, fact in facts:
        if fact.status == "retired" and fact.attribute in current:
            continue
        if len(question.attributes) > 1 or (fact.is_amount_in_general and fact.level in {"", question.level}):
            told.setdefault((fact.attribute, library.glossary.names_like(fact.subject) & named), []).append(statement)
    return [own[0] for own in told.values() if len(own) == 1]


def with_what_is_missing(question: Question, draft: Draft, near: Sequence[Evidence], library: Library, told: str = "") -> Draft:
    """The draft with the first of what may come next that a reader would hardly strike, in the words that an answer of any
    shape has. A whole list stays as it is."""
    statements = draft.statements
    room = min(WORD_BUDGET, word_budget(question)) - size(statements)
    if is_whole_list(statements) or len(statements) >= FULL or room <= 0:
        return draft
    said = [s.evidence[0] for s in statements]
    for candidate in further(question, near, said, room, LOOKED_AT):
        known = surplus(question, [*said, candidate], library, told)[-1:]
        if trees().probabilities(known)[0] < ADDED:
            bullet = all(s.bullet for s in statements)
            return replace(draft, statements=(*statements, state(candidate, bullet=bullet)))
    return draft


def surplus(question: Question, stated: Sequence[Evidence], library: Library, told: str = "") -> list[Surplus]:
    """What is known of each statement of an answer, given by the unit that it states."""
    own = set(question.terms)
    terms = [set(content_terms(e.unit.text)) for e in stated]
    terms = [words - own or words for words in terms]
    before = set(content_terms(told)) if told else set()
    vectors = library.unit_vectors[[e.unit.position for e in stated]]
    alike = np.asarray(vectors @ vectors.T, dtype=np.float64)
    np.fill_diagonal(alike, -1.0)
    lengths = [len(e.unit.text.split()) for e in stated]
    score, asked = (max(getattr(e, name) for e in stated) or 1.0 for name in ("score", "asked"))
    rows: list[Surplus] = []
    for place, e in enumerate(stated):
        others = [words for at, words in enumerate(terms) if at != place]
        likest = int(alike[place].argmax())
        fact = library.facts.get(e.unit.position)
        rows.append(
            Surplus(
                score_share=e.score / score,
                adapted=e.adapted,
                asked=e.asked,
                asked_share=e.asked / asked,
                gain=gain_beside(e, [other for at, other in enumerate(stated) if at != place]),
                states_asked=float(fact is not None and fact.attribute in question.attributes),
                row=float(e.unit.kind is UnitKind.ROW),
                figures=float(bool(figures(e.unit.text, words=False))),
                words=float(lengths[place]),
                likest=float(alike[place, likest]),
                same_document=float(stated[likest].document.id == e.document.id),
                jaccard=max((len(terms[place] & words) / len(terms[place] | words or {""}) for words in others), default=0.0),
                new=float(len(terms[place].difference(*others))),
                same_passage=float(e.passage.position == stated[0].passage.position),
                place=float(place),
                first=float(lengths[0]),
                all=float(sum(lengths)),
                told_before=len(terms[place] & before) / max(1, len(terms[place])),
                figure=float(question.shape is Shape.FIGURE),
            )
        )
    return rows


@cache
def trees() -> Trees:
    """The trees fitted on the readers' verdicts."""
    return read_trees(FILE)
