"""Copies of the database that only read: a whole country's readers spread over several machines.

PostgreSQL keeps the copies (streaming replication); here is decided who reads from them. A page that only looks may be
a moment late, so it reads from a copy; whoever has just written something reads from the main database until the copies
have certainly followed, and everything that writes, or that runs outside a page, knows the main database alone. A copy
that does not answer is left alone for a while, and the pages are read from another one, or from the main database.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, models
from django.http import HttpRequest, HttpResponse

WROTE_COOKIE = "wrote"
SAFE_METHODS = ("GET", "HEAD")
ASK_AGAIN_AFTER = 30
"""Seconds for which a copy that did not answer is not asked."""

_chosen: ContextVar[str] = ContextVar("database that the page reads from", default=DEFAULT_DB_ALIAS)
_silent_since: dict[str, float] = {}
_log = logging.getLogger(__name__)


class Replicas:
    """Django's database router: pages that look read from a copy, everything else from the main database."""

    def db_for_read(self, model: type[models.Model], **hints: object) -> str:
        """Return the copy that was chosen for the page; inside a transaction, the main database."""
        return DEFAULT_DB_ALIAS if connections[DEFAULT_DB_ALIAS].in_atomic_block else _chosen.get()

    def db_for_write(self, model: type[models.Model], **hints: object) -> str:
        """Return the main database: copies take no writes, also not of rows that were read from them."""
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: models.Model, other: models.Model, **hints: object) -> bool:
        """Rows of a copy are the main database's own rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        """Copies get their tables from the main database."""
        return db == DEFAULT_DB_ALIAS


def read_from_a_replica(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Choose for each page where it reads; who writes reads the main database for `REPLICA_LAG` seconds; a middleware.

    The choice stays until the thread's next request: a file that is sent in pieces is read after the answer began.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        only_looks = request.method in SAFE_METHODS and WROTE_COOKIE not in request.COOKIES
        _chosen.set(_a_copy_that_answers() if only_looks else DEFAULT_DB_ALIAS)
        response = get_response(request)
        if request.method not in SAFE_METHODS:
            response.set_cookie(
                WROTE_COOKIE,
                "1",
                max_age=settings.REPLICA_LAG,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response

    return answer


def _a_copy_that_answers() -> str:
    """Return a copy at random; the main database where none answers."""
    copies = random.sample(settings.REPLICAS, len(settings.REPLICAS))
    return next(filter(_answers, copies), DEFAULT_DB_ALIAS)


def _answers(copy: str) -> bool:
    if time.monotonic() < _silent_since.get(copy, float("-inf")) + ASK_AGAIN_AFTER:
        return False
    connection = connections[copy]
    try:
        connection.close_if_health_check_failed()
        connection.ensure_connection()
    except OperationalError as error:
        _silent_since[copy] = time.monotonic()
        _log.warning("The copy %s does not answer, others serve its readers: %s", copy, error)
        return False
    return True
