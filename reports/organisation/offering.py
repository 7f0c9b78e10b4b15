"""What the filters of lists offer: rows that the reader may choose. The SQL is written once a reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from reports.organisation.models import rights_of
from reports.organisation.rights import Rights
from reports.shared.people import apart_from_request
from reports.shared.prepared import READERS, Prepared

if TYPE_CHECKING:
    from reports.shared.people import User

Choices = list[tuple[int, str]]


def offered(asking: Callable[[User], QuerySet[Any]]) -> Callable[[HttpRequest], Choices]:
    """Make a filter's choices of what asks for the rows that a user may choose; it may depend on their rights alone."""

    @lru_cache(READERS)
    def asked(user: User, _rights: Rights) -> Prepared[Any]:
        return Prepared(asking(user))

    @wraps(asking)
    def choices(request: HttpRequest) -> Choices:
        return as_choices(asked(apart_from_request(request.user), rights_of(request.user)).rows())

    return choices


def as_choices(rows: Iterable[Model]) -> Choices:
    """Return the key of each row, and what it is called in the reader's language."""
    return [(row.pk, str(row)) for row in rows]
