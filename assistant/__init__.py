"""Archway: answers architecture questions from a corpus, every sentence tied to an exact quote.

>>> from assistant import Archway
>>> Archway.open().ask("What does an AI architect do?").answer  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.domain.answers import Answer, Citation, Notice, Table
    from assistant.domain.conversation import Turn
    from assistant.domain.passages import ScoredPassage
    from assistant.wiring import Archway

__all__ = ["Answer", "Archway", "Citation", "Notice", "ScoredPassage", "Table", "Turn"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name == "Archway":
        from assistant.wiring import Archway

        return Archway
    if name in {"Answer", "Citation", "Notice", "Table"}:
        from assistant.domain import answers

        return getattr(answers, name)
    if name == "Turn":
        from assistant.domain.conversation import Turn

        return Turn
    if name == "ScoredPassage":
        from assistant.domain.passages import ScoredPassage

        return ScoredPassage
    raise AttributeError(f"module 'assistant' has no attribute {name!r}")
