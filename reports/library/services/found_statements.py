"""What the engine found as a row of the database, within the limits of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reports import extraction
from reports.extraction import unwrapped
from reports.library.models import Passage, Reading, Statement
from reports.library.services.statement_rows import meaning

LARGEST = Decimal(10) ** 18
SMALLEST_STEP = Decimal("0.000001")


def as_row(found: extraction.Statement, reading: Reading, passages: Sequence[Passage]) -> Statement:
    """Return the unsaved row of what the engine found.

    A number that the columns cannot hold exactly becomes unknown, with no confidence, so that a person looks at it.
    """
    low, high = _ordered(found.value, found.value_high)
    fits = _fits(low) and _fits(high)
    row = Statement(
        report_id=reading.report_id, reading=reading, passage=passages[found.passage],
        kind=found.kind.value, indicator=found.indicator[:300], measure=found.measure.value,
        comparator=found.comparator.value, value=low if fits else None, value_high=high if fits else None,
        unit=found.unit[:40], year=found.year, parent=found.parent[:300],
        stretch=found.stretch, event=found.event[:60], due=found.due[:60],
        start=found.start, end=found.end, spans=_spans(found), evidence=unwrapped(found.evidence), rule=found.rule[:80],
        besides=found.besides(),
        confidence=found.confidence if fits else 0,
    )  # fmt: skip
    row.read_as = meaning(row)
    return row


def _ordered(low: Decimal | None, high: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """A range that is written downwards (7—6.5%) is still a range."""
    return (high, low) if low is not None and high is not None and high < low else (low, high)


def _fits(value: Decimal | None) -> bool:
    return value is None or (value.is_finite() and abs(value) < LARGEST and value % SMALLEST_STEP == 0)


def _spans(found: extraction.Statement) -> dict[str, list[int]]:
    named = {
        "name": found.name_span,
        "number": found.number_span,
        "comparator": found.comparator_span,
        "verb": found.verb_span,
    }
    return {name: list(span) for name, span in named.items() if span is not None}
