"""What is read without an account: the deeds of a region and year, where the office has switched that on."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from tracker.livelihood.public import public_page, public_photo
from tracker.livelihood.views.sites import picture_reply

PAGE_SECONDS = 60
PHOTO_SECONDS = 300
"""How long copies may be shown by others, also after the page is switched off or a photograph withdrawn."""


@login_not_required
@require_safe
@cache_control(public=True, max_age=PAGE_SECONDS)
@conditional_page
def public_livelihood(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Show the deeds of a region and year to everybody.

    The page is made without the request: it knows no reader, so that one copy serves all.
    """
    page = public_page(code, year, timezone.localdate())
    if page is None:
        raise Http404
    context = {"page": page, "code": code, "title": _("Livelihood projects")}
    return HttpResponse(render_to_string("livelihood/public.html", context))


@login_not_required
@require_safe
@cache_control(public=True, max_age=PHOTO_SECONDS)
def public_livelihood_photo(request: HttpRequest, code: str, year: int, pk: int) -> FileResponse:
    """Show a confirmed photograph of a public page."""
    photo = public_photo(code, year, pk)
    if photo is None:
        raise Http404
    return picture_reply(photo)
