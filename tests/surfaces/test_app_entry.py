"""The entry file that Streamlit discovers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.web.server.app_discovery import discover_asgi_app

from assistant.surfaces.page_settings import PAGE_SETTINGS

ROOT = Path(__file__).resolve().parents[2]
COMMAND = Path(sys.executable).with_name("archway")


def test_streamlit_discovers_the_application() -> None:
    assert discover_asgi_app(ROOT / "app.py").import_string == "app:app"


def test_the_entry_file_stays_short() -> None:
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) <= 20


def test_the_page_tells_no_stranger_anything() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["address"] == "127.0.0.1"
    assert config["client"]["showErrorDetails"] == "none"


def test_the_config_file_says_what_the_commands_pass() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert dict(options(config)) == {**PAGE_SETTINGS, "server.address": "127.0.0.1"}


SERVE = """
import json, runpy, sys
from streamlit import config
from streamlit.web.server.starlette.starlette_server import UvicornRunner
UvicornRunner.run = lambda runner: None
from assistant.surfaces import web
from assistant.surfaces.page_settings import PAGE_SETTINGS
sys.argv = [{launcher!r}]
if {launcher!r}.endswith("app.py"):
    runpy.run_path({launcher!r}, run_name="__main__")
else:
    web.serve("127.0.0.1", 8123)
print(json.dumps({{name: config.get_option(name) for name in PAGE_SETTINGS}}))
"""


def served(folder: Path, launcher: Path = COMMAND) -> tuple[dict[str, object], str]:
    """Streamlit's options in a process that serves from `folder`, and what it wrote on standard error."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    command = [sys.executable, "-c", SERVE.format(launcher=str(launcher))]
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return json.loads(result.stdout.splitlines()[-1]), result.stderr


@pytest.mark.parametrize("launcher", [COMMAND, ROOT / "app.py"], ids=["archway serve", "python app.py"])
def test_the_settings_hold_from_another_working_directory(tmp_path: Path, launcher: Path) -> None:
    found, said = served(tmp_path, launcher)
    assert found == PAGE_SETTINGS
    assert said == ""


def test_a_config_file_of_the_working_directory_counts_over_ours(tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text('[theme.light]\nprimaryColor = "#123456"\n')
    found, _ = served(tmp_path)
    assert found == {**PAGE_SETTINGS, "theme.light.primaryColor": "#123456"}


def options(table: dict[str, Any], section: str = "") -> Iterator[tuple[str, object]]:
    """Each value of a configuration file under its dotted name."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from options(value, f"{section}{name}.")
        else:
            yield f"{section}{name}", value
