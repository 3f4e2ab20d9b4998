"""The chat page as a visitor meets it, without a browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from assistant.domain.conversation import Turn
from assistant.domain.errors import IndexMissingError
from assistant.surfaces import service, web
from tests.fakes import ROLE, ROLE_ANSWER, UNKNOWN_ANSWER, FakeArchway

TIMEOUT_SECONDS = 15


@pytest.fixture
def page(archway: FakeArchway) -> AppTest:
    """The page on a visitor's arrival."""
    return AppTest.from_file(str(web.PAGE), default_timeout=TIMEOUT_SECONDS).run()


def html_of(page: AppTest) -> str:
    """All HTML blocks of the page, the style sheet left out."""
    blocks = [element.proto.body for element in page.get("html")]
    return "\n".join(block for block in blocks if not block.startswith("<style>"))


def ask(page: AppTest, question: str) -> AppTest:
    """Type a question and send it."""
    return page.chat_input[0].set_value(question).run()


def labels(page: AppTest) -> list[str]:
    """Labels of all buttons, in order."""
    return [button.label for button in page.button]


def test_an_empty_page_says_how_it_answers_and_offers_questions(page: AppTest) -> None:
    assert "answers only from its own corpus of 3 documents" in html_of(page)
    assert len(page.button) == 6
    for heading in ("For hiring managers", "For candidates", "For the portal team"):
        assert heading in html_of(page)


def test_a_suggested_question_is_asked_by_its_button(page: AppTest, archway: FakeArchway) -> None:
    page.button[1].click().run()
    assert archway.asked[0][0] == "What does an AI architect earn in the United States?"
    assert "New chat" in labels(page)


def test_an_answer_has_buttons_for_its_sources(page: AppTest) -> None:
    ask(page, "What does the role do?")
    assert page.markdown[0].value.count('class="aw-marker"') == 4
    assert len(page.expander) == 4
    assert "freelancer.company blog" in html_of(page)
    assert "As of 20 November 2026" in html_of(page)


def test_the_next_question_is_asked_with_what_was_said(page: AppTest, archway: FakeArchway) -> None:
    ask(page, "What does the role do?")
    ask(page, "And what does it earn?")
    assert archway.asked[1][1] == (Turn("user", "What does the role do?"), Turn("assistant", ROLE_ANSWER.answer))


def test_a_new_chat_forgets_the_conversation(page: AppTest, archway: FakeArchway) -> None:
    ask(page, "What does the role do?")
    next(button for button in page.button if button.label == "New chat").click().run()
    assert len(page.button) == 6
    ask(page, "And then?")
    assert archway.asked[1][1] == ()


def test_a_source_opens_in_its_document_with_the_quote_marked(page: AppTest) -> None:
    ask(page, "What does the role do?")
    next(button for button in page.button if button.label == "Show in document").click().run()
    quote = ROLE_ANSWER.citations[0].quote
    assert f'<mark class="aw-mark">{quote}</mark>' in html_of(page)
    assert ROLE.source_path in html_of(page)


def test_not_knowing_is_calm_and_offers_what_is_known(page: AppTest) -> None:
    ask(page, "What is the dress code?")
    assert UNKNOWN_ANSWER.reason is not None
    assert UNKNOWN_ANSWER.reason in html_of(page)
    assert "Questions it can answer" in html_of(page)
    assert not page.error
    assert "What does an AI/ML solutions architect do?" in labels(page)


def test_notices_tables_and_charts_stand_by_the_answer(page: AppTest) -> None:
    ask(page, "What does it earn?")
    shown = html_of(page)
    assert "Sources disagree" in shown
    assert "<caption>Base pay a year, United States</caption>" in shown
    assert '<th scope="row">AI architect</th>' in shown
    assert "Base pay from 150 to 210 thousand dollars." in shown


def test_an_unforeseen_fault_shows_no_traceback(page: AppTest) -> None:
    ask(page, "please explode")
    assert not page.exception
    assert "This question was not answered" in html_of(page)
    assert "secret" not in html_of(page)


def test_a_question_that_failed_is_no_part_of_the_history(page: AppTest, archway: FakeArchway) -> None:
    ask(page, "please explode")
    ask(page, "What does the role do?")
    assert archway.asked[1][1] == ()


def test_a_question_is_shown_as_text(page: AppTest) -> None:
    ask(page, "<script>alert(1)</script> & more")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html_of(page)


def test_screen_readers_are_told_that_the_answer_is_there(page: AppTest) -> None:
    ask(page, "What does the role do?")
    assert 'data-archway-says="Answer ready, 4 sources."' in html_of(page)


def test_without_an_index_the_page_names_the_command() -> None:
    def missing() -> FakeArchway:
        raise IndexMissingError("No index in .archway/index. Run `archway ingest`.")

    service.install(service.Service(missing))
    try:
        page = AppTest.from_file(str(web.PAGE), default_timeout=TIMEOUT_SECONDS).run()
    finally:
        service.install(None)
    assert "<code>archway ingest</code>" in html_of(page)
    assert page.chat_input[0].disabled
    assert not page.exception
