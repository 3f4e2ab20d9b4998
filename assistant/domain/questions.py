"""A question as understood: what kind of answer it wants and what it names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.errors import QuestionError


class Shape(StrEnum):
    """The form of answer that a question asks for."""

    DEFINITION = "definition"
    FIGURE = "figure"
    LIST = "list"
    COMPARISON = "comparison"
    YES_NO = "yes-no"
    TIME = "time"
    HOW = "how"
    WHY = "why"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Mention:
    """A glossary term in a question: which one, the words used, where they stand, and whether that name is out of use."""

    term: int
    surface: str
    start: int
    end: int
    former: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """`asked` is what the user wrote, `text` what is answered (manners set aside, spelling corrected).

    `search_text` adds the names that the question's terms go by; `terms` are its content stems; `unknown_names` are names
    that neither corpus nor glossary knows; `own` are the mentions in what the user wrote, which for a follow-up are not all;
    `level` is a level of seniority, or ""; `attributes` are the attributes of typed facts that the question asks for,
    `years` the years of experience that it names;
    `max_words` is the room for its answer, 0 for what its shape takes, `max_sentences` what the user allows, 0 for any.
    """

    text: str
    asked: str
    search_text: str
    shape: Shape
    terms: tuple[str, ...]
    mentions: tuple[Mention, ...] = ()
    own: tuple[Mention, ...] = ()
    unknown_names: tuple[str, ...] = ()
    figures: frozenset[float] = frozenset()
    level: str = ""
    attributes: tuple[str, ...] = ()
    years: int | None = None
    max_words: int = 0
    max_sentences: int = 0


def checked(question: str, most: int) -> str:
    """The question without lone surrogates, which no encoder takes. Raises QuestionError for what is no question or has more
    than `most` characters."""
    if not question.strip():
        raise QuestionError("The question is empty. Ask something like: What does an AI/ML solutions architect do?")
    if len(question) > most:
        raise QuestionError(f"The question has {len(question):,} characters; at most {most:,} are read. Shorten it.")
    if not any(c.isalnum() for c in question):
        raise QuestionError("The question holds no words. Ask in words, for instance: What is an AI architect?")
    return question.encode("utf-8", "replace").decode("utf-8")
