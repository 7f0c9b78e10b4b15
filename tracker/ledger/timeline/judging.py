"""How it stood: changes of status and of the level of dispatch by months, and the rule sets that it was judged by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.shared import display
from tracker.dispatch.levels import LEVEL_LABELS, change_in_words, level_of
from tracker.evaluation import SYMBOLS, Status
from tracker.evaluation.periods import period_end
from tracker.ledger.timeline.events import Event, Kind, beginning_of, end_of
from tracker.progress.histories import FieldChange
from tracker.standings.models import Standing
from tracker.standings.reading import Stand, months_of
from tracker.targets.models import Target
from tracker.verdicts.basis import Basis, basis_of
from tracker.verdicts.labels import STATUS_LABELS
from tracker.verdicts.models import THRESHOLDS, RuleSet


def judging_of(target: Target, today: dt.date) -> Iterator[Event]:
    """Yield changes of status and level at the ends of months, and of the rule set. Two queries.

    A withdrawn target is not judged any more, and its months are kept as withdrawn: there is nothing to tell.
    """
    rule_sets = in_force_one_after_another(today)
    basis = basis_of(rule_sets[-1] if rule_sets else None, today, month=1)
    if target.is_withdrawn:
        return
    over = [row for row in months_of(target, basis) if period_end(target.year, row.month) < today]
    yield from _statuses(target, over, basis)
    yield from _levels(target, over, basis)
    adopted = timezone.localdate(target.adopted_at)
    yield from (_rules(old, new) for old, new in pairwise(rule_sets) if _day_of(new) > adopted)


def in_force_one_after_another(today: dt.date) -> list[RuleSet]:
    """Return the rule sets that were ever in force, the one of today last. One query.

    Of several that begin on one day only the last version is.
    """
    newest_first = list(RuleSet.objects.in_force(today))
    return list({each.effective_from: each for each in reversed(newest_first)}.values())


def _statuses(target: Target, rows: Sequence[Standing], basis: Basis) -> Iterator[Event]:
    before: Status | None = None
    for row in rows:
        row.target = target
        stand = Stand(row, replace(basis, month=row.month))
        if stand.status != before and (before or stand.status is not Status.NOT_DUE):
            yield _status(stand, before)
        before = stand.status


def _status(stand: Stand, before: Status | None) -> Event:
    row = stand.standing
    steps = [*([before] if before else []), stand.status]
    done = (
        _("completion %(share)s") % {"share": display.percent(stand.completion)} if stand.completion is not None else ""
    )
    return Event(
        kind=Kind.STANDING,
        at=end_of(row.year, row.month),
        date=_month_end(row.year, row.month),
        what=" → ".join(f"{SYMBOLS[each]} {STATUS_LABELS[each]}" for each in steps),
        url=f"{row.target.get_absolute_url()}?month={row.month}",
        notes=tuple(each for each in (done, stand.gap_in_words) if each),
        tone=stand.tone,
    )


def _levels(target: Target, rows: Sequence[Standing], basis: Basis) -> Iterator[Event]:
    statuses = [(row.month, Status(row.status)) for row in rows]
    for change in level_of(target, statuses, basis).changes:
        query = f"region={target.region_id}&year={target.year}&month={change.month}"
        yield Event(
            kind=Kind.LEVELS,
            at=end_of(target.year, change.month),
            date=_month_end(target.year, change.month),
            what=change_in_words(change),
            url=f"{reverse('levels')}?{query}",
            notes=(str(LEVEL_LABELS[change.level]),) if change.level else (),
        )


def _rules(old: RuleSet, new: RuleSet) -> Event:
    day = _day_of(new)
    return Event(
        kind=Kind.RULES,
        at=beginning_of(day),
        date=f"{day:%Y-%m-%d}",
        what=_("Judged by another rule set: %(old)s → %(new)s") % {"old": old, "new": new},
        notes=(new.note,) if new.note else (),
        fields=tuple(_threshold(name, old, new) for name in THRESHOLDS if getattr(old, name) != getattr(new, name)),
    )


def _threshold(name: str, old: RuleSet, new: RuleSet) -> FieldChange:
    label = RuleSet._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return FieldChange(label, _threshold_in_words(getattr(old, name)), _threshold_in_words(getattr(new, name)))


def _threshold_in_words(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return display.plain(value)  # type: ignore[arg-type]


def _day_of(rule_set: RuleSet) -> dt.date:
    """The first day on which a rule set that was in force was so."""
    return rule_set.effective_from or dt.date.min


def _month_end(year: int, month: int) -> str:
    return f"{period_end(year, month):%Y-%m-%d}"
