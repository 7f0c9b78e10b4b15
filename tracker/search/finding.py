"""Finding lines: all words, only what the reader may see, the newest year first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from reports.library.models import Statement
from reports.organisation.models import Department, Region, rights_of
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
    region: Region | None = None
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
    """Return a page of what `user` may read. At most two queries besides that for the rights."""
    kinds = [wanted.kind] if wanted.kind else FOUND
    lines = Line.objects.filter(_in_places(wanted, user), _readable(user, kinds))
    start = (page - 1) * PER_PAGE
    found = list(database(lines.db).holding(lines, wanted.words, wanted.year)[start : start + PER_PAGE + 1])
    return Found(found[:PER_PAGE], page, has_next=len(found) > PER_PAGE)


def _in_places(wanted: Wanted, user: User) -> Q:
    """The condition that a line is of the region asked for, or of one in which `user` may read anything at all.

    Rights do not need it: it keeps the database from asking for each line of the country whether it may be read.
    """
    rights = rights_of(user)
    if wanted.region:
        return among("region", [wanted.region.pk])
    if rights.everywhere:
        return Q()
    of_departments = Department.objects.of_user(user).values_list("region", flat=True) if rights.departments else ()
    return among("region", rights.own | rights.led | set(of_departments))


def _readable(user: User, kinds: Sequence[Kind]) -> Q:
    """The condition that the row of a line is one of those that `user` may read."""
    condition = Q(pk__in=())
    for of_kinds, rows in READABLE:
        if asked := [kind for kind in of_kinds if kind in kinds]:
            condition |= Q(kind__in=asked) & Exists(rows(user).filter(pk=OuterRef("key")).order_by())
    return condition


READABLE: tuple[tuple[tuple[Kind, ...], Callable[[User], QuerySet[Any]]], ...] = (
    ((Kind.PROMISE,), lambda user: Target.objects.for_user(user)),
    ((Kind.PROBLEM,), lambda user: Problem.objects.for_user(user)),
    ((Kind.PROGRESS,), lambda user: ProgressEntry.objects.for_user(user)),
    ((Kind.RESULT, Kind.SENTENCE), lambda user: Statement.objects.for_user(user).visible()),
)
"""What is found, and the rows of it that somebody may read."""
FOUND = tuple(kind for of_kinds, _rows in READABLE for kind in of_kinds)
