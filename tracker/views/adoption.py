"""Not written yet."""

from django.http import Http404, HttpRequest, HttpResponse


def adopt(request: HttpRequest, **kwargs: int) -> HttpResponse:
    """Answer with the page."""
    raise Http404
