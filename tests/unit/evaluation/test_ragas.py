"""Rows as Ragas reads them."""

from __future__ import annotations

import json
from dataclasses import replace

from assistant.domain.answers import Notice
from assistant.domain.conversation import Turn
from assistant.domain.passages import ScoredPassage
from assistant.evaluation.golden import GoldenQuestion
from assistant.evaluation.ragas import NOT_HELD, ragas_lines
from assistant.evaluation.run import Outcome
from assistant.evaluation.score import Verdict
from tests.unit.evaluation.builders import DOCUMENT, PASSAGES, REDIS, VALKEY, answer, golden

SAID = replace(answer(), answer="Redis costs $40. [1]", notices=(Notice("scope", "Only caches."),))


def row(question: GoldenQuestion) -> dict[str, str | list[str]]:
    """The one row of a question answered with the same words and two passages."""
    found = tuple(ScoredPassage(passage, DOCUMENT, 1.0) for passage in PASSAGES[:2])
    (line,) = ragas_lines([Outcome(Verdict(question, SAID, (), (), False, ()), found, None)]).splitlines()
    row: dict[str, str | list[str]] = json.loads(line)
    return row


def test_a_row_holds_question_answer_contexts_and_reference() -> None:
    assert row(golden(passages=(REDIS, VALKEY), facts=("$40",))) == {
        "user_input": "What costs $40?",
        "response": "Redis costs $40. [1] \nOnly caches.",
        "retrieved_contexts": ["Redis is a cache that costs $40.", "Valkey is a cache that is free."],
        "reference_contexts": [REDIS.quote, VALKEY.quote],
        "reference": f"{REDIS.quote} {VALKEY.quote}",
    }


def test_without_labels_the_key_facts_are_the_reference() -> None:
    assert row(golden(facts=("$40", "a cache")))["reference"] == "$40; a cache"


def test_a_question_that_should_be_abstained_from_has_that_for_its_reference() -> None:
    assert row(golden(abstained=True))["reference"] == NOT_HELD


def test_a_follow_up_stands_below_its_conversation() -> None:
    history = (Turn("user", "What is free?"), Turn("assistant", "Valkey."))

    asked = row(replace(golden(), history=history))["user_input"]

    assert asked == "user: What is free?\nassistant: Valkey.\nuser: What costs $40?"


def test_every_question_has_its_line_whatever_separators_it_holds() -> None:
    outcome = Outcome(Verdict(replace(golden(), question="One\u2028two\nthree?"), answer(), (), (), False, ()), (), None)

    assert ragas_lines([outcome, outcome]).count("\n") == 2
    assert ragas_lines([]) == ""
