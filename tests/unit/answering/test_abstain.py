"""How sure the assistant is, and what it says when it does not know."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.answering.abstain import (
    DECLINED,
    LEARNED,
    LEARNED_IN_TALK,
    PLAIN,
    REFERENCE,
    Calibration,
    calibration_for,
    confidence,
    ease,
    is_far,
    known_missing,
    leaves_a_name_unmet,
    log_odds,
    meets_a_stranger,
    nearby_topics,
    reason,
    strays,
)
from assistant.answering.evidence import gather_evidence
from assistant.answering.signals import Signals
from assistant.domain.evidence import Evidence
from assistant.domain.facts import Term
from assistant.domain.passages import UnitKind
from assistant.retrieval.adapter import Adapted
from tests.unit.answering.builders import Line, evidence, make_library, page, read, retrieve

LIBRARY = make_library(
    page("Exams", "Cost of the exam:", "The exam is hard.", "The exam costs USD 100."),
    page("Exams", "Questions?", "The exam has 65 questions."),
    page("Terms", "Exam", Line("An exam is a test.", UnitKind.TERM)),
)


def close(text: str, closeness: float) -> Evidence:
    """The unit that says `text`, as close to the question as given."""
    position = next(unit.position for unit in LIBRARY.units if unit.text == text)
    (found,) = evidence(LIBRARY, {position: 1.0})
    return replace(found, cosine=closeness, late=closeness, passage_cosine=closeness, passage_late=closeness)


def sure(asked: str, background: float | None = None) -> float:
    question = read(asked, LIBRARY)
    retrieval = retrieve(question, LIBRARY)
    library = replace(LIBRARY, background=background)
    return confidence(question, retrieval, gather_evidence(question, retrieval, library), library)


HARD = close("The exam is hard.", 0.7)
CLOSE = Signals(late=0.8, passage=0.7, ahead=1.0, length=1.6, least_met=0.8, met_together=0.7)


def test_confidence_is_nothing_without_evidence_and_a_probability_with_it() -> None:
    question = read("Is the exam hard?", LIBRARY)

    assert confidence(question, retrieve(question, LIBRARY), [], LIBRARY) == 0.0
    assert 0.0 < sure("Is the exam hard?") < 1.0


@pytest.mark.parametrize("signal", ["late", "passage", "ahead", "least_met", "met_together"])
@pytest.mark.parametrize("calibration", [PLAIN, LEARNED])
def test_closer_evidence_is_surer(signal: str, calibration: Calibration) -> None:
    assert log_odds(replace(CLOSE, **{signal: 0.9 + getattr(CLOSE, signal)}), calibration) >= log_odds(CLOSE, calibration)


@pytest.mark.parametrize("calibration", [PLAIN, LEARNED, LEARNED_IN_TALK])
def test_evidence_closer_in_all_respects_is_much_surer(calibration: Calibration) -> None:
    closer = replace(CLOSE, late=0.9, passage=0.8, least_met=0.9, met_together=0.8, adapted=0.1, asked=0.1)

    assert log_odds(closer, calibration) > log_odds(CLOSE, calibration) + 0.3


def test_where_readers_questions_were_learned_their_nearness_counts_and_that_of_what_is_not_held_against() -> None:
    near, far = replace(CLOSE, adapted=0.8, asked=0.8), replace(CLOSE, missing=0.2, missing_asked=0.2)

    for learned in (LEARNED, LEARNED_IN_TALK):
        assert log_odds(far, learned) < log_odds(CLOSE, learned) < log_odds(near, learned)
    assert log_odds(far, PLAIN) == log_odds(near, PLAIN) == log_odds(CLOSE, PLAIN)


@pytest.mark.parametrize(
    ("calibration", "signal"),
    [
        *((PLAIN, signal) for signal in ("no_money", "no_count", "no_share", "unknown_names", "of_the_asker")),
        *((LEARNED, signal) for signal in ("no_asked", "no_money", "no_count", "no_share", "unknown_names", "of_the_asker")),
    ],
)
def test_what_is_asked_for_and_not_held_makes_it_less_sure(signal: str, calibration: Calibration) -> None:
    assert log_odds(replace(CLOSE, **{signal: 1.0}), calibration) < log_odds(CLOSE, calibration)


def test_where_questions_were_learned_a_follow_up_is_held_to_less() -> None:
    found = retrieve(read("Is the exam hard?", LIBRARY), LIBRARY)
    learned = replace(found, adapted=Adapted(units=np.zeros(1, dtype=np.float32)))

    assert calibration_for(found, in_talk=False) is calibration_for(found, in_talk=True) is PLAIN
    assert calibration_for(learned, in_talk=False) is LEARNED
    assert calibration_for(learned, in_talk=True).least < calibration_for(learned, in_talk=False).least


def test_an_unknown_name_lowers_the_confidence() -> None:
    assert sure("Why is the exam by Zyntrix hard?") < sure("Why is the exam hard?")


def test_what_no_library_should_answer_is_declined_however_close_the_evidence() -> None:
    assert sure("The exam is hard. Can you take the exam for me?") == DECLINED


def test_a_corpus_is_held_to_less_or_more_by_how_sure_everyday_questions_look_on_it() -> None:
    assert ease(None) == ease(REFERENCE) == 0.0
    assert 0.0 < ease(REFERENCE - 0.5) < ease(REFERENCE - 9) == ease(REFERENCE - 10)
    assert 0.0 > ease(REFERENCE + 0.5) > ease(REFERENCE + 9) == ease(REFERENCE + 10)
    assert sure("Is the exam hard?", REFERENCE - 1) > sure("Is the exam hard?", REFERENCE)


def test_the_reason_for_declining_names_no_topic() -> None:
    said = reason("ai-103 dumps", read("ai-103 dumps", LIBRARY), [HARD])

    assert "Exams" not in said
    assert "cheat" in said


def test_the_reason_shows_the_user_s_own_words_and_the_topics_nearby() -> None:
    asked = "  Does the exam by Zyntrix cost anythng? "

    said = reason(asked, read(asked, LIBRARY), [HARD])

    assert said == (
        "Nothing in the corpus answers “Does the exam by Zyntrix cost anythng?”. The corpus does not mention “Zyntrix”. "
        "The closest topics it holds: Exams › Cost of the exam."
    )


def test_without_evidence_the_reason_names_no_topic() -> None:
    assert reason("Why?", read("Why?", LIBRARY), []) == "Nothing in the corpus answers “Why?”."


def test_the_reason_claims_nothing_about_the_subject() -> None:
    said = reason("Is it hard?", read("Is it hard?", LIBRARY), [HARD, close("The exam costs USD 100.", 0.7)])

    assert "The exam is hard" not in said
    assert "100" not in said


def test_a_topic_is_named_once_and_glossary_entries_are_none() -> None:
    units = [close(text, 0.7) for text in ("An exam is a test.", "The exam is hard.", "The exam costs USD 100.")]

    assert nearby_topics([*units, close("The exam has 65 questions.", 0.7)]) == [
        "Exams › Cost of the exam",
        "Exams › Questions",
    ]
    assert nearby_topics([*units, close("The exam has 65 questions.", 0.7)], limit=1) == ["Exams › Cost of the exam"]


@pytest.mark.parametrize(("asked", "stranger"), [("Is the exam hard?", False), ("Is the exam about zebras?", True)])
def test_a_word_that_is_near_nothing_in_the_evidence_is_a_stranger(asked: str, stranger: bool) -> None:
    question = read(asked, LIBRARY)
    found = retrieve(question, LIBRARY)
    far = tuple(replace(candidate, cosines=candidate.cosines * np.float32(0.5)) for candidate in found.candidates)
    retrieval = replace(found, candidates=far)  # the fake encoder brings all words within .25 of each other

    assert meets_a_stranger(question, retrieval, gather_evidence(question, retrieval, LIBRARY), LIBRARY) is stranger


def test_a_topic_that_is_known_not_to_be_held_is_named() -> None:
    said = reason("sign-on bonus?", read("sign-on bonus?", LIBRARY), [HARD], "signing bonus")

    assert "Known not to be held: signing bonus. The closest topics it holds:" in said


@pytest.mark.parametrize(("missing", "unit", "named"), [(0.7, 0.5, "bonus"), (0.5, 0.1, ""), (0.7, 0.68, "")])
def test_a_topic_is_named_only_where_it_is_near_and_ahead(missing: float, unit: float, named: str) -> None:
    retrieval = retrieve(read("sign-on bonus?", LIBRARY), LIBRARY)
    adapted = Adapted(units=np.array([unit], dtype=np.float32), missing=missing, topic="bonus")

    assert known_missing(replace(retrieval, adapted=adapted)) == named


OVENS = make_library(
    page("Ovens", "Rules", "Ovens in Ohio need a permit.", "An oven gets hot."),
    terms=(Term("Oven", "service", ("Ovens",)), Term("Kiln", "service")),
)


@pytest.mark.parametrize(
    ("own", "unmet"),
    [("And in Ohio?", False), ("And in Massachusetts?", True), ("What about a kiln?", True), ("An oven?", False)],
)
def test_a_name_of_a_follow_up_that_nothing_near_tells_of_is_unmet(own: str, unmet: bool) -> None:
    assert leaves_a_name_unmet(read(own, OVENS), evidence(OVENS, {0: 1.0, 1: 0.9}), OVENS) is unmet


@pytest.mark.parametrize(("asked", "cosine", "far"), [("rain?", 0.2, True), ("rain?", 0.4, False), ("kiln rain?", 0.2, False)])
def test_what_names_nothing_known_and_is_like_nothing_found_is_told_no_closest_topics(
    asked: str, cosine: float, far: bool
) -> None:
    library = make_library(page("Rules", "Fire", "Kilns are hot."), terms=(Term("Kiln", "service"),))
    (found,) = evidence(library, {0: 1.0})
    question = read(asked, library)

    assert is_far(question, [replace(found, cosine=cosine)]) is far
    assert ("closest topics" in reason(asked, question, [replace(found, cosine=cosine)])) is not far


TALK = make_library(
    page("Pay", "", "A potter in Texas earns USD 50,000."),
    page("Acts", "", "Texas fines deceptive pots."),
    page("Kilns", "", "Kilns are fired at night."),
    terms=(Term("Potter", "role"), Term("Kiln", "service"), Term("Texas", "place")),
)


@pytest.mark.parametrize(
    ("best", "adapted", "sure", "strayed"),
    [
        (1, 0.3, 0.9, True),  # names nothing of the talk and shares no word with it
        (1, 0.6, 0.9, False),  # readers' questions lie near it
        (0, 0.3, 0.9, False),  # names the role
        (1, 0.3, 0.5, True),
    ],
)
def test_a_follow_up_strays_where_its_best_evidence_has_nothing_of_the_talk(
    best: int, adapted: float, sure: float, *, strayed: bool
) -> None:
    question = read("What does a potter earn — in Texas?", TALK)
    question = replace(question, own=tuple(m for m in question.mentions if m.surface == "Texas"))
    found = [replace(e, adapted=adapted) for e in evidence(TALK, {best: 1.0})]

    assert strays(question, "in Texas?", "", found, sure, TALK) is strayed


def test_a_follow_up_that_names_what_its_evidence_tells_of_does_not_stray() -> None:
    question = read("What does a potter earn — and kilns?", TALK)
    own = tuple(m for m in question.mentions if m.surface == "kilns")
    found = [replace(e, adapted=0.3) for e in evidence(TALK, {2: 1.0})]

    assert not strays(replace(question, own=own), "and kilns?", "", found, 0.5, TALK)
    assert not strays(question, "and kilns?", "", [], 0.5, TALK)
