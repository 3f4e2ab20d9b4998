"""How the page looks beyond Streamlit's theme, and the two small scripts it runs.

Colours follow the reader's light or dark choice through CSS `light-dark()`. The scripts are fixed texts that
stand in blocks of their own, away from anything that comes out of a document.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from assistant.surfaces.streamlit.sanitise import safe_html

_ARRIVE = """<script>
(() => {
  let region = document.getElementById("archway-status");
  if (!region) {
    region = document.createElement("div");
    region.id = "archway-status";
    region.setAttribute("role", "status");
    region.setAttribute("aria-live", "polite");
    region.className = "aw-visually-hidden";
    document.body.append(region);
  }
  const place = document.querySelector("[data-archway-place]");
  if (!place || region.dataset.place === place.dataset.archwayPlace) return;
  region.dataset.place = place.dataset.archwayPlace;
  region.textContent = place.dataset.archwaySays;
  const questions = document.querySelectorAll(".aw-question");
  const target = questions.length ? questions[questions.length - 1] : document.querySelector(".aw-top");
  const show = () => target && target.scrollIntoView({block: "start"});
  show();
  for (const delay of [50, 150, 400, 800]) setTimeout(show, delay);
})();
</script>"""

_SCROLL = """<script>
requestAnimationFrame(() => {
  const mark = document.querySelector(".aw-mark");
  if (mark) mark.scrollIntoView({block: "center"});
});
</script>"""


def apply_style(embedded: bool) -> None:
    """Add the page's style; `embedded` is for a chat inside somebody else's page."""
    compact = ":root { --aw-page-top: 0.75rem; --aw-page-side: 0.75rem; }" if embedded else ""
    st.html(f"<style>{_style_sheet()}{compact}</style>")


def arrive(place: str, text: str = "") -> None:
    """Bring the latest question to the top, and tell screen readers `text`, once for each `place`.

    Streamlit scrolls to the end of a chat, which hides the start of a long answer, and has no live region of
    its own; so one is kept on the page, which also remembers the place.
    """
    block = f'<span data-archway-place="{safe_html(place)}" data-archway-says="{safe_html(text)}"></span>{_ARRIVE}'
    st.html(block, unsafe_allow_javascript=True)


def scroll_to_mark() -> None:
    """Bring the marked quote of the open panel into view."""
    st.html(f"<span></span>{_SCROLL}", unsafe_allow_javascript=True)


def scheme_class() -> str:
    """A class that repeats the reader's colour scheme where Streamlit does not pass it on: inside dialogs."""
    return "aw-dark" if st.context.theme.type == "dark" else "aw-light"


@cache
def _style_sheet() -> str:
    """Read once; it has no per-visitor part."""
    return (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
