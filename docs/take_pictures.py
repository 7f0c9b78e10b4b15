"""Take the pictures of the README from the demonstration, in both languages: `make pictures`.

A database of its own is filled with the demo data and served for as long as it takes; Chromium must be installed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PC, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
DEMO_REPORT = "荣昌"


def main() -> None:
    """Serve the demonstration and take every picture in Chinese and English."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("No Chromium on this machine: install it (Debian: apt install chromium fonts-noto-cjk).")
    PICTURES.mkdir(exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for language in ("zh-hans", "en"):
            take_all(browser, address, language)


def take_all(browser: Browser, address: str, language: str) -> None:
    """Take the pictures of one language: review, target and filing on a PC, the overview on a phone too."""
    suffix = language[:2]
    reviewer = logged_in(browser, address, "reviewer", language, PC)
    reviewer.goto("/reports/")
    reviewer.locator(f"tbody a:has-text('{DEMO_REPORT}')").first.click()
    reviewer.wait_for_load_state("networkidle")
    reviewer.screenshot(path=PICTURES / f"review-{suffix}.png")
    reviewer.goto("/targets/")
    reviewer.locator("tbody a").first.click()
    reviewer.wait_for_selector(".chart .picture > svg")
    reviewer.screenshot(path=PICTURES / f"target-{suffix}.png")
    for name, size in (("overview", PC), ("overview-phone", PHONE)):
        leader = logged_in(browser, address, "leader", language, size)
        leader.goto("/overview/")
        leader.wait_for_load_state("networkidle")
        leader.screenshot(path=PICTURES / f"{name}-{suffix}.png")
    reporter = logged_in(browser, address, "reporter", language, PC)
    reporter.goto("/owed/")
    reporter.screenshot(path=PICTURES / f"owed-{suffix}.png")


def logged_in(browser: Browser, address: str, username: str, language: str, size: dict[str, int]) -> Page:
    """Return a page of a user who has logged in and chosen a language."""
    context = browser.new_context(base_url=address, viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
    context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", (ROOT / "var" / "demo-password").read_text())
    page.click("form[method=post] button.btn-primary")
    page.wait_for_url(lambda url: "/login/" not in url)
    return page


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Serve a fresh demonstration on a free port; yields its address."""
    with tempfile.TemporaryDirectory() as folder:
        manage = [sys.executable, str(ROOT / "manage.py")]
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/pictures.sqlite3", "MEDIA_ROOT": folder}
        for command in (["migrate", "--verbosity", "0"], ["load_catalogue"], ["load_demo"]):
            subprocess.run([*manage, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
        port = free_port()
        server = subprocess.Popen([*manage, "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL)
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Return as soon as the port answers. Raises TimeoutError after half a minute."""
    for _attempt in range(300):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"Nothing answers on port {port}.")


if __name__ == "__main__":
    main()
