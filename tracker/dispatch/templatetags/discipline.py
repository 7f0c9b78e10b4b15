"""Filing discipline drawn at once: a region has dozens of departments, and each number of theirs is a link."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reports.shared.display import UNKNOWN, month_choices, percent
from tracker.dispatch.discipline import ASKED, HEADS, Discipline, Filed, How

register = template.Library()


@register.filter
def discipline_rows(rows: Iterable[Discipline], query: str) -> SafeString:
    """Draw how each department filed, or all together: each number opens the months that it counts.

    `query` says which months are looked at, as addresses do behind their question mark.
    """
    _lead, asked_head, *asked_heads, share_head, returned_head, urged_head = (escape(str(head)) for head in HEADS)
    address, everybody = f"{reverse('filings')}?{escape(query)}", escape(_("All departments"))
    words = escape(_("nothing due"))
    nothing_due = f'<span class="muted">{words}</span>'

    def row(each: Discipline) -> str:
        lead = each.department
        own = f"{address}&amp;lead={lead.pk}" if lead else address
        share = nothing_due if each.share_on_time is None else percent(each.share_on_time)
        cells = [
            f'<th scope="row">{escape(lead.label) if lead else everybody}</th>',
            _number(asked_head, _count(each.asked, own)),
            *(_number(head, _count_of(each, how, own)) for head, how in zip(asked_heads, ASKED, strict=True)),
            _number(share_head, share),
            _number(returned_head, _count_of(each, How.RETURNED, own)),
            _number(urged_head, _count_of(each, How.URGED, own)),
        ]
        whole = "" if lead else ' class="whole"'
        return f"<tr{whole}>{''.join(cells)}</tr>"

    return mark_safe("\n".join(map(row, rows)))  # noqa: S308 - every word is escaped


@register.filter
def filing_rows(rows: Iterable[Filed]) -> SafeString:
    """Draw months, returns and urgings with their target, who leads it, and the day."""
    heads = (_("Lead department"), _("Month"), _("State"), _("Day"))
    lead_head, month_head, state_head, day_head = map(escape, heads)
    months, states = dict(month_choices()), {how: escape(str(how.label)) for how in How}

    def row(each: Filed) -> str:
        target, on = each.target, each.on
        return (
            f'<tr><th scope="row"><span class="muted">{target.number}</span>'
            f' <a href="{target.get_absolute_url()}?month={each.month}">{escape(target.name)}</a></th>'
            f'<td class="nowrap" data-label="{lead_head}">{escape(target.lead.label)}</td>'
            f'<td class="nowrap" data-label="{month_head}">{escape(months[each.month])}</td>'
            f'<td data-label="{state_head}"><span class="tag filed-{each.how.value}">{states[each.how]}</span></td>'
            f'<td class="nowrap" data-label="{day_head}">{on.isoformat() if on else UNKNOWN}</td></tr>'
        )

    return mark_safe("\n".join(map(row, rows)))  # noqa: S308 - every word is escaped


def _count_of(row: Discipline, how: How, address: str) -> str:
    return _count(row.counts[how], f"{address}&amp;how={how.value}")


def _count(count: int, address: str) -> str:
    return f'<a href="{address}">{count}</a>' if count else '<span class="muted">0</span>'


def _number(head: str, drawn: str) -> str:
    return f'<td class="number" data-label="{head}">{drawn}</td>'
