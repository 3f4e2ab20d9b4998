"""The panel that shows a quote in its document: the whole text as it was indexed, the quote marked.

The text is shown as the file holds it, mark-up and all, because that is what a citation's offsets count in
and what a reader may want to compare with the file.
"""

from __future__ import annotations

import streamlit as st

from assistant.domain.answers import Citation
from assistant.domain.passages import Document
from assistant.surfaces.service import Assistant
from assistant.surfaces.streamlit.markers import long_date
from assistant.surfaces.streamlit.sanitise import readable_quote, safe_html, safe_label
from assistant.surfaces.streamlit.style import scheme_class, scroll_to_mark

PANEL_PIXELS = 720
"""About 75 characters a line, and enough of the chat left to see."""
MAX_CHARACTERS_AROUND = 30_000
"""Shown on either side of a quote: more than any file written by hand, and still quick in a browser."""


def show_document(assistant: Assistant, citation: Citation) -> None:
    """Open the panel beside the chat. Escape, the close button and a click outside close it."""
    document = assistant.document(citation.document_id)
    st.dialog(safe_label(citation.title), width=PANEL_PIXELS, position="right")(_render)(document, citation)


def _render(document: Document | None, citation: Citation) -> None:
    if document is None or document.text[citation.start : citation.end] != citation.quote:
        st.html(_changed_html(citation))
        return
    st.html(_document_html(document, citation))
    scroll_to_mark()


def _document_html(document: Document, citation: Citation) -> str:
    first = max(0, citation.start - MAX_CHARACTERS_AROUND)
    last = min(len(document.text), citation.end + MAX_CHARACTERS_AROUND)
    before = safe_html(document.text[first : citation.start])
    after = safe_html(document.text[citation.end : last])
    return (
        f'<div class="aw-panel {scheme_class()}"><p class="aw-meta">{_facts_html(document)}</p>'
        f'<p class="aw-panel-note">Quote {citation.n} is marked, characters {citation.start:,} to {citation.end:,}'
        f" of {len(document.text):,}.</p>"
        f'<div class="aw-document" tabindex="0" role="region" aria-label="Text of the document">'
        f'{"…" if first else ""}{before}<mark class="aw-mark">{safe_html(citation.quote)}</mark>'
        f"{after}{'…' if last < len(document.text) else ''}</div></div>"
    )


def _facts_html(document: Document) -> str:
    """Path and dates of the document."""
    facts = [f'<span class="aw-path">{safe_html(document.source_path)}</span>']
    if document.as_of:
        facts.append(f"<span>As of {long_date(document.as_of)}</span>")
    if document.review_by:
        facts.append(f"<span>Due for review by {long_date(document.review_by)}</span>")
    return "".join(facts)


def _changed_html(citation: Citation) -> str:
    """For an answer older than the index: the quote is shown, and no place is claimed for it."""
    return (
        f'<div class="aw-panel {scheme_class()}"><p>The index has changed since this answer: the document no longer '
        "holds the quote at its place. Ask again to read what it says now.</p>"
        f'<blockquote class="aw-quote">{safe_html(readable_quote(citation.quote))}</blockquote></div>'
    )
