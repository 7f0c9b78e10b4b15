"""Users without pauses: each takes the next page as soon as the last one has come."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.pages.alone import Alone
from benchmarks.pages.server import TAG, Server

PATIENCE = 120


@dataclass
class Turns:
    """The pages in ever new order, given out one by one; it ends with the time, but not before each page came once."""

    pages: Sequence[Alone]
    until: float

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._turns = self._shuffled()

    def __iter__(self) -> Iterator[Alone]:
        while (page := self._next()) is not None:
            yield page

    def _next(self) -> Alone | None:
        with self._lock:
            return next(self._turns, None)

    def _shuffled(self) -> Iterator[Alone]:
        order, chance = list(self.pages), random.Random(1)  # noqa: S311 - an order, no secret
        chance.shuffle(order)
        yield from order
        while time.monotonic() < self.until:
            chance.shuffle(order)
            for page in order:
                if time.monotonic() < self.until:
                    yield page


def put_under_load(server: Server, pages: Sequence[Alone], *, users: int, seconds: float) -> list[float]:
    """Let so many users open the pages; return what each request took them, in milliseconds, waiting included."""
    turns, waits = Turns(pages, time.monotonic() + seconds), list[float]()
    threads = [threading.Thread(target=_use, args=(server, turns, users, waits)) for _ in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waits


def tag_of(page: Alone, users: int) -> str:
    """Return what the server's log calls a request."""
    return f"{users}|{page.role}|{page.page}".replace(" ", "+")


def _use(server: Server, turns: Turns, users: int, waits: list[float]) -> None:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    for page in turns:
        headers = {"Cookie": f"sessionid={page.cookie}", TAG: tag_of(page, users), "Accept-Encoding": "gzip"}
        began = time.perf_counter()
        try:
            line.request("GET", page.address, headers=headers)
            line.getresponse().read()
        except (http.client.HTTPException, OSError):
            line.close()  # the server had ended a connection that was idle; the next request opens another
        else:
            waits.append(1000 * (time.perf_counter() - began))
