"""What every page shows beside its own content."""

from dataclasses import dataclass
from typing import cast

from django.contrib.auth.models import User
from django.core.cache import cache
from django.db.models import Count, OuterRef, Subquery
from django.http import HttpRequest

from reports.library.models import WorkReport
from reports.organisation.models import Role
from tracker.navigation.menu import STAFF
from tracker.progress.models import ProgressEntry

DEMO_CACHE_SECONDS = 60


def holds_demo_data() -> bool:
    """Tell whether any report in the database is demo data; looked up at most once a minute."""
    found = cache.get("holds_demo_data")
    if found is None:
        found = WorkReport.objects.filter(is_demo=True).exists()
        cache.set("holds_demo_data", found, DEMO_CACHE_SECONDS)
    return bool(found)


@dataclass(frozen=True)
class Reader:
    """What somebody is, anywhere, and how many entries wait for their approval."""

    roles: frozenset[str]
    n_to_approve: int


def reader_of(request: HttpRequest) -> Reader:
    """Return the reader of a request; looked up once, however many templates ask. One query.

    A superuser reviews and reads everything; whoever may enter the administration has that as a role of its own.
    """
    reader: Reader | None = getattr(request, "_reader", None)
    if reader is None:
        reader = request._reader = _read(cast("User", request.user))  # type: ignore[attr-defined]
    return reader


def _read(user: User) -> Reader:
    entries = ProgressEntry.objects.waiting().filter(target__region=OuterRef("region")).order_by()
    waiting = entries.values("target__region").annotate(n=Count("*")).values("n")
    memberships = user.memberships.annotate(n_waiting=Subquery(waiting)).values_list("role", "region", "n_waiting")
    roles = {role for role, _region, _n in memberships} | ({STAFF} if user.is_staff else set())
    if user.is_superuser:
        return Reader(frozenset(roles | {Role.REVIEWER, Role.LEADER}), ProgressEntry.objects.waiting().count())
    regions = {region: n or 0 for role, region, n in memberships if role == Role.REVIEWER}
    return Reader(frozenset(roles), sum(regions.values()))


def site(request: HttpRequest) -> dict[str, object]:
    """Add the demo notice and what the reader is."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"is_demo": holds_demo_data()}
    roles = reader_of(request).roles
    return {"is_demo": holds_demo_data(), **{f"is_{role.value}": role in roles for role in Role}}
