"""The report of an evaluation: figures, plots, and cards of questions with the worst on top."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from assistant.domain.answers import Answer, Status
from assistant.domain.conversation import Turn
from assistant.evaluation.gates import TARGETS
from assistant.evaluation.golden import GoldenQuestion, PassageLabel
from assistant.evaluation.labels import RetrievalScore
from assistant.evaluation.record import Change, Comparison
from assistant.evaluation.reliability import reliability
from assistant.evaluation.run import Outcome
from assistant.evaluation.score import Verdict
from assistant.evaluation.summary import summarise
from assistant.surfaces.eval_report.page import Report, report_html
from tests.fakes import PAY_ANSWER

QUESTION = GoldenQuestion(
    "A",
    "pay",
    "What is <paid>?",
    (Turn("user", "Before?"),),
    False,
    (("$5", "five"),),
    ("$6",),
    20,
    (PassageLabel("d", "It is $5."),),
)
UNHELD = GoldenQuestion("B", "near_misses", "Who?", (), True, (), (), 20)


def outcome(
    question: GoldenQuestion,
    reply: Answer | Status = "answered",
    *,
    missing: str = "",
    broken: str = "",
    confidence: float = 0.5,
) -> Outcome:
    """One question asked, with what was wrong."""
    answer = reply if isinstance(reply, Answer) else Answer(reply, "Said.", confidence=confidence)
    faults = [(fault,) if fault else () for fault in (missing, broken)]
    return Outcome(Verdict(question, answer, faults[0], (), False, faults[1]), (), RetrievalScore(0.5, 0.25))


def page(*outcomes: Outcome, comparison: Comparison | None = None, totals_only: bool = False) -> str:
    """The report of these outcomes."""
    sure = reliability([o.verdict for o in outcomes])
    shown = () if totals_only else outcomes
    return report_html(Report("tune.jsonl", "g1", "2026-11-25T10:00:00+00:00", summarise(outcomes), sure, shown, comparison))


def order(html: str) -> list[str]:
    """Ids of the cards from the top."""
    return re.findall(r'<details class="card" id="(\w+)"', html)


def test_a_card_holds_question_expectation_answer_sources_and_faults_escaped() -> None:
    html = page(outcome(QUESTION, PAY_ANSWER, missing="$5"))

    for text in (
        "What is &lt;paid&gt;?",
        "<li>$5 / five</li>",
        "<li>$6</li>",
        "<li>user: Before?</li>",
        "It is $5.",
        '<li class="bad">missing &#x27;$5&#x27;</li>',
        "by another source, as $165,000",
        "<td>AI architect</td>",
        "[2] Salaries in the United States › Salaries",
        "recall@5 0.50 · nDCG@10 0.25",
    ):
        assert text in html


def test_the_worst_stand_on_top_and_what_passed_is_closed_below() -> None:
    named = [replace(QUESTION, id=id_) for id_ in ("long", "missing", "surer", "broken", "good")]
    outcomes = [
        outcome(named[4]),
        outcome(named[1], missing="$5", confidence=0.2),
        outcome(named[2], missing="$5", confidence=0.9),
        outcome(UNHELD, "partial"),
        outcome(replace(UNHELD, id="C"), "answered"),
        outcome(named[3], broken="no marker"),
    ]

    html = page(*outcomes)

    assert order(html) == ["broken", "C", "surer", "B", "missing", "good"]
    assert re.findall(r'id="(\w+)" open', html) == ["broken", "C", "surer", "B", "missing"]


def test_gates_tell_in_sign_and_colour_what_is_reached() -> None:
    html = page(outcome(QUESTION), outcome(QUESTION, missing="$5"))

    passed, abstained = TARGETS[0], TARGETS[1]
    assert f'<td class="n bad">≥ {passed.gate:.0%} ✗</td><td class="n bad">≥ {passed.aim:.0%} ✗</td>' in html
    assert f'<td class="n good">≤ {abstained.gate:.0%} ✓</td><td class="n good">≤ {abstained.aim:.0%} ✓</td>' in html


def test_the_confidence_is_drawn_and_listed_bin_by_bin() -> None:
    html = page(outcome(QUESTION, confidence=0.9), outcome(QUESTION, confidence=0.9, missing="$5"))

    assert "Expected calibration error 0.400." in html
    assert html.count("<circle") == 1
    assert '<td>0.9–1.0</td><td class="n">2</td><td class="n">0.90</td><td class="n">0.50</td>' in html


def test_a_comparison_links_what_changed_sides_and_colours_figures() -> None:
    changes = (
        Change("answerable questions passed", 0.5, 0.75, True, "share"),
        Change("nDCG@10", 0.7, 0.6, True, "measure"),
        Change("total p50 ms", 20.0, 20.0, False, "ms"),
    )

    html = page(outcome(QUESTION), comparison=Comparison("2026-11-24T09:30:00+00:00", changes, ("A",), (), 2))

    assert "<h2>Since the run of 2026-11-24 09:30</h2>" in html
    assert 'Newly passing: 1 (<a href="#A">A</a>)' in html
    assert "<p>Newly failing: 0</p>" in html
    assert '<td class="n">50.0%</td><td class="n">75.0%</td><td class="n good">+25.0%</td>' in html
    assert '<td class="n">0.700</td><td class="n">0.600</td><td class="n bad">-0.100</td>' in html
    assert '<td class="n">20.0</td><td class="n">20.0</td><td class="n soft">=</td>' in html


def test_where_only_totals_are_shown_no_question_is_on_the_page() -> None:
    html = page(outcome(QUESTION, missing="$5"), totals_only=True)

    assert "Only totals are shown" in html
    assert "0 of 1 questions passed" in html
    assert "paid" not in html
    assert "$5" not in html


@pytest.mark.parametrize("text", ["<script", "http://", "https://", "url(", "@import", " src="])
def test_the_page_runs_and_fetches_nothing(text: str) -> None:
    assert text not in page(outcome(QUESTION, missing="$5"))


def test_every_element_is_closed() -> None:
    class Balance(HTMLParser):
        open: list[str]

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag not in {"meta", "br"}:
                self.open.append(tag)

        def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            pass

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    parser = Balance()
    parser.open = []
    parser.feed(page(outcome(QUESTION, PAY_ANSWER, missing="$5"), outcome(UNHELD, "abstained")))

    assert parser.open == []
