"""The same promise elsewhere: targets of other regions on the same indicator and year, how they stand, who is where."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.organisation.models import Region
from reports.shared import display
from tracker.evaluation import Ranked, RankRow, Status, rank
from tracker.standings.neighbours import higher_is_better
from tracker.standings.outcomes import NO_NUMBER, Wanted
from tracker.standings.rankings import NO_COMPLETION, NO_FIGURE, OTHER_MEASURE
from tracker.standings.reading import Stand, latest_basis, standings_of
from tracker.targets.display import target_in_words
from tracker.targets.models import Target
from tracker.verdicts.basis import Basis, month_to_judge

if TYPE_CHECKING:
    from reports.shared.people import User

OTHER_LEVEL = _("region of another level")
OTHER_MONTH = _("figure of another month")
ORDER = list(Status)


@dataclass(frozen=True)
class Elsewhere:
    """How one region stands on it; `place` is None where it is not ranked, `reason` says why.

    `promised_here` and `actual_here` are in the unit of the target that it is compared with; empty where that is its
    own unit too, or where it measures something else.
    """

    stand: Stand
    promised: str
    promised_here: str
    actual: str
    actual_here: str
    place: Ranked[int] | None
    reason: str | Promise

    @property
    def target(self) -> Target:
        """Its target."""
        return self.stand.standing.target

    @property
    def region(self) -> Region:
        """The region."""
        return self.target.region


@dataclass(frozen=True)
class Comparison:
    """A target among those of other regions: `own` is its own row, `n_ranked` how many have a place."""

    own: Elsewhere
    others: Sequence[Elsewhere]
    n_ranked: int
    by_completion: bool
    basis: Basis


def elsewhere(user: User, target: Target, today: dt.date) -> Comparison:
    """Return the targets of other regions that `user` may read, on the same indicator and year, each region once.

    Of several targets of a region the first in the same measure is taken. They come in the order of their statuses, the
    best first, then of the regions' codes. A place is among regions of the same level whose approved figure is of the
    same month: by completion where the target has one, else by the figure. Three queries.
    """
    basis = replace(latest_basis(today), month=month_to_judge(target.year, today))
    stands = _stands(user, target, basis)
    own, wanted = stands.pop(target.region_id)[0], Wanted(target.measure, target.unit)
    others = [min(each, key=lambda stand: _fit(stand, wanted)) for each in stands.values()]
    places = _places(own, others, wanted)
    rows = [_row(each, own, wanted, places) for each in sorted(others, key=_order)]
    return Comparison(_row(own, own, wanted, places), rows, len(places), own.completion is not None, basis)


def _stands(user: User, target: Target, basis: Basis) -> dict[int, list[Stand]]:
    """How the target and those of other regions stand, region by region."""
    readable = Target.objects.for_user(user).filter(indicator=target.indicator_id, year=target.year)
    compared = readable.filter(Q(pk=target.pk) | ~Q(region=target.region_id) & Q(is_withdrawn=False))
    rows = standings_of(compared, basis).select_related("target__region").order_by("target__number")
    found: dict[int, list[Stand]] = defaultdict(list)
    for row in rows:
        found[row.region_id].append(Stand(row, basis))
    return found


def _fit(stand: Stand, wanted: Wanted) -> tuple[bool, int]:
    """What of several targets of a region goes first: one in the same measure, then by their numbers."""
    target = stand.standing.target
    return wanted.value_of(target.measure, target.unit, Decimal(1)) is None, target.number


def _order(stand: Stand) -> tuple[int, str]:
    return ORDER.index(stand.status), stand.standing.target.region.code


def _places(own: Stand, others: Collection[Stand], wanted: Wanted) -> Mapping[int, Ranked[int]]:
    """The places by region; none where nobody is left to compare with."""
    values = {
        each.standing.region_id: value
        for each in (own, *others)
        if not _reason(each, own, wanted) and (value := _value(each, own, wanted)) is not None
    }
    if own.standing.region_id not in values or len(values) < 2:
        return {}
    higher = higher_is_better(own.standing.target, by_completion=own.completion is not None)
    ranking = rank([RankRow(key, value) for key, value in values.items()], higher_is_better=higher)
    return {each.key: each for each in ranking.ranks}


def _value(stand: Stand, own: Stand, wanted: Wanted) -> Decimal | None:
    """What it is ranked by."""
    target = stand.standing.target
    if own.completion is not None:
        return stand.completion
    return wanted.value_of(target.measure, target.unit, stand.standing.actual)


def _reason(stand: Stand, own: Stand, wanted: Wanted) -> str | Promise:
    """Why it has no place; empty where nothing stands against one."""
    standing = stand.standing
    if standing.target.region.level != own.standing.target.region.level:
        return OTHER_LEVEL
    if not stand.status.is_judged:
        return stand.label
    if standing.actual is None:
        return NO_FIGURE
    if standing.actual_month != own.standing.actual_month:
        return OTHER_MONTH
    if _value(stand, own, wanted) is None:
        return NO_COMPLETION if own.completion is not None else OTHER_MEASURE
    return ""


def _row(stand: Stand, own: Stand, wanted: Wanted, places: Mapping[int, Ranked[int]]) -> Elsewhere:
    # Where the target itself has no place nobody has one, and nothing is the matter with the others.
    is_told = stand is own or not _reason(own, own, wanted)
    standing, target = stand.standing, stand.standing.target
    promised = None if target.comparator in NO_NUMBER else target.value
    return Elsewhere(
        stand=stand,
        promised=target_in_words(target),
        promised_here=_here(target, wanted, promised),
        actual=display.amount(standing.actual, target.unit),
        actual_here=_here(target, wanted, standing.actual),
        place=places.get(standing.region_id),
        reason=_reason(stand, own, wanted) if is_told else "",
    )


def _here(target: Target, wanted: Wanted, value: Decimal | None) -> str:
    """A value in the unit of the target that it is compared with; empty where that is no other one."""
    if target.unit == wanted.unit:
        return ""
    here = wanted.value_of(target.measure, target.unit, value)
    return "" if here is None else display.amount(here, wanted.unit)
