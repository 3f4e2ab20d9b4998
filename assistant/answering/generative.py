"""Let a language model compose from the evidence, and keep only what passes the verification of quoted sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.prompts import NO_ANSWER, SYSTEM, build_prompt
from assistant.answering.statements import Statement
from assistant.answering.verify import follows, markers, opens_with_support, unsupported
from assistant.domain.errors import LanguageModelError
from assistant.domain.evidence import Evidence
from assistant.domain.ports import LanguageModel, TokenCounter
from assistant.domain.questions import Question
from assistant.language.markup import readable
from assistant.language.sentences import split_sentences

EVIDENCE_UNITS = 24
UNREACHABLE = "The language model could not be used"
"""How the notice begins when the model itself failed, as opposed to what it wrote."""
_INSTEAD = "these are the quoted statements instead."
_TRAILING = re.compile(r"(?:\s*\[\d+\])+[.!?]?")
_BULLET = re.compile(r"\s*(?:[-*•]|\d+\.)\s+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Verified statements; empty with a `fault` for the reader when the model could not be used."""

    statements: tuple[Statement, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Composer:
    """Composes with a model under verification; never raises for the model's faults."""

    model: LanguageModel
    counter: TokenCounter
    max_prompt_tokens: int

    @property
    def name(self) -> str:
        """The model's name."""
        return self.model.name

    def compose(self, question: Question, evidence: Sequence[Evidence]) -> Outcome:
        """Statements that the evidence supports. A fault, or nothing left after verification, gives none."""
        prompt, numbered = build_prompt(question, evidence[:EVIDENCE_UNITS], self.counter.count, self.max_prompt_tokens)
        if not numbered:
            return Outcome((), f"No evidence fits the language model's prompt budget; {_INSTEAD}")
        try:
            reply = self.model.complete(SYSTEM, prompt)
        except LanguageModelError as error:
            return Outcome((), f"{UNREACHABLE} ({error}); {_INSTEAD}")
        if not reply.strip():
            return Outcome((), f"The language model wrote nothing; {_INSTEAD}")
        if reply.strip().startswith(NO_ANSWER):
            return Outcome((), f"The language model found no answer in the evidence; {_INSTEAD}")
        statements = verified(reply, numbered)
        if not statements:
            return Outcome((), f"The language model's text did not pass verification; {_INSTEAD}")
        return Outcome(statements)


def verified(reply: str, numbered: Sequence[Evidence]) -> tuple[Statement, ...]:
    """The sentences of a reply that carry valid markers and whose numbers, names and words their quotes hold."""
    kept: list[Statement] = []
    for line in reply.splitlines():
        bullet = _BULLET.match(line)
        for sentence in cited_sentences(line[bullet.end() :] if bullet else line):
            cited = list(dict.fromkeys(markers(sentence)))
            if not cited or any(not 1 <= n <= len(numbered) for n in cited):
                continue
            evidence = tuple(numbered[n - 1] for n in cited)
            text = readable(re.sub(r"\s*\[\d+\]", "", sentence)).strip()
            if text and _holds(text, evidence):
                kept.append(Statement(_closed(text), evidence, bullet=bullet is not None))
    return tuple(kept)


def cited_sentences(text: str) -> list[str]:
    """Sentences with the markers that follow them, whether before or behind the full stop."""
    sentences: list[str] = []
    for span in split_sentences(text):
        piece = text[span.start : span.end]
        leading = _TRAILING.match(piece)
        if leading is not None and sentences:
            sentences[-1] += " " + leading.group().strip()
            piece = piece[leading.end() :].strip()
        if piece:
            sentences.append(piece)
    return sentences


def _holds(text: str, evidence: Sequence[Evidence]) -> bool:
    """True when the exact quotes, not only their readable forms, hold what the text says: a row's quote lacks its headers."""
    quotes = [e.document.text[e.unit.span.start : e.unit.span.end] for e in evidence]
    if unsupported(text, quotes) or not opens_with_support(text, quotes):
        return False
    return follows(text, [*quotes, *(e.unit.text for e in evidence)])


def _closed(text: str) -> str:
    """The text with a full stop where it has no closing mark, so that the next sentence does not run into it."""
    return text if text[-1] in ".!?:;…\"'”’)" else f"{text}."
