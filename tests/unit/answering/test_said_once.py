"""What one part of a message says no other says again, nor does a sentence say what another holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.select import state, without_repetitions, without_what_others_hold
from assistant.answering.statements import Draft
from assistant.domain.facts import Term
from tests.unit.answering.builders import evidence, item, make_library, page, read


def test_a_part_of_a_message_does_not_repeat_an_earlier_one_but_says_something() -> None:
    library = make_library(page("A", "", "A cache keeps 9 copies.", "A cache keeps copies.", "A queue orders messages."))
    found = evidence(library, {0: 1.0, 1: 0.9, 2: 0.8})
    first, again, other = (Draft((state(e),)) for e in found)
    part = (read("Tell about storage", library), found)

    assert without_repetitions([first, Draft((*again.statements, *other.statements))], [part, part]) == [first, other]
    assert without_repetitions([first, again], [part, part]) == [first, other]
    assert without_repetitions([first, again], [part, (part[0], found[:2])]) == [first, again]
    far = [*found[:2], replace(found[2], score=0.69)]
    assert without_repetitions([first, again], [part, (part[0], far)]) == [first, again]


def test_a_part_that_was_answered_before_says_no_more_than_there_is_room_for() -> None:
    long = " ".join(f"word{n}" for n in range(70)) + "."
    library = make_library(page("A", "", long, "Queues order all messages."))
    found = evidence(library, {0: 1.0, 1: 0.9})
    part = (read("Tell about storage", library), found)
    whole = Draft((state(found[0]),))

    assert without_repetitions([whole, whole], [part, part]) == [whole, Draft((state(found[1]),))]
    library = make_library(page("A", "", long, "Queues order all messages that come."))
    found = evidence(library, {0: 1.0, 1: 0.9})
    whole = Draft((state(found[0]),))
    assert without_repetitions([whole, whole], [(part[0], found)] * 2) == [whole, whole]


def test_a_part_whose_best_was_said_gets_the_next_best_in_its_room() -> None:
    library = make_library(
        page("A", "", "A cache keeps all nine copies.", "Queues order messages of every kind at once.", "Lakes hold files.")
    )
    found = evidence(library, {0: 1.0, 1: 0.95, 2: 0.9})
    part = (read("Tell about storage", library), found)
    drafts = [Draft((state(found[0]),)), Draft((state(found[0]), state(found[2])))]

    assert without_repetitions(drafts, [part, part])[1] == Draft((state(found[1]),))


EXAM = make_library(
    page(
        "A",
        "",
        "The Machine Exam (MLA) lasts 170 minutes.",
        "MLA lasts 170 minutes and costs USD 150.",
        "MLA lasts 120 minutes.",
        item("MLA costs USD 150.", 0),
        item("Planning.", 1),
    ),
    terms=[Term("Machine Exam", "certification", aliases=("MLA",))],
)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ((0, 1), [1]),  # by whatever name
        ((1, 2), [1, 2]),  # another figure
        ((1, 3), [1, 3]),  # an item of a list, which would pass for whole without it
        ((0,), [0]),
        ((1, 1), [1, 1]),  # neither says more than the other
    ],
)
def test_a_sentence_of_which_another_says_all_and_more_is_left_out(said: tuple[int, ...], left: list[int]) -> None:
    found = {e.unit.position: e for e in evidence(EXAM, dict.fromkeys(range(5), 1.0))}
    draft = Draft(tuple(state(found[place]) for place in said))

    told = without_what_others_hold(draft, EXAM.glossary).statements

    assert [s.evidence[0].unit.position for s in told] == left
