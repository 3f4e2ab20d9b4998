"""`archway`: options, exit codes and help. What a command does is in the module of its name."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated

import typer

from assistant.domain.errors import ArchwayError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Answers architecture questions from a corpus, every sentence tied to an exact quote.",
    epilog="Exit codes: 0 answered, 1 error, 2 usage, 3 abstained, 4 no index, 5 the LLM was asked for and is unreachable.",
)
Index = Annotated[Path | None, typer.Option("--index", help="Folder of the index (default: ARCHWAY_INDEX or .archway/index).")]
Filter = Annotated[
    list[str] | None, typer.Option("--filter", help="key=value on kind, document, entity or title; may be repeated.")
]


@app.command(epilog='Example: archway ask "How much does a senior AI/ML solutions architect earn?"')
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in quotes.")] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print the answer object.")] = False,
    history: Annotated[Path | None, typer.Option(help="JSON file with the turns before, oldest first.")] = None,
    filters: Filter = None,
    batch: Annotated[Path | None, typer.Option(help="JSONL file of questions.")] = None,
    output: Annotated[Path | None, typer.Option(help="JSONL file for the answers of --batch.")] = None,
    index: Index = None,
) -> None:
    """Answer one question, or a file of them."""
    from assistant.surfaces.cli import ask as command

    if batch is not None:
        raise typer.Exit(command.ask_batch(batch, output, filters or [], index))
    raise typer.Exit(command.ask_one(question, history, filters or [], index, as_json=json_output))


@app.command(epilog="Example: archway chat")
def chat(index: Index = None) -> None:
    """Ask in a terminal, with memory of the conversation."""
    from assistant.surfaces.cli import chat as command

    raise typer.Exit(command.chat(index))


@app.command(epilog='Example: archway search "feature store online latency" -k 3')
def search(
    query: Annotated[str, typer.Argument(help="What to look for.")],
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="Number of passages.")] = 5,
    json_output: Annotated[bool, typer.Option("--json", help="Print the passages as JSON.")] = False,
    filters: Filter = None,
    index: Index = None,
) -> None:
    """Ranked passages for a query."""
    from assistant.surfaces.cli import search as command

    raise typer.Exit(command.search(query, k, filters or [], index, as_json=json_output))


@app.command(epilog="Example: archway serve --port 8501")
def serve(
    host: Annotated[str | None, typer.Option(help="Address to bind (default 127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port to bind (default 8501).")] = None,
    index: Index = None,
) -> None:
    """Chat page and HTTP API in one process."""
    from assistant.surfaces.cli import serve as command

    raise typer.Exit(command.serve(host, port, index))


@app.command("eval", epilog="Example: archway eval tests/quality/golden/tune.jsonl")
def evaluate(
    questions: Annotated[Path | None, typer.Argument(help="JSONL file of golden questions.")] = None,
    failures: Annotated[bool, typer.Option(help="Print every question that failed, with its answer.")] = False,
    index: Index = None,
) -> None:
    """Score golden questions; exit 1 when a gate is missed."""
    from assistant.surfaces.cli import evaluate as command

    raise typer.Exit(command.evaluate(questions, index, show_failures=failures))


@app.command(epilog="Example: archway doctor")
def doctor(index: Index = None) -> None:
    """What is installed, which model, which index, which LLM, and what to do about each fault."""
    from assistant.surfaces.cli import doctor as command

    raise typer.Exit(command.doctor(index))


def main() -> None:
    """Entry point: an `ArchwayError` becomes one line on stderr and its exit code."""
    for extension in entry_points(group="archway.commands"):
        app.command(extension.name)(extension.load())
    try:
        app()
    except ArchwayError as error:
        print(f"archway: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
