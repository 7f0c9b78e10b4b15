"""Finding lines: all words, only what the reader may see, the newest year first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from reports.library.models import Statement
from reports.organisation.rights import among
from tracker.dispatch.models import Problem
from tracker.progress.models import ProgressEntry
from tracker.search.databases import database
from tracker.search.models import Kind, Line
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: folded words, all of which must stand in a line, and what narrows them."""

    words: Sequence[str]
    year: int | None = None
    regions: Collection[int] | None = None
    """The keys of the only regions whose lines are looked at; None: of all."""
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of lines. Nobody counts them all: whether another page follows is known by one line more."""

    lines: Sequence[Line]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        """Whether this is not the first page."""
        return self.number > 1


def find(wanted: Wanted, *, user: User, page: int = 1) -> Found:
    """Return a page of what `user` may read. One query besides that for the rights."""
    lines = Line.objects.filter(_readable(user, [wanted.kind] if wanted.kind else FOUND))
    if wanted.regions is not None:
        lines = lines.filter(among("region", wanted.regions))
    start = (page - 1) * PER_PAGE
    found = list(database(lines.db).holding(lines, wanted.words, wanted.year)[start : start + PER_PAGE + 1])
    return Found(found[:PER_PAGE], page, has_next=len(found) > PER_PAGE)


def _readable(user: User, kinds: Sequence[Kind]) -> Q:
    """The condition that the row of a line is one of those that `user` may read.

    The second half of `is_its_row` says nothing new: with the first alone PostgreSQL gathers the keys of all rows that
    may be read before it looks at the first line, half a million where there are many districts.
    """
    is_its_row = {"pk": OuterRef("key"), "pk__gte": OuterRef("key")}
    condition = Q(pk__in=())
    for of_kinds, rows in READABLE:
        if asked := [kind for kind in of_kinds if kind in kinds]:
            condition |= Q(("kind__in", asked), Exists(rows(user).filter(**is_its_row).order_by()))
    return condition


READABLE: tuple[tuple[tuple[Kind, ...], Callable[[User], QuerySet[Any]]], ...] = (
    ((Kind.PROMISE,), lambda user: Target.objects.for_user(user)),
    ((Kind.PROBLEM,), lambda user: Problem.objects.for_user(user)),
    ((Kind.PROGRESS,), lambda user: ProgressEntry.objects.for_user(user)),
    ((Kind.RESULT, Kind.SENTENCE), lambda user: Statement.objects.for_user(user).visible()),
)
"""What is found, and the rows of it that somebody may read."""
FOUND = tuple(kind for of_kinds, _rows in READABLE for kind in of_kinds)
