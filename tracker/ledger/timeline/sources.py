"""Rows of many tables that the time line tells, read in one query: what was in the way, decided, urged and written.

A room above the ledger adds what it keeps (`add_source`), so that the ledger need not know who does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject

from reports.shared.people import name_of
from tracker.ledger.timeline.events import Event
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User

Facts = Mapping[str, Any]
"""What a row says, by the names of its source: numbers, words, days and moments as texts."""
PERSON = ("first_name", "last_name", "username")


@dataclass(frozen=True)
class Source:
    """Rows of one table: those that `user` may read of a target, what they say, and the event that tells it."""

    name: str
    rows: Callable[[Target, User, dt.date], QuerySet[Any]]
    facts: Mapping[str, str | Combinable]
    event: Callable[[Target, Facts], Event]


_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Let the time line tell the rows of a source too."""
    if source not in _sources:
        _sources.append(source)


def told_by_sources(target: Target, user: User, today: dt.date) -> Iterator[Event]:
    """Yield what the rows of all sources say of a target, each source's in the order of their keys. One query."""
    first, *others = [_facts_of(each, target, user, today) for each in _sources]
    by_name = {each.name: each for each in _sources}
    found = sorted(first.union(*others, all=True), key=lambda row: (row[0], row[1]["pk"]))
    return (by_name[name].event(target, facts) for name, facts in found)


def _facts_of(source: Source, target: Target, user: User, today: dt.date) -> QuerySet[Any, tuple[str, Facts]]:
    facts = JSONObject(pk="pk", **source.facts)
    return source.rows(target, user, today).order_by().values_list(Value(source.name), facts)


def person(path: str) -> JSONObject:
    """Return what `who` needs of the account at a path."""
    return JSONObject(**{name: f"{path}__{name}" for name in PERSON})


def who(facts: Facts) -> str:
    """Return the name of a person of the facts."""
    return name_of(get_user_model()(**facts))


def at(written: str) -> dt.datetime:
    """Return a moment of the facts: databases write it with its zone, or in UTC without one."""
    moment = dt.datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
