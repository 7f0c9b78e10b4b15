"""Numbers by status drawn at once: a page of groups has hundreds, too many for a template each."""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString, mark_safe

from reports.shared.templatetags.figures import register
from tracker.dashboards.tally_rows import Cell, Piece, Row


@register.filter
def status_bar(row: Row) -> SafeString:
    """Draw the numbers of a group as one bar; each piece opens its rows, with its number in words beside it."""
    pieces = "".join(map(_piece, row.pieces))
    return mark_safe(f'<svg class="status-bar" role="presentation" focusable="false">{pieces}</svg>')  # noqa: S308


@register.filter
def tally_cells(row: Row) -> SafeString:
    """Draw the numbers of a group as cells of a table; each opens the rows it counts, and none is a quiet nought."""
    return mark_safe("".join(map(_cell, row.cells)))  # noqa: S308 - every word is escaped


def _piece(piece: Piece) -> str:
    cell = piece.cell
    shape = f'class="fill-{cell.tone} status-{cell.status}" x="{piece.start}" width="{piece.width}" y="0" height="100%"'
    words = f'<text x="{piece.middle}" y="50%">{cell.symbol} {cell.count}</text>' if piece.is_wide else ""
    return (
        f'<a href="{escape(cell.url)}" tabindex="-1" aria-hidden="true">'
        f"<title>{escape(str(cell.label))} {cell.count}</title><rect {shape} />{words}</a>"
    )


def _cell(cell: Cell) -> str:
    label = escape(str(cell.label))
    if not cell.count:
        return f'<td class="number is-nothing" data-label="{label}"><span class="muted">0</span></td>'
    link = f'<a class="count tone-{cell.tone}" href="{escape(cell.url)}">{cell.count}</a>'
    return f'<td class="number" data-label="{label}">{link}</td>'
