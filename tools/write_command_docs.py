"""Write docs/commands.md from the help of the commands: `python -m tools.write_command_docs`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from assistant.surfaces.cli.__main__ import add_extensions, app

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
_HEAD = """# Commands

Written by `python -m tools.write_command_docs` from what `archway COMMAND --help` prints; edit the help, not this page.
"""
_WIDTH = 100


def commands_page() -> str:
    """The page: the help of `archway`, then of each command in the order in which that help lists them, groups opened."""
    add_extensions()
    return "\n".join([_HEAD, *_sections(typer.main.get_group(app), "archway", None)])


def _sections(command: Any, name: str, parent: Any) -> list[str]:
    """The help of one command and, for a group, of each command in it. typer exports no type for either."""
    context = command.make_context(
        name.rsplit(" ", 1)[-1], [], parent=parent, resilient_parsing=True, terminal_width=_WIDTH, max_content_width=_WIDTH
    )
    sections = [_section(name, command.get_help(context))]
    if isinstance(command, TyperGroup):
        for inner in command.list_commands(context):
            sections += _sections(command.commands[inner], f"{name} {inner}", context)
    return sections


def _section(title: str, text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"## {title}\n\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(commands_page(), encoding="utf-8")
    print(f"{PAGE} written.")
