"""Rankings in templates."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reports.shared import display
from reports.shared.templatetags.figures import register
from tracker.dashboards.rank_lines import RankLine


@register.filter
def move(ranks: int | None) -> str:
    """Print how many ranks a district won or lost since the period before."""
    if ranks is None:
        return display.UNKNOWN
    if ranks == 0:
        return "＝"
    return f"▲ {ranks}" if ranks > 0 else f"▼ {-ranks}"


@register.filter
def rank_rows(lines: Iterable[RankLine], value_head: str) -> SafeString:
    """Draw the lines of a ranking at once: a province has too many districts for a template each."""
    rank_head, period_head, move_head = escape(_("Rank")), escape(_("Period")), escape(_("Move"))
    value_head = escape(str(value_head))
    words = escape(_("tied"))
    tied = f'<span class="tied muted">{words}</span> '
    per_report = f'\n<span class="muted">{escape(_("per report"))}</span>'
    not_reviewed = f'\n<span class="tag tone-yellow">{escape(_("not reviewed"))}</span>'

    def row(line: RankLine) -> str:
        actual = line.actual
        source = per_report if actual and actual.from_report else ""
        review = not_reviewed if actual and actual.is_unreviewed else ""
        return (
            f'<tr><td class="number" data-label="{rank_head}">{tied if line.is_tied else ""}{line.rank}</td>'
            f'<th scope="row">{escape(line.name)}</th>'
            f'<td class="number" data-label="{value_head}">{escape(line.value)}</td>'
            f'<td class="nowrap" data-label="{period_head}">{line.period}{source}{review}</td>'
            f'<td data-label="{move_head}">{move(line.move)}</td></tr>'
        )

    return mark_safe("\n".join(map(row, lines)))  # noqa: S308 - every word is escaped
