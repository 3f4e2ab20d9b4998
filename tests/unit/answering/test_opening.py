"""An answer begins with the statement that most probably tells what was asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.opening import AHEAD, UTILITY, opened_by_the_best, opening, utility
from assistant.answering.select import state
from assistant.answering.statements import Draft
from tests.unit.answering.builders import evidence, fact, make_library, page

LIBRARY = make_library(
    page(
        "Caches",
        "",
        "Caches keep copies.",
        "They expire.",
        "A cache costs USD 5.",
        "These are the kinds:",
        "Queues keep order.",
        "A queue also waits.",
    ),
    page("Facts", "", fact("Cache", "price", "A cache has a price.")),
)
COPIES, THEY, COSTS, KINDS, QUEUES, ALSO, FACT = range(7)


def drafted(*scored: tuple[int, float], adapted: float = 0.5, bullet: bool = False) -> Draft:
    known = {e.unit.position: e for e in evidence(LIBRARY, dict(scored))}
    return Draft(tuple(state(replace(known[p], adapted=adapted), bullet=bullet) for p, _ in scored))


def order(draft: Draft) -> list[int]:
    return [s.evidence[0].unit.position for s in opened_by_the_best(draft).statements]


@pytest.mark.parametrize(("lead", "moved"), [(AHEAD + 0.01, True), (AHEAD - 0.01, False)])
def test_a_statement_that_is_clearly_better_goes_first_and_the_others_keep_their_order(lead: float, moved: bool) -> None:
    draft = drafted((COPIES, 5.0), (FACT, 1.0), (QUEUES, 5.0 + lead / UTILITY.score))

    assert order(draft) == ([QUEUES, COPIES, FACT] if moved else [COPIES, FACT, QUEUES])


def test_a_sentence_that_leans_on_it_comes_along() -> None:
    assert order(drafted((QUEUES, 5.0), (COPIES, 6.0), (THEY, 1.0), (COSTS, 1.0))) == [COPIES, THEY, QUEUES, COSTS]


@pytest.mark.parametrize("place", [THEY, KINDS, ALSO])
def test_what_leans_on_another_sentence_or_announces_one_does_not_go_first(place: int) -> None:
    assert order(drafted((COPIES, 5.0), (place, 9.0))) == [COPIES, place]


def test_lists_and_what_nothing_was_learned_for_keep_their_order() -> None:
    assert order(drafted((COPIES, 5.0), (QUEUES, 9.0), bullet=True)) == [COPIES, QUEUES]
    assert order(drafted((COPIES, 5.0), (QUEUES, 9.0), adapted=0.0)) == [COPIES, QUEUES]


def test_figures_and_facts_count_for_a_statement_and_headings_that_cover_the_question_against_it() -> None:
    plain, costs, stated = (opening(LIBRARY.evidence(place)) for place in (COPIES, COSTS, FACT))

    assert utility(costs) - utility(plain) == pytest.approx(UTILITY.figure)
    assert utility(stated) - utility(plain) == pytest.approx(UTILITY.fact)
    assert utility(plain._replace(coverage=1.0)) < utility(plain)
