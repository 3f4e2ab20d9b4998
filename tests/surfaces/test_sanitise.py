"""Text of answers and documents, made safe for Streamlit."""

from __future__ import annotations

import html

import pytest

from assistant.surfaces.streamlit.markers import card_html, marker_for
from assistant.surfaces.streamlit.sanitise import readable_quote, safe_label, safe_markdown, safe_url
from tests.fakes import ROLE_ANSWER


def test_dollar_amounts_are_not_formulas() -> None:
    assert safe_markdown("from $150,000 to $210,000") == "from &#36;150,000 to &#36;210,000"


def test_emphasis_and_lists_stay() -> None:
    assert safe_markdown("- **Design**: one\n- *two*") == "- **Design**: one\n- *two*"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![pixel](https://tracker.example/p.png)",
        "[click](javascript:alert(1))",
        "`<img src=x>`",
        "[a]: javascript:alert(1)",
        "<https://tracker.example>",
    ],
)
def test_nothing_hostile_becomes_a_tag_an_image_or_a_link(hostile: str) -> None:
    made = safe_markdown(hostile).replace("<code>", "").replace("</code>", "")
    assert "<" not in made
    assert "![" not in made
    assert "](" not in made
    assert "[" not in made


def test_a_web_link_stays_a_link_that_tells_its_target_nothing() -> None:
    made = safe_markdown("see [the guide](https://example.org/a)")
    assert made.startswith('see <a href="https&#58;//example.org/a" target="_blank" rel="noopener noreferrer nofollow">')


def test_a_tilde_strikes_nothing_through() -> None:
    assert "~" not in safe_markdown("~$150K to ~$200K")


def test_a_name_between_colons_is_not_an_icon() -> None:
    assert ":material/home:" not in safe_markdown(":material/home: and :red[x]")
    assert ":red[" not in safe_label(":red[x]")


def test_a_marker_becomes_a_button_for_its_card() -> None:
    marker = marker_for("0-0", ROLE_ANSWER.citations)
    made = safe_markdown("Done.[2]", marker)
    assert 'popovertarget="aw-card-0-0-2"' in made
    assert 'id="aw-card-0-0-2"' in card_html("0-0", ROLE_ANSWER.citations[1])


def test_a_marker_stays_on_the_line_of_an_amount() -> None:
    made = safe_markdown("up to $210,000 [1].", marker_for("0-0", ROLE_ANSWER.citations))
    assert '<span class="aw-keep">&#36;210,000<button' in made


def test_a_marker_without_a_citation_is_text() -> None:
    assert html.unescape(safe_markdown("Done [9]", marker_for("0-0", ROLE_ANSWER.citations))) == "Done [9]"


def test_several_numbers_in_one_marker_become_several_buttons() -> None:
    assert safe_markdown("Done.[1, 2]", marker_for("0-0", ROLE_ANSWER.citations)).count("<button") == 2


def test_a_label_shows_its_text_as_it_stands() -> None:
    assert safe_label("Pay: $5 to $6 [draft] *now*") == "Pay: \\$5 to \\$6 \\[draft\\] \\*now\\*"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x.example", 'https://x"y', None, ""])
def test_only_web_addresses_are_followed(url: str | None) -> None:
    assert safe_url(url) is None


@pytest.mark.parametrize(
    ("quote", "read"),
    [
        ("- **Design**: chooses services.[^S1]", "Design: chooses services."),
        ("| AI architect | $165,000 |", "AI architect · $165,000"),
        ("| a | b |\n|---|---|\n| c | d |", "a · b c · d"),
        ("two\n  lines", "two lines"),
        ("## A heading", "A heading"),
    ],
)
def test_a_quote_is_readable(quote: str, read: str) -> None:
    assert readable_quote(quote) == read


def test_a_card_shows_hostile_titles_as_text() -> None:
    from dataclasses import replace

    citation = replace(ROLE_ANSWER.citations[0], title="<b onclick=x>", section='"><script>')
    assert "<script>" not in card_html("0-0", citation)
    assert "<b onclick" not in card_html("0-0", citation)
