"""A chart of figures that share a unit: one bar a fact, in the colour of its basis, so that unlike bases never look alike."""

from __future__ import annotations

import json
from collections.abc import Sequence

from assistant.answering.figures import amount
from assistant.answering.library import Library, subject_as_quoted
from assistant.answering.statements import ChartDraft
from assistant.domain.evidence import Evidence
from assistant.domain.facts import Fact
from assistant.language.words import capitalised

LEAST = 3
"""Bars from which a chart says more than a sentence."""
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
CONTESTED = frozenset({"disputed", "retired"})
_BAR_PIXELS, _FRAME_PIXELS = 40, 160
"""Height of a bar with its two lines of label, and of the axis with the legend."""
_LABEL_PIXELS = 150
_LINES = ", "
"""Where a label breaks into lines."""


def chart_of(evidence: Sequence[Evidence], library: Library) -> ChartDraft | None:
    """A Vega-Lite chart of the facts among the evidence that state amounts in the first one's attribute and unit.

    None for fewer than `LEAST`. Figures of unlike units cannot share an axis, and a contested one is not drawn: a picture
    shows a number and hides the doubt.
    """
    stated = [(e, library.facts[e.unit.position]) for e in evidence if e.unit.position in library.facts]
    sound = [(e, f) for e, f in stated if f.low is not None and f.status not in CONTESTED]
    drawn = [(e, f) for e, f in sound if _axis(f) == _axis(sound[0][1])]
    if len(drawn) < LEAST:
        return None
    first = drawn[0][1]
    values: list[dict[str, object]] = [
        {
            "label": f"{_label(f, library)} ({f.source})",
            "low": f.low,
            "high": f.high if f.high is not None else f.low,
            "basis": f.basis or "not stated",
        }
        for _, f in drawn
    ]
    title = f"{capitalised(first.attribute)} in {first.currency_unit}" if first.currency_unit else capitalised(first.attribute)
    told = "; ".join(f"{_label(f, library)}: {amount(f)}" for _, f in drawn)
    return ChartDraft(json.dumps(_specification(values, title)), f"{title}. {told}.", tuple(e for e, _ in drawn))


def _axis(fact: Fact) -> tuple[str, str]:
    return fact.attribute, fact.currency_unit


def _label(fact: Fact, library: Library) -> str:
    return _LINES.join(part for part in (subject_as_quoted(fact, library), fact.level or fact.variant) if part)


def _specification(values: list[dict[str, object]], title: str) -> dict[str, object]:
    label = {"labelLimit": _LABEL_PIXELS, "labelOverlap": False, "labelExpr": f"split(datum.label, '{_LINES}')"}
    shared = {
        "y": {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": label},
        "color": {"field": "basis", "type": "nominal", "title": "Basis", "legend": {"orient": "top"}},
        "tooltip": [{"field": name} for name in ("label", "low", "high", "basis")],
    }
    x = {"field": "low", "type": "quantitative", "title": title, "scale": {"zero": False}}
    bars = {"mark": {"type": "bar", "height": 12}, "encoding": {"x": x, "x2": {"field": "high"}, **shared}}
    points = {
        "transform": [{"filter": "datum.low == datum.high"}],
        "mark": {"type": "point", "filled": True, "size": 90},
        "encoding": {"x": x, **shared},
    }
    return {
        "$schema": SCHEMA,
        "data": {"values": values},
        "width": "container",
        "height": _BAR_PIXELS * len(values) + _FRAME_PIXELS,
        "layer": [bars, points],
    }
