"""Rows to choose from drawn at once: a province has dozens of regions, the catalogue hundreds of indicators."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.db.models import Model
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def options(rows: Iterable[Any], chosen: Model | None, by: str = "pk") -> SafeString:
    """Draw rows as options by their labels; `by` is what tells them apart in addresses."""
    picked = getattr(chosen, by, None)
    drawn = []
    for each in rows:
        value = getattr(each, by)
        selected = " selected" if value == picked else ""
        drawn.append(f'<option value="{escape(str(value))}"{selected}>{escape(each.label)}</option>')
    return mark_safe("".join(drawn))  # noqa: S308 - every word is escaped
