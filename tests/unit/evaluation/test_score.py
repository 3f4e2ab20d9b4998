"""The rules of every answer, each broken once, and the verdict on an answer to a golden question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.domain.answers import Answer, Chart, Citation, Notice, SourceReference, Table
from assistant.domain.passages import Document
from assistant.evaluation.golden import GoldenQuestion
from assistant.evaluation.score import broken_rules, holds, judge

TEXT = "A cache keeps 3 copies. Redis costs $40."
DOCUMENT = Document("d", "Caches", "page", "corpus/d.md", TEXT)
SOURCE = SourceReference("S7", "Title", "Publisher", None, "checked")
COPIES = Citation(1, "d", "Caches", "", "corpus/d.md", None, None, TEXT[:23], 0, 23, (SOURCE,))
COST = Citation(2, "d", "Caches", "", "corpus/d.md", None, None, TEXT[24:], 24, 40)
GOOD = Answer("answered", "A cache keeps 3 copies. [1]\n\n- Redis costs $40. [2]", citations=(COPIES, COST))
ABSTAINED = Answer("abstained", "I don't know.", reason="Nothing mentions it.")
QUESTION = GoldenQuestion("G", "g", "?", (), False, (("3 copies", "three copies"),), ("$50",), 20)


def broken(answer: Answer) -> list[str]:
    """The rules that `answer` breaks over the one document."""
    return broken_rules(answer, {"d": DOCUMENT}.get)


@pytest.mark.parametrize("answer", [GOOD, ABSTAINED], ids=["answered", "abstained"])
def test_a_good_answer_breaks_no_rule(answer: Answer) -> None:
    assert broken(answer) == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (replace(GOOD, citations=(replace(COPIES, start=1), COST)), "citation 1 is not the source's text at its place"),
        (replace(GOOD, citations=(replace(COPIES, document_id="x"), COST)), "citation 1 is not the source's text at its place"),
        (replace(GOOD, citations=(COST, COPIES)), "citations are not numbered from 1 in order"),
        (replace(GOOD, answer=GOOD.answer + " Caches are good."), "no marker: Caches are good."),
        (replace(GOOD, answer=GOOD.answer + " It is so. [3]"), "marker 3 has no citation"),
        (replace(GOOD, answer="A cache keeps 3 copies. [1]"), "citation 2 is not used"),
        (replace(GOOD, answer=GOOD.answer + " It has 4. [1]"), "not in its quotes: 4 — It has 4. [1]"),
        (replace(GOOD, answer=GOOD.answer + " It is Valkey. [1]"), "not in its quotes: Valkey — It is Valkey. [1]"),
        (replace(GOOD, notices=(Notice("retired", "It ended in 2020.", (1,)),)), "not in its quotes: 2020 — It ended in 2020."),
        (replace(GOOD, notices=(Notice("retired", "It ended.", (9,)),)), "marker 9 has no citation"),
        (replace(GOOD, charts=(Chart("{}", "It is 5.", (1,)),)), "not in its quotes: 5 — It is 5."),
        (replace(GOOD, tables=(Table("c", ("a",), (("Redis",),), ((),)),)), "a table row has no citation: Redis"),
        (replace(GOOD, tables=(Table("c", ("a",), (("Redis at $41",),), ((2,),)),)), "not in its quotes: 41 — Redis at $41"),
        (replace(ABSTAINED, citations=(COPIES,)), "an abstention has citations"),
        (replace(ABSTAINED, reason=None), "no reason is given"),
    ],
)
def test_each_breach_is_told_in_words(answer: Answer, said: str) -> None:
    assert broken(answer) == [said]


def test_a_table_row_may_name_the_source_of_its_citation() -> None:
    table = Table("c", ("what", "source"), (("3 copies", "S7"),), ((1,),))

    assert broken(replace(GOOD, tables=(table,))) == []


def test_an_answer_with_its_facts_passes() -> None:
    verdict = judge(QUESTION, GOOD, {"d": DOCUMENT}.get)

    assert (verdict.passed, verdict.faults) == (True, [])
    assert str(verdict) == "G [g] ? — passed (confidence 0.0)"


@pytest.mark.parametrize(
    ("question", "answer", "fault"),
    [
        (replace(QUESTION, key_facts=(("4 copies",),)), GOOD, "missing '4 copies'"),
        (replace(QUESTION, forbidden=("$40",)), GOOD, "forbidden '$40'"),
        (replace(QUESTION, max_words=5), GOOD, "too long"),
        (replace(QUESTION, abstained=True), GOOD, "should have abstained"),
        (QUESTION, ABSTAINED, "abstained"),
    ],
)
def test_a_fault_is_named(question: GoldenQuestion, answer: Answer, fault: str) -> None:
    verdict = judge(question, answer, {"d": DOCUMENT}.get)

    assert (verdict.passed, verdict.faults) == (False, [fault])


@pytest.mark.parametrize(
    ("text", "form", "held"),
    [
        ("It costs $40 a month", "$40", True),
        ("Pay of 150,000–210,000", "150,000-210,000", True),
        ("The MLS‑C01 exam", "mls-c01", True),
        ("It costs 140", "40", False),
        ("It has 3 [1] copies", "3 copies", True),
        ("version 1.40", "40", False),
    ],
)
def test_a_form_is_found_whatever_its_case_dashes_and_markers(text: str, form: str, held: bool) -> None:
    assert holds(text, form) is held
