"""Which units speak to a question, and in which order."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from assistant.answering.evidence import IN_TALK, LEARNED, PLAIN, Weights, gather_evidence
from assistant.answering.library import Library
from assistant.domain.facts import Term
from assistant.domain.passages import UnitKind
from assistant.domain.questions import Question, Shape
from assistant.retrieval.adapter import Adapted
from assistant.retrieval.retrieve import Retrieval
from tests.fake_encoder import FakeEncoder
from tests.unit.answering.builders import Line, fact, item, make_library, page, pay, read, retrieve, table


def scores(text: str, library: Library) -> dict[str, float]:
    """The score of each unit by its text."""
    question = read(text, library)
    return {e.unit.text: e.score for e in gather_evidence(question, retrieve(question, library), library)}


def test_a_header_row_is_never_evidence() -> None:
    library = make_library(page("Pay", "Base pay", *table(("Role", "Pay"), ("Architect", "$150,000"))))

    assert list(scores("What is the role and pay?", library)) == ["Role: Architect; Pay: $150,000"]


def test_the_unit_that_says_the_question_s_words_comes_first() -> None:
    library = make_library(
        page("Services", "", "A queue keeps messages."), page("Notes", "", "A cache keeps copies.", "Caches expire.")
    )

    assert next(iter(scores("What keeps copies in a cache?", library))) == "A cache keeps copies."


def test_units_of_one_score_stand_in_corpus_order() -> None:
    library = make_library(page("Notes", "", "Same words.", "Same words."))
    question = read("same words", library)

    assert [e.unit.position for e in gather_evidence(question, retrieve(question, library), library)] == [0, 1]


def test_no_candidates_give_no_evidence() -> None:
    library = make_library(page("Notes", "", "Some words."))
    question = read("some words", library)
    retrieval = retrieve(question, library)

    assert gather_evidence(question, Retrieval((), retrieval.vector, retrieval.tokens), library) == []


def test_a_line_that_only_introduces_a_list_is_worth_less_than_the_same_sentence() -> None:
    library = make_library(page("Notes", "", "Some words.", "The main duties:", "The main duties."))

    found = scores("What are the main duties?", library)

    assert found["The main duties."] > found["The main duties:"]


@pytest.mark.parametrize(
    ("asked", "shape", "held", "without"),
    [
        ("How high is the limit?", Shape.FIGURE, "The limit is 9.", "The limit is large."),
        ("When does the law apply?", Shape.TIME, "The law applies 2027.", "The law applies soon."),
    ],
    ids=["figure", "date"],
)
def test_a_figure_or_date_asked_for_lifts_a_unit_that_has_one(asked: str, shape: Shape, held: str, without: str) -> None:
    library = make_library(page("Notes", "", without, held))
    question = read(asked, library)
    retrieval = retrieve(question, library)

    lifted, level = (
        {e.unit.text: e.score for e in gather_evidence(replace(question, shape=s), retrieval, library)}
        for s in (shape, Shape.WHY)
    )

    assert question.shape is shape
    assert lifted[held] > level[held]
    assert lifted[without] == level[without]


def gap(text: str, library: Library, left: str, right: str) -> float:
    found = scores(text, library)
    return found[left] - found[right]


def test_the_level_asked_for_lifts_its_figure_and_only_when_a_figure_is_asked() -> None:
    senior, junior = pay("S1", 9, 9, level="senior"), pay("S1", 9, 9, level="junior")
    library = make_library(page("Pay", "", senior, junior))

    asked = gap("How much do senior architects earn?", library, senior.text, junior.text)
    other = gap("Why do senior architects grow?", library, senior.text, junior.text)

    plain = make_library(page("Pay", "", "What is paid.", senior.text, junior.text))
    assert asked > gap("How much do senior architects earn?", plain, senior.text, junior.text) + 0.01
    assert other == pytest.approx(gap("Why do senior architects grow?", plain, senior.text, junior.text))


def test_a_retired_variant_is_put_behind_unless_the_question_names_it() -> None:
    retired, current = (
        make_library(page("Exams", "", fact("MLA", "price", "The exam costs 75.", status=status, variant="beta")))
        for status in ("retired", "current")
    )

    def behind(text: str) -> float:
        return scores(text, current)["The exam costs 75."] - scores(text, retired)["The exam costs 75."]

    assert behind("What does MLA cost?") > 0.0
    assert behind("What does MLA cost in its beta?") == 0.0


def test_a_place_that_is_named_is_a_condition_and_the_home_region_is_meant_where_none_is() -> None:
    def price(region: str, at: str) -> Line:
        return fact("Exam", "price", f"The exam costs {at} there.", region=region)

    places = (Term("India", "place"), Term("United States", "place", ("USA",)))
    library = make_library(
        page("Exams", "", price("United States", "90"), price("India", "80"), price("United States", "95")), terms=places
    )

    def ahead(text: str) -> float:
        """How far the figure for India stands ahead of that for the home region."""
        return gap(text, library, "The exam costs 80 there.", "The exam costs 90 there.")

    assert ahead("What does the exam cost?") < 0.0
    assert ahead("What does the exam cost in India?") > 0.5
    assert ahead("What does the exam cost in the USA?") < -0.5


def test_the_numbered_part_that_is_asked_for_stands_ahead_of_the_others() -> None:
    library = make_library(page("Act", "", "Article 12 asks for logs.", "Article 14 asks for people."))

    assert gap("What does Art. 14 ask for?", library, "Article 14 asks for people.", "Article 12 asks for logs.") > 0.5


def test_a_glossary_entry_speaks_first_to_a_definition_alone() -> None:
    library = make_library(
        page("Terms", "", Line("A cache keeps copies.", UnitKind.TERM)), page("Notes", "", "A cache keeps copies.")
    )

    def entry_first(text: str) -> bool:
        question: Question = read(text, library)
        return gather_evidence(question, retrieve(question, library), library)[0].unit.kind is UnitKind.TERM

    assert entry_first("What is a cache?")
    assert not entry_first("Why a cache keeps copies")


def test_a_term_is_covered_by_any_of_its_names() -> None:
    terms = [Term("K8s", "service", aliases=("Kubernetes",))]
    library = make_library(page("Notes", "", "Use Kubernetes.", "Use Nomad."), terms=terms)
    question = read("k8s", library)

    coverage = {e.unit.text: e.coverage for e in gather_evidence(question, retrieve(question, library), library)}

    assert coverage == {"Use Kubernetes.": 1.0, "Use Nomad.": 0.0}


def test_a_word_in_the_heading_covers_less_than_one_in_the_unit() -> None:
    library = make_library(page("Notes", "Caches", "Caches expire.", "Copies expire."))
    question = read("caches", library)

    coverage = {e.unit.text: e.coverage for e in gather_evidence(question, retrieve(question, library), library)}

    assert coverage["Caches expire."] == 1.0
    assert 0.0 < coverage["Copies expire."] < 1.0


def test_evidence_keeps_the_closeness_of_its_unit_and_passage() -> None:
    library = make_library(page("Notes", "", "A cache keeps copies."))
    question = read("A cache keeps copies.", library)

    (found,) = gather_evidence(question, retrieve(question, library), library)

    (encoded,) = FakeEncoder().encode([question.search_text])
    assert found.cosine == pytest.approx(float(encoded.vector @ library.unit_vectors[0]))
    assert found.cosine == found.passage_cosine == pytest.approx(1.0)
    assert found.late == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize(
    ("line", "worse"),
    [
        ("Cache copies by Ann Keeps", True),
        ("Does a cache keep copies?", True),
        ("It depends.", True),
        ("Cache copies: 31 March", False),
        ("A cache has copies", False),
        ("You need:", False),
        (f"Cache {'copies of rows ' * 5}and more", False),
    ],
)
def test_a_byline_a_lone_question_and_an_empty_sentence_are_worth_less(line: str, worse: bool) -> None:
    sentence, as_item = (make_library(page("Notes", "", made)) for made in (line, item(line, 0)))
    question = "What keeps copies in a cache?"

    assert (scores(question, sentence)[line] < scores(question, as_item)[line]) is worse


def test_units_are_weighed_by_whether_anything_was_learned() -> None:
    library = make_library(page("Notes", "", "A cache keeps copies.", "Kilns bake."), page("Notes", "", "Kilns bake bricks."))
    question = read("What keeps copies in a cache?", library)
    plain = retrieve(question, library)
    learned = replace(plain, adapted=Adapted(units=np.zeros(len(library.units), dtype=np.float32)))

    assert gather_evidence(question, plain, library) == gather_evidence(question, learned, library, weights=PLAIN)
    assert gather_evidence(question, learned, library) == gather_evidence(question, plain, library, weights=LEARNED)


def test_in_a_talk_the_nearest_listed_question_counts_for_more() -> None:
    library = make_library(page("Notes", "", "A cache keeps copies.", "Kilns bake."))
    question = read("And the copies?", library)
    asked = Adapted(np.zeros(2, dtype=np.float32), np.array([0.0, 0.5], dtype=np.float32))

    def lift(*, in_talk: bool) -> float:
        near, far = (
            replace(retrieve(question, library), adapted=asked),
            replace(retrieve(question, library), adapted=Adapted(asked.units)),
        )
        with_asked, without = (
            {e.unit.position: e.score for e in gather_evidence(question, found, library, in_talk=in_talk)}
            for found in (near, far)
        )
        return with_asked[1] - without[1]

    assert lift(in_talk=False) == pytest.approx(0.5 * LEARNED.asked)
    assert lift(in_talk=True) == pytest.approx(0.5 * IN_TALK.asked)
    assert IN_TALK.asked > LEARNED.asked


def test_a_score_is_the_sum_of_its_weighted_parts() -> None:
    library = make_library(page("Notes", "", "A cache keeps copies because disks are slow.", "Kilns bake."))
    question = read("Why does a cache keep copies?", library)
    found = retrieve(question, library)
    names = [f.name for f in fields(Weights)]

    def scores(weights: Weights) -> dict[int, float]:
        return {e.unit.position: e.score for e in gather_evidence(question, found, library, weights=weights)}

    nothing = Weights(**dict.fromkeys(names, 0.0))
    for position, whole in scores(PLAIN).items():
        parts = [scores(replace(nothing, **{n: getattr(PLAIN, n)}))[position] - scores(nothing)[position] for n in names]
        assert whole == pytest.approx(scores(nothing)[position] + sum(parts))


@pytest.mark.parametrize(
    ("asked", "told"),
    [("Why is it slow?", "It is slow because disks turn."), ("Who leads it?", "The team is led by Ada Brown.")],
)
def test_a_reason_or_a_person_asked_for_counts_for_a_unit(asked: str, told: str) -> None:
    library = make_library(page("Notes", "", told, "It is slow and large."))
    question = read(asked, library)
    only = Weights(**dict.fromkeys((f.name for f in fields(Weights)), 0.0) | {"told": 1.0})

    best, other = gather_evidence(question, retrieve(question, library), library, weights=only)

    assert best.unit.text == told
    assert best.score == pytest.approx(other.score + 1.0, abs=0.1)


def test_the_band_into_which_the_years_named_fall_stands_ahead() -> None:
    bands = (fact("AI Architect", "pay", f"Pay band {n}.", variant=v) for n, v in enumerate(("5–7 years", "12+ years")))
    library = make_library(page("Pay", "", *bands))

    def ahead(years: int) -> float:
        return gap(f"I have {years} years of experience. What is the pay?", library, "Pay band 0.", "Pay band 1.")

    assert ahead(6) - ahead(20) > 0.3
