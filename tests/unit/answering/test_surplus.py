"""What readers would strike goes, and what they would hardly strike comes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from assistant.answering import surplus as module
from assistant.answering.library import Library
from assistant.answering.select import state
from assistant.answering.statements import Draft
from assistant.answering.surplus import ADDED, STRUCK, Surplus, edited, surplus, trees, without_surplus
from assistant.domain.evidence import Evidence
from assistant.domain.facts import ATTRIBUTE, Term
from tests.unit.answering.builders import evidence, fact, item, make_library, page, read

LIBRARY = make_library(
    page("Kilns", "", "The kiln exam costs 90 dollars.", "A retake of the kiln exam costs 40 dollars.", "Clay rests for long."),
    page("Wheels", "", "Wheels turn fast.", item("Small wheels.", 0), item("Large wheels.", 1), item("Old wheels.", 2)),
)
QUESTION = read("What does the kiln exam cost?", LIBRARY)
FEE, RETAKE, CLAY, WHEELS, SMALL, LARGE, OLD = range(7)
SCORES = {FEE: 1.0, RETAKE: 0.98, CLAY: 0.97, WHEELS: 0.96, SMALL: 0.95, LARGE: 0.94, OLD: 0.93}
FOUND = {e.unit.position: replace(e, adapted=0.8, asked=0.8) for e in evidence(LIBRARY, SCORES)}


class Readers:
    """Trees that strike statements with some words, and no others."""

    def __init__(self, *struck: int) -> None:
        self._lengths = {float(len(LIBRARY.units[position].text.split())) for position in struck}

    def probabilities(self, rows: Sequence[Surplus]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.array([STRUCK + 0.1 if row.words in self._lengths else ADDED - 0.1 for row in rows])


def judged_by(monkeypatch: pytest.MonkeyPatch, *struck: int) -> None:
    monkeypatch.setattr(module, "trees", lambda: Readers(*struck))


def drafted(*positions: int, bullet: bool = False) -> Draft:
    return Draft(tuple(state(FOUND[position], bullet=bullet) for position in positions))


def stated(draft: Draft) -> list[int]:
    return [e.unit.position for e in draft.evidence]


def test_what_readers_strike_goes_but_for_the_first_and_the_best(monkeypatch: pytest.MonkeyPatch) -> None:
    judged_by(monkeypatch, FEE, RETAKE, CLAY, WHEELS)

    assert stated(without_surplus(QUESTION, drafted(FEE, CLAY, RETAKE), LIBRARY)) == [FEE]
    assert stated(without_surplus(QUESTION, drafted(CLAY, WHEELS, FEE), LIBRARY)) == [CLAY, FEE]


def test_what_readers_leave_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    judged_by(monkeypatch)

    assert stated(without_surplus(QUESTION, drafted(FEE, RETAKE, CLAY), LIBRARY)) == [FEE, RETAKE, CLAY]


def test_a_whole_list_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    judged_by(monkeypatch, SMALL, LARGE, OLD)

    assert stated(without_surplus(QUESTION, drafted(SMALL, LARGE, OLD, bullet=True), LIBRARY)) == [SMALL, LARGE, OLD]


def test_facts_on_one_attribute_of_several_things_stay_and_so_does_the_one_that_states_an_attribute_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "trees", lambda: Strict())
    fees, kinds = (
        [fact(name, "price", f"The {name} exam costs 90.") for name in ("Bowl", "Cup", "Jar")],
        ("price", "validity", "level"),
    )
    library = make_library(*(page("Exams", "", one) for one in fees))
    under = {e.unit.position: (library.facts[e.unit.position].subject, "price") for e in _all(library)}
    exams = [replace(e, passage=replace(e.passage, section=under[e.unit.position])) for e in _all(library)]
    question = read("Which exams cost 90?", library)

    assert len(without_surplus(question, Draft(tuple(state(e, bullet=True) for e in exams)), library).statements) == 3
    assert len(without_surplus(question, Draft(tuple(state(e) for e in exams)), library).statements) == 1

    years = fact("Bowl", "validity", "The Bowl certificate is valid for 2 years.")
    other = fact("Jar", "level", "The Jar certificate is of expert level.")
    lines = ("The Bowl exam is hard.", fees[0], years, other, "Bowls break.")
    both = make_library(page("Exams", "Bowl", *lines), terms=(Term("Bowl", "certification"), Term("Jar", "certification")))
    told = Draft(tuple(state(e) for e in _all(both)))

    kept = without_surplus(replace(read("What about Bowl?", both), attributes=kinds), told, both)
    assert [s.text for s in kept.statements] == ["The Bowl exam is hard.", fees[0].text, years.text]


class Strict:
    """Trees that strike everything."""

    def probabilities(self, rows: Sequence[Surplus]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.full(len(rows), STRUCK + 0.1)


def _all(library: Library) -> list[Evidence]:
    return evidence(library, {unit.position: 1.0 - unit.position / 100 for unit in library.units})


def test_one_thing_more_comes_in_that_readers_would_hardly_strike(monkeypatch: pytest.MonkeyPatch) -> None:
    judged_by(monkeypatch, CLAY)
    found = [FOUND[position] for position in (FEE, RETAKE, CLAY)]

    assert stated(edited(QUESTION, drafted(FEE), found, LIBRARY)) == [FEE, RETAKE]
    assert stated(edited(QUESTION, drafted(FEE, CLAY), found, LIBRARY)) == [FEE, RETAKE]


def test_nothing_comes_in_that_readers_would_strike_nor_where_the_asker_wants_so_many_sentences(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged_by(monkeypatch, RETAKE)
    found = [FOUND[FEE], FOUND[RETAKE]]

    assert stated(edited(QUESTION, drafted(FEE), found, LIBRARY)) == [FEE]
    judged_by(monkeypatch)
    assert stated(edited(replace(QUESTION, max_sentences=1), drafted(FEE), found, LIBRARY)) == [FEE]


def test_a_statement_is_known_by_what_the_others_and_earlier_answers_tell() -> None:
    fee, retake, clay = _known(FEE, RETAKE, CLAY)

    assert (fee.place, retake.place, clay.place) == (0.0, 1.0, 2.0)
    assert retake.jaccard > clay.jaccard
    assert (clay.figures, retake.figures) == (0.0, 1.0)
    assert clay.new == 3.0
    assert _known(CLAY, told="Clay rests long.")[0].told_before == 1.0


def test_what_an_earlier_answer_told_is_struck_the_sooner_and_what_lies_nearer_the_later() -> None:
    told, near = (trees().probabilities([one._replace(**{name: value}) for value in (0.0, 0.5, 1.0)]) for one, name in _cases())

    assert told[0] <= told[1] <= told[2]
    assert near[0] >= near[1] >= near[2]


def _cases() -> list[tuple[Surplus, str]]:
    one = _known(FEE, RETAKE)[1]
    return [(one, "told_before"), (one, "asked_share")]


def _known(*positions: int, told: str = "") -> list[Surplus]:
    stating: list[Evidence] = [FOUND[position] for position in positions]
    return surplus(QUESTION, stating, LIBRARY, told)


def test_an_amount_of_each_thing_named_stays_where_it_holds_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "trees", lambda: Strict())
    bowl, jar = (fact(name, "price", f"The {name} exam costs 90.", low=90.0) for name in ("Bowl", "Jar"))
    cup = fact("Cup", "price", "The Cup exam did cost 90.", low=90.0, status="retired")
    terms = tuple(Term(name, "certification") for name in ("Bowl", "Jar", "Cup"))
    library = make_library(page("Exams", "Fees", "Exams are hard.", bowl, jar, cup, "Bowls break."), terms=terms)
    told = Draft(tuple(state(e) for e in _all(library)))

    def left(asked: str, *attributes: str) -> list[str]:
        question = replace(read(asked, library), attributes=("price", *attributes))
        return [s.text for s in without_surplus(question, told, library).statements]

    assert left("What do Bowl, Jar and Cup cost?") == ["Exams are hard.", bowl.text, jar.text]
    assert left("What does Bowl cost?") == ["Exams are hard."]
    assert left("What did Cup cost, and how long was it?", "duration") == ["Exams are hard.", cup.text]


def test_nothing_comes_in_where_one_attribute_of_one_thing_is_all_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    judged_by(monkeypatch)
    fee = fact("Bowl", "price", "The Bowl exam costs 90.", low=90.0)
    terms = (Term("Bowl", "certification"), Term("price", ATTRIBUTE))
    library = make_library(page("Exams", "Bowl", fee, "Bowls break.", "Glazes shine."), terms=terms)
    draft, found = Draft((state(_all(library)[0]),)), _all(library)

    assert stated(edited(read("Bowl price?", library), draft, found, library)) == [0]
    assert len(stated(edited(read("Why does the Bowl exam have a price?", library), draft, found, library))) == 2
