"""Not written yet."""

from django.http import Http404, HttpRequest, HttpResponse


def match_list(request: HttpRequest, **kwargs: int) -> HttpResponse:
    """Answer with the page."""
    raise Http404


def decide_match(request: HttpRequest, **kwargs: int) -> HttpResponse:
    """Answer with the page."""
    raise Http404
