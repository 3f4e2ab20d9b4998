"""Hold an answer against a golden question and against the rules that every answer must keep."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.generative import cited_sentences
from assistant.answering.verify import markers, unsupported
from assistant.domain.answers import Answer
from assistant.domain.passages import Document
from assistant.evaluation.golden import GoldenQuestion


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one answer did. `missing` are key facts not said, `forbidden` ones said, `broken` rules not kept."""

    question: GoldenQuestion
    answer: Answer
    missing: tuple[str, ...]
    forbidden: tuple[str, ...]
    too_long: bool
    broken: tuple[str, ...]

    @property
    def right_state(self) -> bool:
        """True when the answer abstains exactly where it should."""
        return self.answer.abstained == self.question.abstained

    @property
    def missed_abstention(self) -> bool:
        """True when a question that the corpus does not answer was answered as if it did."""
        return self.question.abstained and self.answer.status == "answered"

    @property
    def hedged(self) -> bool:
        """True when such a question got the closest statements, called unsure, instead of an abstention."""
        return self.question.abstained and self.answer.status == "partial"

    @property
    def passed(self) -> bool:
        """True when nothing is wrong with the answer."""
        return self.right_state and not (self.missing or self.forbidden or self.too_long or self.broken)

    @property
    def faults(self) -> list[str]:
        """What is wrong with the answer, in words; an empty list when it passed."""
        found: list[str] = []
        if not self.right_state:
            hedged = " (hedged)" if self.hedged else ""
            found.append("abstained" if self.answer.abstained else f"should have abstained{hedged}")
        found += [f"missing {fact!r}" for fact in self.missing]
        found += [f"forbidden {text!r}" for text in self.forbidden]
        found += ["too long"] if self.too_long else []
        return [*found, *self.broken]

    def __str__(self) -> str:
        asked = f"{self.question.id} [{self.question.group}] {self.question.question}"
        return f"{asked} — {'; '.join(self.faults) or 'passed'} (confidence {self.answer.confidence})"


def judge(question: GoldenQuestion, answer: Answer, document: Callable[[str], Document | None]) -> Verdict:
    """The verdict on one answer. Tables and notices count as said; the length is that of the answer's text."""
    said = said_text(answer)
    missing = tuple(fact[0] for fact in question.key_facts if not any(holds(said, form) for form in fact))
    forbidden = tuple(text for text in question.forbidden if holds(said, text))
    words = len(re.sub(r"\[\d+\]", "", answer.answer).split())
    return Verdict(
        question=question,
        answer=answer,
        missing=() if answer.abstained else missing,
        forbidden=forbidden,
        too_long=words > question.max_words and not answer.abstained,
        broken=tuple(broken_rules(answer, document)),
    )


def said_text(answer: Answer) -> str:
    """Everything an answer states."""
    cells = [cell for table in answer.tables for row in table.rows for cell in row]
    return " \n".join((answer.answer, *cells, *(notice.text for notice in answer.notices)))


def holds(text: str, form: str) -> bool:
    """True when `form` occurs in `text`, letter case, dashes and spacing aside; a number is not found inside a longer one."""
    wanted, given = _flat(form), _flat(re.sub(r"\s?\[\d+\]", "", text))
    return re.search(rf"(?<![\d.,]){re.escape(wanted)}" if wanted[:1].isdigit() else re.escape(wanted), given) is not None


def broken_rules(answer: Answer, document: Callable[[str], Document | None]) -> list[str]:
    """The contract's rules for every answer, each breach in words; an empty list for a good answer."""
    if answer.abstained:
        return ["an abstention has citations"] if answer.citations else ([] if answer.reason else ["no reason is given"])
    broken: list[str] = []
    quotes = {citation.n: citation.quote for citation in answer.citations}
    if [citation.n for citation in answer.citations] != list(range(1, len(answer.citations) + 1)):
        broken.append("citations are not numbered from 1 in order")
    for citation in answer.citations:
        source = document(citation.document_id)
        if source is None or source.text[citation.start : citation.end] != citation.quote:
            broken.append(f"citation {citation.n} is not the source's text at its place")
    used: set[int] = set()
    for what, cited in (*_statements(answer), *_remarks(answer)):
        used.update(cited)
        broken += _support(what, cited, quotes)
    broken += [f"no marker: {sentence[:60]}" for sentence, cited in _statements(answer) if not cited]
    broken += [f"a table row has no citation: {row[0]}" for row, cited in _rows(answer) if not cited]
    named = {c.n: " ".join((c.quote, *(s.id for s in c.sources))) for c in answer.citations}
    for row, cited in _rows(answer):
        used.update(cited)
        broken += _support(" ; ".join(row), cited, named)
    broken += [f"citation {n} is not used" for n in quotes if n not in used]
    return broken


def _statements(answer: Answer) -> list[tuple[str, Sequence[int]]]:
    """Each sentence of the answer's text with its markers."""
    lines = (line.removeprefix("- ") for line in answer.answer.splitlines())
    return [(sentence, markers(sentence)) for line in lines for sentence in cited_sentences(line)]


def _remarks(answer: Answer) -> list[tuple[str, Sequence[int]]]:
    """Each notice and each chart's description that cites something."""
    remarks = [(notice.text, notice.citations) for notice in answer.notices]
    charts = [(chart.alt, chart.citations) for chart in answer.charts]
    return [(text, cited) for text, cited in (*remarks, *charts) if cited]


def _rows(answer: Answer) -> list[tuple[Sequence[str], Sequence[int]]]:
    """Each table row with its citations."""
    return [pair for table in answer.tables for pair in zip(table.rows, table.citations, strict=True)]


def _support(sentence: str, cited: Sequence[int], quotes: dict[int, str]) -> list[str]:
    unknown = [n for n in cited if n not in quotes]
    if unknown:
        return [f"marker {unknown[0]} has no citation"]
    return [f"not in its quotes: {what} — {sentence[:60]}" for what in unsupported(sentence, [quotes[n] for n in cited])]


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[-‐‑–—]", "-", text.replace("\\", ""))).lower().strip()
