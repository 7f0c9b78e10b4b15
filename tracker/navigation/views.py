"""The first page after login, and the views that somebody has pinned."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reports.shared.requests import UserRequest
from tracker.navigation.context_processors import reader_of
from tracker.navigation.forms import PinForm, is_page_of_ours
from tracker.navigation.menu import daily_view
from tracker.navigation.models import PinnedView

MOST_VIEWS = 50


def home(request: HttpRequest) -> HttpResponse:
    """Send everybody to the page that their role begins the day with."""
    return redirect(daily_view(reader_of(request).roles))


def pinned_views(request: UserRequest) -> HttpResponse:
    """Show one's pinned views; pin the page named by `at`, under a name. A name used before now leads to this page."""
    form: PinForm | None
    if request.method == "POST":
        form = PinForm(request.POST)
        if form.is_valid() and _has_room(request, form.cleaned_data["name"]):
            return _pinned(request, form.cleaned_data["name"], form.cleaned_data["address"])
    else:
        at = request.GET.get("at", "")
        form = PinForm(initial={"address": at, "name": request.GET.get("name", "")}) if is_page_of_ours(at) else None
    views = PinnedView.objects.filter(user=request.user)
    return render(request, "navigation/pinned_views.html", {"title": _("My views"), "form": form, "views": views})


@require_POST
def drop_view(request: UserRequest, pk: int) -> HttpResponse:
    """Take one of one's own views off the list."""
    view = get_object_or_404(PinnedView, user=request.user, pk=pk)
    view.delete()
    messages.success(request, _("“%(name)s” is no longer pinned.") % {"name": view.name})
    return redirect("pinned-views")


def _has_room(request: UserRequest, name: str) -> bool:
    others = PinnedView.objects.filter(user=request.user).exclude(name=name).count()
    if others >= MOST_VIEWS:
        words = _("There are %(most)s pinned views already. Take one off the list first.")
        messages.error(request, words % {"most": MOST_VIEWS})
    return others < MOST_VIEWS


def _pinned(request: UserRequest, name: str, address: str) -> HttpResponse:
    PinnedView.objects.update_or_create(user=request.user, name=name, defaults={"address": address})
    messages.success(request, _("Pinned: “%(name)s”. It stands under “My views”.") % {"name": name})
    return redirect(address)
