"""The one-page picture as a file, with the rights and the choices of the overview."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from reports.shared.exports import file_name, file_response
from reports.shared.requests import chosen
from tracker.bulletins.one_page.content import page_of
from tracker.bulletins.one_page.drawing import KINDS, draw
from tracker.dashboards.scopes import scope_of
from tracker.standings.reading import bring_up_to_date


@require_GET
def picture(request: HttpRequest, kind: str) -> HttpResponse:
    """Answer with how the promises of one region and year stand; `show=promises` leaves the figures out."""
    today = timezone.localdate()
    scope = scope_of(request, today) if kind in KINDS else None
    if scope is None:
        raise Http404
    basis = scope.basis(today)
    bring_up_to_date(scope.targets(request.user), basis)
    stands = scope.stands(request.user, basis)
    if not stands:
        raise Http404(_("There are no targets for this region and year."))
    promises_only = chosen(request, "show", {"promises": True}, default=False)
    page = page_of(stands, scope, promises_only=promises_only)
    try:
        content = draw(page, kind)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(f"{reverse('overview')}?{scope.query}")
    name = file_name(f"{page['title']}-{page['subtitle']}", kind)
    return file_response(content, name=name, content_type=KINDS[kind])
