"""Small plots as SVG and as bars of a table. They know numbers and names, never what is measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from assistant.evaluation.reliability import Bin, Reliability

_SIZE = 240
_LEFT, _TOP = 52, 12
_WIDTH, _HEIGHT = _LEFT + _SIZE + 12, _TOP + _SIZE + 44


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a bar table: a name, a share of the track between 0 and 1, its text, and a paler share behind it."""

    name: str
    share: float
    text: str
    behind: float = 0.0


def bar_table(head: Sequence[str], bars: Sequence[Bar]) -> str:
    """Names, bars and texts as a table: it reads without its bars. `head` names the first and the last column."""
    rows = "".join(
        f'<tr><td class="name">{escape(bar.name)}</td><td class="bar"><div class="track">{_fill(bar.behind, " class=wide")}'
        f'{_fill(bar.share)}</div></td><td class="n">{escape(bar.text)}</td></tr>'
        for bar in bars
    )
    first, last = map(escape, head)
    return f'<table class="bars"><tr><th>{first}</th><th></th><th class="n">{last}</th></tr>{rows}</table>'


def reliability_plot(reliability: Reliability) -> str:
    """Confidence against the share answered right: a point a bin, its area by the bin's questions, over the diagonal."""
    most = max((b.questions for b in reliability.bins), default=0) or 1
    points = "".join(_point(b, 3 + 9 * (b.questions / most) ** 0.5) for b in reliability.bins if b.questions)
    ticks = "".join(_tick(share / 4) for share in range(5))
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="Share answered right by confidence; the table beside '
        f'holds the same figures">{ticks}'
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="var(--soft)" stroke-dasharray="4 4"/>{points}'
        f'<text x="{_x(0.5)}" y="{_HEIGHT - 4}" text-anchor="middle">confidence</text>'
        f'<text x="12" y="{_y(0.5)}" text-anchor="middle" transform="rotate(-90 12 {_y(0.5)})">share answered right</text>'
        "</svg>"
    )


def _point(b: Bin, radius: float) -> str:
    """A bin's point, with its figures for who hovers over it."""
    told = f"{b.low:.1f}–{b.high:.1f}: {b.questions} questions, confidence {b.confidence:.2f}, right {b.right:.2f}"
    return (
        f'<circle cx="{_x(b.confidence):.1f}" cy="{_y(b.right):.1f}" r="{radius:.1f}" fill="var(--bar)" fill-opacity=".8">'
        f"<title>{told}</title></circle>"
    )


def _tick(share: float) -> str:
    """Grid lines and labels of both axes at one share."""
    x, y = _x(share), _y(share)
    return (
        f'<line x1="{_x(0)}" y1="{y}" x2="{_x(1)}" y2="{y}" stroke="var(--line)"/>'
        f'<line x1="{x}" y1="{_y(0)}" x2="{x}" y2="{_y(1)}" stroke="var(--line)"/>'
        f'<text x="{_LEFT - 5}" y="{y + 4}" text-anchor="end">{share:g}</text>'
        f'<text x="{x}" y="{_y(0) + 16}" text-anchor="middle">{share:g}</text>'
    )


def _x(share: float) -> float:
    return _LEFT + _SIZE * share


def _y(share: float) -> float:
    return _TOP + _SIZE * (1 - share)


def _fill(share: float, attributes: str = "") -> str:
    return f'<span{attributes} style="width:{min(max(share, 0.0), 1.0):.1%}"></span>' if share > 0 else ""
