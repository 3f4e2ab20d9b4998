"""Questions with several points: what answers each of them is said, within the words that an answer may have."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assistant.answering.library import Library
from assistant.answering.points import MOST_POINTS, UNMET, Points, points_of, with_points
from assistant.answering.select import state
from assistant.answering.statements import Draft
from assistant.domain.ports import EncodedText
from assistant.domain.questions import Question
from assistant.retrieval.adapter import Adapter
from assistant.retrieval.question_map import QuestionMap
from tests.fake_encoder import FAKE_DIMENSION, FakeEncoder
from tests.unit.answering.builders import evidence, item, make_library, page, read

EXAM = make_library(
    page(
        "Exam",
        "",
        "The exam costs USD 165.",
        "The exam may be taken in many countries.",
        "Candidates need a lower certificate first.",
        "The certificate is valid for one year.",
    )
)
PRICE, PLACES, BEFORE, VALID = range(4)
LIST = make_library(page("Steps", "", "Three steps:", item("Plan.", 0), item("Build.", 1), item("Run.", 2), "Nobody tests."))
PLAIN = Adapter(
    QuestionMap(
        np.eye(FAKE_DIMENSION, dtype=np.float32)[None],
        np.zeros((1, FAKE_DIMENSION, 1), dtype=np.float32),
        np.zeros((1, 1, FAKE_DIMENSION, FAKE_DIMENSION), dtype=np.float32),
    ),
    EXAM.unit_vectors,
)
"""Leaves questions and units where the encoder puts them."""


def encoded(text: str) -> EncodedText:
    return FakeEncoder().encode([text])[0]


def asked(max_words: int = 0) -> Question:
    return replace(read("Price and what must I have before", EXAM), max_words=max_words)


def near(*points: dict[int, float], units: int = 4) -> Points:
    """Points with these cosines with the units; units that are not named are far."""
    mapped = np.array([[own.get(unit, 0.0) for unit in range(units)] for own in points], dtype=np.float32)
    return Points(mapped, np.eye(units, dtype=np.float32))


def told(points: Points, said: tuple[int, ...], max_words: int = 0) -> list[str]:
    """What is said after a draft of some units was held against the points, where all units score alike."""
    found = {e.unit.position: e for e in evidence(EXAM, dict.fromkeys(range(4), 1.0))}
    draft = Draft(tuple(state(found[position]) for position in said))
    return [s.text for s in with_points(asked(max_words), draft, list(found.values()), points).statements]


def texts(*positions: int) -> list[str]:
    return [EXAM.units[position].text for position in positions]


def test_what_answers_a_point_that_the_draft_does_not_meet_is_added() -> None:
    assert told(near({PRICE: 0.6}, {BEFORE: 0.6}), (PRICE,)) == texts(PRICE, BEFORE)


def test_a_point_that_is_met_almost_as_well_gets_nothing_more() -> None:
    assert told(near({PRICE: 0.6}, {PRICE: 0.6 - UNMET * 0.9, BEFORE: 0.6}), (PRICE,)) == texts(PRICE)


def test_what_answers_no_point_gives_way() -> None:
    room = sum(len(text.split()) for text in texts(PRICE, BEFORE))

    assert told(near({PRICE: 0.6}, {BEFORE: 0.6}), (PRICE, VALID), max_words=room) == texts(PRICE, BEFORE)


def test_the_second_best_stays_unless_it_says_again_what_the_best_says() -> None:
    again = make_library(
        page("Exam", "", "The exam costs USD 165.", "The cost of the exam is USD 165.", "It is taken alone.", "Bring a pen.")
    )
    points, room = near({PRICE: 0.6}, {BEFORE: 0.6}), 12

    def said(library: Library) -> list[int]:
        found = evidence(library, dict.fromkeys(range(4), 1.0))
        draft = Draft(tuple(state(e) for e in found[:2]))
        return [s.evidence[0].unit.position for s in with_points(asked(room), draft, found, points).statements]

    assert said(EXAM) == [PRICE, PLACES]
    assert said(again) == [PRICE, BEFORE]


def test_what_answers_a_point_never_gives_way_to_another() -> None:
    room = sum(len(text.split()) for text in texts(PRICE, BEFORE))
    points = near({PRICE: 0.6}, {BEFORE: 0.6}, {VALID: 0.6})

    assert told(points, (PRICE, BEFORE), max_words=room) == texts(PRICE, BEFORE)


def test_a_whole_list_and_a_question_with_one_point_stay_as_they_are() -> None:
    found = {e.unit.position: e for e in evidence(LIST, dict.fromkeys(range(5), 1.0))}
    steps = Draft(tuple(state(found[position], bullet=True) for position in (1, 2, 3)))
    points = near({1: 0.6}, {4: 0.6}, units=5)

    assert with_points(asked(), steps, list(found.values()), points) is steps
    assert told(Points(), (PRICE,)) == texts(PRICE)


def test_each_piece_of_a_question_lies_nearest_to_what_says_its_words() -> None:
    text = "exam costs usd, certificate valid for one year"

    points = points_of(text, encoded(text), PLAIN)

    cosines = points.near(evidence(EXAM, dict.fromkeys(range(4), 1.0)))
    assert [max(own, key=own.__getitem__) for own in cosines] == [PRICE, VALID]


def test_a_question_of_one_piece_has_no_points_nor_has_one_where_nothing_was_learned() -> None:
    one, two = "What does the exam cost?", "What does it cost, and how long is it valid?"

    assert not len(points_of(one, encoded(one), PLAIN).mapped)
    assert not len(points_of(two, encoded(two), Adapter()).mapped)


def test_no_more_than_the_first_points_are_looked_at() -> None:
    text = ", ".join(("price", "length", "validity", "places", "level", "language", "renewal"))

    assert len(points_of(text, encoded(text), PLAIN).mapped) == MOST_POINTS
