"""Not written yet."""

from django.http import Http404, HttpRequest, HttpResponse


def review(request: HttpRequest, **kwargs: int) -> HttpResponse:
    """Answer with the page."""
    raise Http404
