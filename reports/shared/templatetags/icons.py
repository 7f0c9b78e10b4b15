"""Icons for templates; every template knows them."""

from __future__ import annotations

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return an icon of `icons.txt`; the words beside it say what it means."""
    place = static("vendor/icons.svg")
    return format_html('<svg class="bi" aria-hidden="true"><use href="{}#{}"></use></svg>', place, name)
