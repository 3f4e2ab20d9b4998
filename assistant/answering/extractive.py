"""Compose an answer from evidence alone: the best units, quoted, in the shape that the question asks for.

By default the best units are packed into a short paragraph. A list is given whole where the question wants one,
a comparison side by side, figures of several sources next to each other. Nothing is written that is not in a unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.catalogue import compose_catalogue, compose_offers, of_the_amount, of_the_value
from assistant.answering.charts import chart_of
from assistant.answering.comparison import compose_comparison, side_by_side, told_in_words
from assistant.answering.exclusion import of_what_is_left, without_rows_set_aside, without_set_aside
from assistant.answering.fact_tables import by_place, providers_table
from assistant.answering.figures import compose_figures, undisputed_first
from assistant.answering.library import Library, facts_asked
from assistant.answering.list_units import with_items_said
from assistant.answering.lists import compose_list, with_siblings
from assistant.answering.named import with_all_named
from assistant.answering.narrowing import (
    asks_no_more,
    of_the_place,
    of_the_provider,
    of_the_role,
    of_the_sides,
    to_the_point,
    without_amounts_told,
)
from assistant.answering.opening import opened_by_the_best
from assistant.answering.points import Points, with_points
from assistant.answering.rows import compose_table, with_pointed_table
from assistant.answering.select import fill, pack, state, with_best
from assistant.answering.statements import Draft, without_lone_bullet, without_lone_colons
from assistant.domain.evidence import Evidence
from assistant.domain.passages import UnitKind
from assistant.domain.questions import Question, Shape
from assistant.language.polarity import covers_all

FIGURES = frozenset({Shape.FIGURE, Shape.TIME})
PLAIN = frozenset({Shape.OPEN, Shape.DEFINITION, Shape.YES_NO})
"""Shapes that a fact answers where it states the attribute asked for."""
CLOSEST_WORDS = 60
BESIDE_WORDS = 40
"""Words beside a table that holds every provider."""


def closest(question: Question, evidence: Sequence[Evidence]) -> Draft:
    """A few sentences near a question that may not be answered: no table, list or chart, which would look like an answer."""
    prose = [e for e in evidence if e.unit.kind is not UnitKind.ROW]
    return Draft(pack(question, prose or evidence, CLOSEST_WORDS))


def compose(question: Question, evidence: Sequence[Evidence], library: Library, points: Points | None = None) -> Draft:
    """The draft answer. `evidence` is not empty and best first; `points` are those of a question that has several."""
    evidence = without_set_aside(question, evidence, library)
    left = of_what_is_left(question, library)
    local = of_the_provider(left, of_the_place(left, evidence, library), library)
    local = of_the_value(left, of_the_amount(left, of_the_role(left, local, library), library), library)
    local = of_the_sides(left, without_amounts_told(left, local, library), library)
    narrow = to_the_point(question, local, library)
    local = narrow if asks_no_more(question, library) else local
    draft = with_best(question, fill(question, shaped(question, narrow, library), narrow), local)
    if question.max_sentences:
        return shortened(question, draft)
    draft = with_points(question, draft, local, points) if points else draft
    draft = with_all_named(question, draft, local, library)
    draft = undisputed_first(question, opened_by_the_best(with_siblings(question, draft, narrow, library)), library)
    draft = without_rows_set_aside(question, draft, library)
    return without_lone_colons(without_lone_bullet(with_items_said(with_pointed_table(draft, library), library, evidence)))


def shortened(question: Question, draft: Draft) -> Draft:
    """As many statements as the user allows: a definition's first, else the best, in their order."""
    told = list(draft.statements) or [state(row[0]) for table in draft.tables for row in table.evidence if row]
    if question.shape is not Shape.DEFINITION:
        told.sort(key=lambda statement: -max(e.score for e in statement.evidence))
    kept = told[: question.max_sentences]
    return Draft(tuple(replace(s, bullet=False) for s in draft.statements or told if s in kept))


def shaped(question: Question, evidence: Sequence[Evidence], library: Library) -> Draft:
    """The evidence in the shape that the question asks for."""
    places = by_place(question, library) if question.shape in {Shape.COMPARISON, Shape.FIGURE} else None
    if places is not None:
        return told_in_words(places, question, library)
    amounts = side_by_side(question, evidence, library)
    if amounts is not None:
        return told_in_words(amounts, question, library)
    if question.shape is Shape.COMPARISON:
        drafted = compose_comparison(question, evidence, library)
        if drafted is not None:
            return drafted
    catalogue = compose_catalogue(question, evidence, library) or compose_offers(question, evidence, library)
    if catalogue is not None:
        return catalogue
    question = of_what_is_left(question, library)
    to_fact = evidence[0].unit.position in facts_asked(question, library)
    if question.shape in FIGURES or (question.shape in PLAIN and to_fact):
        drafted = compose_figures(question, evidence, library)
        if drafted is not None:
            chart = chart_of([e for statement in drafted.statements for e in statement.evidence], library)
            return replace(drafted, charts=(chart,)) if chart else drafted
    clouds = providers_table(question, evidence, library)
    if clouds is not None:
        beside = pack(question, [e for e in evidence if e.unit.kind is not UnitKind.ROW] or evidence, BESIDE_WORDS)
        return Draft(beside, tables=(clouds,))
    return _listed(question, evidence, library) or Draft(pack(question, evidence))


def _listed(question: Question, evidence: Sequence[Evidence], library: Library) -> Draft | None:
    """A list, else a table; the longer one of the two where a question asks for all of something."""
    listed = compose_list(question, evidence, library)
    if listed is not None and not (question.shape is Shape.LIST and covers_all(question.text)):
        return listed
    table = compose_table(question, evidence, library)
    if listed is None or table is None:
        return listed or table
    rows, items = len(table.tables[0].rows), sum(statement.bullet for statement in listed.statements)
    return table if rows > items else listed
