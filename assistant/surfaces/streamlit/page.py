"""The script that Streamlit runs for each visitor and each click: header, conversation or welcome, input.

It knows the order of the page and none of its parts' details.
"""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st

from assistant.domain.errors import ArchwayError, IndexMissingError
from assistant.surfaces import service
from assistant.surfaces.service import Assistant
from assistant.surfaces.streamlit.answer_view import render_trouble
from assistant.surfaces.streamlit.conversation import ask_next, exchanges, new_chat, pending, render_conversation
from assistant.surfaces.streamlit.style import apply_style
from assistant.surfaces.streamlit.welcome import render_welcome

log = logging.getLogger(__name__)

PURPOSE = "Answers about AI and ML architecture roles, each sentence with its quote."
ICON = Path(__file__).parent / "icon.svg"
MAX_QUESTION_CHARACTERS = 20_000
"""Keeps a pasted book out of the page; which questions are too long is decided, and said, further in."""


def render() -> None:
    """The whole page."""
    st.set_page_config(page_title="Archway", page_icon=ICON, layout="centered")
    embedded = bool(st.context.is_embedded)
    apply_style(embedded)
    header = st.container()
    assistant = _open()
    typed = st.chat_input(
        "Ask about roles, pay, services or rules",
        key="question",
        max_chars=MAX_QUESTION_CHARACTERS,
        disabled=assistant is None,
    )
    if typed:
        ask_next(typed)
    is_empty = not exchanges() and pending() is None
    if not embedded:
        with header:
            _render_header(with_new_chat=not is_empty)
    if assistant is None:
        return
    if is_empty:
        render_welcome(assistant, embedded)
    else:
        render_conversation(assistant)
        if embedded:
            st.button("New chat", on_click=new_chat, type="tertiary", icon=":material/edit_square:")


def _open() -> Assistant | None:
    """The shared assistant, or None with the page saying what is missing and how to mend it."""
    try:
        with st.spinner("Opening the index and its models"):
            return service.shared().assistant()
    except IndexMissingError as error:
        trouble = ("There is no index yet", str(error))
    except ArchwayError as error:
        trouble = ("Archway cannot answer yet", str(error))
    except Exception:  # a visitor is told that it failed, the log why
        log.exception("Archway could not be opened")
        trouble = ("Archway could not be opened", "The server's log says why; archway doctor checks the installation.")
    render_trouble(*trouble)
    st.button("Try again", icon=":material/refresh:")
    return None


def _render_header(with_new_chat: bool) -> None:
    with st.container(key="header", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.html(
            f'<header class="aw-header"><span class="aw-arch"></span><div><p class="aw-name">Archway</p>'
            f'<p class="aw-purpose">{PURPOSE}</p></div></header>',
            width="content",
        )
        if with_new_chat:
            st.button("New chat", on_click=new_chat, icon=":material/edit_square:")


if __name__ == "__main__":
    render()
