"""The main menu in templates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tracker.navigation.context_processors import reader_of
from tracker.navigation.menu import Waiting, daily_entry, groups_for, waiting_for

register = template.Library()
ON_A_WALL = "wall=1"


@dataclass(frozen=True, slots=True)
class Menu:
    """What the header shows: the list of entries, and what waits."""

    entries: SafeString
    waiting: list[Waiting]


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> Menu | None:
    """Return the menu of the reader; None for somebody who is not logged in."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return None
    reader, current = reader_of(request), request.resolver_match.view_name if request.resolver_match else ""
    entries = _entries(reader.roles, current, get_language())
    return Menu(entries, waiting=waiting_for(reader.roles, reader.waits))


@lru_cache(maxsize=1024)
def _entries(roles: frozenset[str], current: str, _language: str | None) -> SafeString:
    """The entries that these roles find on a page in a language: some forty links, the same for all who hold them."""
    context = {"daily": daily_entry(roles, current), "groups": groups_for(roles, current)}
    return render_to_string("navigation/_entries.html", context)


@register.simple_tag
def on_a_wall(address: str) -> str:
    """Return the address of the same page as it hangs on a wall: without menu, large, fetched anew by itself."""
    parts = urlsplit(address)
    return parts._replace(query="&".join(filter(None, (parts.query, ON_A_WALL)))).geturl()
