"""The one open Archway that every request and every page of this process shares.

It opens late, once, and again when the index has moved to another generation. It does not know what is
asked of the assistant, and it never holds on to a failure for longer than `RETRY_SECONDS`: an index that
was missing a moment ago may have been built since.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from assistant.domain.answers import Answer, Suggestion
from assistant.domain.conversation import Turn
from assistant.domain.errors import ArchwayError
from assistant.domain.passages import Document, ScoredPassage

log = logging.getLogger(__name__)

RETRY_SECONDS = 2.0
"""How long a failed opening is repeated to callers before the next attempt: opening loads a model, and a page
with ten visitors must not try ten times a second."""


class Assistant(Protocol):
    """What the web surfaces ask of Archway."""

    @property
    def generation(self) -> str:
        """Id of the index generation that answers."""
        ...

    @property
    def documents(self) -> int:
        """Number of documents in that generation."""
        ...

    @property
    def passages(self) -> int:
        """Number of passages in that generation."""
        ...

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        filters: Mapping[str, str] | None = None,
        on_stage: Callable[[str], None] | None = None,
    ) -> Answer:
        """Answer one question. Raises QuestionError where it cannot be used."""
        ...

    def search(self, query: str, k: int = 10, *, filters: Mapping[str, str] | None = None) -> list[ScoredPassage]:
        """Up to `k` passages, best first."""
        ...

    def document(self, document_id: str) -> Document | None:
        """One document, None where the index does not hold it."""
        ...

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Questions for an empty page."""
        ...


class Service:
    """Opens an assistant when it is first needed and reopens it when `marker` changes.

    `open_assistant` may take seconds and may raise any ArchwayError; `marker` must be quick, since it is
    read on every call: the text of the index's CURRENT file, empty where there is none.
    """

    def __init__(self, open_assistant: Callable[[], Assistant], marker: Callable[[], str] = lambda: "") -> None:
        self._open = open_assistant
        self._marker = marker
        self._opening = threading.Lock()
        self._opened: tuple[str, Assistant] | None = None
        self._failed: tuple[str, float, Exception] | None = None

    def assistant(self) -> Assistant:
        """The assistant of the current generation.

        While one caller reopens, and after a reopening that failed, the generation that is already open goes on
        answering. Raises the ArchwayError with which a first opening failed.
        """
        marker = self._marker()
        opened = self._opened
        if opened is not None and opened[0] == marker:
            return opened[1]
        if not self._opening.acquire(blocking=opened is None):
            assert opened is not None  # acquire without blocking fails only where something is open
            return opened[1]
        try:
            return self._open_once(marker)
        finally:
            self._opening.release()

    def is_opening(self) -> bool:
        """True while a first opening is under way, so that a readiness probe need not wait for it."""
        return self._opened is None and self._opening.locked()

    def warm(self) -> None:
        """Open ahead of the first question. A failure is logged with its fix; the first caller meets it again."""
        try:
            assistant = self.assistant()
        except ArchwayError as error:
            log.warning("Archway is not ready: %s", error)
        else:
            log.info("Archway is ready: %d documents, generation %s", assistant.documents, assistant.generation)

    def _open_once(self, marker: str) -> Assistant:
        if self._opened is not None and self._opened[0] == marker:
            return self._opened[1]
        if self._failed is not None:
            failed_marker, when, failure = self._failed
            if failed_marker == marker and time.monotonic() - when < RETRY_SECONDS:
                return self._kept(failure)
        try:
            assistant = self._open()
        except Exception as error:  # whatever went wrong, a generation that is open goes on answering
            self._failed = (marker, time.monotonic(), error)
            if self._opened is not None:
                log.error("The index changed and cannot be opened; the one before answers on: %s", error)
            return self._kept(error)
        self._opened, self._failed = (marker, assistant), None
        return assistant

    def _kept(self, failure: Exception) -> Assistant:
        """The assistant that is open in spite of the `failure` to open a newer one; raises it where none is."""
        if self._opened is None:
            raise failure
        return self._opened[1]


def generation_marker(index: Path) -> str:
    """The text of the index's CURRENT file, which changes with every switch of generation; empty where none can be read."""
    try:
        return (index / "CURRENT").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


_installed: Service | None = None
_installing = threading.Lock()


def install(service: Service | None) -> None:
    """Make `service` the one of this process, as a launcher with its own index does; None returns to the settings."""
    global _installed
    with _installing:
        _installed = service


def shared() -> Service:
    """The service of this process, made from the settings on first use."""
    global _installed
    with _installing:
        if _installed is None:
            _installed = _from_settings()
        return _installed


def _from_settings() -> Service:
    """The real assistant over the configured index. Raises SettingsError; no model library is imported yet."""
    from assistant.settings import read_settings

    settings = read_settings()

    def open_assistant() -> Assistant:
        from assistant import Archway

        archway = Archway.open(settings=settings)
        archway.warm()
        return archway

    return Service(open_assistant, lambda: generation_marker(settings.index))
