"""The search page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from reports.shared.requests import UserRequest, id_in
from tracker.search.finding import Found, Wanted, find
from tracker.search.folding import SHORTEST
from tracker.search.forms import SearchForm
from tracker.search.hits import hits_of

LAST_PAGE = 1000


@require_GET
def search(request: UserRequest) -> HttpResponse:
    """Show what the words of the address are found in, a page at a time."""
    form = SearchForm(request.GET, user=request.user)
    context = {"title": _("Search"), "form": form}
    if form.is_valid():
        wanted = form.wanted
        refusal = _refusal(wanted)
        page = min(id_in(request.GET.get("page", "")) or 1, LAST_PAGE)
        found = Found((), page, has_next=False) if refusal else find(wanted, user=request.user, page=page)
        hits = hits_of(found.lines, wanted.words, timezone.localdate())
        context |= {"page": found, "hits": hits, "words": refusal or _nothing(found)}
    return render(request, "search/search.html", context)


def _refusal(wanted: Wanted) -> str:
    """Say why nothing is looked for; blank where something is."""
    short = [word for word in wanted.words if len(word) < SHORTEST]
    if short:
        return _("“%(word)s” is too short: a word needs at least two characters.") % {"word": short[0]}
    return "" if wanted.words else _("Type words to find them in promises, progress, reports and problems.")


def _nothing(found: Found) -> str:
    """Say that a page is empty."""
    return _("There is nothing more.") if found.has_previous else _("Nothing that you may read holds these words.")
