"""docs/commands.md is what the commands' help says today."""

from __future__ import annotations

import pytest

from tools.write_command_docs import PAGE, commands_page


def test_the_page_of_commands_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == commands_page(), "stale: run `python -m tools.write_command_docs`"


@pytest.mark.parametrize("name", ["ask", "chat", "search", "ingest", "serve", "eval", "doctor", "corpus check", "corpus new"])
def test_every_command_s_help_holds_an_example(name: str) -> None:
    section = commands_page().split(f"## archway {name}\n")[1].split("\n## ")[0]

    assert f"  Example: archway {name}" in section
