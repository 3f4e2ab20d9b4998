"""The sources below an answer: one row a citation, closed at first, with the way into its document."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

import streamlit as st

from assistant.domain.answers import Citation
from assistant.surfaces.service import Assistant
from assistant.surfaces.streamlit.document_panel import show_document
from assistant.surfaces.streamlit.markers import card_html, details_html
from assistant.surfaces.streamlit.sanitise import readable_quote, safe_html, safe_label

MAX_LABEL_CHARACTERS = 64
"""About one line beside a title."""


def render_sources(assistant: Assistant, turn: str, citations: Sequence[Citation]) -> None:
    """The heading, the cards that markers open, and the rows. Nothing for an answer without citations."""
    if not citations:
        return
    cards = "".join(card_html(turn, citation) for citation in citations)
    with st.container(key=f"sources-{turn}", gap=None):
        st.html(f'<h3 class="aw-label">{_count(citations)}</h3>{cards}')
        for citation in citations:
            _render_row(assistant, turn, citation)


def _render_row(assistant: Assistant, turn: str, citation: Citation) -> None:
    with st.expander(_row_label(citation)):
        st.html(details_html(citation))
        if st.button("Show in document", key=f"document-{turn}-{citation.n}", icon=":material/menu_book:"):
            show_document(assistant, citation)


def _row_label(citation: Citation) -> str:
    """`1  Title  Section`, the section muted; the quote's beginning where there is none to tell rows apart."""
    label = f"**{citation.n}** \u2002 {safe_label(citation.title)}"
    section = citation.section if citation.section != citation.title else ""
    told = section or shorten(readable_quote(citation.quote), MAX_LABEL_CHARACTERS, placeholder=" …")
    return f"{label} \u2002 :gray[{safe_label(told)}]" if told else label


def _count(citations: Sequence[Citation]) -> str:
    """`4 quotes from 2 documents`."""
    documents = len({citation.document_id for citation in citations})
    quotes = "1 quote" if len(citations) == 1 else f"{len(citations)} quotes"
    return safe_html(f"{quotes} from {'1 document' if documents == 1 else f'{documents} documents'}")
