"""A real Chromium on the real pages, watched: no request may leave the host, no page may complain."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

# Playwright's own event loop runs in the test's thread; the ORM is only used outside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
INSTALL_HINT = (
    "No Chromium on this machine: install it (Debian: apt install chromium fonts-noto-cjk) to run the browser tests."
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
PASSWORD = "a-long-password-1"
PATIENCE = 15_000
"""Milliseconds until what is waited for counts as missing: a busy machine is slow, not wrong."""
expect.set_options(timeout=PATIENCE)


@dataclass
class Watch:
    """What a page did that it must not do."""

    host: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        page.on("request", lambda request: self.note_request(request.url))
        page.on("console", lambda message: self.note_console(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def note_request(self, url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != self.host:
            self.outside.append(url)

    def note_console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def assert_clean(self) -> None:
        assert self.outside == []
        assert self.complaints == []


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail(INSTALL_HINT)
        pytest.skip(INSTALL_HINT)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(_playwright) -> Iterator[Browser]:
    browser = _playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def watch(live_server) -> Watch:
    return Watch(host=urlsplit(live_server.url).netloc)


@pytest.fixture
def context(browser, live_server, watch) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 1366, "height": 768},
        locale="zh-CN",
        accept_downloads=True,
        reduced_motion="reduce",  # no colour is measured half-way
    )
    context.set_default_timeout(PATIENCE)
    context.on("page", watch.follow)
    yield context
    context.close()


@pytest.fixture
def page(context) -> Page:
    return context.new_page()


@pytest.fixture
def open_page(page):
    """Return a function that opens an address and waits until it is drawn: keys pressed before that are dropped."""

    def open_page(address: str) -> Page:
        page.goto(address)
        page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        return page

    return open_page


@pytest.fixture
def log_in(page):
    """Return a function that logs in through the login page."""

    def log_in(username: str, password: str = PASSWORD) -> None:
        page.goto("about:blank")  # an answer under way to the page left would bring its cookies back
        page.context.clear_cookies()
        page.goto("/account/login/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", password)
        page.click("form[method=post] button.btn-primary")
        page.wait_for_url(lambda url: "/login/" not in url)

    return log_in
