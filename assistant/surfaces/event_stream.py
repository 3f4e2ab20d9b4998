"""One answer as server-sent events: `meta, token, citations, notice, table, chart, followups, error, done`.

The answer is verified as a whole before its first token leaves, so what a reader has seen is never taken
back. While it is worked on, comment lines name the stage; they keep proxies from closing the connection and
clients ignore them. It knows nothing of HTTP beyond the framing of the events.
"""

from __future__ import annotations

import json
import queue
import re
import threading
from collections.abc import Callable, Iterator

from assistant.domain.answers import Answer
from assistant.surfaces.answer_json import answer_to_dict
from assistant.surfaces.problems import problem_of

KEEP_ALIVE_SECONDS = 10.0
"""Below the 15 to 60 seconds after which common proxies close a silent connection."""

_WORD = re.compile(r"\s*\S+|\s+\Z")

Ask = Callable[[Callable[[str], None]], Answer]
"""Asks, given a function that is told each stage as it starts."""


def events(identifier: str, ask: Ask) -> Iterator[str]:
    """The events of one question, ready to send. Faults end the stream with `error` and `done`, never silently."""
    yield _event("meta", {"id": identifier})
    outcome: Answer | Exception | None = None
    for step in _progress(ask):
        if isinstance(step, str):
            yield f": {step}\n\n"
        else:
            outcome = step
    if isinstance(outcome, Answer):
        yield from _answer_events(outcome)
        return
    assert outcome is not None  # the worker's last word is always an answer or an error
    yield _event("error", problem_of(outcome))
    yield _event("done", {"id": identifier, "status": "error"})


def _progress(ask: Ask) -> Iterator[str | Answer | Exception]:
    """Run `ask` aside; yield each stage's name, `working` while one lasts, and the outcome last."""
    steps: queue.SimpleQueue[str | Answer | Exception] = queue.SimpleQueue()

    def work() -> None:
        try:
            steps.put(ask(steps.put))
        except Exception as error:  # handed to the reader of the queue, which reports it
            steps.put(error)

    threading.Thread(target=work, name="archway-ask", daemon=True).start()
    while True:
        try:
            step = steps.get(timeout=KEEP_ALIVE_SECONDS)
        except queue.Empty:
            yield "working"
            continue
        yield step
        if not isinstance(step, str):
            return


def _answer_events(answer: Answer) -> Iterator[str]:
    """Tokens first; joined they are the answer's text, character for character."""
    fields = answer_to_dict(answer)
    for token in _WORD.findall(answer.answer):
        yield _event("token", {"text": token})
    yield _event("citations", {"citations": fields["citations"]})
    for name, plural in (("notice", "notices"), ("table", "tables"), ("chart", "charts")):
        entries = fields[plural]
        assert isinstance(entries, list)  # by answer_to_dict
        for entry in entries:
            yield _event(name, entry)
    yield _event("followups", {"followups": fields["followups"]})
    names = ("id", "status", "abstained", "reason", "engine", "timings_ms", "confidence")
    yield _event("done", {name: fields[name] for name in names})


def _event(name: str, data: object) -> str:
    """One event; JSON holds no raw line break, so one `data:` line is enough."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
