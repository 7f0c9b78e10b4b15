"""Counts by status as rows for a page: every number with the address of the rows that it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise

from tracker.dashboards.scopes import Scope
from tracker.evaluation import SYMBOLS, Status, Tone
from tracker.standings.tallies import Tally
from tracker.verdicts.basis import Basis
from tracker.verdicts.labels import STATUS_LABELS


@dataclass(frozen=True)
class Cell:
    """How many of a group have a status; `share` is per cent of the assessed, None where it stands apart."""

    status: Status
    label: str | Promise
    symbol: str
    tone: Tone
    count: int
    share: Decimal | None
    url: str


@dataclass(frozen=True)
class Piece:
    """A piece of a bar: where it begins, its middle, and how wide it is, as SVG writes shares of the whole bar."""

    cell: Cell
    start: str
    middle: str
    width: str
    is_wide: bool


WIDE_FROM = 5
"""Per cent of a bar that a sign and a number need."""


@dataclass(frozen=True)
class Row:
    """A group with its numbers."""

    label: str
    url: str
    cells: Sequence[Cell]
    total: int
    assessed: int
    good_share: Decimal | None

    @property
    def pieces(self) -> list[Piece]:
        """The bar of the group: a piece for each status that occurs, as wide as its share of all targets."""
        pieces, before = [], 0
        for cell in self.cells:
            if cell.count:
                start, width = 100 * before / self.total, 100 * cell.count / self.total
                middle = f"{start + width / 2:.2f}%"
                pieces.append(Piece(cell, f"{start:.2f}%", middle, f"{width:.2f}%", width >= WIDE_FROM))
            before += cell.count
        return pieces

    @property
    def in_shares(self) -> list[Cell]:
        """The numbers that shares are taken of."""
        return [cell for cell in self.cells if cell.status.counts]

    @property
    def apart(self) -> list[Cell]:
        """The numbers that stand apart: not due, not assessable, withdrawn."""
        return [cell for cell in self.cells if not cell.status.counts]


def row_of(tally: Tally, scope: Scope, basis: Basis, *, statuses: Sequence[Status], parameter: str = "") -> Row:
    """Return the numbers of a group for `statuses`; `parameter` is how addresses name the group."""
    chosen = {parameter: tally.group.key} if parameter else {}
    shares, url = tally.shares, scope.rows_url(**chosen)
    cells = [
        Cell(
            status=status,
            label=STATUS_LABELS[status],
            symbol=SYMBOLS[status],
            tone=basis.palette.tone(status),
            count=tally.counts[status],
            share=shares.get(status),
            url=f"{url}&status={status.value}",
        )
        for status in statuses
    ]
    return Row(tally.group.label, url, cells, tally.total, tally.assessed, tally.good_share)
