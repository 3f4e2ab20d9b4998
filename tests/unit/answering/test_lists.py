"""A list is given whole where a question wants one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.fitness import LEAD_PENALTY
from assistant.answering.library import Library
from assistant.answering.lists import MOST_NEAR_BEST, compose_list, with_siblings
from assistant.answering.select import state
from assistant.answering.statements import Draft
from assistant.domain.questions import Shape
from tests.unit.answering.builders import evidence, item, make_library, page, read

DUTIES = make_library(
    page(
        "Roles",
        "Duties",
        "The duties of an architect are:",
        item("Designs systems.", 0),
        item("Governs models.", 1),
        item("Advises people.", 2),
        "Nothing else is asked.",
    )
)
LEAD = 0
WHOLE = ["The duties of an architect are:", "Designs systems.", "Governs models.", "Advises people."]


def composed(asked: str, scores: dict[int, float], library: Library = DUTIES) -> Draft | None:
    return compose_list(read(asked, library), evidence(library, scores), library)


def said(draft: Draft | None) -> list[str]:
    assert draft is not None
    return [statement.text for statement in draft.statements]


def test_a_list_asked_for_is_given_whole_below_its_lead() -> None:
    draft = composed("What are the duties?", {2: 1.0, 1: 0.9})

    assert said(draft) == WHOLE
    assert draft is not None
    assert [statement.bullet for statement in draft.statements] == [False, True, True, True]


def test_the_lead_alone_brings_its_list() -> None:
    assert said(composed("What are the duties?", {LEAD: 1.0, 4: 0.5})) == WHOLE


def test_each_item_rests_on_its_own_unit_even_when_it_was_not_retrieved() -> None:
    draft = composed("What are the duties?", {2: 1.0, 1: 0.9})

    assert draft is not None
    assert [s.evidence[0].unit.position for s in draft.statements] == [0, 1, 2, 3]


def test_a_question_that_wants_no_list_gets_one_when_most_of_the_best_units_are_its_items() -> None:
    items = [item(f"Does task {n} of the architect.", n) for n in range(4)]
    library = make_library(page("Roles", "Tasks", "The tasks of an architect are:", *items, "Nothing else is asked."))

    assert len(said(composed("How does an architect work?", {1: 1.0, 2: 0.99, 3: 0.98, 4: 0.97}, library))) == 5
    assert composed("How does an architect work?", {1: 1.0, 2: 0.99, 3: 0.98, 5: 0.97}, library) is None


@pytest.mark.parametrize(
    ("asked", "shape"),
    [
        ("Is a duty meant?", Shape.YES_NO),
        ("When are duties due?", Shape.TIME),
        ("How many duties?", Shape.FIGURE),
        ("Duties vs rights", Shape.COMPARISON),
    ],
)
def test_a_question_of_another_shape_gets_no_list(asked: str, shape: Shape) -> None:
    assert read(asked, DUTIES).shape is shape
    assert composed(asked, {1: 1.0, 2: 0.99, 3: 0.98}) is None


def test_a_list_far_behind_the_best_unit_is_not_given() -> None:
    assert composed("What are the duties?", {4: 1.0, 1: 0.3, 2: 0.2}) is None


def test_a_list_too_long_to_give_is_given_by_its_labels() -> None:
    wordy = " ".join(["word"] * 90) + "."
    items = [item(f"{label}: {wordy}", place, label=label) for place, label in enumerate(("Design", "Governance", "Advice"))]
    library = make_library(page("Roles", "Duties", "The duties are:", *items))

    draft = composed("What are the duties?", {1: 1.0, 2: 0.9}, library)

    assert said(draft) == ["The duties are:", "Design", "Governance", "Advice"]


def test_a_list_a_little_too_long_is_given_by_the_first_sentence_of_each_item() -> None:
    wordy = " ".join(["word"] * 80) + "."
    items = [item(text, place) for place in range(2) for text in (f"Duty number {place}.", wordy)]
    library = make_library(page("Roles", "Duties", "The duties are:", *items))

    assert said(composed("What are the duties?", {1: 1.0, 3: 0.9}, library)) == [
        "The duties are:",
        "Duty number 0.",
        "Duty number 1.",
    ]


def test_two_lists_of_one_document_are_not_mixed() -> None:
    others = [item(text, place, list_id=1) for place, text in enumerate(("Holidays.", "Pay."))]
    library = make_library(page("Roles", "Duties", "Duties:", item("Designs.", 0), item("Advises.", 1), "Rights:", *others))

    assert said(composed("What are the rights?", {4: 1.0, 5: 0.9, 1: 0.8}, library)) == ["Rights:", "Holidays.", "Pay."]


def test_a_list_of_one_item_is_none() -> None:
    library = make_library(page("Roles", "Duties", "The duties are:", item("Designs systems.", 0)))

    assert composed("What are the duties?", {0: 1.0, 1: 0.9}, library) is None


def test_of_a_long_list_the_items_that_answer_best_keep_their_sentences() -> None:
    wordy = " ".join(["word"] * 30) + "."
    items = [item(f"{label}: {wordy}", place, label=label) for place, label in enumerate(("Design", "Governance", "Advice"))]
    library = make_library(page("Roles", "Duties", "The duties are:", *items))

    draft = composed("What are the duties?", {3: 1.0, 2: 0.99, 1: 0.98}, library)

    assert said(draft) == ["The duties are:", "Design", f"Governance: {wordy}", f"Advice: {wordy}"]


def test_of_a_long_list_an_item_behind_the_best_units_gets_its_label_though_there_is_room() -> None:
    wordy = " ".join(["word"] * 30) + "."
    items = [item(f"{label}: {wordy}", place, label=label) for place, label in enumerate(("Design", "Governance", "Advice"))]
    library = make_library(page("Roles", "Duties", "The duties are:", *items))

    draft = composed("What are the duties?", {3: 1.0, 2: 0.9}, library)

    assert said(draft) == ["The duties are:", "Design", "Governance", f"Advice: {wordy}"]


def test_a_long_list_without_labels_is_given_only_where_a_list_is_asked_for() -> None:
    wordy = " ".join(["word"] * 40) + "."
    scores = {1: 1.0, 2: 0.99, 3: 0.98, 4: 0.97}

    def said_of(question: str, label: str) -> list[str]:
        items = [item(f"Duty {n} {wordy}", n, label=f"{label}{n}" if label else "") for n in range(4)]
        library = make_library(page("Roles", "Duties", "The duties are:", *items))
        draft = composed(question, scores, library)
        return [] if draft is None else said(draft)

    assert said_of("How does an architect work?", "Duty ")[2:] == ["Duty 1", "Duty 2", "Duty 3"]
    assert said_of("How does an architect work?", "") == []
    assert len(said_of("What are the duties?", "")) == 5


@pytest.mark.parametrize(("score", "given"), [(0.97, True), (0.95, False)])
def test_two_items_bring_their_list_only_where_one_is_next_to_the_best_unit(score: float, given: bool) -> None:
    assert (composed("What are the duties?", {4: 1.0, 1: score, 2: 0.9}) is not None) is given


STAGES = ("Call: a talk by phone.", "Task: a design on paper.")


@pytest.mark.parametrize(
    ("first", "second", "leads"),
    [
        ("We recommend two stages.", "Longer ones lose people.", ["We recommend two stages."]),
        ("The file has parts.", "It must hold:", ["The file has parts.", "It must hold:"]),
    ],
)
def test_a_sentence_before_the_last_one_introduces_a_list_that_it_counts_or_that_goes_on_about_it(
    first: str, second: str, leads: list[str]
) -> None:
    library = make_library(page("Hiring", "", first, second, *(item(text, n) for n, text in enumerate(STAGES))))

    assert said(composed("Which stages are there?", {0: 1.0}, library)) == [*leads, *STAGES]


@pytest.mark.parametrize("first", ["We recommend five stages.", "We recommend stages."])
def test_a_sentence_that_counts_other_things_introduces_no_list_behind_the_next(first: str) -> None:
    items = (item(text, n) for n, text in enumerate(STAGES))
    library = make_library(page("Hiring", "", first, "Longer ones lose people.", *items))

    assert composed("Which stages are there?", {0: 1.0}, library) is None


@pytest.mark.parametrize(("adapted", "score", "given"), [(0.0, 0.76, True), (0.0, 0.74, False), (0.5, 0.76, False)])
def test_a_lead_brings_its_list_from_farther_where_nothing_was_learned(adapted: float, score: float, given: bool) -> None:
    found = [replace(e, adapted=adapted) for e in evidence(DUTIES, {4: 1.0, LEAD: score - LEAD_PENALTY})]

    assert (compose_list(read("What are the duties?", DUTIES), found, DUTIES) is not None) is given


@pytest.mark.parametrize(("score", "given"), [(MOST_NEAR_BEST + 0.01, True), (MOST_NEAR_BEST - 0.01, False)])
def test_a_list_asked_for_is_given_where_most_of_the_best_units_are_its_items(score: float, given: bool) -> None:
    items = [item(f"Does task {n} of the architect.", n) for n in range(4)]
    library = make_library(page("Days", "", "An architect is busy."), page("Roles", "Duties", "The tasks are:", *items))

    assert (composed("What are the tasks?", {0: 1.0, 2: score, 3: score, 4: score, 5: score}, library) is not None) is given


SUCCESSORS = make_library(
    page(
        "Exams",
        "",
        "The exam has two successors:",
        item("The first suits operations.", 0),
        item("The second suits builders.", 1),
        "The exam was retired in March.",
    )
)


def told(scores: dict[int, float], *stated: int) -> list[str]:
    found = evidence(SUCCESSORS, scores)
    draft = Draft(tuple(state(e) for position in stated for e in found if e.unit.position == position))
    return said(with_siblings(read("What replaces the exam?", SUCCESSORS), draft, found, SUCCESSORS))


def test_the_rest_of_a_short_list_is_told_where_a_part_of_it_stands() -> None:
    assert told({3: 1.0, 0: 0.95, 2: 0.9}, 3, 2) == [
        "The exam was retired in March.",
        "The first suits operations.",
        "The second suits builders.",
    ]


def test_a_short_list_whose_lead_is_far_behind_stays_as_it_was_drafted() -> None:
    assert told({3: 1.0, 2: 0.9, 0: 0.5}, 3, 2) == ["The exam was retired in March.", "The second suits builders."]


def test_the_rest_of_a_short_list_is_not_told_where_there_is_no_room() -> None:
    long = " ".join(f"word{n}" for n in range(80)) + "."
    library = make_library(page("A", "", "Two ways:", item(long, 0), item(f"Other {long}", 1)))
    found = evidence(library, {1: 1.0, 0: 0.95})
    draft = Draft((state(found[0]),))

    assert with_siblings(read("Which way?", library), draft, found, library) == draft
