"""When a provider's metadata says that a reply is whole."""

from __future__ import annotations

import pytest

from assistant.backends.langchain_model import cut_off


@pytest.mark.parametrize(
    ("metadata", "reason"),
    [
        ({"finish_reason": "length"}, "length"),
        ({"stop_reason": "max_tokens"}, "max_tokens"),
        ({"stop_reason": "refusal"}, "refusal"),
        ({"stopReason": "max_tokens"}, "max_tokens"),
        ({"done_reason": "length"}, "length"),
        ({"finish_reason": "MAX_TOKENS"}, "MAX_TOKENS"),
    ],
)
def test_a_reply_that_stops_for_another_reason_than_its_end_was_cut_off(metadata: dict[str, str], reason: str) -> None:
    assert cut_off(metadata) == reason


@pytest.mark.parametrize(
    "metadata",
    [{}, {"finish_reason": None}, {"finish_reason": "stop"}, {"finish_reason": "STOP"}, {"stop_reason": "end_turn"}],
)
def test_a_reply_that_came_to_its_end_is_whole(metadata: dict[str, str | None]) -> None:
    assert cut_off(metadata) == ""
