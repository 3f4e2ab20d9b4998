"""That a thing is over is told whatever is asked of it."""

from __future__ import annotations

import pytest

from assistant.answerer import ENDED_FROM
from assistant.domain.conversation import Turn
from assistant.wiring import Archway

PRICE = "What did the exam of the ML Specialty cost?"


@pytest.mark.parametrize(
    ("asked", "history", "told"),
    [
        (f"{PRICE} Our zebra asks.", (), True),
        ("What did the exam of the ML Speciality for zebras cost?", (), True),
        ("And what do zebras pay?", (Turn("user", PRICE), Turn("assistant", "USD 300.")), False),
        ("What do zebras pay an AI architect?", (), False),
    ],
)
def test_that_a_thing_ended_is_told_whatever_words_it_is_asked_for_with(
    archway: Archway, monkeypatch: pytest.MonkeyPatch, asked: str, history: tuple[Turn, ...], told: bool
) -> None:
    monkeypatch.setattr("assistant.answerer.confidence", lambda *_, **__: ENDED_FROM + 0.01)
    monkeypatch.setattr("assistant.answerer.meets_a_stranger", lambda *_: True)

    assert archway.ask(asked, history).abstained is not told
