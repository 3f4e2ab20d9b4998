"""Fact by fact: where the corpus states each line of a list of source facts, and what it leaves out.

Bullet lines and table rows of Markdown files are facts; tags such as `[S12]` name the sources, with the ids of the corpus.
Runs of words that a corpus sentence shares with a line are listed too. The exit code is 1 when a line is neither covered
nor excepted. The exceptions file maps a line's id, as the report shows it, or its whole text to a reason.

    python -m benchmarks.coverage FACTS.md [--corpus corpus] [--report FILE.md] [--exceptions FILE.yaml] [--copied 8]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import yaml

from assistant.language.glossary import Glossary
from assistant.language.vocabulary import count_vocabulary
from benchmarks.coverage_match import Cover, Matcher, Verdict
from benchmarks.coverage_read import CopiedRun, SourceLine, copied_runs, placed_units, read_candidates, read_lines, read_units
from benchmarks.coverage_text import Reader
from ingest.corpus import Corpus

_SHOWN_UNITS = 3


def read_exceptions(path: Path | None) -> dict[str, str]:
    """Reasons by line id or text; without a file none. Raises SystemExit for a file of another form."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8")) if path else {}
    if not isinstance(rows, dict) or not all(isinstance(reason, str) and reason.strip() for reason in rows.values()):
        raise SystemExit(f"coverage: {path}: write one `line id or text: reason` on each line")
    return {str(key): reason for key, reason in rows.items()}


def match(lines: Sequence[SourceLine], corpus: Corpus) -> list[Cover]:
    """One cover a line."""
    reader = Reader(Glossary(corpus.terms))
    vocabulary = count_vocabulary(entry.text for entry in corpus.inputs)
    matcher = Matcher(read_candidates(corpus, reader), reader, vocabulary.rarity)
    return [matcher.cover(line.claim, line.heading, line.sources) for line in lines]


def report(lines: Sequence[SourceLine], covers: Sequence[Cover], runs: Sequence[CopiedRun], excepted: dict[str, str]) -> str:
    """The result as Markdown: counts, the lines that are not covered, the copied runs, then every line with its units."""
    parts = ["# Coverage of source facts", "", _counts(lines, covers, excepted), ""]
    for verdict in (Verdict.MISSING, Verdict.PARTLY, Verdict.COVERED):
        parts += [f"## {verdict.capitalize()}", ""]
        for line, cover in zip(lines, covers, strict=True):
            if cover.verdict is verdict:
                parts += _entry(line, cover, reason(line, excepted))
    parts += ["## Runs of the same words", ""]
    parts += [f"- {run.place} and {run.line.path}:{run.line.number}: {run.words}" for run in runs]
    return "\n".join(parts) + "\n"


def _entry(line: SourceLine, cover: Cover, excuse: str) -> list[str]:
    tags = " ".join(line.sources)
    rows = [f"- `{line.id}` {line.path}:{line.number} {cover.share:.0%} {line.text} ({tags})"]
    rows += [f"  - excepted: {excuse}"] if excuse else []
    rows += [f"  - not found: {', '.join(cover.unfound)}"] if cover.unfound else []
    rows += ["  - units without one of the line's sources"] if cover.elsewhere else []
    return rows + [f"  - {unit.place}: {unit.text}" for unit in cover.units[:_SHOWN_UNITS]]


def _counts(lines: Sequence[SourceLine], covers: Sequence[Cover], excepted: dict[str, str]) -> str:
    counts = Counter(cover.verdict for cover in covers)
    excused = sum(c.verdict is not Verdict.COVERED and bool(reason(li, excepted)) for li, c in zip(lines, covers, strict=True))
    shown = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict)
    return f"{len(lines)} lines: {shown}; {excused} of the last two kinds excepted."


def reason(line: SourceLine, excepted: dict[str, str]) -> str:
    """Why a line need not be in the corpus, or ""."""
    return excepted.get(line.id) or excepted.get(line.text, "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description="Where the corpus states each line of a list of source facts.")
    parser.add_argument("facts", nargs="+", type=Path, help="Markdown files, or folders of them")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--report", type=Path, help="write every verdict with its units to this Markdown file")
    parser.add_argument("--exceptions", type=Path, help="YAML file: line id or text, and why it may stay out")
    parser.add_argument("--copied", type=int, default=8, help="list runs of this many words or more (default 8)")
    given = parser.parse_args(arguments)
    lines = read_lines(given.facts)
    excepted = read_exceptions(given.exceptions)
    corpus = read_units(given.corpus)
    covers = match(lines, corpus)
    runs = copied_runs(lines, ((place, unit.text) for unit, place in placed_units(corpus)), given.copied)
    if given.report:
        given.report.write_text(report(lines, covers, runs, excepted), encoding="utf-8")
    print(_counts(lines, covers, excepted))
    print(f"{len(runs)} runs of {given.copied} or more words shared with a line")
    open_lines = [(line, c) for line, c in zip(lines, covers, strict=True) if c.verdict is not Verdict.COVERED]
    open_lines = [(line, cover) for line, cover in open_lines if not reason(line, excepted)]
    for line, cover in open_lines:
        print(f"{cover.verdict} {line.id} {line.path}:{line.number}: {', '.join(cover.unfound[:8])}")
    return 1 if open_lines else 0


if __name__ == "__main__":
    sys.exit(main())
