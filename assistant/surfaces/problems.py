"""Errors as RFC 9457 problem details: which HTTP status an error has, and what its body says.

It knows the error tree and nothing of the routes. A message is passed on as it stands, since every
ArchwayError already says how to mend what it reports; anything else says nothing of the inside.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.domain.errors import (
    ArchwayError,
    IndexBusyError,
    IndexDamagedError,
    IndexMissingError,
    LanguageModelError,
    ModelMissingError,
    QuestionError,
    UsageError,
)

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

_KINDS: tuple[tuple[type[ArchwayError], str, int], ...] = (
    (QuestionError, "question", HTTPStatus.UNPROCESSABLE_ENTITY),
    (UsageError, "usage", HTTPStatus.UNPROCESSABLE_ENTITY),
    (IndexMissingError, "index-missing", HTTPStatus.SERVICE_UNAVAILABLE),
    (IndexDamagedError, "index-damaged", HTTPStatus.SERVICE_UNAVAILABLE),
    (IndexBusyError, "index-busy", HTTPStatus.SERVICE_UNAVAILABLE),
    (ModelMissingError, "model-missing", HTTPStatus.SERVICE_UNAVAILABLE),
    (LanguageModelError, "language-model", HTTPStatus.BAD_GATEWAY),
)
"""Most specific first: name in the problem's type, and status. Other ArchwayErrors are faults of this server."""

Problem = dict[str, object]


def problem(kind: str, status: int, detail: str, errors: Sequence[Mapping[str, str]] = ()) -> Problem:
    """A problem object; `kind` becomes a stable `type` that programs may switch on."""
    body: Problem = {
        "type": f"urn:archway:problem:{kind}",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
    }
    if errors:
        body["errors"] = list(errors)
    return body


def problem_of(error: Exception) -> Problem:
    """The problem for an error. The text of an unforeseen one goes to the log and never to the caller."""
    if isinstance(error, ArchwayError):
        for error_type, kind, status in _KINDS:
            if isinstance(error, error_type):
                return problem(kind, status, str(error))
        return problem("configuration", HTTPStatus.INTERNAL_SERVER_ERROR, str(error))
    log.exception("A request failed in a way that has no message of its own", exc_info=error)
    return problem("unexpected", HTTPStatus.INTERNAL_SERVER_ERROR, "The server met an unexpected error; its log says more.")


def response(body: Problem, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The problem as an HTTP response with its own status and media type."""
    status = body["status"]
    assert isinstance(status, int)  # set by `problem` alone
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def install_handlers(api: FastAPI) -> None:
    """Answer every error of `api` with a problem: ours, validation's, unknown paths and the unforeseen."""
    api.add_exception_handler(ArchwayError, _on_error)
    api.add_exception_handler(RequestValidationError, _on_invalid)
    api.add_exception_handler(HTTPException, _on_http_error)
    api.add_exception_handler(Exception, _on_error)


def _on_error(_: Request, error: Exception) -> JSONResponse:
    return response(problem_of(error))


def _on_invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # Starlette's handler type is wider than what it passes
    errors = [{"pointer": _pointer(item["loc"]), "detail": str(item["msg"])} for item in error.errors()]
    named = "; ".join(f"{entry['pointer']}: {entry['detail']}" for entry in errors)
    detail = f"The request is not valid. {named}"
    return response(problem("validation", HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors))


def _on_http_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # as above
    kind = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
    return response(problem(kind, error.status_code, str(error.detail)), error.headers)


def _pointer(location: Sequence[Any]) -> str:
    """A JSON pointer into the request's body: `#/history/0/role`."""
    steps = [str(step) for step in location if step != "body"]
    return "#/" + "/".join(step.replace("~", "~0").replace("/", "~1") for step in steps)
