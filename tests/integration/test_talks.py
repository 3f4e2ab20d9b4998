"""A talk over a small real index: another provider's counterpart, and what is kept of an answer."""

from __future__ import annotations

import pytest

from assistant.domain.conversation import Turn
from assistant.evaluation.score import broken_rules
from assistant.wiring import Archway


@pytest.mark.parametrize("between", [[], [Turn("user", "Azure's?"), Turn("assistant", "Event Hubs.")]])
def test_a_provider_alone_asks_for_its_counterpart_of_what_the_talk_began_with(archway: Archway, between: list[Turn]) -> None:
    history = [Turn("user", "What is Kinesis?"), Turn("assistant", "A service."), *between]

    assert archway.pipeline.condensed("and on Azure?", history).text == "What does Azure offer for streaming?"
    assert archway.pipeline.condensed("and on Azure?", []).text == "and on Azure?"


def test_a_provider_alone_is_read_as_before_where_the_talk_moved_on(archway: Archway) -> None:
    history = [Turn("user", "What is Kinesis?"), Turn("assistant", "A service."), Turn("user", "and what is its price?")]

    assert "streaming" not in archway.pipeline.condensed("and on Azure?", history).text


def test_a_turn_that_keeps_some_of_a_list_is_told_no_more(archway: Archway) -> None:
    asked = "Compare vector search on AWS and Azure"
    first = archway.ask(asked)
    history = [Turn("user", asked), Turn("assistant", first.answer)]

    left = archway.ask("only Azure", history)

    assert "Azure" in left.answer
    assert "AWS" not in left.answer
    assert {c.quote for c in left.citations} < {c.quote for c in first.citations}
    assert broken_rules(left, archway.document) == []


def test_a_talk_moves_on_to_what_corresponds_at_another_provider(archway: Archway) -> None:
    history = [Turn("user", "What is Kinesis?"), Turn("assistant", "A service."), Turn("user", "and on Azure?")]

    text = archway.pipeline.condensed("how is that billed?", [*history, Turn("assistant", "Event Hubs.")]).text

    assert "What does Azure offer for streaming" in text


def test_what_the_last_answer_began_with_has_a_counterpart_too(archway: Archway) -> None:
    history = [Turn("user", "Which service has events?"), Turn("assistant", "Kinesis carries events. [1]")]

    assert archway.pipeline.condensed("what would that be on Azure?", history).text == "What does Azure offer for streaming?"
