"""One answer on the page: text with markers, notices, tables, charts, sources and what to ask next.

"I don't know" is an answer like the others and looks calm. Nothing here decides what is said or left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import streamlit as st

from assistant.domain.answers import Answer, Chart, Notice, NoticeKind, Table
from assistant.surfaces.service import Assistant
from assistant.surfaces.streamlit.markers import marker_for, markers_html
from assistant.surfaces.streamlit.sanitise import Marker, readable_quote, safe_html, safe_label, safe_markdown
from assistant.surfaces.streamlit.sources import render_sources

NOTICE_TITLES: dict[NoticeKind, str] = {
    "premise": "About the question",
    "disagreement": "Sources disagree",
    "outdated": "May be out of date",
    "retired": "Retired",
    "scope": "Scope",
}

_COMMAND = re.compile(r"(archway (?:ingest|doctor|serve)(?: --[a-z]+(?: [^\s-]\S*[^\s.])?)*)")
"""A command in a message, with its flags and without the stop of its sentence."""

AskNext = Callable[[str], None]
"""Puts a question in line, as if it had been typed."""


def render_answer(assistant: Assistant, turn: str, answer: Answer) -> None:
    """The answer without its follow-ups, which only the latest answer offers."""
    marker = marker_for(turn, answer.citations)
    if answer.abstained:
        _render_unknown(answer)
    else:
        _render_notices([notice for notice in answer.notices if notice.kind == "premise"], marker)
        _render_text(turn, answer, marker)
    for table in answer.tables:
        st.html(_table_html(table, marker))
    for chart in answer.charts:
        _render_chart(chart)
    after = [notice for notice in answer.notices if answer.abstained or notice.kind != "premise"]
    _render_notices(after, marker)
    render_sources(assistant, turn, answer.citations)


def render_next(turn: str, answer: Answer, ask_next: AskNext) -> None:
    """Buttons with questions that the corpus can answer; nothing where the answer offers none."""
    if not answer.followups:
        return
    title = "Questions it can answer" if answer.abstained else "Ask next"
    with st.container(key=f"next-{turn}", gap="xsmall"):
        st.html(f'<h3 class="aw-label">{title}</h3>')
        for position, question in enumerate(answer.followups):
            key = f"next-{turn}-{position}"
            st.button(safe_label(question), key=key, on_click=ask_next, args=(question,), width="stretch")


def render_question(question: str) -> None:
    """What the reader asked, as plain text with its line breaks."""
    st.html(f'<div class="aw-question"><h2>{safe_html(question)}</h2></div>')


def render_trouble(title: str, message: str) -> None:
    """Something that the reader can mend: what happened, with the command that mends it set apart."""
    said = _COMMAND.sub(r"<code>\1</code>", safe_html(message).replace("`", ""))
    st.html(f'<section class="aw-trouble" role="alert"><h3>{safe_html(title)}</h3><p>{said}</p></section>')


def _render_text(turn: str, answer: Answer, marker: Marker) -> None:
    if answer.status == "partial":
        reason = f" {safe_html(answer.reason)}" if answer.reason else ""
        st.html(f'<p class="aw-partial"><strong>Answered in part.</strong>{reason}</p>')
    with st.container(key=f"answer-{turn}"):
        st.markdown(safe_markdown(answer.answer, marker), unsafe_allow_html=True, anchors=False)


def _render_unknown(answer: Answer) -> None:
    reason = safe_html(answer.reason or "")
    said = safe_html(readable_quote(answer.answer)) or "I don't know."
    st.html(f'<section class="aw-unknown"><h3>{said}</h3><p>{reason}</p></section>')


def _render_notices(notices: list[Notice], marker: Marker) -> None:
    if notices:
        st.html("".join(_notice_html(notice, marker) for notice in notices))


def _notice_html(notice: Notice, marker: Marker) -> str:
    return (
        f'<div class="aw-notice aw-{notice.kind}" role="note"><strong>{NOTICE_TITLES[notice.kind]}</strong> '
        f"{safe_html(readable_quote(notice.text))}{markers_html(notice.citations, marker)}</div>"
    )


def _table_html(table: Table, marker: Marker) -> str:
    """A table with caption, row headers and a last column of markers; wide ones scroll inside their frame."""
    cited = any(table.citations)
    heads = "".join(f'<th scope="col">{safe_html(readable_quote(column))}</th>' for column in table.columns)
    heads += '<th scope="col" class="aw-cited">Source</th>' if cited else ""
    rows = ""
    for position, row in enumerate(table.rows):
        cells = [safe_html(readable_quote(cell)) for cell in row]
        first, rest = (cells[0], cells[1:]) if cells else ("", [])
        rows += f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest)
        if cited:
            numbers = table.citations[position] if position < len(table.citations) else ()
            rows += f'<td class="aw-cited">{markers_html(numbers, marker)}</td>'
        rows += "</tr>"
    caption = safe_html(table.caption)
    return (
        f'<div class="aw-table" role="region" tabindex="0" aria-label="{caption}"><table><caption>{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _render_chart(chart: Chart) -> None:
    """The chart with its text alternative beneath, which is all that shows where the specification is unusable."""
    try:
        specification = json.loads(chart.vega_lite)
    except json.JSONDecodeError:
        specification = None
    if isinstance(specification, dict):
        st.vega_lite_chart(spec=specification, alt=chart.alt)
    st.html(f'<p class="aw-meta">{safe_html(chart.alt)}</p>')
