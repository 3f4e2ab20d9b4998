"""Which further units an answer takes, and how many words it may have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.library import Library
from assistant.answering.select import fill, pack, state, word_budget
from assistant.answering.statements import Draft, TableDraft
from assistant.domain.evidence import Evidence
from assistant.domain.passages import UnitKind
from assistant.domain.questions import Question, Shape
from tests.unit.answering.builders import Line, evidence, fact, make_library, page, read

THINGS = make_library(
    page("Notes", "", "Caches keep copies.", "Queues order messages.", "Lakes hold files.", "Kilns bake pots."),
)
CACHES, QUEUES, LAKES, KILNS = (unit.text for unit in THINGS.units)


def asked(shape: Shape = Shape.OPEN, max_words: int = 0) -> Question:
    return replace(read("Tell about storage", THINGS), shape=shape, max_words=max_words)


def meeting(met: dict[int, tuple[float, tuple[float, ...]]]) -> list[Evidence]:
    """Units by position with their score and what they meet of each token of the question."""
    scored = evidence(THINGS, {position: score for position, (score, _) in met.items()})
    return [replace(e, matches=met[e.unit.position][1]) for e in scored]


def packed(found: list[Evidence], budget: int = 0) -> list[str]:
    return [statement.text for statement in pack(asked(), found, budget)]


def filled(question: Question, draft: Draft, scores: dict[int, float], library: Library = THINGS) -> list[str]:
    return [statement.text for statement in fill(question, draft, evidence(library, scores)).statements]


def test_a_unit_that_meets_an_open_part_of_the_question_comes_before_a_better_one_that_meets_the_same_again() -> None:
    found = meeting({0: (1.0, (0.5, 0.0)), 1: (0.95, (0.5, 0.0)), 2: (0.9, (0.0, 0.3))})

    assert packed(found, budget=6) == [CACHES, LAKES]


def test_a_token_met_before_counts_only_by_what_is_met_of_it_more() -> None:
    found = meeting({0: (1.0, (0.5, 0.0)), 2: (0.95, (0.6, 0.0)), 3: (0.9, (0.0, 0.15))})

    assert packed(found, budget=6) == [CACHES, KILNS]


def test_what_stands_right_beside_what_is_said_comes_before_what_is_a_little_better() -> None:
    assert packed(evidence(THINGS, {1: 1.0, 3: 0.95, 2: 0.9}), budget=6) == [QUEUES, LAKES]
    assert packed(evidence(THINGS, {1: 1.0, 3: 0.95, 2: 0.7}), budget=6) == [QUEUES, KILNS]
    apart = make_library(
        page("Notes", "", "Caches keep copies."), page("Notes", "", "Queues order messages.", "Lakes hold files.")
    )
    assert [s.text for s in pack(asked(), evidence(apart, {0: 1.0, 2: 0.95, 1: 0.9}), 6)] == [CACHES, LAKES]


def test_what_an_added_unit_meets_is_open_no_longer() -> None:
    found = meeting(
        {0: (1.0, (0.5, 0.0, 0.0)), 1: (0.95, (0.0, 0.3, 0.0)), 2: (0.94, (0.0, 0.3, 0.0)), 3: (0.85, (0.0, 0.0, 0.2))}
    )

    assert packed(found, budget=9) == [CACHES, QUEUES, KILNS]


@pytest.mark.parametrize(
    ("adapted", "score", "kept"), [(0.5, 0.8, True), (0.5, 0.79, False), (0.0, 0.7, True), (0.0, 0.69, False)]
)
def test_a_further_unit_reaches_a_share_of_the_best_score(adapted: float, score: float, kept: bool) -> None:
    found = [replace(e, adapted=adapted, asked=adapted) for e in evidence(THINGS, {0: 1.0, 2: score})]

    assert (LAKES in packed(found)) is kept


def test_behind_a_fact_that_states_what_is_asked_a_further_unit_must_be_nearer() -> None:
    library = make_library(
        page("Exams", "", fact("MLA", "price", "MLA costs USD 150."), "Oslo has seats.", "Retakes need patience.")
    )
    question = read("What is the price of MLA?", library)
    assert question.attributes == ("price",)

    def said(scores: dict[int, float]) -> list[str]:
        return [statement.text for statement in pack(question, evidence(library, scores))]

    assert said({0: 1.0, 1: 0.82, 2: 0.86}) == ["MLA costs USD 150.", "Retakes need patience."]
    assert said({2: 1.0, 1: 0.82}) == ["Oslo has seats.", "Retakes need patience."]


def test_a_glossary_entry_is_added_to_a_definition_alone() -> None:
    library = make_library(page("Notes", "", "Caches keep copies.", Line("A queue orders messages.", UnitKind.TERM)))
    found = evidence(library, {0: 1.0, 1: 0.95})

    assert len(pack(asked(Shape.DEFINITION), found)) == 2
    assert len(pack(asked(Shape.WHY), found)) == 1


def test_a_sentence_that_says_how_many_follow_answers_how_many_and_nothing_else() -> None:
    library = make_library(page("Notes", "", "The exam has four domains, as follows:", "Caches keep copies."))
    found = evidence(library, {0: 1.0, 1: 0.95})

    def first(question: str) -> str:
        return pack(read(question, library), found)[0].text

    assert first("How many domains has the exam?") == "The exam has four domains, as follows:"
    assert first("Why does the exam have domains?") == "Caches keep copies."


def test_a_comparison_has_room_for_more_words() -> None:
    assert word_budget(asked(Shape.COMPARISON)) == 98
    assert {word_budget(asked(shape)) for shape in Shape if shape is not Shape.COMPARISON} == {74}


def test_the_room_that_a_question_brings_with_it_is_its_budget() -> None:
    assert word_budget(asked(Shape.LIST, max_words=40)) == 40


def test_a_draft_is_filled_with_what_it_does_not_say_yet_in_reading_order() -> None:
    draft = Draft((state(THINGS.evidence(0)),))

    assert filled(asked(), draft, {0: 1.0, 2: 0.95, 1: 0.9, 3: 0.69}) == [CACHES, QUEUES, LAKES]


def test_a_draft_is_filled_up_to_its_words_and_a_heading_counts() -> None:
    plain, headed = (Draft((state(THINGS.evidence(0), heading=heading),)) for heading in ("", "Stores"))

    assert filled(asked(max_words=6), plain, {0: 1.0, 1: 0.9}) == [CACHES, QUEUES]
    assert filled(asked(max_words=6), headed, {0: 1.0, 1: 0.9}) == [CACHES]


def test_neither_rows_nor_glossary_entries_fill_a_draft() -> None:
    row = Line("Store: lake", UnitKind.ROW)
    library = make_library(
        page("Notes", "", "Caches keep copies.", row, Line("Kilns bake.", UnitKind.TERM), "Lakes hold files.")
    )
    draft = Draft((state(library.evidence(0)),))

    assert filled(asked(), draft, {0: 1.0, 1: 0.99, 2: 0.98, 3: 0.9}, library) == ["Caches keep copies.", "Lakes hold files."]


def test_what_a_table_s_rows_rest_on_is_said() -> None:
    shown = TableDraft("Stores", ("Store",), (("Caches",),), ((THINGS.evidence(0),),))

    assert filled(asked(), Draft((), tables=(shown,)), {0: 1.0, 1: 0.9}) == [QUEUES]


def test_a_draft_of_seven_units_is_full() -> None:
    texts = (
        "Caches keep.",
        "Queues order.",
        "Lakes hold.",
        "Kilns bake.",
        "Wheels turn.",
        "Rivers flow.",
        "Birds sing.",
        "Dogs bark.",
    )
    library = make_library(page("Notes", "", *texts))
    scores = {position: 1.0 - position / 100 for position in range(8)}

    for held, filled_up in ((6, 7), (7, 7)):
        draft = Draft(tuple(state(library.evidence(position)) for position in range(held)))
        assert len(filled(asked(), draft, scores, library)) == filled_up


def test_beside_a_table_that_compares_no_fact_of_one_side_alone_fills_the_answer() -> None:
    library = make_library(
        page("Notes", "", Line("Kilns were called ovens.", UnitKind.FACT), "Kilns bake pots.", "Caches keep copies.")
    )
    (told,) = evidence(library, {2: 1.0})
    table = TableDraft("Sides", ("a",), (("b",),), ((told,),))

    beside, alone = (
        filled(asked(Shape.COMPARISON), Draft((state(told),), tables=tables), {0: 1.0, 1: 0.9}, library)
        for tables in ((table,), ())
    )

    assert beside == [told.unit.text, "Kilns bake pots."]
    assert "Kilns were called ovens." in alone
