"""Levels of dispatch drawn at once: a year has more than a hundred targets."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reports.shared.display import month_choices
from reports.shared.templatetags.status import status_tag
from tracker.dispatch.levels import REASON_LABELS, TargetLevel
from tracker.evaluation.dispatch_levels import LevelReason

register = template.Library()


@register.filter
def level_rows(rows: Iterable[TargetLevel]) -> SafeString:
    """Draw targets with who leads them, how they stand, why they are at their level, and each change of it."""
    heads = (_("Lead department"), _("Status"), _("Why"), _("Changes of level"))
    lead_head, status_head, why_head, changes_head = map(escape, heads)
    words = escape(_("none this year"))
    none_this_year = f'<span class="muted">{words}</span>'
    months = dict(month_choices())

    @cache
    def why(reason: LevelReason) -> str:
        return escape(str(REASON_LABELS[reason]))

    def row(each: TargetLevel) -> str:
        target = each.target
        changes = [f"<div>{months[change.month]} {escape(words)}</div>" for change, words in each.changes_in_words]
        return (
            f'<tr><th scope="row"><span class="muted">{target.number}</span>'
            f' <a href="{target.get_absolute_url()}">{escape(target.name)}</a></th>'
            f'<td data-label="{lead_head}">{escape(target.lead.label)}</td>'
            f'<td data-label="{status_head}">{status_tag(each)}</td>'
            f'<td data-label="{why_head}">{why(each.now.reason)}</td>'
            f'<td data-label="{changes_head}">{"".join(changes) or none_this_year}</td></tr>'
        )

    return mark_safe("\n".join(map(row, rows)))  # noqa: S308 - every word is escaped
