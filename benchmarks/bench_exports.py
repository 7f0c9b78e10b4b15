"""Measure a large list as a file: seconds until it is there, and the most memory that any process took for it.

    DATABASE_URL=… python benchmarks/bench_exports.py [--port 8290] [--times 3] [--path /entries/]

The database is one that `manage.py load_scale` filled; the file is asked for by its leader, of the site as
`manage.py serve` starts it, anew for every file. What goes on behind the page is waited for and fetched.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import os
import re
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.pages.server import serving  # noqa: E402

LEADER = "scale-leader"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
FILE = re.compile(r'href="(/exports/\d+/file/)"')


class Reader:
    """A user with a browser's cookies."""

    def __init__(self, port: int) -> None:
        self.host = f"http://127.0.0.1:{port}"
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def log_in(self, username: str, password: str) -> None:
        """Log in as somebody of the made-up city."""
        token = TOKEN.findall(self.opener.open(f"{self.host}/account/login/").read().decode())[0]
        form = {"username": username, "password": password, "csrfmiddlewaretoken": token}
        self.opener.open(f"{self.host}/account/login/", urllib.parse.urlencode(form).encode()).read()

    def size_of_file(self, path: str) -> int:
        """Fetch a file, at once or when it is ready; return its bytes."""
        while True:
            with self.opener.open(self.host + path) as reply:
                if "attachment" in reply.headers.get("Content-Disposition", ""):
                    return sum(map(len, iter(lambda: reply.read(1 << 16), b"")))
                page, here = reply.read().decode(), urllib.parse.urlsplit(reply.url).path
            ready = FILE.findall(page)
            path = ready[0] if ready else here
            time.sleep(0 if ready else 0.2)


def descendants(pid: str) -> Iterator[str]:
    """Yield a process and all that it started."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from descendants(child)


def writers() -> Iterator[str]:
    """Yield the processes that write files behind the page; nobody's children, since they outlive their starters."""
    for found in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if f"{ROOT}/manage.py\0write_exports".encode() in found.read_bytes():
                yield found.parent.name
        except OSError:
            continue


def megabytes(pid: str) -> float:
    """Return the most resident memory that a process ever had."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM")), 0.0)


def watch(pid: int, ended: Event, seen: dict[str, float]) -> None:
    """Keep the peaks of the server and of those that it set to work."""
    while not ended.wait(0.05):
        for each in (*descendants(str(pid)), *writers()):
            seen[each] = max(seen.get(each, 0.0), megabytes(each))


def measure(path: str, kind: str, port: int, password: str) -> tuple[float, int, float, float]:
    """Return seconds, bytes, the peak in megabytes, and how much of that came with the file."""
    with serving(port) as server:
        reader = Reader(port)
        reader.log_in(LEADER, password)
        for _warm_up in range(8):
            reader.opener.open(reader.host + path).read()
        seen: dict[str, float] = {}
        before = max(map(megabytes, descendants(str(server.process.pid))))
        ended = Event()
        watcher = Thread(target=watch, args=(server.process.pid, ended, seen))
        watcher.start()
        began = time.monotonic()
        size = reader.size_of_file(f"{path}?export={kind}")
        seconds = time.monotonic() - began
        ended.set()
        watcher.join()
    return seconds, size, max(seen.values()), max(seen.values()) - before


def main() -> None:
    """Print the best of several times for each kind of file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--port", type=int, default=8290)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--path", default="/entries/")
    asked = parser.parse_args()
    password = (ROOT / "var" / "demo-password").read_text().strip()
    print(os.environ.get("DATABASE_URL", "the embedded database"), f"load {os.getloadavg()[0]:.1f}")
    for kind in ("csv", "xlsx"):
        seconds, size, peak, more = min(measure(asked.path, kind, asked.port, password) for _ in range(asked.times))
        print(f"{kind:<5}{seconds:6.1f} s  {size / 1000:8.0f} KB  peak {peak:5.0f} MB  (+{more:.0f})", flush=True)


if __name__ == "__main__":
    main()
