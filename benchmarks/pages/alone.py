"""Each page by itself, in this process: what it asks of the database, how large it is, and the processor's time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.pages.routes import PAGES, Rows
from tracker.demo.scale.places import usernames

FORWARDING = "home"
"""The one page that only sends its reader on."""


@dataclass(frozen=True)
class Alone:
    """One page of one role: where it is, and what it takes by itself (milliseconds, bytes as sent unpacked)."""

    role: str
    page: str
    address: str
    cookie: str
    queries: int
    size: int
    milliseconds: float
    cpu_milliseconds: float


def measure_alone(times: int) -> Iterator[Alone]:
    """Yield every page that a role can open, each opened once to warm up and then `times` times."""
    for role, username in usernames().items():
        user, client = User.objects.get(username=username), Client(SERVER_NAME="127.0.0.1")
        client.force_login(user)
        rows = Rows(user, timezone.localdate().year)
        for page in PAGES:
            address = page.address(rows)
            if address and client.get(address).status_code == (302 if page.route == FORWARDING else 200):
                yield _measured(client, role, page.name, address, times)


def _measured(client: Client, role: str, page: str, address: str, times: int) -> Alone:
    with CaptureQueriesContext(connection) as captured:
        reply = client.get(address)
    queries = len(captured)
    size = len(b"".join(reply.streaming_content) if reply.streaming else reply.content)
    runs = [_timed(client, address) for _ in range(times)]
    wall, processor = (median(each) for each in zip(*runs, strict=True))
    cookie = client.cookies["sessionid"].value
    return Alone(role, page, address, cookie, queries, size, wall, processor)


def _timed(client: Client, address: str) -> tuple[float, float]:
    began, processor = time.perf_counter(), time.process_time()
    client.get(address)
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - processor)
