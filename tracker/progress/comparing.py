"""What a figure stands beside: the earlier ones of its year, that of the same month of last year, the schedule's."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reports.library.models import Measure
from reports.shared.units import in_unit
from tracker.evaluation import Shape
from tracker.progress.models import ProgressEntry
from tracker.progress.owed import Duty
from tracker.progress.warnings import Figure, Surroundings
from tracker.targets.models import Target
from tracker.targets.terms import RATES_OF_CHANGE, terms_of

SHARES = frozenset({Measure.LEVEL, Measure.QUANTITY})


def surroundings_of(duty: Duty, last_year: Decimal | None = None) -> Surroundings:
    """Return what a figure for this target and month stands beside; `entries` should be prefetched. No query then."""
    target, terms = duty.target, terms_of(duty.target)
    return Surroundings(
        month=duty.month,
        unit=target.unit,
        accumulates=terms.accumulates or terms.shape == Shape.CUMULATIVE,
        is_share=target.measure in SHARES,
        earlier=_earlier(duty),
        last_year=last_year,
        expected=duty.expected,
        promised=target.value,
    )


def figures_a_year_ago(targets: Sequence[Target], month: int) -> dict[int, Decimal]:
    """Return by target the approved figure that the same department filed for the same indicator a year before.

    In the target's unit; nothing where it is not known, or where last year two targets could be meant. One query.
    """
    entries = ProgressEntry.objects.approved().filter(
        month=month,
        value__isnull=False,
        target__is_withdrawn=False,
        year__in={target.year - 1 for target in targets},
        lead__in={target.lead_id for target in targets},
        target__indicator__in={target.indicator_id for target in targets if target.indicator_id},
    )
    found: dict[tuple[object, ...], list[ProgressEntry]] = {}
    for entry in entries.select_related("target"):
        found.setdefault(_likeness(entry.target, entry.target.year), []).append(entry)
    figures = {target.pk: _only(found.get(_likeness(target, target.year - 1), []), target) for target in targets}
    return {pk: value for pk, value in figures.items() if value is not None}


def _earlier(duty: Duty) -> tuple[Figure, ...]:
    draft = ProgressEntry.State.DRAFT
    filed = [entry for entry in duty.target.entries.all() if entry.month < duty.month and entry.state != draft]
    return tuple(Figure(each.month, each.value) for each in sorted(filed, key=_month) if each.value is not None)


def _month(entry: ProgressEntry) -> int:
    return entry.month


def _likeness(target: Target, year: int) -> tuple[object, ...]:
    """What two targets have in common whose figures can stand side by side."""
    changes = target.measure if target.measure in RATES_OF_CHANGE else ""
    return year, target.region_id, target.lead_id, target.indicator_id, changes, target.accumulates


def _only(entries: Sequence[ProgressEntry], target: Target) -> Decimal | None:
    if len(entries) != 1 or target.indicator_id is None or entries[0].value is None:
        return None
    return in_unit(entries[0].value, entries[0].target.unit, target.unit)
