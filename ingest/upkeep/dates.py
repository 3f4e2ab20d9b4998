"""Checks of dates: those of front matter and facts, those in prose, and the review calendar."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.upkeep.corpus_view import CorpusView
from ingest.upkeep.dates_in_text import written_dates
from ingest.upkeep.findings import Finding, Kind, Place, error, warning


def impossible_dates(view: CorpusView) -> Iterator[Finding]:
    """Days that no calendar has, in statements of documents and facts and in definitions."""
    texts = [
        *((statement.unit.text, statement.place) for statement in view.statements()),
        *((row.fact.statement, row.key_place("statement")) for row in view.facts),
        *((row.term.definition, row.key_place("definition")) for row in view.terms),
    ]
    for text, place in texts:
        for written in written_dates(text):
            if not written.exists:
                yield error(Kind.BAD_DATE, place, f"no calendar has {written.text}", "correct the day or the month")


def dates_out_of_order(view: CorpusView) -> Iterator[Finding]:
    """A document or fact that is younger than today, and a review that was due before the document was written."""
    for page in view.pages:
        head = page.head
        if head.as_of:
            yield from _after_today(view, head.as_of.isoformat(), page.key_place("as_of"))
        if head.as_of and head.review_by and head.review_by < head.as_of:
            message = f"`review_by: {head.review_by}` is before `as_of: {head.as_of}`"
            yield error(Kind.BAD_DATE, page.key_place("review_by"), message, "set the day of the next review")
    for row in view.facts:
        if row.fact.as_of:
            yield from _after_today(view, row.fact.as_of.isoformat(), row.key_place("as_of"))


def overdue_reviews(view: CorpusView) -> Iterator[Finding]:
    """Documents whose day of review has passed."""
    for page in view.pages:
        due = page.head.review_by
        if due and due < view.today:
            days = (view.today - due).days
            message = f"the review was due on {due}, {days} {'day' if days == 1 else 'days'} ago"
            fix = "read it against its sources, correct it, then set `as_of` to today and `review_by` ahead"
            yield warning(Kind.OVERDUE_REVIEW, page.key_place("review_by"), message, fix)


def _after_today(view: CorpusView, day: str, place: Place) -> Iterator[Finding]:
    if day > view.today.isoformat():
        message = f"`as_of: {day}` is after today, {view.today}"
        yield error(Kind.BAD_DATE, place, message, "write the day on which it was checked")
