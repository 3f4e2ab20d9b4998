"""What was said already is not said again."""

from __future__ import annotations

import pytest

from assistant.answering.repetition import repeats, restates, says_nothing_new
from tests.unit.answering.builders import evidence, item, make_library, page


@pytest.mark.parametrize(
    ("said", "again", "repeated"),
    [
        ("A cache keeps copies.", "The cache keeps copies.", True),
        ("A cache keeps 5 copies.", "A cache keeps 9 copies.", False),
        ("A cache keeps copies.", "A cache keeps 9 copies.", False),
        ("A cache keeps 9 copies.", "A cache keeps copies.", True),
        ("A cache keeps copies.", "A queue orders messages.", False),
        ("A cache keeps copies near the reader.", "A cache keeps copies.", True),
        (
            "A senior architect on contract costs USD 7,000 to 12,000 at 40 hours in a week, at USD 175 to 300 an hour.",
            "A senior architect on contract costs USD 84,000 to 144,000 at 40 hours in a week, at USD 175 to 300 an hour.",
            False,
        ),
        (
            "A senior architect on contract costs USD 7,000 at 40 hours in a week, at USD 175 an hour, or 300.",
            "A senior architect on contract costs USD 84,000 at 40 hours in a week, at USD 175 an hour, or 300.",
            True,
        ),
        ("A cache keeps copies.", "A cache keeps copies, expires entries and counts every request.", False),
        ("Fines run from 500 to 1,500 euros for each breach.", "Breaches are fined with 500 to 1,500 euros a day.", True),
        (
            "Fines run from 500 to 1,500 euros for each breach.",
            "Breaches are fined with 500 to 1,500 euros by the harbour office, the coast guard or a court of the island.",
            False,
        ),
    ],
)
def test_a_unit_repeats_another_when_it_has_its_words_and_no_figure_of_its_own(said: str, again: str, repeated: bool) -> None:
    first, second = evidence(make_library(page("A", "", said, again)), {0: 1.0, 1: 0.9})

    assert repeats(second, [first]) is repeated


@pytest.mark.parametrize(
    ("again", "repeated"), [("Members pay 649, others 799.", True), ("Members pay 649, others 850.", False)]
)
def test_a_unit_repeats_several_that_hold_its_figures_and_words_between_them(again: str, repeated: bool) -> None:
    *said, last = evidence(make_library(page("A", "", "Members pay 649.", "Others pay 799.", again)), {0: 1.0, 1: 0.9, 2: 0.8})

    assert repeats(last, said) is repeated


def test_what_the_question_names_is_no_repetition() -> None:
    first, second = evidence(
        make_library(page("A", "", "A cache and a queue keep messages.", "A cache and a queue differ in order.")),
        {0: 1.0, 1: 0.9},
    )

    assert repeats(second, [first], ("cach", "queue")) is False
    assert repeats(first, [first], ("cach", "queue")) is True


def test_an_item_is_no_repetition_of_others_of_its_list_together() -> None:
    library = make_library(
        page("A", "", "Fees:", item("Members pay 649.", 0), item("Others pay 799.", 1), item("Others pay 649.", 2))
    )
    *said, last = evidence(library, {1: 1.0, 2: 0.9, 3: 0.8})

    assert repeats(last, said) is False


@pytest.mark.parametrize(
    ("again", "nothing_new"),
    [
        ("All copies are kept near readers by the cache.", True),
        ("All copies are kept near readers by the cache, 9 at most.", False),
        ("A queue orders messages.", False),
    ],
)
def test_a_statement_in_other_words_says_nothing_new(again: str, nothing_new: bool) -> None:
    library = make_library(page("A", "", "The cache keeps all copies near its readers."), page("B", "", again))
    first, second = evidence(library, {0: 1.0, 1: 0.9})

    assert not repeats(second, [first]) or nothing_new
    assert says_nothing_new(second, [first]) is nothing_new
    assert not says_nothing_new(second, [])


@pytest.mark.parametrize(
    ("again", "restated"),
    [
        ("Copies of a cache live 9 days, says the guide.", True),
        ("Copies of a cache live 8 days, says the guide.", False),
        ("Copies of a cache live long, says the guide.", False),
        ("Queues order all messages of 9 senders by age.", False),
    ],
)
def test_a_unit_restates_another_when_it_has_its_figures_and_half_of_its_own_words_are_there(
    again: str, restated: bool
) -> None:
    first, second = evidence(make_library(page("A", "", "A cache keeps copies for 9 days.", again)), {0: 1.0, 1: 0.9})

    assert restates(second, first) is restated
