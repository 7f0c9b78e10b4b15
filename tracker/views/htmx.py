"""Whether a part of a page is asked for, or a whole one."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


def is_htmx(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a part to put in place."""
    details: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    return bool(details)
