"""Turns of a conversation, as callers pass them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["user", "assistant"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message that was said, oldest first in a history."""

    role: Role
    content: str
