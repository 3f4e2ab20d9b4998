"""Checks of names out of use: a former or retired name in a statement that does not say so.

A word of ending nearby is taken for the notice; whether the sentence is right is not judged. An end that came after the text
was written is a warning: the text was right, and its review is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.domain.passages import UnitKind
from assistant.domain.questions import Mention
from assistant.language.endings import tells_ending
from ingest.upkeep.corpus_view import CorpusView, Page, Statement
from ingest.upkeep.findings import Finding, Kind, Place, error, warning

_LIMIT = re.compile(r"\b(?:until|before)(?= [\w ]{0,20}\d)", re.IGNORECASE)
"""A last day tells an ending too."""


def names_out_of_use(view: CorpusView) -> Iterator[Finding]:
    """Former names and retired subjects without a notice, in documents, facts and definitions."""
    retired = _retired_terms(view)
    for page in view.pages:
        yield from _on_page(page, view, retired)
    for row in view.facts:
        past = row.fact.valid_until is not None and row.fact.valid_until < view.today
        if row.fact.status not in {"retired", "renamed"} and not past:
            context = " ".join((row.fact.subject, row.fact.attribute, row.fact.variant, row.fact.value, row.fact.statement))
            yield from _former(row.mentions, context, row.key_place("statement"), view, row.fact.as_of)
    for number, term in enumerate(view.terms):
        own = " ".join((term.term.name, *term.term.aliases)).casefold()
        mentions = tuple(m for m in term.mentions if m.term != number and m.surface.casefold() not in own)
        yield from _former(mentions, term.term.definition, term.key_place("definition"), view, None)


def _on_page(page: Page, view: CorpusView, retired: dict[int, date | None]) -> Iterator[Finding]:
    title_terms = {mention.term for mention in view.glossary.find(page.document.title)}
    lead = page.statements[0].unit.text if page.statements else ""
    ending_title = _ends(f"{page.document.title} {lead}")
    told: set[tuple[tuple[str, ...], int]] = set()
    for statement in page.statements:
        if _ends(_around(statement)):
            told |= {(statement.section, mention.term) for mention in statement.mentions}
    for statement in page.statements:
        context = _around(statement)
        yield from _former(statement.mentions, context, statement.place, view, page.document.as_of)
        for mention in statement.mentions:
            known = (statement.section, mention.term) in told or (ending_title and mention.term in title_terms)
            if mention.term in retired and not mention.former and not known and not _ends(context):
                end = retired[mention.term]
                message = f"`{mention.surface}` was retired{f' on {end}' if end else ''}, and nothing near says so"
                fix = "say in this sentence or section that it ended and what takes its place"
                report = warning if _came_later(end, page.document.as_of) else error
                yield report(Kind.NAME_OUT_OF_USE, statement.place, message, fix)


def _former(
    mentions: tuple[Mention, ...], context: str, place: Place, view: CorpusView, written: date | None
) -> Iterator[Finding]:
    ended = [mention for mention in mentions if mention.former and _out_of_use(mention, view)]
    if not ended or _ends(context):
        return
    current = {mention.term for mention in view.glossary.find(context) if not mention.former}
    for mention in ended:
        if mention.term not in current:
            name = view.terms[mention.term].term.name
            message = f"`{mention.surface}` is a former name of `{name}`, and nothing near says so"
            known = view.glossary.former_name(mention)
            report = warning if known is not None and _came_later(known.until, written) else error
            yield report(Kind.NAME_OUT_OF_USE, place, message, f"write `{name}`, or “{name}, formerly {mention.surface}”")


def _came_later(end: date | None, written: date | None) -> bool:
    return end is not None and written is not None and end > written


def _out_of_use(mention: Mention, view: CorpusView) -> bool:
    """False for a name whose last day is still to come."""
    known = view.glossary.former_name(mention)
    return known is None or known.until is None or known.until < view.today


def _retired_terms(view: CorpusView) -> dict[int, date | None]:
    """Terms that ended by today, with the day where it is known. A retired beta or version retires no term that lives on."""
    stated = [(view.term_called(row.fact.subject), row.fact) for row in view.facts if row.fact.attribute == "status"]
    alive = {term for term, fact in stated if fact.status != "retired"}
    return {
        term: fact.valid_from
        for term, fact in stated
        if term >= 0 and term not in alive and not fact.variant and (fact.valid_from is None or fact.valid_from <= view.today)
    }


def _around(statement: Statement) -> str:
    """The statement with its list's lead, its headings, its table's columns and its document's title."""
    unit = statement.unit
    columns = unit.columns if unit.kind is UnitKind.ROW else ()
    return ". ".join((statement.title, *statement.section, unit.lead_text, *columns, unit.text))


def _ends(text: str) -> bool:
    return tells_ending(text) or _LIMIT.search(text) is not None
