"""Measure what a first visit brings to the browser, and how long it takes until the first chart is seen.

    python benchmarks/bench_first_chart.py [--port 8290] [--times 3] [--slower 4] [--files]

A new Chromium with an empty cache opens the overview, a target and the trends of the database that DATABASE_URL names,
as a leader, on a processor that is slowed down by the debugging protocol. The chart is there when it has been painted:
the first frame in which it has a size and content. Bytes are those that came over the wire, compressed where they were.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.pages.server import serving  # noqa: E402

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SEEN = """
new Promise((resolve) => {
  const look = () => {
    const shown = [...document.querySelectorAll(".chart svg")].some(
      (svg) => svg.clientHeight > 50 && svg.querySelector("text"),
    );
    if (shown) requestAnimationFrame(() => resolve(performance.now()));
    else requestAnimationFrame(look);
  };
  look();
})
"""


@dataclass(frozen=True)
class Visit:
    """One first visit of a page."""

    milliseconds: float
    files: dict[str, float]

    @property
    def kilobytes(self) -> float:
        """All that came over the wire."""
        return sum(self.files.values())


def logged_in(browser: Browser, host: str, username: str, password: str) -> BrowserContext:
    """Return a browser's memory in which somebody is logged in, with nothing in its cache."""
    context = browser.new_context(base_url=host, viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.click("form[method=post] button.btn-primary")
    page.wait_for_url(lambda url: "/login/" not in url)
    page.close()
    return context


def visit(context: BrowserContext, path: str, slower: float) -> Visit:
    """Open a page as if for the first time."""
    page = context.new_page()
    wire = context.new_cdp_session(page)
    names: dict[str, str] = {}
    files: dict[str, float] = {}
    wire.on("Network.responseReceived", lambda sent: names.update({sent["requestId"]: sent["response"]["url"]}))

    def note(sent: dict[str, float | str]) -> None:
        name = urlsplit(names.get(str(sent["requestId"]), "")).path
        files[name] = files.get(name, 0) + float(sent["encodedDataLength"]) / 1000

    wire.on("Network.loadingFinished", note)
    wire.send("Network.enable")
    wire.send("Network.clearBrowserCache")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    wire.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(path, wait_until="commit")
    seen = float(page.evaluate(SEEN))
    page.wait_for_load_state("networkidle")
    page.close()
    return Visit(seen, files)


def pages(context: BrowserContext) -> Iterator[str]:
    """Yield the overview, a target that has a chart, and the trends."""
    yield "/overview/"
    page = context.new_page()
    page.goto("/targets/")
    paths = [link.get_attribute("href") for link in page.locator("tbody a[href^='/targets/']").all()]
    for path in filter(None, paths):
        page.goto(path)
        if page.locator(".chart").count():
            yield path
            break
    page.close()
    yield "/trends/"


def main() -> None:
    """Print the quickest of several visits of each page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--port", type=int, default=8290)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--slower", type=float, default=4)
    parser.add_argument("--user", default="leader")
    parser.add_argument("--files", action="store_true", help="print the bytes of every file")
    asked = parser.parse_args()
    password = (ROOT / "var" / "demo-password").read_text().strip()
    with serving(asked.port), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = logged_in(browser, f"http://127.0.0.1:{asked.port}", asked.user, password)
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, {asked.slower:g} × slower")
        for path in list(pages(context)):
            found = [visit(context, path, asked.slower) for _ in range(asked.times)]
            best = min(found, key=lambda each: each.milliseconds)
            print(f"{path:<18}{best.milliseconds / 1000:6.2f} s {best.kilobytes:8.0f} KB", flush=True)
            for name, size in sorted(best.files.items(), key=lambda each: -each[1]) if asked.files else ():
                print(f"    {size:8.1f} KB  {name}")
        browser.close()


if __name__ == "__main__":
    main()
