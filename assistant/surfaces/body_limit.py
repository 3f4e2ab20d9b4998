"""Refuses request bodies that are too large before anything of them is parsed.

It counts bytes as they arrive, since a caller need not announce a length, and keeps at most `MAX_BODY_BYTES` of
them. It does not know what a body means.
"""

from __future__ import annotations

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.surfaces import problems

MAX_BODY_BYTES = 5_000_000
"""Twice what a hundred turns of the greatest length take in English."""


class BodyLimit:
    """ASGI middleware: a body above `MAX_BODY_BYTES` is answered with a 413 problem; any other is passed on whole."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        first = None if _announced_bytes(scope) > MAX_BODY_BYTES else await _whole_body(receive)
        if first is None:
            await _refusal()(scope, receive, send)
            return
        waiting = [first]

        async def replay() -> Message:
            return waiting.pop() if waiting else await receive()

        await self._app(scope, replay, send)


async def _whole_body(receive: Receive) -> Message | None:
    """The body as one message, None once it is too large, or the message that the caller has gone."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return message
        body += message.get("body", b"")
        if len(body) > MAX_BODY_BYTES:
            return None
        if not message.get("more_body", False):
            return {"type": "http.request", "body": bytes(body), "more_body": False}


def _announced_bytes(scope: Scope) -> int:
    """The `Content-Length`; 0 without a readable one, so that the bytes themselves are counted."""
    announced = Headers(scope=scope).get("content-length", "")
    return int(announced[:20]) if announced.isdecimal() else 0


def _refusal() -> Response:
    detail = f"The request body is larger than {MAX_BODY_BYTES:,} bytes. Send a shorter conversation."
    return problems.response(problems.problem("body-too-large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail))
