"""What the page of a target shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Prefetch
from django.forms import BaseFormSet, Form
from django.http import QueryDict
from django.urls import reverse

from reports.organisation.models import Department, Region
from tracker.progress.judgement import judge_row
from tracker.progress.models import ProgressEntry
from tracker.progress.month_chart import target_chart
from tracker.targets.display import headline_in_words
from tracker.targets.forms import TermsForm, VerdictForm, WithdrawForm, stage_forms
from tracker.targets.models import Target
from tracker.targets.periods import asked_months, has_begun, is_due
from tracker.verdicts.basis import basis_on, month_to_judge

if TYPE_CHECKING:
    from reports.shared.people import User


@dataclass(frozen=True)
class MonthRow:
    """One month of the year: its entry, or why there is none."""

    month: int
    entry: ProgressEntry | None
    is_due: bool
    has_begun: bool

    @property
    def is_missing(self) -> bool:
        """Whether a figure is owed and not there."""
        return self.entry is None and self.is_due


def load(user: User, pk: int) -> Target:
    """Return the target with everything that its page shows. Raises Target.DoesNotExist unless `user` may read it."""
    entries = ProgressEntry.objects.for_user(user).select_related("filed_by", "reviewed_by")
    targets = Target.objects.for_user(user).annotate(
        may_set=Exists(Region.objects.reviewable_by(user).filter(pk=OuterRef("region"))),
        may_file=Exists(Department.objects.of_user(user).filter(pk=OuterRef("lead"))),
    )
    joined = targets.select_related("region", "lead", "indicator", "parent", "statement__passage__report")
    parts = Prefetch("parts", queryset=Target.objects.for_user(user))
    return joined.prefetch_related("supporting", "stages", parts, Prefetch("entries", queryset=entries)).get(pk=pk)


def page_of(
    target: Target, *, today: dt.date, query: QueryDict, forms: dict[str, Form | BaseFormSet[Any]] | None = None
) -> dict[str, Any]:
    """Return the context; `forms` are those that were just refused, shown with what was typed."""
    entries = list(target.entries.all())
    basis = basis_on(
        today, month=_month(query, target.year, today), include_submitted=query.get("figures") == "submitted"
    )
    judged = judge_row(target, entries, basis)
    return {
        "title": target.name,
        "target": target,
        "promise": headline_in_words(target),
        "source_url": target.statement.get_absolute_url() if target.statement else "",
        "judged": judged,
        "chart": target_chart(judged, entries),
        "rows": month_rows(target, entries, today),
        "months": range(1, month_to_judge(target.year, today) + 1),
        "takes_number": target.takes_number,
        "may_file": getattr(target, "may_file", False) and not target.is_withdrawn,
        "forms": _forms(target) | (forms or {}) if getattr(target, "may_set", False) else None,
        "crumbs": [{"label": target.region.label, "url": _list_url(target)}],
    }


def month_rows(target: Target, entries: list[ProgressEntry], today: dt.date) -> list[MonthRow]:
    """Return the months for which a figure exists, and those for which one was filed all the same."""
    by_month = {entry.month: entry for entry in entries}
    months = sorted({*asked_months(target), *by_month})
    return [
        MonthRow(each, by_month.get(each), is_due(target.year, each, today), has_begun(target.year, each, today))
        for each in months
    ]


def _month(query: QueryDict, year: int, today: dt.date) -> int:
    asked = query.get("month", "")
    return int(asked) if asked in {str(month) for month in range(1, 13)} else month_to_judge(year, today)


def settable(target: Target) -> set[str]:
    """Return the parts of a target that a reviewer may set: stages and verdict only where no number decides."""
    return set(_forms(target))


def _forms(target: Target) -> dict[str, Form | BaseFormSet[Any]]:
    forms: dict[str, Form | BaseFormSet[Any]] = {"terms": TermsForm(target), "withdraw": WithdrawForm(target)}
    if not target.measure:
        forms["stages"] = stage_forms(target)
    if not target.takes_number:
        forms["verdict"] = VerdictForm(target)
    return forms


def _list_url(target: Target) -> str:
    return f"{reverse('targets')}?region={target.region_id}&year={target.year}"
