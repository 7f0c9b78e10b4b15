"""The main menu: one declaration of what each role finds there."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A menu entry; `flag` names the context variable that must be true for it to show ('' shows it to all)."""

    view: str
    label: str | Promise
    flag: str = ""
    is_active: bool = False

    @property
    def url(self) -> str:
        """The address that it opens."""
        return reverse(self.view)


MENU = (
    MenuItem("owed", _("My reporting"), "is_reporter"),
    MenuItem("approvals", _("To approve"), "is_reviewer"),
    MenuItem("overview", _("Overview")),
    MenuItem("compare", _("Districts")),
    MenuItem("trends", _("Years")),
    MenuItem("task-table", _("Task table")),
    MenuItem("targets", _("Targets")),
    MenuItem("entries", _("Progress")),
    MenuItem("reports:list", _("Reports")),
    MenuItem("reports:statements", _("Statements")),
    MenuItem("matches", _("Indicators"), "is_reviewer"),
)


@register.simple_tag(takes_context=True)
def menu_items(context: Context) -> list[MenuItem]:
    """Return the entries that the reader may use, the current page's marked."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return []
    shown = [item for item in MENU if not item.flag or context.get(item.flag)]
    current = request.resolver_match.view_name if request.resolver_match else ""
    return [MenuItem(item.view, item.label, item.flag, item.view == current) for item in shown]
