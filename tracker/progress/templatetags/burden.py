"""What the months of a year ask of a department, as cells of a table: a city has hundreds of them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reports.shared.display import month_choices
from tracker.progress.burden import Burden

register = template.Library()


@register.filter
def month_cells(burden: Burden) -> SafeString:
    """Draw twelve numbers, a department's largest in bold; each says on pointing how many of its boxes take words."""
    return mark_safe("".join(_cells(burden)))  # noqa: S308 - every word is escaped


def _cells(burden: Burden) -> Iterator[str]:
    words = escape(_("%(figures)s figures, %(words)s in words"))
    most = burden.most if burden.department else None
    for (_number, name), month in zip(month_choices(), burden.months, strict=True):
        boxes = f"<strong>{month.boxes}</strong>" if month.boxes == most else str(month.boxes)
        title = words % {"figures": month.figures, "words": month.words}
        yield f'<td class="number" data-label="{escape(name)}" title="{title}">{boxes}</td>'
