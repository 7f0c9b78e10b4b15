"""The first page after login: what concerns this reader most."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from reports.organisation.models import Membership, Role

HOME_OF_ROLE = {Role.REVIEWER: "approvals", Role.REPORTER: "owed", Role.LEADER: "overview"}


def home(request: HttpRequest) -> HttpResponse:
    """Send reporters to what they owe, reviewers to what waits for them, everybody else to the overview."""
    roles = set(Membership.objects.of(request.user).values_list("role", flat=True))
    page = next((page for role, page in HOME_OF_ROLE.items() if role in roles), "overview")
    return redirect(page)
