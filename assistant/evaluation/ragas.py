"""Outcomes as the rows that Ragas reads with `EvaluationDataset.from_jsonl`: fields of its `SingleTurnSample`.

Ragas judges with a language model of its own; nothing here depends on it.
Field names: https://docs.ragas.io/en/stable/concepts/components/eval_sample/
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from assistant.evaluation.golden import GoldenQuestion
from assistant.evaluation.run import Outcome
from assistant.evaluation.score import said_text

NOT_HELD = "The corpus does not answer this question."


def ragas_lines(outcomes: Iterable[Outcome]) -> str:
    """One JSON object a line, a question each, in order; "" of nothing."""
    return "".join(f"{json.dumps(_row(outcome), ensure_ascii=False)}\n" for outcome in outcomes)


def _row(outcome: Outcome) -> dict[str, str | list[str]]:
    verdict = outcome.verdict
    return {
        "user_input": _asked(verdict.question),
        "response": said_text(verdict.answer).strip(),
        "retrieved_contexts": [scored.passage.text for scored in outcome.found],
        "reference_contexts": [label.quote for label in verdict.question.passages],
        "reference": _reference(verdict.question),
    }


def _asked(question: GoldenQuestion) -> str:
    """The question; after a conversation, all its turns with who spoke, since a judge sees nothing else."""
    if not question.history:
        return question.question
    return "\n".join([*(f"{turn.role}: {turn.content}" for turn in question.history), f"user: {question.question}"])


def _reference(question: GoldenQuestion) -> str:
    """What a right answer says: the labelled statements, else the first spelling of each key fact."""
    if question.abstained:
        return NOT_HELD
    quotes = dict.fromkeys(label.quote for label in question.passages)
    return " ".join(quotes) if quotes else "; ".join(fact[0] for fact in question.key_facts)
