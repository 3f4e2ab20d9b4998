"""`archway`: options, exit codes and help. What a command does is in the module of its name."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from assistant.domain.errors import ArchwayError, UsageError

if TYPE_CHECKING:
    from assistant.wiring import Archway


class Commands(TyperGroup):
    """The commands as a group: an `ArchwayError` becomes one line on stderr and its exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command. A reader that closes stdout early (`| head -1`) ends it quietly."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except ArchwayError as error:
            print(f"archway: {error}", file=sys.stderr)
            raise typer.Exit(error.exit_code) from error
        except BrokenPipeError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(1) from error
        return result


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Answers architecture questions from a corpus, every sentence tied to an exact quote.",
    epilog="Exit codes: 0 answered, 1 error, 2 usage, 3 abstained, 4 no index, 5 the LLM was asked for and is unreachable.",
)
Index = Annotated[Path | None, typer.Option("--index", help="Folder of the index (default: ARCHWAY_INDEX or .archway/index).")]
Filter = Annotated[
    list[str] | None,
    typer.Option("--filter", metavar="KEY=VALUE", help="Keep to a kind, document, entity or title; may be repeated."),
]


@app.command(epilog='Example: archway ask "How much does a senior AI/ML solutions architect earn?"')
def ask(
    context: typer.Context,
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

    opening = _opening(context, index)
    if batch is None and output is None:
        raise typer.Exit(command.ask_one(question, history, filters or [], opening, as_json=json_output))
    if question is not None or history is not None:
        raise UsageError("--batch takes questions and histories from its file; leave QUESTION and --history out.")
    raise typer.Exit(command.ask_batch(batch, output, filters or [], opening))


@app.command(epilog="Example: archway chat")
def chat(context: typer.Context, index: Index = None) -> None:
    """Ask in a terminal, with memory of the conversation."""
    from assistant.surfaces.cli import chat as command

    raise typer.Exit(command.chat(_opening(context, index)))


@app.command(epilog='Example: archway search "feature store online latency" -k 3')
def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="What to look for.")],
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="Number of passages.")] = 5,
    json_output: Annotated[bool, typer.Option("--json", help="Print the passages as JSON.")] = False,
    filters: Filter = None,
    index: Index = None,
) -> None:
    """Ranked passages for a query."""
    from assistant.surfaces.cli import search as command

    raise typer.Exit(command.search(query, k, filters or [], _opening(context, index), as_json=json_output))


@app.command(epilog="Example: archway serve --port 8501")
def serve(
    host: Annotated[str | None, typer.Option(help="Address to bind (default 127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port to bind (default 8501).")] = None,
    index: Index = None,
) -> None:
    """Chat page and HTTP API in one process."""
    from assistant.surfaces.cli import serve as command

    raise typer.Exit(command.serve(host, port, index))


@app.command("eval", epilog="Example: archway eval tests/quality/golden/tune.jsonl --report report.html")
def evaluate(
    context: typer.Context,
    questions: Annotated[
        Path | None,
        typer.Argument(help="Golden questions (.jsonl), or a set of others: a folder in BEIR form, a SQuAD 2.0 file (.json)."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="HTML file for the report; its figures go beside it as .json, to compare the next run.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="Figures (.json) of the run to compare with (default: those of --report before).")
    ] = None,
    failures: Annotated[bool, typer.Option("--failures", help="Print every question that failed, with its answer.")] = False,
    totals_only: Annotated[
        bool, typer.Option("--totals-only", help="Show no single question, as for a file whose first line locks it.")
    ] = False,
    ragas: Annotated[
        Path | None, typer.Option(help="JSONL file for questions, answers and contexts as Ragas reads them.")
    ] = None,
    sample: Annotated[int | None, typer.Option(min=1, help="Ask this many questions of a set of others.")] = None,
    index: Index = None,
) -> None:
    """Score golden questions, exit 1 when a gate is missed; or measure on a question set that others made."""
    from assistant.surfaces.cli import evaluate as command
    from assistant.surfaces.cli import evaluate_set as set_command

    files = command.Files(report, baseline, ragas)
    if questions is not None and set_command.is_set(questions):
        if files != command.Files() or failures or totals_only:
            raise UsageError("--report, --baseline, --failures, --totals-only and --ragas are for golden questions")
        raise typer.Exit(set_command.evaluate_set(questions, index, sample))
    if sample is not None:
        raise UsageError("--sample is for a set that others made; golden questions are all asked")
    raise typer.Exit(
        command.evaluate(questions, _opening(context, index), files, show_failures=failures, totals_only=totals_only)
    )


@app.command(epilog="Example: archway doctor")
def doctor(index: Index = None) -> None:
    """Check packages, model, index and LLM; say how to mend each fault."""
    from assistant.surfaces.cli import doctor as command

    raise typer.Exit(command.doctor(index))


def add_extensions(wanted: str = "") -> None:
    """Add the commands and groups of commands of other packages.

    None when `wanted` is there already, and that one alone when another package has it: importing the rest would delay it.
    """
    known = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    known |= {group.name for group in app.registered_groups}
    if wanted in known:
        return
    extensions = [extension for extension in entry_points(group="archway.commands") if extension.name not in known]
    for extension in [entry for entry in extensions if entry.name == wanted] or extensions:
        command = extension.load()
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=extension.name)
        else:
            app.command(extension.name)(command)


def main() -> None:
    """Entry point of the `archway` command.

    The model libraries make millions of objects that live as long as the process: collecting garbage among them at every
    700th, and once more at the end, costs a second of a seven-second start, so it is done rarely and not at the end.
    """
    gc.set_threshold(50_000, 20, 100)
    add_extensions(sys.argv[1] if len(sys.argv) > 1 else "")
    try:
        app()
    finally:
        gc.freeze()


def _opening(context: typer.Context, index: Path | None) -> Callable[[], Archway]:
    """Opens the assistant that a command asks: the context's own where its caller gave one, else the index's."""

    def open_archway() -> Archway:
        from assistant.wiring import Archway

        return context.obj if isinstance(context.obj, Archway) else Archway.open(index)

    return open_archway


if __name__ == "__main__":
    main()
