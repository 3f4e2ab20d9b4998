"""Answering, indexing and serving open no connection and look no name up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_index import PAGES, QUESTION

PROJECT = Path(__file__).parents[2]
LISTENER = """
import sys
def listen(event, arguments):
    reached = event == "socket.getaddrinfo" or (event == "socket.connect" and isinstance(arguments[1], tuple))
    if reached or event == "socket.gethostbyname":
        with open("reached.txt", "a") as file:
            file.write(f"{event} {arguments[1:]}\\n")
sys.addaudithook(listen)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small corpus, its index built under the listener, and the listener itself."""
    folder = tmp_path_factory.mktemp("offline")
    for name, text in PAGES.items():
        (folder / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "corpus" / name).write_text(text, encoding="utf-8")
    (folder / "sitecustomize.py").write_text(LISTENER, encoding="utf-8")
    listened(folder, "-m", "assistant.surfaces.cli", "ingest")
    return folder


def listened(folder: Path, *arguments: str) -> str:
    """Run Python with the listener in a process without proxies or offline switches; what it printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "TRANSFORMERS_", "ARCHWAY_"))}
    environment = {**kept, "PYTHONPATH": os.pathsep.join((str(folder), str(PROJECT)))}
    result = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=True
    )
    return result.stdout


def reached(folder: Path) -> str:
    """What the listener wrote down, "" when nothing was reached."""
    path = folder / "reached.txt"
    return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.mark.slow
def test_the_listener_hears_a_look_up_and_a_connection(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(LISTENER, encoding="utf-8")
    attempt = (
        "import socket; socket.getaddrinfo('127.0.0.1', 9); socket.socket(type=socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    )

    listened(tmp_path, "-W", "ignore", "-c", attempt)

    assert [line.split()[0] for line in reached(tmp_path).splitlines()] == ["socket.getaddrinfo", "socket.connect"]


@pytest.mark.slow
def test_indexing_reaches_nothing(folder: Path) -> None:
    assert (folder / ".archway" / "index" / "CURRENT").is_file()
    assert reached(folder) == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("-m", "assistant.surfaces.cli", "ask", QUESTION),
        ("-m", "assistant.surfaces.cli", "search", "feature store"),
        ("-m", "assistant.surfaces.cli", "doctor"),
        ("-c", "import assistant.surfaces.rest_api, assistant.surfaces.web"),
    ],
    ids=["ask", "search", "doctor", "HTTP surfaces"],
)
def test_answering_reaches_nothing(folder: Path, arguments: tuple[str, ...]) -> None:
    listened(folder, *arguments)

    assert reached(folder) == ""
