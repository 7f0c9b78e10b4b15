"""The site as `manage.py serve` starts it, with a log of how long each request took."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
TAG = "x-bench"
STARTS_WITHIN = 30


@dataclass(frozen=True)
class Server:
    """A running site: its port, its first process, and its log."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def worker_megabytes(self) -> float:
        """The resident memory of its largest worker."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return max((_resident(child) for child in children), default=0.0)

    def requests(self) -> Iterator[tuple[str, float]]:
        """Yield each answered request: its tag, and the milliseconds that the server took for it."""
        for line in self.log.read_text().splitlines():
            tag, microseconds, status = line.rsplit(" ", 2)
            if tag != "-" and status in ("200", "302"):
                yield tag, int(microseconds) / 1000


@contextmanager
def serving(port: int) -> Iterator[Server]:
    """Start the site on a port, and end it afterwards."""
    with TemporaryDirectory(prefix="bench-pages-") as directory:
        log = Path(directory) / "access.log"
        options = f"--access-logfile {log} --access-logformat '%({{{TAG}}}i)s %(D)s %(s)s'"
        command = [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(port)]
        environment = os.environ | {"GUNICORN_CMD_ARGS": options}
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            _wait_for(port)
            yield Server(port, process, log)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def _wait_for(port: int) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=STARTS_WITHIN).read()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def _resident(pid: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS")), 0.0)
