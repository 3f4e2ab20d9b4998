"""Single questions of a report: what was asked, what was expected, what was said on which sources, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from assistant.domain.answers import Answer, Citation, Table
from assistant.evaluation.golden import GoldenQuestion
from assistant.evaluation.run import Outcome
from assistant.evaluation.score import Verdict
from assistant.surfaces.cli.text import plain

OPEN_CARDS = 20
"""Failed questions whose card stands open; the rest open on a click."""


def questions_html(outcomes: Sequence[Outcome]) -> str:
    """A card a question: those that failed first, the worst on top, then those that passed, closed."""
    failed = sorted((o for o in outcomes if not o.verdict.passed), key=lambda o: _badness(o.verdict), reverse=True)
    passed = [outcome for outcome in outcomes if outcome.verdict.passed]
    cards = [_card(outcome, is_open=place < OPEN_CARDS) for place, outcome in enumerate(failed)]
    return (
        f'<h2 id="failed">Worst answers</h2>\n{"".join(cards) or "<p>Every question passed.</p>"}\n'
        f"<h2>Questions that passed</h2>\n{''.join(_card(outcome, is_open=False) for outcome in passed)}"
    )


def _badness(verdict: Verdict) -> tuple[float, float]:
    """Worst first: a broken rule, something forbidden, an answer where none is held, then what is missing; among equals the
    one that was surer."""
    asked = len(verdict.question.key_facts) or 1
    kinds = (
        (4.0, bool(verdict.broken)),
        (3.0, bool(verdict.forbidden)),
        (2.0, verdict.missed_abstention),
        (1.5, verdict.answer.abstained and not verdict.question.abstained),
        (1.0, verdict.hedged),
        (len(verdict.missing) / asked, bool(verdict.missing)),
        (0.1, verdict.too_long),
    )
    return sum(weight for weight, found in kinds if found), verdict.answer.confidence


def _card(outcome: Outcome, *, is_open: bool) -> str:
    verdict = outcome.verdict
    question = verdict.question
    faults = "".join(f'<li class="bad">{escape(fault)}</li>' for fault in verdict.faults)
    told = f"confidence {verdict.answer.confidence:.2f}"
    if outcome.retrieval is not None:
        told += f" · recall@5 {outcome.retrieval.recall:.2f} · nDCG@10 {outcome.retrieval.ndcg:.2f}"
    return (
        f'<details class="card" id="{escape(question.id)}"{" open" if is_open else ""}><summary><b>{escape(question.id)}</b> '
        f'<span class="soft">{escape(question.group)}</span> {escape(question.question)}</summary>'
        f"{f'<ul>{faults}</ul>' if faults else ''}"
        f'<div class="sides"><div>{_expected(question)}</div><div><h3>Said</h3>{_said(verdict.answer)}'
        f'<p class="small soft">{told}</p></div></div></details>\n'
    )


def _expected(question: GoldenQuestion) -> str:
    parts = ["<h3>Expected</h3>"]
    if question.abstained:
        parts.append("<p>An abstention: the corpus does not hold it.</p>")
    parts += _listed([" / ".join(fact) for fact in question.key_facts])
    if question.forbidden:
        parts += ["<p>Must not be said:</p>", *_listed(question.forbidden)]
    if question.history:
        parts += ["<h3>Said before</h3>", *_listed([f"{turn.role}: {turn.content}" for turn in question.history])]
    parts += [
        f'<p class="small soft">{escape(label.document)}</p><blockquote class="small">{escape(label.quote)}</blockquote>'
        for label in question.passages
    ]
    return "".join(parts)


def _said(answer: Answer) -> str:
    parts = [f'<p class="said">{escape(plain(answer.answer))}</p>']
    if answer.reason:
        parts.append(f"<p>{escape(answer.reason)}</p>")
    parts += [_table(table) for table in answer.tables]
    parts += [f'<p class="small">Note ({notice.kind}): {escape(plain(notice.text))}</p>' for notice in answer.notices]
    parts += [_source(citation) for citation in answer.citations]
    return "".join(parts)


def _source(citation: Citation) -> str:
    section = f" › {citation.section}" if citation.section else ""
    quote = re.sub(r"\s+", " ", citation.quote)
    return (
        f'<p class="small soft">[{citation.n}] {escape(citation.title + section)}</p>'
        f'<blockquote class="small">{escape(quote)}</blockquote>'
    )


def _table(table: Table) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in table.columns)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    return f'<p class="small">{escape(table.caption)}</p><div class="scroll"><table><tr>{head}</tr>{rows}</table></div>'


def _listed(texts: Sequence[str]) -> list[str]:
    return [f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>"] if texts else []
