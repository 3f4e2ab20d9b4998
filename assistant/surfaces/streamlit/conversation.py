"""The conversation of one visitor: what was asked and answered, and the asking of the next question.

It lives in `st.session_state` and nowhere else. Failed questions stay on the page but are not part of the
history that the next question is asked with.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from assistant.domain.answers import Answer
from assistant.domain.conversation import Turn
from assistant.domain.errors import ArchwayError
from assistant.surfaces.service import Assistant
from assistant.surfaces.streamlit.answer_view import render_answer, render_next, render_question, render_trouble
from assistant.surfaces.streamlit.style import arrive

log = logging.getLogger(__name__)

STAGES = {
    "condense": "Reading the question",
    "retrieve": "Searching the corpus",
    "rerank": "Weighing the closest passages",
    "answer": "Composing from quotes",
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer, or the message that says why there is none."""

    question: str
    answer: Answer | None
    trouble: str = ""


def exchanges() -> list[Exchange]:
    """The visitor's conversation, oldest first."""
    kept: list[Exchange] = st.session_state.setdefault("exchanges", [])
    return kept


def pending() -> str | None:
    """The question in line, kept until it is answered so that an interrupted run asks it again."""
    question: str | None = st.session_state.get("pending")
    return question


def ask_next(question: str) -> None:
    """Put a question in line for this run of the page."""
    st.session_state["pending"] = question


def new_chat() -> None:
    """Forget the conversation. The chat's number moves on, so that no widget of the old one is taken over."""
    st.session_state["exchanges"] = []
    st.session_state["pending"] = None
    st.session_state["chat"] = _chat() + 1


def render_conversation(assistant: Assistant) -> None:
    """Everything said so far, then the question in line with its progress and its answer."""
    said = exchanges()
    question = pending()
    for position, exchange in enumerate(said):
        is_last = question is None and position == len(said) - 1
        _render_exchange(assistant, position, exchange, is_last=is_last)
    if question is None:
        return
    render_question(question)
    exchange = _ask(assistant, question, history(said))
    said.append(exchange)
    st.session_state["pending"] = None
    _render_outcome(assistant, len(said) - 1, exchange, is_last=True)


def history(said: Sequence[Exchange]) -> tuple[Turn, ...]:
    """The turns that the next question is asked with, oldest first."""
    turns: list[Turn] = []
    for exchange in said:
        if exchange.answer is not None:
            turns += [Turn("user", exchange.question), Turn("assistant", exchange.answer.answer)]
    return tuple(turns)


def _render_exchange(assistant: Assistant, position: int, exchange: Exchange, *, is_last: bool) -> None:
    render_question(exchange.question)
    _render_outcome(assistant, position, exchange, is_last=is_last)


def _render_outcome(assistant: Assistant, position: int, exchange: Exchange, *, is_last: bool) -> None:
    turn = f"{_chat()}-{position}"
    if exchange.answer is None:
        render_trouble("This question was not answered", exchange.trouble)
    else:
        render_answer(assistant, turn, exchange.answer)
        if is_last:
            render_next(turn, exchange.answer, ask_next)
    if is_last:
        arrive(turn, _summary(exchange))


def _ask(assistant: Assistant, question: str, turns: Sequence[Turn]) -> Exchange:
    """Ask while naming each stage. Every fault becomes a message; what nobody foresaw goes to the log."""
    place = st.empty()
    status = place.status(STAGES["condense"], type="compact")

    def on_stage(stage: str) -> None:
        status.update(label=STAGES.get(stage, "Working"))

    try:
        return Exchange(question, assistant.ask(question, turns, on_stage=on_stage))
    except ArchwayError as error:
        return Exchange(question, None, str(error))
    except Exception:  # the page must outlive any fault of the pipeline
        log.exception("A question failed in a way that has no message of its own")
        return Exchange(question, None, "Something unexpected went wrong. The server's log says more.")
    finally:
        place.empty()


def _summary(exchange: Exchange) -> str:
    """What a screen reader is told when an answer has arrived."""
    answer = exchange.answer
    if answer is None:
        return "The question was not answered."
    if answer.abstained:
        return "The corpus does not answer this. Other questions are offered."
    return f"Answer ready, {len(answer.citations)} sources."


def _chat() -> int:
    number: int = st.session_state.setdefault("chat", 0)
    return number
