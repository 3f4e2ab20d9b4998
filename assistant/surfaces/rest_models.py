"""What callers of the HTTP interface may send, checked at the border.

The limits here only keep a request from being absurd; what makes a question usable is decided further in.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.domain.conversation import Turn

MAX_TURNS = 100
MAX_FILTERS = 10
MAX_CHARACTERS = 20_000
"""Of one message: several times the longest answer, so that a client may send back what it was given."""
MAX_RESULTS = 100

Text = Annotated[str, Field(max_length=MAX_CHARACTERS)]
Filters = Annotated[dict[str, str], Field(max_length=MAX_FILTERS)]


class _Body(BaseModel):
    """Unknown fields are refused: a misspelt `histroy` would otherwise silently lose the conversation."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TurnBody(_Body):
    """One earlier message."""

    role: Literal["user", "assistant"]
    content: Text


class AskBody(_Body):
    """A question with its conversation so far, oldest turn first."""

    question: Text
    history: Annotated[list[TurnBody], Field(max_length=MAX_TURNS)] = []
    filters: Filters = {}
    id: Annotated[str, Field(max_length=200)] = ""
    stream: bool = False

    def turns(self) -> tuple[Turn, ...]:
        """The history in the domain's terms."""
        return tuple(Turn(turn.role, turn.content) for turn in self.history)


class SearchBody(_Body):
    """A query for passages."""

    query: Text
    k: Annotated[int, Field(ge=1, le=MAX_RESULTS)] = 10
    filters: Filters = {}
