"""`archway ingest`: registered as a command of `archway` through the distribution's entry points."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import read_settings
from assistant.wiring import text_encoder
from ingest.build_index import Progress, Report
from ingest.build_index import ingest as build
from ingest.generations import exclusive


def ingest(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files and folders (default: corpus/).")] = None,
    index: Annotated[Path | None, typer.Option("--index", help="Folder of the index.")] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Take nothing over from the generation in use.")] = False,
) -> None:
    """Build or refresh an index from files and folders.

    Example: archway ingest corpus --index .archway/index
    """
    settings = read_settings(index=index)
    with _progress() as show:
        show("encoder", 0, 1)
        with exclusive(settings.index):
            encoder = text_encoder(settings.index, settings, make_graph=True)
        show("encoder", 1, 1)
        report = build(
            paths or [settings.corpus],
            settings.index,
            encoder,
            model_name=settings.embedding_model,
            rebuild=rebuild,
            on_progress=show,
        )
    print(report_text(report))


def report_text(report: Report) -> str:
    """The report as people read it."""
    lines = [
        f"documents: {len(report.added)} added, {len(report.changed)} changed, {len(report.unchanged)} unchanged, "
        f"{len(report.removed)} removed, {len(report.rejected)} rejected"
    ]
    lines += [f"  rejected {r.shown}: {r.reason}" for r in report.rejected]
    state = "new generation" if report.switched else "nothing changed, generation"
    lines.append(
        f"{state} {report.generation}: {report.passages} passages ({report.embedded} embedded now), {report.units} units, "
        f"{report.facts} facts in {report.seconds:.1f} s"
    )
    return "\n".join(lines)


@contextmanager
def _progress() -> Iterator[Progress]:
    """Progress bars on stderr, one a stage; a log without a terminal gets a line a stage."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    console = Console(stderr=True)
    bars = Bars(TextColumn("{task.description:>14}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console)
    tasks: dict[str, object] = {}

    def show(stage: str, done: int, total: int) -> None:
        if not console.is_terminal:
            if stage not in tasks:
                tasks[stage] = stage
                print(f"{stage} …", file=sys.stderr, flush=True)
            return
        if stage not in tasks:
            tasks[stage] = bars.add_task(stage, total=total)
        bars.update(tasks[stage], completed=done, total=total)  # type: ignore[arg-type] # a TaskID where bars are shown

    with bars:
        yield show
