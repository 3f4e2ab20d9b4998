"""An OpenAI-compatible chat server on loopback that replies what a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[[str], str]
"""The user message to the reply's text."""


class ScriptedServer:
    """Replies `script(user message)`; `finish`, `status` and `seconds_a_byte` spoil the reply in one way each."""

    def __init__(
        self, script: Script = lambda prompt: "", *, finish: str = "stop", status: int = 200, seconds_a_byte: float = 0.0
    ) -> None:
        self.script = script
        self.finish = finish
        self.status = status
        self.seconds_a_byte = seconds_a_byte
        self.requests: list[dict[str, Any]] = []
        self._stopped = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        """What ARCHWAY_LLM_BASE_URL is set to."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> ScriptedServer:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stopped.set()
        self._server.shutdown()
        self._server.server_close()

    def body(self, request: dict[str, Any]) -> bytes:
        """The completion to one request."""
        self.requests.append(request)
        message = {"role": "assistant", "content": self.script(request["messages"][-1]["content"])}
        choice = {"index": 0, "message": message, "finish_reason": self.finish}
        return json.dumps(
            {"id": "c1", "object": "chat.completion", "created": 1, "model": "tiny", "choices": [choice]}
        ).encode()

    def write_slowly(self, body: bytes, write: Callable[[bytes], object]) -> None:
        """All of `body`, or a byte now and then until the server stops."""
        if not self.seconds_a_byte:
            write(body)
            return
        for place in range(len(body)):
            if self._stopped.wait(self.seconds_a_byte):
                return
            write(body[place : place + 1])


def _handler(server: ScriptedServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = server.body(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(server.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                server.write_slowly(body, self.wfile.write)
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *arguments: object) -> None:
            """Keep the test's output clean."""

    return Handler
