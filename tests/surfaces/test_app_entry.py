"""The entry file that Streamlit discovers."""

from __future__ import annotations

import tomllib
from pathlib import Path

from streamlit.web.server.app_discovery import discover_asgi_app

ROOT = Path(__file__).resolve().parents[2]


def test_streamlit_discovers_the_application() -> None:
    assert discover_asgi_app(ROOT / "app.py").import_string == "app:app"


def test_the_entry_file_stays_short() -> None:
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) <= 20


def test_the_page_tells_no_stranger_anything() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["address"] == "127.0.0.1"
    assert config["client"]["showErrorDetails"] == "none"
