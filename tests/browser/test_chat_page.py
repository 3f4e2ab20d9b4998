"""The chat page in a real browser: keyboard, themes, narrow screens, and what leaves the machine.

Runs over the fake assistant, or over a real index where `ARCHWAY_INDEX` names one.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

sync_api = pytest.importorskip("playwright.sync_api")

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
START_SECONDS = 90
Scheme = Literal["light", "dark"]
QUESTION = "What does an AI/ML solutions architect do?"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; install it with `apt-get install chromium`"),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Address of a running page, stopped afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    if os.environ.get("ARCHWAY_INDEX"):
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    else:
        command = [sys.executable, "tests/browser/launch_fake.py", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}/readyz", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_until_ready(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return when `url` answers 200; fail when the server ends or takes too long."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert server.poll() is None, "the server ended before it was ready"
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"{url} was not ready within {START_SECONDS} seconds")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests; each opens a context of its own."""
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


def open_page(browser: Browser, url: str, width: int = 1280, scheme: Scheme = "light") -> Page:
    """The page, ready for a question."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(url)
    page.get_by_test_id("stChatInputTextArea").wait_for(timeout=30_000)
    return page


def ask(page: Page, question: str = QUESTION) -> None:
    """Type a question, send it by keyboard and wait for its sources."""
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.keyboard.press("Enter")
    page.locator("button.aw-marker").first.wait_for(timeout=30_000)


def overflow(page: Page) -> int:
    """Pixels by which the page or its scrolling part is wider than the screen."""
    return int(
        page.evaluate(
            """() => Math.max(...[document.documentElement, ...document.querySelectorAll('main')]
                 .map(each => each.scrollWidth - each.clientWidth))"""
        )
    )


def test_a_marker_opens_its_source_card_by_keyboard(browser: Browser, address: str) -> None:
    page = open_page(browser, address)
    ask(page)
    marker = page.locator("button.aw-marker").first
    card = page.locator(f"#{marker.get_attribute('popovertarget')}")
    marker.focus()
    page.keyboard.press("Enter")
    sync_api.expect(card).to_be_visible()
    sync_api.expect(card.locator("blockquote")).not_to_be_empty()
    page.keyboard.press("Escape")
    sync_api.expect(card).to_be_hidden()
    sync_api.expect(marker).to_be_focused()


def test_a_source_opens_in_its_document_by_keyboard(browser: Browser, address: str) -> None:
    page = open_page(browser, address)
    ask(page)
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show in document").first.focus()
    page.keyboard.press("Enter")
    mark = page.locator("mark.aw-mark")
    mark.wait_for(timeout=10_000)
    sync_api.expect(mark).to_be_in_viewport()
    page.keyboard.press("Escape")
    sync_api.expect(mark).to_be_hidden()


def test_the_start_of_an_answer_is_in_view(browser: Browser, address: str) -> None:
    page = open_page(browser, address)
    ask(page)
    ask(page, "How much does an AI architect earn?")
    page.wait_for_timeout(1_200)
    sync_api.expect(page.locator(".aw-question").last).to_be_in_viewport()


@pytest.mark.parametrize("width", [1280, 380])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_screen(browser: Browser, address: str, width: int, scheme: Scheme) -> None:
    page = open_page(browser, address, width, scheme)
    assert overflow(page) <= 0
    ask(page, "How much does an AI architect earn?")
    assert overflow(page) <= 0


def test_colours_follow_the_readers_scheme(browser: Browser, address: str) -> None:
    colours = []
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for scheme in schemes:
        page = open_page(browser, address, scheme=scheme)
        colours.append(page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor"))
    assert colours == ["rgb(253, 253, 252)", "rgb(20, 25, 27)"]


def test_a_new_chat_is_within_reach_on_a_narrow_screen(browser: Browser, address: str) -> None:
    page = open_page(browser, address, 380)
    ask(page)
    page.get_by_role("button", name="New chat").click()
    sync_api.expect(page.locator(".aw-welcome")).to_be_in_viewport()


def test_an_embedded_chat_has_no_header(browser: Browser, address: str) -> None:
    page = open_page(browser, f"{address}/?embed=true", 380)
    assert page.locator(".aw-header").count() == 0
    ask(page)
    sync_api.expect(page.get_by_role("button", name="New chat")).to_be_visible()


def test_screen_readers_are_told_of_an_answer(browser: Browser, address: str) -> None:
    page = open_page(browser, address)
    ask(page)
    sync_api.expect(page.locator("#archway-status[role=status]")).to_contain_text("Answer ready")


def test_the_page_asks_no_other_host_for_anything(browser: Browser, address: str) -> None:
    hosts: set[str | None] = set()
    context = browser.new_context()
    page = context.new_page()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page.goto(address)
    page.get_by_test_id("stChatInputTextArea").wait_for(timeout=30_000)
    ask(page)
    assert hosts <= {"127.0.0.1", None}
