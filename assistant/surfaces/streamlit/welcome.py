"""The empty page: how Archway answers, in one sentence, and questions to start with."""

from __future__ import annotations

import streamlit as st

from assistant.domain.answers import Suggestion
from assistant.surfaces.service import Assistant
from assistant.surfaces.streamlit.conversation import ask_next
from assistant.surfaces.streamlit.sanitise import safe_html, safe_label
from assistant.surfaces.streamlit.style import arrive

AUDIENCES = {
    "Hiring manager": "For hiring managers",
    "Candidate": "For candidates",
    "Portal team": "For the portal team",
}
"""Headings; an audience that is not listed is shown by its own name."""


def render_welcome(assistant: Assistant, embedded: bool) -> None:
    """Greeting and suggested questions, a column for each kind of user; columns stack on a narrow screen."""
    documents = f"{assistant.documents:,} document" + ("" if assistant.documents == 1 else "s")
    st.html(
        '<section class="aw-welcome aw-top"><h1>What would you like to know about AI&nbsp;architects?</h1>'
        f"<p>Archway answers only from its own corpus of {safe_html(documents)}. Every sentence carries the quote it "
        "rests on, and where the corpus says nothing, Archway says so.</p></section>"
    )
    arrive("welcome")
    groups = _by_audience(assistant.suggestions())
    if not groups:
        return
    with st.container(key="suggestions"):
        columns = [st.container() for _ in groups] if embedded else st.columns(len(groups), gap="medium")
        for column, (audience, suggestions) in zip(columns, groups.items(), strict=True):
            with column, st.container(gap="xsmall"):
                _render_group(audience, suggestions)


def _render_group(audience: str, suggestions: list[Suggestion]) -> None:
    st.html(f'<h2 class="aw-label">{safe_html(AUDIENCES.get(audience, audience))}</h2>')
    for position, suggestion in enumerate(suggestions):
        st.button(
            safe_label(suggestion.question),
            key=f"suggestion-{audience}-{position}",
            on_click=ask_next,
            args=(suggestion.question,),
            width="stretch",
        )


def _by_audience(suggestions: tuple[Suggestion, ...]) -> dict[str, list[Suggestion]]:
    """Suggestions by audience, both in the order given."""
    groups: dict[str, list[Suggestion]] = {}
    for suggestion in suggestions:
        groups.setdefault(suggestion.audience, []).append(suggestion)
    return groups
