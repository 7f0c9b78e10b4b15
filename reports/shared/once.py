"""What is looked up once while a request is answered, however many parts of the page ask for it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

T = TypeVar("T")
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("what this request has looked up", default=None)


def once(key: Hashable, look_up: Callable[[], T]) -> T:
    """Return what is kept under a key, looked up on the first call; outside of a request each time anew."""
    kept = _kept.get()
    if kept is None:
        return look_up()
    if key not in kept:
        kept[key] = look_up()
    found: T = kept[key]
    return found


def once_a_request(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Keep what is looked up for as long as one request is answered; a middleware."""

    def answer(request: HttpRequest) -> HttpResponse:
        with keeping():
            return get_response(request)

    return answer


@contextmanager
def keeping() -> Iterator[None]:
    """Look things up once for the whole block, in which nobody's roles and no rule set change."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)
