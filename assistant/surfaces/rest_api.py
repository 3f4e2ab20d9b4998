"""The HTTP interface below `/api`: ask, search, documents, suggestions.

It turns JSON into the domain's terms and back. It does not know how a question is answered, where the
process's assistant comes from, or what else is served beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.responses import JSONResponse, Response, StreamingResponse

from assistant.domain.answers import Answer
from assistant.surfaces import problems
from assistant.surfaces.answer_json import answer_to_dict, document_to_dict, scored_passage_to_dict
from assistant.surfaces.body_limit import BodyLimit
from assistant.surfaces.event_stream import events
from assistant.surfaces.rest_models import AskBody, SearchBody
from assistant.surfaces.service import Assistant

EVENT_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""Events must reach the reader as they are sent: nginx buffers unless it is told not to."""

Open = Callable[[], Assistant]
"""Gives the assistant of the current generation, or raises the ArchwayError that says why there is none."""


def create_api(open_assistant: Open) -> FastAPI:
    """The interface as an application to mount at `/api`.

    The interactive documentation pages are off, since they load scripts from a foreign host; the schema is
    at `/api/openapi.json`.
    """
    api = FastAPI(title="Archway", version="1", docs_url=None, redoc_url=None)
    problems.install_handlers(api)
    api.add_middleware(BodyLimit)
    _add_ask(api, open_assistant)
    _add_look_ups(api, open_assistant)
    return api


def _add_ask(api: FastAPI, open_assistant: Open) -> None:
    """`POST /v1/ask`. Endpoints are plain functions: Starlette runs them in threads, and answering computes."""

    @api.post("/v1/ask", response_model=None)
    def ask(body: AskBody) -> Response:
        """One answer: an object, or server-sent events with `"stream": true`."""

        def run(on_stage: Callable[[str], None] | None = None) -> Answer:
            answer = open_assistant().ask(body.question, body.turns(), filters=body.filters or None, on_stage=on_stage)
            return replace(answer, id=body.id) if body.id else answer

        if body.stream:
            return StreamingResponse(events(body.id, run), media_type="text/event-stream", headers=EVENT_HEADERS)
        return JSONResponse(answer_to_dict(run()))


def _add_look_ups(api: FastAPI, open_assistant: Open) -> None:
    """The routes that read and do not answer."""

    @api.post("/v1/search")
    def search(body: SearchBody) -> dict[str, object]:
        """Passages, best first."""
        assistant = open_assistant()
        found = assistant.search(body.query, body.k, filters=body.filters or None)
        return {"generation": assistant.generation, "results": [scored_passage_to_dict(item) for item in found]}

    @api.get("/v1/documents/{document_id:path}", response_model=None)
    def document(document_id: str) -> Response:
        """One document with its whole text, the text that citations' offsets count in."""
        found = open_assistant().document(document_id)
        if found is None:
            detail = f"No document {document_id!r} in the index. Search results and citations name the ids that exist."
            return problems.response(problems.problem("document-unknown", HTTPStatus.NOT_FOUND, detail))
        return JSONResponse(document_to_dict(found))

    @api.get("/v1/suggestions")
    def suggestions() -> dict[str, object]:
        """Questions that the corpus can answer, by kind of user."""
        offered = open_assistant().suggestions()
        return {"suggestions": [{"audience": each.audience, "question": each.question} for each in offered]}
