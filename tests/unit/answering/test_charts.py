"""Charts of figures that share a unit."""

from __future__ import annotations

import json
from dataclasses import replace

from assistant.answering.charts import chart_of
from tests.unit.answering.builders import fact, make_library, page, pay

LIBRARY = make_library(
    page("Pay", "", pay("S1", 180_000, 230_000, "mid-level"), pay("S1", 230_000, 270_000), pay("S2", 200_000, 200_000)),
    page("Rates", "", fact("AI Architect", "hourly rate", "It is USD 175.", low=175.0, high=175.0, currency_unit="USD")),
)
ALL = [LIBRARY.evidence(position) for position in range(4)]


def test_a_chart_draws_one_bar_a_fact_with_its_source_and_basis() -> None:
    chart = chart_of(ALL, LIBRARY)

    assert chart is not None
    values = json.loads(chart.vega_lite)["data"]["values"]
    assert values[0] == {"label": "AI Architect, mid-level (S1)", "low": 180000, "high": 230000, "basis": "not stated"}
    assert len(values) == 3


def test_figures_of_another_attribute_are_not_drawn_on_the_same_axis() -> None:
    chart = chart_of(ALL, LIBRARY)

    assert chart is not None
    assert [e.unit.position for e in chart.evidence] == [0, 1, 2]


def test_the_text_alternative_states_every_figure() -> None:
    chart = chart_of(ALL, LIBRARY)

    assert chart is not None
    assert chart.alt == (
        "Annual pay in USD. AI Architect, mid-level: USD 180,000–230,000; AI Architect, senior: USD 230,000–270,000; "
        "AI Architect, senior: USD 200,000."
    )


def test_two_figures_need_no_chart() -> None:
    assert chart_of(ALL[:2], LIBRARY) is None


def test_a_contested_figure_is_not_drawn() -> None:
    disputed = replace(LIBRARY.facts[0], status="disputed")

    assert chart_of(ALL, replace(LIBRARY, facts={**LIBRARY.facts, 0: disputed})) is None
