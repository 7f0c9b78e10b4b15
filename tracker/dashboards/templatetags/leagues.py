"""Parts of league tables drawn at once: a province has hundreds, too many for a template each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.shared import display
from reports.shared.templatetags.figures import register
from tracker.dashboards.league import Line, Part


@register.filter
def with_parts(lines: Iterable[Line]) -> Iterator[tuple[Line, SafeString]]:
    """Pair districts with the arithmetic of their score: a row for each indicator, in a table that opens."""
    heads = (_("Indicator"), _("Actual"), _("Completion or gap"), _("Points of weight"))
    name, *figures = map(escape, heads)
    head = "\n".join(
        [f'<th scope="col">{name}</th>', *(f'<th scope="col" class="number">{each}</th>' for each in figures)]
    )
    words = escape(_("not scored"))
    not_scored = f'<span class="muted">{words}</span>'
    for line in lines:
        rows = "\n".join(_row(part, not_scored) for part in line.parts)
        table = f'<table class="table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        drawn = f'<details class="league-parts"><summary>{_summary(line.parts)}</summary>{table}</details>'
        yield line, mark_safe(drawn)  # noqa: S308 - every word is escaped


@register.filter
def weight_options(weights: Iterable[str], chosen: Decimal) -> SafeString:
    """Draw the weights that an indicator may be given as options."""
    drawn = (f"<option {'selected' if each == str(chosen) else ''}>{each}</option>" for each in weights)
    return mark_safe("".join(drawn))  # noqa: S308 - the weights are ours


def _row(part: Part, not_scored: str) -> str:
    points = not_scored if part.points is None else f"{display.derived(part.points)} / {part.weight}"
    cells = (escape(part.value), escape(part.basis or display.UNKNOWN), points)
    drawn = "\n".join([f'<td class="number">{cell}</td>' for cell in cells])
    return f'<tr><th scope="row">{escape(part.indicator)}</th>\n{drawn}</tr>'


def _summary(parts: Sequence[Part]) -> str:
    n = len(parts)
    return escape(ngettext("%(n)s indicator", "%(n)s indicators", n) % {"n": n})
