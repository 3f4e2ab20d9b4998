"""The best units become a short answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.further import announces
from assistant.answering.library import Library
from assistant.answering.select import pack, state, with_best
from assistant.answering.statements import Draft
from assistant.domain.passages import UnitKind
from assistant.domain.questions import Shape
from tests.unit.answering.builders import Line, evidence, fact, item, make_library, page, read

LIBRARY = make_library(
    page("Notes", "Caches", "A cache keeps copies near the reader.", "Entries expire after 5 minutes.", "The kinds are:"),
    page("Notes", "Queues", "A queue orders messages between services.", "Brokers keep every message on disk."),
)
FIVE_MINUTES, KINDS = 1, 2


def packed(scores: dict[int, float], library: Library = LIBRARY, budget: int = 0) -> list[str]:
    question = read("Tell about storage", library)
    assert question.shape is Shape.OPEN
    return [statement.text for statement in pack(question, evidence(library, scores), budget)]


def test_the_best_unit_is_taken_even_when_it_is_longer_than_the_budget() -> None:
    assert packed({0: 1.0, 3: 0.95}, budget=2) == ["A cache keeps copies near the reader."]


def test_a_unit_that_does_not_fit_is_passed_over_for_one_that_does() -> None:
    assert packed({0: 1.0, 3: 0.98, 1: 0.97}, budget=12) == [
        "A cache keeps copies near the reader.",
        "Entries expire after 5 minutes.",
    ]


def test_a_unit_far_behind_the_best_is_left_out() -> None:
    assert packed({0: 1.0, 3: 0.3}) == ["A cache keeps copies near the reader."]


def test_the_best_unit_s_passage_is_read_first_and_in_its_own_order() -> None:
    assert packed({FIVE_MINUTES: 1.0, 3: 0.99, 0: 0.98}) == [
        "A cache keeps copies near the reader.",
        "Entries expire after 5 minutes.",
        "A queue orders messages between services.",
    ]


def test_a_unit_that_repeats_what_is_said_is_left_out() -> None:
    library = make_library(
        page("A", "", "A cache keeps copies."), page("B", "", "The cache keeps the copies.", "Queues differ.")
    )

    assert packed({0: 1.0, 1: 0.99, 2: 0.98}, library) == ["A cache keeps copies.", "Queues differ."]


def test_a_line_that_only_introduces_a_list_is_left_out_unless_it_stands_alone() -> None:
    assert packed({KINDS: 1.0, 0: 0.99}) == ["A cache keeps copies near the reader."]
    assert packed({KINDS: 1.0}) == ["The kinds are:"]


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [
        ("Sizes vary", "Sizes vary."),
        ("Sizes vary.", "Sizes vary."),
        ("Do they?", "Do they?"),
        ("Called “big”", "Called “big”."),
    ],
)
def test_a_sentence_in_a_paragraph_ends_with_a_stop(text: str, paragraph: str) -> None:
    (found,) = evidence(make_library(page("A", "", Line(text))), {0: 1.0})

    assert state(found).text == paragraph
    assert state(found, bullet=True).text == text


def test_a_packed_item_is_stated_in_its_own_words() -> None:
    library = make_library(page("A", "", "Kinds:", item("Small and cheap", 0, label="Small")))

    assert packed({1: 1.0}, library) == ["Small and cheap."]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Stores: A cache keeps copies for readers.", "A cache keeps copies for readers."),
        ("Stores: copies for readers and for writers.", "Stores: copies for readers and for writers."),
        ("Stores: Small and cheap.", "Stores: Small and cheap."),
    ],
)
def test_away_from_its_list_an_item_is_a_sentence_without_its_label(text: str, alone: str) -> None:
    found = make_library(page("Kinds", "", item(text, 0, label="Stores"))).evidence(0)

    assert state(found).text == alone
    assert state(found, bullet=True, in_list=True).text == text


def test_of_several_glossary_entries_the_best_alone_is_given() -> None:
    entries = (Line("A cache keeps copies.", UnitKind.TERM), Line("A queue orders messages.", UnitKind.TERM))
    library = make_library(page("Terms", "", *entries))

    assert packed({0: 0.99, 1: 1.0}, library) == ["A queue orders messages."]


def test_a_question_that_labels_an_item_is_joined_to_what_it_labels() -> None:
    library = make_library(page("Steps", "", item("Which types occur?: Ask for the types.", 0, label="Which types occur?")))

    assert state(library.evidence(0)).text == "Which types occur: Ask for the types."


def test_a_question_that_the_text_answers_stands_before_its_answer() -> None:
    library = make_library(
        page(
            "Queue",
            "",
            Line("Is it encrypted? On the wire, yes.", label="Is it encrypted?"),
            "Who would know?",
            "Written by Ann",
        )
    )
    answered = state(library.evidence(0))

    assert (answered.heading, answered.text) == ("Is it encrypted", "On the wire, yes.")
    assert [announces(unit) for unit in library.units] == [False, True, False]


def test_questions_before_an_answer_are_one_heading_beside_another() -> None:
    both = "Is it free? Is it quick?"
    library = make_library(
        page("Q", "", Line(f"{both} Yes to both.", label=both), item("Who pays? — The tenant.", 0, label="Who pays?"))
    )
    row = Line("Who pays? — answer: The tenant", UnitKind.ROW, label="Who pays?")
    table = make_library(page("Q", "", row))

    assert state(library.evidence(0), heading="Shop").heading == "Shop: Is it free; Is it quick"
    assert (state(library.evidence(1)).heading, state(library.evidence(1)).text) == ("Who pays", "The tenant.")
    assert state(table.evidence(0)).text == "Who pays — answer: The tenant."


def with_best_of(
    scores: dict[int, float], drafted: tuple[int, ...], *, bullets: bool = False, library: Library = LIBRARY
) -> list[str]:
    """What is said once the best units have joined a draft of some of them."""
    found = evidence(library, scores)
    known = {e.unit.position: e for e in found}
    draft = Draft(tuple(state(known[position], bullet=bullets) for position in drafted))
    return [s.text for s in with_best(read("Tell about storage", library), draft, found).statements]


def test_a_shape_that_left_the_best_units_out_gets_them_in_front() -> None:
    assert with_best_of({0: 1.0, 3: 0.95, 1: 0.9, 4: 0.5}, (4,)) == [
        "A cache keeps copies near the reader.",
        "A queue orders messages between services.",
        "Brokers keep every message on disk.",
    ]


def test_a_unit_far_behind_the_best_or_said_already_does_not_join() -> None:
    assert with_best_of({0: 1.0, 3: 0.8, 4: 0.7}, (0, 4)) == [
        "A cache keeps copies near the reader.",
        "Brokers keep every message on disk.",
    ]


def test_what_scores_least_gives_way_to_the_best() -> None:
    long = " ".join(f"word{n}" for n in range(70)) + "."
    library = make_library(page("A", "", "A cache keeps copies near the reader.", long, "Entries expire after 5 minutes."))

    assert with_best_of({0: 1.0, 2: 0.6, 1: 0.5}, (1, 2), library=library) == [
        "A cache keeps copies near the reader.",
        "Entries expire after 5 minutes.",
    ]


def test_nothing_better_gives_way_to_what_joins() -> None:
    long = " ".join(f"word{n}" for n in range(70)) + "."
    library = make_library(page("A", "", "A cache keeps copies near the reader.", long, "Entries expire after 5 minutes."))

    assert with_best_of({1: 1.0, 0: 0.95, 2: 0.6}, (1, 2), library=library) == [long, "Entries expire after 5 minutes."]


def test_a_whole_list_keeps_its_items() -> None:
    long = [f"Item {n} " + " ".join(f"word{n}{k}" for k in range(25)) + "." for n in range(3)]
    library = make_library(
        page(
            "A", "", "The kinds are:", *(item(text, n) for n, text in enumerate(long)), "A cache keeps copies near the reader."
        )
    )

    assert with_best_of({4: 1.0, 1: 0.7, 2: 0.7, 3: 0.7}, (1, 2, 3), bullets=True, library=library) == long


@pytest.mark.parametrize(("summary", "joins"), [("It has red, green and blue.", False), ("Nobody paints it at night.", True)])
def test_a_sentence_that_sums_a_whole_list_up_does_not_join_it(summary: str, joins: bool) -> None:
    library = make_library(page("A", "", "The kinds are:", item("Red.", 0), item("Green.", 1), item("Blue.", 2), summary))

    said = with_best_of({4: 1.0, 1: 0.7, 2: 0.7, 3: 0.7}, (1, 2, 3), bullets=True, library=library)

    assert said == [summary] * joins + ["Red.", "Green.", "Blue."]


def test_what_repeats_a_unit_that_joins_gives_way_to_it() -> None:
    whole = "A cache keeps copies near readers, drops stale entries, counts requests and warns operators."
    library = make_library(page("A", "", whole), page("B", "", "A cache keeps copies near readers."))

    assert with_best_of({0: 1.0, 1: 0.8}, (1,), library=library) == [whole]


@pytest.mark.parametrize(("attributes", "kept"), [((), False), (("price",), False), (("price", "validity"), True)])
def test_a_fact_gives_way_to_no_better_unit_where_several_attributes_are_asked_for(
    attributes: tuple[str, ...], kept: bool
) -> None:
    long = " ".join(f"word{n}" for n in range(70)) + "."
    library = make_library(page("A", "", long, fact("MLA", "price", "MLA costs USD 150 before tax.")))
    found = evidence(library, {0: 1.0, 1: 0.6})
    question = replace(read("Tell about storage", library), attributes=attributes)

    said = with_best(question, Draft((state(found[1]),)), found).statements

    assert [s.text for s in said] == (["MLA costs USD 150 before tax."] if kept else [long])


RUN = make_library(
    page(
        "Log",
        "",
        "Nobody liked it.",
        "On Monday they stood in a shed.",
        "We call this shed mode.",
        "It was cold.",
        "Rain fell.",
    )
)


def test_where_nothing_was_learned_the_sentences_beside_the_best_may_lie_farther_behind_it() -> None:
    assert packed({2: 1.0, 1: 0.5, 3: 0.49, 4: 0.69}, RUN) == ["On Monday they stood in a shed.", "We call this shed mode."]
