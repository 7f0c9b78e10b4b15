"""The first page after login: what concerns this reader most."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tracker.navigation.context_processors import reader_of
from tracker.navigation.menu import daily_view


def home(request: HttpRequest) -> HttpResponse:
    """Send everybody to the page that their role begins the day with."""
    return redirect(daily_view(reader_of(request).roles))
