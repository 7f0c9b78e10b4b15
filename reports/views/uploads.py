"""Not written yet."""

from django.http import Http404, HttpRequest, HttpResponse


def upload(request: HttpRequest, **kwargs: int) -> HttpResponse:
    """Answer with the page."""
    raise Http404


def confirm(request: HttpRequest, **kwargs: int) -> HttpResponse:
    """Answer with the page."""
    raise Http404
