"""What every page shows beside its own content."""

from django.core.cache import cache
from django.http import HttpRequest

from reports.library.models import WorkReport

DEMO_CACHE_SECONDS = 60


def holds_demo_data() -> bool:
    """Tell whether any report in the database is demo data; looked up at most once a minute."""
    found = cache.get("holds_demo_data")
    if found is None:
        found = WorkReport.objects.filter(is_demo=True).exists()
        cache.set("holds_demo_data", found, DEMO_CACHE_SECONDS)
    return bool(found)


def roles_of(request: HttpRequest) -> set[str]:
    """Return what the reader is anywhere; looked up once a request, however many templates ask."""
    roles: set[str] | None = getattr(request, "_roles", None)
    if roles is None:
        roles = set(request.user.memberships.values_list("role", flat=True))  # type: ignore[union-attr]
        request._roles = roles  # type: ignore[attr-defined]
    return roles


def site(request: HttpRequest) -> dict[str, object]:
    """Add the demo notice and whether the reader may review anything (which decides the menu)."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"is_demo": holds_demo_data()}
    roles = roles_of(request)
    return {
        "is_demo": holds_demo_data(),
        "is_reporter": "reporter" in roles,
        "is_reviewer": user.is_superuser or "reviewer" in roles,
        "is_leader": user.is_superuser or "leader" in roles,
    }
