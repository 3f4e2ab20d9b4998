"""Words of ending."""

from __future__ import annotations

import pytest

from assistant.language.endings import tells_ending


@pytest.mark.parametrize("text", ["It was retired.", "X replaces Y.", "The legacy store.", "It closed to new customers."])
def test_words_of_ending_are_known(text: str) -> None:
    assert tells_ending(text)


def test_a_plain_statement_tells_no_ending() -> None:
    assert not tells_ending("A feature store serves features.")
