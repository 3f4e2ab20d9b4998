"""Streamlit's settings for the chat page, wherever the process is started.

`.streamlit/config.toml` in the repository says the same for `streamlit run`; a test holds the two together. Streamlit
finds that file from the repository or beside the launcher alone, and without it would send usage statistics and
show tracebacks. It does not know where to listen.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from streamlit import config

FILE_NAME = "config.toml"
Value = str | int | bool | list[str] | list[int]

PAGE_SETTINGS: dict[str, Value] = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "runner.magicEnabled": False,
    "server.headless": True,
    "server.showEmailPrompt": False,
    "server.fileWatcherType": "none",
    "theme.font": "sans-serif",
    "theme.headingFont": "serif",
    "theme.baseFontSize": 16,
    "theme.headingFontWeights": [600, 600, 600, 600, 600, 600],
    "theme.baseRadius": "8px",
    "theme.buttonRadius": "8px",
    "theme.linkUnderline": True,
    "theme.light.primaryColor": "#0b6468",
    "theme.light.backgroundColor": "#fdfdfc",
    "theme.light.secondaryBackgroundColor": "#f3f4f2",
    "theme.light.textColor": "#1c2326",
    "theme.light.linkColor": "#0b6468",
    "theme.light.borderColor": "#d9dcd8",
    "theme.light.grayTextColor": "#566063",
    "theme.light.codeTextColor": "#1c2326",
    "theme.light.codeBackgroundColor": "#eef0ed",
    "theme.light.chartCategoricalColors": ["#0b6468", "#b06a10", "#5a5fa8", "#7d8a3c", "#9a4a6b", "#566063"],
    "theme.dark.primaryColor": "#6cc7c1",
    "theme.dark.backgroundColor": "#14191b",
    "theme.dark.secondaryBackgroundColor": "#1e2528",
    "theme.dark.textColor": "#e9edec",
    "theme.dark.linkColor": "#7fd0ca",
    "theme.dark.borderColor": "#364044",
    "theme.dark.grayTextColor": "#a5b0b2",
    "theme.dark.codeTextColor": "#e9edec",
    "theme.dark.codeBackgroundColor": "#232b2e",
    "theme.dark.chartCategoricalColors": ["#6cc7c1", "#e8b45c", "#a3a8ea", "#bccb7a", "#de93b1", "#a5b0b2"],
}
"""Option to value: tell no stranger anything, watch no files, and the colours and fonts of the page."""


def page_settings() -> dict[str, Value]:
    """`PAGE_SETTINGS` but for what a `config.toml` that Streamlit reads sets: options given at the start win over files."""
    files = [Path(path) for path in config.get_config_files(FILE_NAME)]
    files.append(Path(sys.argv[0]).resolve().parent / ".streamlit" / FILE_NAME)
    chosen = {name for file in files for name in _names_in(file)}
    return {name: value for name, value in PAGE_SETTINGS.items() if name not in chosen}


def _names_in(path: Path) -> set[str]:
    """Dotted names of a file's options; none of a file that is missing or broken, which Streamlit itself reports."""
    try:
        return set(_dotted(tomllib.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError):
        return set()


def _dotted(table: Mapping[str, object], section: str = "") -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _dotted(value, f"{section}{name}.")
        else:
            yield section + name
