"""What an answer goes on with is worth its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answering.further import LEAST_WORTH, addition, further, worth
from assistant.domain.evidence import Evidence
from tests.unit.answering.builders import evidence, make_library, page, read

LIBRARY = make_library(
    page("Kilns", "", "The kiln exam costs 90 dollars.", "A retake of the kiln exam costs 40 dollars.", "Clay rests for long."),
    page("Wheels", "", "Wheels turn fast."),
)
QUESTION = read("What does the kiln exam cost?", LIBRARY)
FEE, RETAKE, CLAY, WHEELS = range(4)


def judged(asked: dict[int, float]) -> list[Evidence]:
    """All units, the fee first, as near under the learned maps and to a listed question as told."""
    found = evidence(LIBRARY, {FEE: 1.0, RETAKE: 0.98, CLAY: 0.97, WHEELS: 0.96})
    return [replace(e, adapted=asked[e.unit.position], asked=asked[e.unit.position]) for e in found]


def told(candidates: Sequence[Evidence], least: float = LEAST_WORTH) -> list[int]:
    return sorted(e.unit.position for e in further(QUESTION, candidates[1:], candidates[:1], 60, 5, least))


def test_what_lies_far_from_the_question_under_the_learned_maps_is_not_told() -> None:
    near = judged({FEE: 0.8, RETAKE: 0.78, CLAY: 0.1, WHEELS: 0.1})

    assert told(near) == [RETAKE]
    assert told(near, least=0.0) == [RETAKE, CLAY, WHEELS]


def test_where_nothing_was_learned_all_that_is_near_and_new_is_told() -> None:
    assert told(judged(dict.fromkeys(range(4), 0.0))) == [RETAKE, CLAY, WHEELS]


def test_a_unit_is_worth_the_more_the_nearer_it_lies_and_the_less_is_said() -> None:
    fee, retake, clay, _ = judged({FEE: 0.8, RETAKE: 0.7, CLAY: 0.7, WHEELS: 0.1})

    def is_worth(unit: Evidence, *said: Evidence) -> float:
        return worth(addition(QUESTION, unit, said))

    assert is_worth(replace(retake, asked=0.8), fee) > is_worth(retake, fee)
    assert is_worth(retake, fee) > is_worth(retake, fee, clay)


def test_where_questions_were_learned_the_next_is_what_lies_nearest_under_the_maps_and_not_what_scores_best() -> None:
    near = judged({FEE: 0.8, RETAKE: 0.6, CLAY: 0.7, WHEELS: 0.6})

    assert [e.unit.position for e in further(QUESTION, near[1:], near[:1], 60, 1)] == [CLAY]
    plain = [replace(e, adapted=0.0, asked=0.0) for e in near]
    assert [e.unit.position for e in further(QUESTION, plain[1:], plain[:1], 60, 1)] == [RETAKE]


def test_of_two_as_near_the_next_is_what_meets_a_part_of_the_question_that_is_still_open() -> None:
    fee, retake, clay, _ = judged(dict.fromkeys(range(4), 0.6))
    fee, retake, clay = (replace(e, matches=m) for e, m in ((fee, (0.5, 0.1)), (retake, (0.5, 0.1)), (clay, (0.1, 0.5))))

    assert further(QUESTION, [retake, clay], [fee], 60, 1) == [clay]


def test_what_is_known_of_a_unit() -> None:
    fee, retake, _, wheels = judged({FEE: 0.8, RETAKE: 0.6, CLAY: 0.4, WHEELS: 0.2})

    again, other = addition(QUESTION, retake, [fee]), addition(QUESTION, wheels, [fee])

    assert again.adapted == pytest.approx(0.75)
    assert again.asked == pytest.approx(0.75)
    assert (again.figure, again.new_figure, again.same_document, again.words) == (1.0, 1.0, 1.0, 6.0)
    assert (other.figure, other.new_figure, other.same_document, other.new) == (0.0, 0.0, 0.0, 1.0)
    assert addition(QUESTION, fee, [fee]).new_figure == 0.0
    assert addition(read("Does the kiln exam cost 40 dollars?", LIBRARY), retake, [fee]).new_figure == 0.0
