"""Commands run in this process over the small index, each in an empty folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.surfaces.cli.__main__ import app
from assistant.wiring import Archway
from tests.small_index import build_small_index, open_small_index

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def small_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of an index over the small corpus."""
    return build_small_index(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def small_archway(small_index: Path) -> Archway:
    """The assistant over the small index."""
    return open_small_index(small_index)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the command runs in: no .env, no archway.toml, no index."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(small_archway: Archway, folder: Path) -> Run:
    """`run("ask", "…")` runs a command over the small index."""
    return lambda *arguments, **options: CliRunner().invoke(app, arguments, obj=small_archway, **options)


@pytest.fixture
def run_bare(folder: Path) -> Run:
    """The same with nothing opened: the command finds its index by itself."""
    return lambda *arguments, **options: CliRunner().invoke(app, arguments, **options)
