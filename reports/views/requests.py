"""Requests as the views know them."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest, QueryDict


class UserRequest(HttpRequest):
    """A request of somebody who is logged in: every page but the login asks for that."""

    user: User


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form is bound to: the data that were sent, were they empty, or nothing."""
    return request.POST if request.method == "POST" else None
