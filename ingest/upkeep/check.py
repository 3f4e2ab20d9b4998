"""Every check of a corpus in one call. What each looks for is in the module of its family."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.domain.errors import UsageError
from ingest.upkeep import dates, documents, figure_form, figures, glossary, headings, names, sources, statements
from ingest.upkeep.corpus_view import CorpusView
from ingest.upkeep.findings import Finding, Severity
from ingest.upkeep.read_view import read_view

Check = Callable[[CorpusView], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    sources.unknown_sources,
    sources.unused_sources,
    dates.impossible_dates,
    dates.dates_out_of_order,
    dates.overdue_reviews,
    names.names_out_of_use,
    statements.contradictions,
    statements.repeated_statements,
    statements.repeated_ids,
    headings.broken_links,
    headings.empty_headings,
    headings.repeated_headings,
    glossary.unmentioned_entities,
    glossary.unmentioned_terms,
    glossary.ambiguous_names,
    glossary.undated_endings,
    glossary.renames_out_of_step,
    glossary.nameless_subjects,
    figures.differing_figures,
    figures.missing_values,
    figure_form.foreign_forms,
    documents.front_matter_faults,
    documents.untagged_statements,
    documents.unusual_lengths,
    documents.template_text,
)


@dataclass(frozen=True, slots=True)
class Counts:
    """What was looked at, and what was found."""

    documents: int
    statements: int
    facts: int
    terms: int
    sources: int
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Findings by file and line, each once, and the counts."""

    findings: tuple[Finding, ...]
    counts: Counts


def check_corpus(paths: Sequence[Path], today: date) -> CheckReport:
    """Look at everything below `paths` as it stands on `today`.

    Raises UsageError for a path that does not exist or holds no corpus file; mistakes in files are findings.
    """
    view = read_view(paths, today)
    if not view.files and not view.findings:
        raise UsageError(
            f"{', '.join(str(path) for path in paths)}: no corpus file there. Give a folder of .md and .yaml files."
        )
    found = {*view.findings, *(finding for check in CHECKS for finding in check(view))}
    findings = tuple(sorted(found, key=lambda finding: finding.order))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    counts = Counts(
        documents=len(view.pages),
        statements=sum(len(page.statements) for page in view.pages),
        facts=len(view.facts),
        terms=len(view.terms),
        sources=len(view.sources),
        errors=errors,
        warnings=len(findings) - errors,
    )
    return CheckReport(findings, counts)
