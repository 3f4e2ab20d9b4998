"""Let a language model compose from the evidence, and keep only what passes the verification of quoted sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.prompts import SYSTEM, build_prompt
from assistant.answering.statements import Statement
from assistant.answering.verify import follows, markers, unsupported
from assistant.domain.errors import LanguageModelError
from assistant.domain.evidence import Evidence
from assistant.domain.ports import LanguageModel, TokenCounter
from assistant.domain.questions import Question
from assistant.language.markup import readable
from assistant.language.sentences import split_sentences

EVIDENCE_UNITS = 24
_TRAILING = re.compile(r"(?:\s*\[\d+\])+[.!?]?")


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
        prompt, numbered = build_prompt(
            question, evidence[:EVIDENCE_UNITS], self.counter.count, self.max_prompt_tokens
        )
        try:
            reply = self.model.complete(SYSTEM, prompt)
        except LanguageModelError as error:
            return Outcome((), f"The language model could not be used ({error}); these are the quoted statements instead.")
        statements = verified(reply, numbered)
        if not statements:
            return Outcome((), "The language model's text did not pass verification; these are the quoted statements instead.")
        return Outcome(statements)


def verified(reply: str, numbered: Sequence[Evidence]) -> tuple[Statement, ...]:
    """The sentences of a reply that carry valid markers and whose numbers, names and words their quotes hold."""
    kept: list[Statement] = []
    for line in reply.splitlines():
        bullet = bool(re.match(r"\s*(?:[-*•]|\d+\.)\s+", line))
        body = re.sub(r"^\s*(?:[-*•]|\d+\.)\s+", "", line)
        for sentence in cited_sentences(body):
            cited = [n for n in dict.fromkeys(markers(sentence))]
            if not cited or any(not 1 <= n <= len(numbered) for n in cited):
                continue
            evidence = tuple(numbered[n - 1] for n in cited)
            quotes = [e.unit.text for e in evidence]
            text = readable(re.sub(r"\s*\[\d+\]", "", sentence)).strip()
            if text and not unsupported(text, quotes) and follows(text, quotes):
                kept.append(Statement(text, evidence, bullet=bullet))
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
