"""History records in templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import pgettext

from reports.shared.history import action_in_words

register = template.Library()


@register.filter
def record_action(record: Any) -> str:
    """Print what a history record says was done."""
    if record.history_change_reason:
        return action_in_words(record.history_change_reason)
    words = {"+": pgettext("history", "made"), "-": pgettext("history", "removed")}
    return words.get(record.history_type, pgettext("history", "changed"))
