"""The domain's answers as the JSON objects that other programs rely on, field for field and in the contract's order.

Shared by the HTTP interface and the command line, so that both say the same. Nothing here knows where the
objects go, and nothing is left out or rounded for a reader's sake: that is the reader's to do.
"""

from __future__ import annotations

import json
from datetime import date

from assistant.domain.answers import Answer, Chart, Citation, Notice, SourceReference, Table, Timings
from assistant.domain.passages import Document, ScoredPassage

SECTION_SEPARATOR = " › "
"""Joins the headings above a passage, from the outermost one in."""


def answer_to_dict(answer: Answer) -> dict[str, object]:
    """The answer object. Fields may be added at the end and never move, so that line-based diffs stay readable."""
    return {
        "id": answer.id,
        "status": answer.status,
        "answer": answer.answer,
        "abstained": answer.abstained,
        "reason": answer.reason,
        "citations": [citation_to_dict(citation) for citation in answer.citations],
        "notices": [notice_to_dict(notice) for notice in answer.notices],
        "tables": [table_to_dict(table) for table in answer.tables],
        "charts": [chart_to_dict(chart) for chart in answer.charts],
        "followups": list(answer.followups),
        "engine": answer.engine,
        "timings_ms": timings_to_dict(answer.timings_ms),
        "confidence": answer.confidence,
    }


def citation_to_dict(citation: Citation) -> dict[str, object]:
    """One citation; `start` and `end` count Unicode code points of the document's text, `end` exclusive."""
    return {
        "n": citation.n,
        "document_id": citation.document_id,
        "title": citation.title,
        "section": citation.section,
        "source_path": citation.source_path,
        "url": citation.url,
        "as_of": _day(citation.as_of),
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "sources": [_source_to_dict(source) for source in citation.sources],
    }


def notice_to_dict(notice: Notice) -> dict[str, object]:
    """One remark beside an answer; `citations` are citation numbers."""
    return {"kind": notice.kind, "text": notice.text, "citations": list(notice.citations)}


def table_to_dict(table: Table) -> dict[str, object]:
    """One comparison; `citations` runs parallel to `rows`."""
    return {
        "caption": table.caption,
        "columns": list(table.columns),
        "rows": [list(row) for row in table.rows],
        "citations": [list(numbers) for numbers in table.citations],
    }


def chart_to_dict(chart: Chart) -> dict[str, object]:
    """One chart; the specification becomes an object again, as readers expect of `vega_lite`."""
    return {"vega_lite": json.loads(chart.vega_lite), "alt": chart.alt, "citations": list(chart.citations)}


def timings_to_dict(timings: Timings) -> dict[str, float]:
    """Milliseconds by stage."""
    return {
        "condense": timings.condense,
        "retrieve": timings.retrieve,
        "rerank": timings.rerank,
        "answer": timings.answer,
        "total": timings.total,
    }


def scored_passage_to_dict(scored: ScoredPassage) -> dict[str, object]:
    """One search result, in the shape that `archway search --json` prints too."""
    return {
        "passage_id": scored.passage.id,
        "document_id": scored.document.id,
        "source_path": scored.document.source_path,
        "title": scored.document.title,
        "section": SECTION_SEPARATOR.join(scored.passage.section),
        "text": scored.passage.text,
        "score": scored.score,
    }


def document_to_dict(document: Document) -> dict[str, object]:
    """One document with its whole text, the text that every citation's offsets count in."""
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind,
        "source_path": document.source_path,
        "entities": list(document.entities),
        "as_of": _day(document.as_of),
        "review_by": _day(document.review_by),
        "sources": list(document.sources),
        "text": document.text,
    }


def _source_to_dict(source: SourceReference) -> dict[str, object]:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "checked": source.checked,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
