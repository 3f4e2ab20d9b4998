"""What the answers of a talk already said, and what stands right behind it."""

from __future__ import annotations

from assistant.answering.evidence import said_before, told_in
from assistant.answering.select import state
from assistant.answering.statements import Draft, Numbering, write_markdown
from tests.unit.answering.builders import Line, make_library, page


def test_what_was_said_is_known_whatever_it_was_written_with() -> None:
    library = make_library(
        page("Notes", "", Line("Is it safe? No. Keys are old.", label="Is it safe?"), "Keys [1] are old.", "Caches expire.")
    )
    written = write_markdown(Draft((state(library.evidence(0)), state(library.evidence(1)))), Numbering({}))

    assert written.count("[1]") == 2
    assert [e.unit.position for e in told_in(written, [library.evidence(n) for n in range(3)])] == [0, 1]


def test_what_stands_right_behind_what_was_said_comes_forward_in_its_section() -> None:
    library = make_library(
        page("Notes", "", "A cache keeps copies.", "Each copy ages.", "Old ones go.", "Nobody asks.", "Queues wait."),
        page("Notes", "Lakes", "Lakes hold files."),
    )
    ordered = said_before([library.evidence(position) for position in range(6)], ["A cache keeps copies. [1]"])

    assert [e.unit.position for e in ordered] == [1, 2, 3, 4, 5, 0]


def test_what_was_answered_is_put_back_for_a_follow_up() -> None:
    library = make_library(page("Notes", "", "A cache keeps copies.", "Caches expire."))
    said, new = library.evidence(0), library.evidence(1)

    ordered = said_before([said, new], ["A cache keeps copies. [1]"])

    assert [e.unit.position for e in ordered] == [new.unit.position, said.unit.position]


def test_what_is_picked_from_stays_where_it_is() -> None:
    library = make_library(
        page("Notes", "", "A cache keeps copies.", "Queues wait."), page("Notes", "Lakes", "Lakes hold files.")
    )

    ordered = said_before([library.evidence(position) for position in range(3)], ["A cache keeps copies. [1]"], picked=True)

    assert [e.unit.position for e in ordered] == [1, 0, 2]


def test_what_any_answer_of_the_talk_said_is_put_back_and_what_stands_behind_the_last_one_comes_forward() -> None:
    library = make_library(page("Notes", "", "A cache keeps copies.", "Caches expire.", "Queues wait.", "Lakes hold files."))

    ordered = said_before(
        [library.evidence(position) for position in range(4)], ["A cache keeps copies. [1]", "Queues wait. [1]"]
    )

    assert [e.unit.position for e in ordered] == [3, 1, 0, 2]
