"""`archway corpus check` and `archway corpus new`: a group of commands that `archway` finds through an entry point."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assistant.backends.sentence_model import SentenceModel
from assistant.domain.errors import UsageError
from assistant.settings import read_settings
from assistant.wiring import text_encoder
from ingest.build_index import learn_and_keep
from ingest.upkeep.check import CheckReport, Counts, check_corpus
from ingest.upkeep.findings import Finding, Severity
from ingest.upkeep.new_document import new_document

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Keep the corpus in order: find mistakes, start documents.",
)


@app.command(epilog="Example: archway corpus check corpus --errors-only")
def check(
    path: Annotated[Path | None, typer.Argument(help="Folder or file (default: corpus/).")] = None,
    today: Annotated[
        str | None, typer.Option(metavar="DATE", help="Judge dates as of this day (default: ARCHWAY_TODAY or today).")
    ] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print one JSON object: findings and counts.")] = False,
    errors_only: Annotated[bool, typer.Option("--errors-only", help="Leave the warnings out.")] = False,
) -> None:
    """Look for mistakes in documents, facts, glossary and sources; exit 1 when there are errors."""
    settings = read_settings()
    report = check_corpus([path or settings.corpus], _day(today) or settings.today or date.today())
    shown = [finding for finding in report.findings if finding.severity is Severity.ERROR or not errors_only]
    print(_as_json(shown, report.counts) if json_output else report_text(shown, report))
    raise typer.Exit(1 if report.counts.errors else 0)


@app.command(epilog='Example: archway corpus new service "Amazon Bedrock AgentCore"')
def new(
    kind: Annotated[str, typer.Argument(help="Kind of document: a folder of the corpus, or its singular.")],
    title: Annotated[str, typer.Argument(help="The document's title, in quotes.")],
    corpus: Annotated[Path | None, typer.Option("--corpus", help="Folder of the corpus (default: corpus/).")] = None,
) -> None:
    """Start a document from its kind's template."""
    settings = read_settings()
    path = new_document(corpus or settings.corpus, kind, title, settings.today or date.today())
    print(f"{path} written. Replace its hints, then run: archway corpus check")


@app.command(epilog="Example: archway corpus learn corpus")
def learn(
    path: Annotated[Path | None, typer.Argument(help="Folder of the corpus (default: corpus/).")] = None,
    tune: Annotated[
        bool, typer.Option("--encoder", help="Tune the encoder's layers to them first: minutes on a graphics card, else a day.")
    ] = False,
) -> None:
    """Learn from readers' questions, and keep it beside them: an ingest is quicker then, and the same everywhere."""
    settings = read_settings()
    encoder = text_encoder(settings.index, settings, make_graph=True)
    model = SentenceModel(settings.embedding_model, allow_download=settings.allow_download) if tune else None
    written = learn_and_keep(path or settings.corpus, settings.index, encoder, settings.embedding_model, model)
    print(f"{' and '.join(map(str, written))} written.")


def report_text(shown: list[Finding], report: CheckReport) -> str:
    """One line a finding, then what was looked at and what was found."""
    counts = asdict(report.counts)
    named = [f"{number} {name if number != 1 else name[:-1]}" for name, number in counts.items()]
    return "\n".join([*map(str, shown), f"{', '.join(named[:5])}: {', '.join(named[5:])}"])


def _as_json(shown: list[Finding], counts: Counts) -> str:
    return json.dumps(
        {"findings": [asdict(finding) for finding in shown], "counts": asdict(counts)}, ensure_ascii=False, indent=2
    )


def _day(today: str | None) -> date | None:
    try:
        return date.fromisoformat(today) if today else None
    except ValueError as error:
        raise UsageError(f"--today {today!r} is no date; write it as 2026-11-20.") from error
