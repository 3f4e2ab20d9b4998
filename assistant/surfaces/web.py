"""The one process that serves page and HTTP interface: its routes, its lifespan and how to start it.

It assembles what the other modules of this folder offer. It does not know what any of them does with a
request. The lifespan is Streamlit's, since lifespans of mounted applications do not run.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from assistant.domain.errors import ArchwayError
from assistant.settings import read_settings
from assistant.surfaces import problems, service
from assistant.surfaces.page_settings import Value, page_settings
from assistant.surfaces.rest_api import create_api

log = logging.getLogger(__name__)

PAGE = Path(__file__).parent / "streamlit" / "page.py"
"""The script that Streamlit runs for each visitor."""


def routes() -> list[BaseRoute]:
    """Everything served beside the chat page. Streamlit's own routes come after these."""
    return [
        Mount("/api", app=create_api(lambda: service.shared().assistant())),
        Route("/healthz", _alive),
        Route("/readyz", _ready),
    ]


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Open index and models beside the server's start: the page is there at once, the first answer soon."""
    threading.Thread(target=_warm, name="archway-warm", daemon=True).start()
    yield


def options() -> dict[str, Value]:
    """Streamlit's options with the address of the settings: `App.run` reads no STREAMLIT_* variables. Raises SettingsError."""
    settings = read_settings()
    return options_at(settings.host, settings.port)


def options_at(host: str, port: int) -> dict[str, Value]:
    """Streamlit's options for one address; a `config.toml` that Streamlit finds counts over ours."""
    return {**page_settings(), "server.address": host, "server.port": port}


def serve(host: str = "127.0.0.1", port: int = 8501) -> None:
    """Serve page and interface until stopped; blocks."""
    app = st.App(PAGE, routes=routes(), lifespan=lifespan)
    app.run(config=options_at(host, port))


def _warm() -> None:
    """Open what the settings name. Faulty settings are logged here and told to whoever asks first."""
    try:
        service.shared().warm()
    except ArchwayError as error:
        log.warning("Archway is not ready: %s", error)


def _alive(_: Request) -> Response:
    """The process answers: nothing about index or models, so that a missing index is no reason to restart."""
    return JSONResponse({"status": "ok"})


def _ready(_: Request) -> Response:
    """Ready when questions can be answered; says what is open, or why nothing is."""
    try:
        shared = service.shared()
        if shared.is_opening():
            detail = "The index and its models are being opened; try again in a few seconds."
            body = problems.problem("starting", HTTPStatus.SERVICE_UNAVAILABLE, detail)
            return problems.response(body, {"Retry-After": "5"})
        assistant = shared.assistant()
    except ArchwayError as error:
        return problems.response(problems.problem_of(error))
    return JSONResponse(
        {
            "status": "ready",
            "generation": assistant.generation,
            "documents": assistant.documents,
            "passages": assistant.passages,
        }
    )
