"""What a thing is, is told by the opening of the section or document about it."""

from __future__ import annotations

import pytest

from assistant.answering.evidence import OPENING_BONUS, PASSAGES, SUBJECT_BONUS, gather_evidence, passages_asked
from assistant.answering.fitness import TERM_BONUS, kind_bonus, subjects_of
from assistant.answering.library import Library
from assistant.domain.facts import Term
from assistant.domain.passages import UnitKind
from assistant.domain.questions import Shape
from tests.unit.answering.builders import Line, fact, make_library, page, read, retrieve

K8S = Term("K8s", "service", aliases=("Kubernetes",))


def ahead(text: str, library: Library) -> float:
    """How far the first unit stands ahead of the second, which says the same."""
    question = read(text, library)
    scores = {e.unit.position: e.score for e in gather_evidence(question, retrieve(question, library), library)}
    return scores[0] - scores[1]


def test_the_first_sentence_of_a_section_counts_a_little_more_than_one_behind_it() -> None:
    library = make_library(page("Notes", "Storage", "Copies expire.", "Copies expire."))

    assert ahead("Why do copies expire?", library) == pytest.approx(OPENING_BONUS, abs=1e-6)
    assert OPENING_BONUS > 0.0


def test_a_passage_that_continues_a_section_does_not_open_it() -> None:
    library = make_library(page("Notes", "Storage", "Copies expire."), page("Notes", "Storage", "Copies expire."))

    assert ahead("Why do copies expire?", library) == pytest.approx(OPENING_BONUS, abs=1e-6)


@pytest.mark.parametrize(
    ("asked", "bonus"),
    [
        ("What is Kubernetes?", SUBJECT_BONUS),
        ("What is K8s?", SUBJECT_BONUS),
        ("What is Nomad?", OPENING_BONUS),
        ("Why use Kubernetes?", OPENING_BONUS),
    ],
)
def test_the_opening_about_the_very_thing_to_be_defined_counts_most(asked: str, bonus: float) -> None:
    library = make_library(page("Notes", "Kubernetes", "Pods run.", "Pods run."), terms=[K8S])

    assert ahead(asked, library) == pytest.approx(bonus, abs=1e-6)
    assert SUBJECT_BONUS > OPENING_BONUS


def test_a_document_without_headings_is_about_its_title() -> None:
    assert ahead("What is a kiln?", make_library(page("Kilns", "", "Pots bake.", "Pots bake."))) == pytest.approx(
        SUBJECT_BONUS, abs=1e-6
    )


def test_a_thing_s_other_names_are_the_subject_only_where_nothing_else_is_asked() -> None:
    library = make_library(page("Notes", "", "Pods run on nodes."), terms=[K8S])

    assert subjects_of(read("What is K8s?", library), library.glossary) == {frozenset({"k8s"}), frozenset({"kubernet"})}
    assert subjects_of(read("What is a K8s node?", library), library.glossary) == {frozenset({"k8s", "node"})}


def test_a_document_opens_with_its_first_passage_and_the_first_of_two_titles_alike_counts() -> None:
    library = make_library(
        page("Notes", "", "Pots bake."),
        page("The Kiln", "", "Heat."),
        page("The Kiln", "Fuel", "Wood."),
        page("Kilns", "", "Clay."),
    )

    assert library.openings == {frozenset({"note"}): 0, frozenset({"kiln"}): 1}


def test_the_opening_of_the_document_about_a_thing_is_asked_for_by_a_definition_alone() -> None:
    library = make_library(page("Notes", "", "Pods run."), page("Kubernetes", "", "Nodes run."), terms=[K8S])

    assert passages_asked(read("What is K8s?", library), library) == {1}
    assert passages_asked(read("Why use K8s?", library), library) == set()


def test_the_passage_of_a_fact_asked_for_is_asked_for_whatever_the_shape() -> None:
    library = make_library(page("Notes", "", "Pods run."), page("Facts", "", fact("K8s", "price", "It is free.")), terms=[K8S])

    assert passages_asked(read("What is the price of Kubernetes?", library), library) == {1}


def test_an_opening_asked_for_is_evidence_beyond_the_passages_that_the_search_prefers() -> None:
    nearer = [page(f"Note {n}", "", "What is a kiln?") for n in range(PASSAGES + 3)]
    library = make_library(*nearer, page("Pots", "", "Clay."), page("Kiln", "", "Heat."))
    question = read("What is a kiln?", library)
    retrieval = retrieve(question, library)
    pots, kiln = PASSAGES + 3, PASSAGES + 4
    places = {candidate.position: place for place, candidate in enumerate(retrieval.candidates)}
    assert min(places[pots], places[kiln]) >= PASSAGES

    passages = {e.passage.position for e in gather_evidence(question, retrieval, library)}

    assert len(passages) == PASSAGES + 1
    assert kiln in passages


def test_a_glossary_entry_is_preferred_only_where_it_defines_the_thing_named() -> None:
    entries = (Line("A cache keeps copies.", UnitKind.TERM), Line("A queue keeps messages.", UnitKind.TERM))
    terms = [Term("cache", "concept", unit=0), Term("queue", "concept", unit=1)]
    library = make_library(page("Terms", "", *entries), terms=terms)

    def bonuses(text: str) -> list[float]:
        question = read(text, library)
        assert question.shape is Shape.DEFINITION
        return [kind_bonus(question, unit, library) for unit in library.units]

    assert bonuses("What is a cache?") == [TERM_BONUS, -2 * TERM_BONUS]
    assert bonuses("What is a kiln?") == [TERM_BONUS, TERM_BONUS]


def test_facts_are_found_by_attribute_in_the_order_of_the_corpus_and_by_status() -> None:
    ended = fact("B", "level", "B is over.", status="retired")
    library = make_library(page("Facts", "", fact("A", "price", "A is 5."), ended, fact("C", "price", "C is 6.")))

    assert library.facts_of(("level", "price")) == [0, 1, 2]
    assert library.facts_of(("colour",)) == []
    assert library.by_status == {"current": (0, 2), "retired": (1,)}
