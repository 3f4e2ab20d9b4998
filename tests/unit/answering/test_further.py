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

    assert worth(QUESTION, replace(retake, asked=0.8), [fee]) > worth(QUESTION, retake, [fee])
    assert worth(QUESTION, retake, [fee]) > worth(QUESTION, retake, [fee, clay])


def test_what_is_known_of_a_unit() -> None:
    fee, retake, _, wheels = judged({FEE: 0.8, RETAKE: 0.6, CLAY: 0.4, WHEELS: 0.2})

    again, other = addition(QUESTION, retake, [fee]), addition(QUESTION, wheels, [fee])

    assert again.adapted == pytest.approx(0.75)
    assert again.asked == pytest.approx(0.75)
    assert (again.figure, again.new_figure, again.same_document, again.words) == (1.0, 1.0, 1.0, 6.0)
    assert (other.figure, other.new_figure, other.same_document, other.new) == (0.0, 0.0, 0.0, 1.0)
    assert addition(QUESTION, fee, [fee]).new_figure == 0.0
    assert addition(read("Does the kiln exam cost 40 dollars?", LIBRARY), retake, [fee]).new_figure == 0.0
