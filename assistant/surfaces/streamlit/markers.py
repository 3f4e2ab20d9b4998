"""Citation markers and the cards that they open.

A marker is a button whose `popovertarget` names a card with the `popover` attribute: the browser opens and
closes it, by pointer and by keyboard, without any script. This module knows ids and HTML, and nothing of how
or when they are placed on the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from assistant.domain.answers import Citation, SourceReference
from assistant.surfaces.streamlit.sanitise import Marker, readable_quote, safe_html, safe_url

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
"""Spelt here, since `strftime` follows the server's language."""


def marker_for(turn: str, citations: Sequence[Citation]) -> Marker:
    """Markers of one answer; `turn` keeps the ids of different answers on one page apart."""
    titles: Mapping[int, str] = {citation.n: citation.title for citation in citations}

    def marker(n: int) -> str | None:
        if n not in titles:
            return None
        label = safe_html(f"Source {n}: {titles[n]}").replace("$", "&#36;")
        return f'<button type="button" class="aw-marker" popovertarget="{card_id(turn, n)}" aria-label="{label}">{n}</button>'

    return marker


def markers_html(numbers: Sequence[int], marker: Marker) -> str:
    """The markers of `numbers` that exist, side by side."""
    return "".join(made for made in (marker(n) for n in numbers) if made)


def card_id(turn: str, n: int) -> str:
    """The id of the card of citation `n`."""
    return f"aw-card-{turn}-{n}"


def card_html(turn: str, citation: Citation) -> str:
    """The card of one citation, hidden until its marker opens it."""
    identifier = card_id(turn, citation.n)
    return (
        f'<div popover id="{identifier}" class="aw-card" role="dialog" aria-label="Source {citation.n}">'
        f'<div class="aw-card-head"><span class="aw-number">{citation.n}</span>'
        f'<div class="aw-card-title"><strong>{safe_html(citation.title)}</strong>'
        f"<span>{safe_html(citation.section)}</span></div>"
        f'<button type="button" class="aw-close" popovertarget="{identifier}" popovertargetaction="hide" '
        f'aria-label="Close source {citation.n}">Close</button></div>'
        f"{details_html(citation)}</div>"
    )


def details_html(citation: Citation) -> str:
    """Quote, publisher and date of one citation."""
    published = "".join(f"<li>{_publication(source)}</li>" for source in citation.sources)
    listed = f'<ul class="aw-publications">{published}</ul>' if published else ""
    day = f"As of {long_date(citation.as_of)}" if citation.as_of else "No date given"
    return (
        f'<blockquote class="aw-quote">{safe_html(readable_quote(citation.quote))}</blockquote>{listed}'
        f'<p class="aw-meta">{day}<span class="aw-path">{safe_html(citation.source_path)}</span></p>'
    )


def long_date(day: date) -> str:
    """`20 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _publication(source: SourceReference) -> str:
    """Publisher, title and how the text behind it was read, so that a reader can weigh it."""
    title = safe_html(source.title)
    url = safe_url(source.url)
    if url:
        title = f'<a href="{safe_html(url)}" target="_blank" rel="noopener noreferrer">{title}</a>'
    checked = f'<span class="aw-checked">{safe_html(source.checked)}</span>' if source.checked else ""
    return f'<span class="aw-publisher">{safe_html(source.publisher)}</span>{checked}<br>{title}'
