"""Write docs/commands.md from the help of the commands: `python -m tools.write_command_docs`."""

from __future__ import annotations

from pathlib import Path

import typer

from assistant.surfaces.cli.__main__ import add_extensions, app

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
_HEAD = """# Commands

Written by `python -m tools.write_command_docs` from what `archway COMMAND --help` prints; edit the help, not this page.
"""
_WIDTH = 100


def commands_page() -> str:
    """The page: the help of `archway`, then of each command in the order in which that help lists them."""
    add_extensions()
    group = typer.main.get_group(app)
    outer = group.make_context("archway", [], resilient_parsing=True, terminal_width=_WIDTH, max_content_width=_WIDTH)
    parts = [_HEAD, _section("archway", group.get_help(outer))]
    for name in group.list_commands(outer):
        command = group.commands[name]
        inner = command.make_context(
            name, [], parent=outer, resilient_parsing=True, terminal_width=_WIDTH, max_content_width=_WIDTH
        )
        parts.append(_section(f"archway {name}", command.get_help(inner)))
    return "\n".join(parts)


def _section(title: str, text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"## {title}\n\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(commands_page(), encoding="utf-8")
    print(f"{PAGE} written.")
