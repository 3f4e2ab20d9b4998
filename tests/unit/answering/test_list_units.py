"""A list given by its labels has a table of what its items say."""

from __future__ import annotations

from assistant.answering.library import Library
from assistant.answering.list_units import COLUMNS, with_items_said
from assistant.answering.select import state
from assistant.answering.statements import Draft, Statement
from tests.unit.answering.builders import evidence, item, make_library, page

DUTIES = make_library(
    page(
        "Roles",
        "What are the duties?",
        "The duties of an architect are:",
        item("Design: chooses stores.", 0, label="Design"),
        item("And serving.", 0),
        item("Care: keeps logs.", 1, label="Care"),
        item("Advice: explains costs.", 2, label="Advice"),
        "Nothing else is asked.",
        "Tools are:",
        item("Ruler: measures.", 0, label="Ruler", list_id=1),
        item("Pen: draws.", 1, label="Pen", list_id=1),
    )
)
DESIGN, SERVING, CARE, ADVICE = 1, 2, 3, 4


def drafted(*bare: int, told: tuple[int, ...] = ()) -> Draft:
    known = {e.unit.position: e for e in evidence(DUTIES, dict.fromkeys(range(len(DUTIES.units)), 1.0))}
    labels = [Statement(known[position].unit.label, (known[position],), bullet=True) for position in bare]
    return Draft((*labels, *(state(known[position], bullet=True, in_list=True) for position in told)))


def said(draft: Draft, library: Library = DUTIES, lead: float = 1.0) -> Draft:
    """The draft with what its items say, where the lead of the list has such a share of the best score."""
    scores = dict.fromkeys(range(len(library.units)), 1.0) | {0: lead}
    return with_items_said(draft, library, evidence(library, scores))


def test_what_all_items_say_stands_in_a_table_each_on_its_own_units() -> None:
    (table,) = said(drafted(DESIGN, CARE, told=(ADVICE,))).tables

    assert (table.caption, table.columns) == ("What are the duties?", COLUMNS)
    assert table.rows == (("Design", "chooses stores. And serving."), ("Care", "keeps logs."), ("Advice", "explains costs."))
    assert [[e.unit.position for e in row] for row in table.evidence] == [[DESIGN, SERVING], [CARE], [ADVICE]]


def test_labels_beside_sentences_stand_in_the_table_for_a_point_and_are_all_that_a_whole_list_gives() -> None:
    point, whole = (said(drafted(DESIGN, told=(CARE, ADVICE)), lead=lead) for lead in (0.7, 0.9))

    assert [s.text for s in point.statements] == ["Care: keeps logs.", "Advice: explains costs."]
    assert [s.text for s in whole.statements] == ["Design", "Care", "Advice"]
    assert [row[0] for draft in (point, whole) for table in draft.tables for row in table.rows] == [
        "Design",
        "Care",
        "Advice",
    ] * 2


def test_a_list_of_labels_alone_keeps_them_beside_its_table() -> None:
    told = said(drafted(DESIGN, CARE, ADVICE), lead=0.7)

    assert [s.text for s in told.statements] == ["Design", "Care", "Advice"]
    assert len(told.tables) == 1


def test_items_told_with_their_sentences_bring_no_table() -> None:
    assert said(drafted(told=(DESIGN, CARE, ADVICE))).tables == ()


def test_an_item_that_is_nothing_but_its_label_is_no_label_without_a_sentence() -> None:
    plain = make_library(page("A", "", "These are:", item("Design", 0, label="Design"), item("Care", 1, label="Care")))
    known = evidence(plain, {1: 1.0, 2: 0.9})

    assert said(Draft(tuple(Statement(e.unit.text, (e,), bullet=True) for e in known)), plain).tables == ()
