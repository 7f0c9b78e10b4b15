"""Not written yet."""

from django.http import Http404, HttpRequest, HttpResponse


def owed(request: HttpRequest, **kwargs: int) -> HttpResponse:
    """Answer with the page."""
    raise Http404


def file_entry(request: HttpRequest, **kwargs: int) -> HttpResponse:
    """Answer with the page."""
    raise Http404


def waiting(request: HttpRequest, **kwargs: int) -> HttpResponse:
    """Answer with the page."""
    raise Http404


def review_entry(request: HttpRequest, **kwargs: int) -> HttpResponse:
    """Answer with the page."""
    raise Http404


def entry_list(request: HttpRequest, **kwargs: int) -> HttpResponse:
    """Answer with the page."""
    raise Http404
