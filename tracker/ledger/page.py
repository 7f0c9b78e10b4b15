"""What the page of a target shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from reports.organisation.models import rights_of
from tracker.indicators.models import Indicator
from tracker.progress.judgement import judge_row
from tracker.progress.models import ProgressEntry
from tracker.progress.month_chart import Beside, target_chart
from tracker.progress.outlook import earlier_years, last_year_of, outlook_of
from tracker.targets.display import headline_in_words, stages_in_words
from tracker.targets.models import Stage, Target
from tracker.targets.originals import originals_of, with_originals
from tracker.targets.parts import sum_of_parts
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
    entries = entries.prefetch_related("corrections", "evidence")
    joined = Target.objects.for_user(user).select_related(
        "region", "lead", "leader", "contact", "indicator", "parent", "statement__passage__report"
    )
    parts = Prefetch("parts", queryset=Target.objects.for_user(user))
    target = with_originals(joined).get(pk=pk)
    # Only what is told without a figure has stages: where there is one, nobody asks for them.
    stages = Prefetch("stages", queryset=Stage.objects.none() if target.measure else Stage.objects.all())
    prefetch_related_objects([target], "supporting", stages, parts, Prefetch("entries", queryset=entries))
    return target


def load_for_steps(user: User, pk: int) -> Target:
    """Return the target with what its forms show. Raises Target.DoesNotExist unless `user` may read it."""
    return Target.objects.for_user(user).select_related("lead", "leader", "contact", "parent").get(pk=pk)


def page_of(
    target: Target,
    *,
    user: User,
    today: dt.date,
    query: QueryDict,
) -> dict[str, Any]:
    """Return the context of the page; what can be done with the target comes apart (`steps_of`)."""
    rights, entries = rights_of(user), list(target.entries.all())
    basis = basis_on(
        today, month=_month(query, target.year, today), include_submitted=query.get("figures") == "submitted"
    )
    judged, earlier = judge_row(target, entries, basis), earlier_years(target, user)
    outlook, last_year = outlook_of(judged, earlier), last_year_of(target, earlier)
    return {
        "title": target.name,
        "target": target,
        "promise": headline_in_words(target),
        "source_url": target.statement.get_absolute_url() if target.statement else "",
        "judged": judged,
        "outlook": outlook,
        "chart": target_chart(judged, entries, Beside(last_year, outlook)),
        "rows": month_rows(target, entries, today),
        "months": range(1, month_to_judge(target.year, today) + 1),
        "takes_number": target.takes_number,
        "originals": originals_of(target),
        "stages_done": stages_in_words(target),
        "sum_of_parts": sum_of_parts(target, list(target.parts.all())),
        "is_office": rights.reviews(target.region_id),
        "may_raise": target.lead_id in rights.departments or rights.reviews(target.region_id),
        "may_file": target.lead_id in rights.departments and not target.is_withdrawn,
        "may_urge": rights.reviews(target.region_id) and not target.is_withdrawn,
        "may_correct": _may_correct(target, user),
        "crumbs": [{"label": target.region.label, "url": _list_url(target)}],
    }


def _may_correct(target: Target, user: User) -> bool:
    rights = rights_of(user)
    is_theirs = target.lead_id in rights.departments or rights.reviews(target.region_id)
    return is_theirs and not target.is_withdrawn


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


def _list_url(target: Target) -> str:
    return f"{reverse('targets')}?region={target.region_id}&year={target.year}"


def url_of_all(target: Target, indicator: Indicator) -> str:
    """Return where all targets of the indicator and year stand: side by side for a headline one, else as a list."""
    if indicator.is_headline:
        return f"{reverse('compare')}?{urlencode({'year': str(target.year), 'indicator': indicator.code})}"
    return f"{reverse('targets')}?{urlencode({'year': str(target.year), 'indicator': str(indicator.pk)})}"
