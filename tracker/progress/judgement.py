"""Judging a target by what was filed for it: rows in, verdicts out. The rules are those of `tracker.evaluation`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, Protocol

from django.db.models import prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tracker.evaluation import SYMBOLS, Observation, Status, TargetTerms, Tone, Verdict, evaluate
from tracker.evaluation.periods import calendar_of
from tracker.progress.models import ProgressEntry
from tracker.targets.models import Target
from tracker.targets.terms import terms_of
from tracker.verdicts.basis import Basis, basis_on
from tracker.verdicts.labels import STATUS_LABELS

State = ProgressEntry.State
OFFICIAL = frozenset({State.APPROVED})
OFFICIAL_OR_SUBMITTED = OFFICIAL | {State.SUBMITTED}
WAITING = gettext_lazy("filed, to be approved")


class Filed(Protocol):
    """What judging needs of an entry: a row of the model has it, and so has a figure without its words."""

    @property
    def month(self) -> int:
        """The month at whose end it stands."""

    @property
    def state(self) -> str:
        """How far it has come in the work flow."""

    @property
    def value(self) -> Decimal | None:
        """The figure; None when only words were filed."""


class FiledFigure(NamedTuple):
    """An entry without its words; dashboards judge thousands."""

    month: int
    state: str
    value: Decimal | None


@dataclass(frozen=True)
class Judged:
    """A target with its verdict and the figures that count up to the judged month, in order."""

    target: Target
    terms: TargetTerms
    verdict: Verdict
    figures: tuple[Filed, ...]
    basis: Basis
    submitted: frozenset[int] = frozenset()

    @property
    def figure(self) -> Filed | None:
        """The newest figure that counts."""
        return self.figures[-1] if self.figures else None

    @property
    def month(self) -> int:
        """The month at whose end it is judged."""
        return self.basis.month

    @property
    def as_of(self) -> dt.date:
        """The day of looking."""
        return self.basis.as_of

    @property
    def status(self) -> Status:
        """The status code."""
        return self.verdict.status

    @property
    def is_waiting(self) -> bool:
        """Whether the figure that is missing was filed and only waits for approval."""
        return self.status == Status.UNREPORTED and self.due_month in self.submitted

    @property
    def due_month(self) -> int:
        """The month whose figure decides."""
        return max((month for month in calendar_of(self.terms) if month <= self.month), default=0)

    @property
    def label(self) -> str | Promise:
        """The word for the status."""
        return WAITING if self.is_waiting else STATUS_LABELS[self.status]

    @property
    def symbol(self) -> str:
        """The sign for the status."""
        return SYMBOLS[self.status]

    @property
    def tone(self) -> Tone:
        """The colour of the status in the rule set's palette."""
        return self.basis.palette.tone(self.status)


def judge_on(targets: Iterable[Target], basis: Basis) -> list[Judged]:
    """Judge targets on a basis at hand. Two queries, and that of the targets if they are not loaded yet."""
    return judge_each(targets, lambda _target: basis)


def judge_each(targets: Iterable[Target], basis_of: Callable[[Target], Basis]) -> list[Judged]:
    """Judge each target on its own basis. Two queries, and that of the targets if they are not loaded yet."""
    rows = list(targets)
    prefetch_related_objects(rows, "stages")
    figures = filed_figures(rows)
    return [judge_row(each, figures.get(each.pk, []), basis_of(each)) for each in rows]


def filed_figures(targets: Sequence[Target]) -> dict[int, list[FiledFigure]]:
    """Return what was filed for each target, in whatever state. One query."""
    rows = ProgressEntry.objects.filter(target__in=[each.pk for each in targets]).order_by()
    figures: dict[int, list[FiledFigure]] = {}
    for target, month, state, value in rows.values_list("target", "month", "state", "value"):
        figures.setdefault(target, []).append(FiledFigure(month, state, value))
    return figures


def judge_row(target: Target, entries: Iterable[Filed], basis: Basis) -> Judged:
    """Judge one target by those of its entries that count; `stages` should be prefetched. No query then."""
    terms, entries = terms_of(target), list(entries)
    counted = sorted(counting(entries, basis), key=lambda entry: entry.month)
    verdict = _verdict(terms, [Observation(entry.month, entry.value) for entry in counted], basis)
    submitted = frozenset(entry.month for entry in entries if entry.state == State.SUBMITTED)
    return Judged(target, terms, verdict, tuple(counted), basis, submitted)


def counting(entries: Iterable[Filed], basis: Basis) -> list[Filed]:
    """Keep the entries that decide on this basis: in a state that counts, not later than its month."""
    states = OFFICIAL_OR_SUBMITTED if basis.include_submitted else OFFICIAL
    return [entry for entry in entries if entry.state in states and entry.month <= basis.month]


def judge_value(target: Target, *, month: int, value: Decimal | None, today: dt.date) -> Verdict:
    """Return the verdict that `target` would have if `value` were approved for `month`; nothing is stored."""
    basis = basis_on(today, month=month)
    earlier = [entry for entry in counting(target.entries.all(), basis) if entry.month != month]
    observations = [Observation(entry.month, entry.value) for entry in earlier]
    return _verdict(terms_of(target), [*observations, Observation(month, value)], basis)


def _verdict(terms: TargetTerms, observations: Sequence[Observation], basis: Basis) -> Verdict:
    return evaluate(terms, observations, month=basis.month, as_of=basis.as_of, rules=basis.rules)
