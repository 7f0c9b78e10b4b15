"""Telling at once, inside the transaction, that what some targets are judged by has changed.

The services that change a target or its figures announce it; a room above that keeps what follows from them (the
standings) follows. So the rooms below need not know who does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Follower = Callable[[Collection[int]], object]

_followers: list[Follower] = []
_waiting: ContextVar[set[int] | None] = ContextVar("announcements that wait for their block to end", default=None)


def follow(follower: Follower) -> None:
    """Let `follower` be called with the numbers of the targets that changed; whatever it raises undoes the change."""
    if follower not in _followers:
        _followers.append(follower)


def announce(targets: Iterable[int]) -> None:
    """Tell the followers that these targets are judged by something else now."""
    waiting, changed = _waiting.get(), set(targets)
    if waiting is not None:
        waiting |= changed
        return
    for follower in _followers:
        follower(changed)


@contextmanager
def announced_together() -> Iterator[None]:
    """Announce what changes inside once, at the end of the outermost block; it belongs inside the transaction."""
    if _waiting.get() is not None:
        yield
        return
    changed: set[int] = set()
    token = _waiting.set(changed)
    try:
        yield
    finally:
        _waiting.reset(token)
    announce(changed)
