"""What a question asks beyond the names that it uses."""

from __future__ import annotations

from assistant.answering.evidence import gather_evidence
from assistant.answering.residue import unmet_share
from assistant.domain.facts import Term
from tests.unit.answering.builders import make_library, page, read, retrieve

LIBRARY = make_library(
    page("Exams", "", "The Kiln Exam costs money.", "The Kiln Exam lasts two hours."),
    terms=(Term("Kiln Exam", "certification"),),
)


def left(asked: str) -> float:
    question = read(asked, LIBRARY)
    retrieval = retrieve(question, LIBRARY)
    return unmet_share(question, retrieval, gather_evidence(question, retrieval, LIBRARY))


def test_words_that_the_evidence_holds_are_met() -> None:
    assert left("What does the Kiln Exam cost in money?") == 0.0


def test_a_word_of_which_nothing_is_known_is_unmet_however_well_the_name_is_known() -> None:
    assert left("Where are dumps of the Kiln Exam?") == 1.0


def test_a_name_alone_leaves_nothing() -> None:
    assert left("Kiln Exam") == 0.0
