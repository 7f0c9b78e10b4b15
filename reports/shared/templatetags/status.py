"""A status as pages show it everywhere: a tone, a symbol that is read without colours, and its word."""

from __future__ import annotations

from html import escape
from typing import Protocol

from django import template
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class HasStatus(Protocol):
    """What has a status that pages show."""

    @property
    def tone(self) -> str:
        """Its colour, as the style sheets name it."""

    @property
    def symbol(self) -> str:
        """The sign that tells it without colours."""

    @property
    def label(self) -> str | Promise:
        """The word for it."""


@register.filter
def status_tag(shown: HasStatus) -> SafeString:
    """Draw a status; lists have hundreds, too many for a template each."""
    words = f'<span aria-hidden="true">{shown.symbol}</span> {escape(str(shown.label))}'
    return mark_safe(f'<span class="tag tone-{shown.tone}">{words}</span>')  # noqa: S308 - every word is escaped
