"""How sure the assistant is, and what it says when it does not know."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.abstain import confidence, nearby_topics, partial_from, reason
from assistant.domain.evidence import Evidence
from assistant.domain.passages import UnitKind
from tests.unit.answering.builders import Line, evidence, make_library, page, read

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


def sure(question: str, *found: Evidence) -> float:
    return confidence(read(question, LIBRARY), found, LIBRARY, 0.0)


HARD = close("The exam is hard.", 0.7)


def test_confidence_is_nothing_without_evidence_and_a_probability_with_it() -> None:
    assert sure("Is the exam hard?") == 0.0
    assert 0.0 < sure("Is the exam hard?", HARD) < 1.0


def test_closer_evidence_is_surer() -> None:
    assert sure("Is the exam hard?", close("The exam is hard.", 0.8)) > sure("Is the exam hard?", HARD)


def test_one_close_unit_near_the_top_is_enough() -> None:
    far = close("The exam has 65 questions.", 0.1)

    assert sure("Is the exam hard?", far, HARD) == sure("Is the exam hard?", HARD)


def test_an_unknown_name_lowers_the_confidence_and_more_so_where_a_figure_is_asked() -> None:
    priced = close("The exam costs USD 100.", 0.7)
    words = sure("Why is the exam hard?", priced), sure("Why is the exam by Zyntrix hard?", priced)
    figure = sure("What does the exam cost?", priced), sure("What does the exam by Zyntrix cost?", priced)

    assert words[0] > words[1] > figure[1]
    assert figure[0] == words[0]


def test_a_price_asked_for_and_not_held_lowers_the_confidence() -> None:
    priced = close("The exam costs USD 100.", 0.7)

    assert sure("What does the exam cost?", HARD) < sure("What does the exam cost?", priced)
    assert sure("What does the exam cost?", HARD, priced) == sure("What does the exam cost?", priced)


def test_a_count_asked_for_and_not_held_lowers_the_confidence() -> None:
    counted = close("The exam has 65 questions.", 0.7)

    assert sure("How many questions has the exam?", HARD) < sure("How many questions has the exam?", counted)


def test_the_level_below_which_nothing_is_answered_follows_the_corpus_within_bounds() -> None:
    lowest, highest = partial_from(0.0), partial_from(1.0)

    assert 0.0 < lowest < partial_from((lowest + highest) / 2) <= highest < 0.5
    assert partial_from(-1.0) == lowest


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


def test_words_that_nothing_meets_make_it_less_sure() -> None:
    question = read("Is the exam hard?", LIBRARY)

    assert confidence(question, [HARD], LIBRARY, 0.5) < confidence(question, [HARD], LIBRARY, 0.0)
