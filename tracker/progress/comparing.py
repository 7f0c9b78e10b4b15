"""What a figure stands beside: the earlier ones of its year, that of the same month of last year, the schedule's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef

from reports.library.models import Measure
from reports.shared.units import in_unit
from tracker.evaluation import Shape
from tracker.indicators.breaks import is_parted
from tracker.progress.models import ProgressEntry
from tracker.progress.owed import Duty
from tracker.progress.warnings import Figure, Surroundings
from tracker.targets.models import Target
from tracker.targets.terms import RATES_OF_CHANGE, terms_of

SHARES = frozenset({Measure.LEVEL, Measure.QUANTITY})


@dataclass(frozen=True)
class YearAgo:
    """The figure of the same month of last year, in the target's unit; None where it is not known, or not which."""

    value: Decimal | None = None
    is_parted: bool = False
    """Whether other borders or another definition part it from this year's figures."""

    @property
    def comparable(self) -> Decimal | None:
        """The figure where this year's can be compared with it."""
        return None if self.is_parted else self.value


NOT_KNOWN = YearAgo()


def surroundings_of(duty: Duty, last_year: YearAgo = NOT_KNOWN) -> Surroundings:
    """Return what a figure for this target and month stands beside; `entries` should be prefetched. No query then."""
    target, terms = duty.target, terms_of(duty.target)
    return Surroundings(
        month=duty.month,
        unit=target.unit,
        accumulates=terms.accumulates or terms.shape == Shape.CUMULATIVE,
        is_share=target.measure in SHARES,
        earlier=_earlier(duty),
        last_year=last_year.comparable,
        expected=duty.expected,
        promised=target.value,
    )


def figures_a_year_ago(targets: Sequence[Target], month: int) -> dict[int, YearAgo]:
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
    parted = is_parted(region="region", indicator="target__indicator", year=OuterRef("year") + 1)
    for entry in entries.select_related("target").annotate(is_parted=parted):
        found.setdefault(_likeness(entry.target, entry.target.year), []).append(entry)
    figures = {target.pk: _only(found.get(_likeness(target, target.year - 1), []), target) for target in targets}
    return {pk: figure for pk, figure in figures.items() if figure is not None}


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


def _only(entries: Sequence[ProgressEntry], target: Target) -> YearAgo | None:
    if len(entries) != 1 or target.indicator_id is None or entries[0].value is None:
        return None
    value = in_unit(entries[0].value, entries[0].target.unit, target.unit)
    return None if value is None else YearAgo(value, bool(getattr(entries[0], "is_parted", False)))
