"""Requests as the views know them, and what their addresses choose."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from django.contrib.auth.models import User
from django.db.models import BigIntegerField, Model
from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

T = TypeVar("T")
R = TypeVar("R", bound=Model)
STOP_ASKING = 286
"""The answer after which htmx asks no more."""
LARGEST_ID = BigIntegerField.MAX_BIGINT
DIGITS = re.compile(r"\d{1,19}", re.ASCII)


class UserRequest(HttpRequest):
    """A request of somebody who is logged in: every page but the login asks for that."""

    user: User


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form is bound to: the data that were sent, were they empty, or nothing."""
    return request.POST if request.method == "POST" else None


def is_htmx(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a part to put in place."""
    details: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    return bool(details)


def id_in(text: str) -> int | None:
    """Return the id that `text` names; None for anything that no row can have, such as a number of thirty digits."""
    found = int(text) if DIGITS.fullmatch(text) else 0
    return found if 0 < found <= LARGEST_ID else None


def chosen(request: HttpRequest, name: str, choices: Mapping[str, T], *, default: T) -> T:
    """Return the choice that the address names, or the default where it names none.

    Raises Http404 for anything else: another choice in its place would be taken for the one asked for.
    """
    value = request.GET.get(name, "")
    if value and value not in choices:
        raise Http404(_("“%(value)s” is not among the choices.") % {"value": value})
    return choices[value] if value else default


def chosen_many(request: HttpRequest, name: str, rows: Sequence[R], *, default: Sequence[R]) -> list[R]:
    """Return the rows that the address names by their numbers, in the order of `rows`; the default where it names none.

    Raises Http404 for a number that is not among them.
    """
    wanted = set(request.GET.getlist(name))
    unknown = wanted - {str(row.pk) for row in rows}
    if unknown:
        raise Http404(_("“%(value)s” is not among the choices.") % {"value": min(unknown)})
    return [row for row in rows if str(row.pk) in wanted] or list(default)
