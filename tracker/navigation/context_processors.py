"""What every page shows beside its own content."""

from dataclasses import dataclass
from typing import cast

from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import cached_property

from reports.library.models import WorkReport
from reports.organisation.models import Role, rights_of
from tracker.navigation.menu import STAFF, Waits
from tracker.navigation.waiting import waits_of

DEMO_CACHE_SECONDS = 60


def holds_demo_data() -> bool:
    """Tell whether any report in the database is demo data; looked up at most once a minute."""
    found = cache.get("holds_demo_data")
    if found is None:
        found = WorkReport.objects.filter(is_demo=True).exists()
        cache.set("holds_demo_data", found, DEMO_CACHE_SECONDS)
    return bool(found)


@dataclass
class Reader:
    """What somebody is, anywhere."""

    user: User
    roles: frozenset[str]

    @cached_property
    def waits(self) -> Waits:
        """What waits for them."""
        return waits_of(self.user, self.roles)


def reader_of(request: HttpRequest) -> Reader:
    """Return the reader of a request; looked up once, however many templates ask.

    A superuser reviews and reads everything; whoever may enter the administration has that as a role of its own.
    """
    reader: Reader | None = getattr(request, "_reader", None)
    if reader is None:
        reader = request._reader = _read(cast("User", request.user))  # type: ignore[attr-defined]
    return reader


def _read(user: User) -> Reader:
    rights = rights_of(user)
    everyones = {Role.REVIEWER, Role.LEADER} if rights.everywhere else set()
    staffs = {STAFF} if user.is_staff else set()
    return Reader(user, rights.roles | everyones | staffs)


def site(request: HttpRequest) -> dict[str, object]:
    """Add the demo notice, whether the page hangs on a wall, and what the reader is."""
    page: dict[str, object] = {"is_demo": holds_demo_data(), "is_on_a_wall": "wall" in request.GET}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return page
    roles = reader_of(request).roles
    return page | {f"is_{role.value}": role in roles for role in Role}
