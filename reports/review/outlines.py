"""What the review page knows of every statement and every sentence, read without a model for each.

Enough to find, count, filter and mark them; a statement whose card is looked at comes as its whole row.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from reports.library.models import WorkReport


class Sentence(NamedTuple):
    """One sentence of the report and the section that it stands in."""

    pk: int
    start: int
    end: int
    section: list[str]
    role: str


class Outline(NamedTuple):
    """One statement in short."""

    pk: int
    version: int
    kind: str
    state: str
    change: str
    confidence: float
    indicator: str
    parent: str
    comparator: str
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    event: str
    stretch: bool
    start: int
    end: int
    spans: Mapping[str, tuple[int, int]]
    passage_id: int
    is_adopted: bool


def sentences_of(report: WorkReport) -> list[Sentence]:
    """Return all sentences in the order of the text."""
    return [Sentence._make(row) for row in report.passages.order_by("start").values_list(*Sentence._fields)]


def outlines_of(report: WorkReport) -> list[Outline]:
    """Return all visible statements in the order of the text."""
    rows = report.statements.visible().with_adoption().order_by("start", "pk")
    return [Outline._make(row) for row in rows.values_list(*Outline._fields)]
