"""Not written yet."""

from django.http import Http404, HttpRequest, HttpResponse


def report_list(request: HttpRequest, **kwargs: int) -> HttpResponse:
    """Answer with the page."""
    raise Http404


def statement_list(request: HttpRequest, **kwargs: int) -> HttpResponse:
    """Answer with the page."""
    raise Http404
