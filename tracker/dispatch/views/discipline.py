"""How the departments file: a table of its own, never mixed with how their targets stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from reports.organisation.models import Department
from reports.shared.display import day, month_name, percent, year_month
from reports.shared.exports import export_asked, exported
from reports.shared.requests import chosen
from tracker.dispatch.discipline import ASKED, HEADS, Discipline, Filed, How, by_lead, discipline_of, filed_months
from tracker.targets.models import Target
from tracker.targets.scopes import RegionYear, region_year_of
from tracker.verdicts.basis import latest_month

MONTHS = {str(month): month for month in range(1, 13)}
PER_PAGE = 50


@dataclass(frozen=True)
class Look:
    """What the pages are about: a region and year, one month of it or all so far, and how they were filed."""

    scope: RegionYear
    month: int | None
    months: Sequence[int]
    departments: list[Department]
    rows: list[Filed]

    @property
    def period(self) -> str:
        """The months in words."""
        year = self.scope.year
        return year_month(year, self.month) if self.month else _("%(year)s so far") % {"year": year}

    @property
    def query(self) -> str:
        """What the address of a page about the same says behind its question mark."""
        chosen = {"region": self.scope.region.pk, "year": self.scope.year}
        return urlencode(chosen | ({"month": self.month} if self.month else {}))

    def notes(self, title: str) -> tuple[str, str]:
        """Return what stands above the rows of a file."""
        today = timezone.localdate()
        return f"{self.scope.region.label} · {title} · {self.period}", _("as of %(day)s") % {"day": day(today)}


@require_GET
def discipline(request: HttpRequest) -> HttpResponseBase:
    """Show who filed on time, late, or not at all: in a month, or in the year so far; or answer with it as a file."""
    title, look = _("Filing discipline"), _look(request, timezone.localdate())
    if look is None:
        return render(request, "dispatch/discipline.html", {"title": title})
    rows, together = discipline_of(look.rows, look.departments)
    if kind := export_asked(request):
        return exported(_cells([*rows, together]), kind, title=title, notes=look.notes(title))
    context = {"title": title, "look": look, "rows": rows, "together": together, "heads": HEADS}
    context["drawn"] = [together, *rows]
    return render(request, "dispatch/discipline.html", context)


@require_GET
def filings(request: HttpRequest) -> HttpResponseBase:
    """Show the months behind a number of filing discipline, one a row, or answer with them as a file."""
    title, look = _("Months due to be filed"), _look(request, timezone.localdate())
    if look is None:
        return render(request, "dispatch/filings.html", {"title": title})
    how = chosen(request, "how", {each.value: each for each in How}, default=None)
    lead = chosen(request, "lead", {str(each.pk): each for each in look.departments}, default=None)
    wanted = (how,) if how else ASKED
    found = [row for row in look.rows if row.how in wanted and lead in (None, row.target.lead)]
    if kind := export_asked(request):
        return exported(_filed_cells(found), kind, title=title, notes=look.notes(title))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"title": title, "look": look, "page": page, "ways": How.choices, "how": how, "lead": lead}
    return render(request, "dispatch/filings.html", context)


def _look(request: HttpRequest, today: dt.date) -> Look | None:
    scope = region_year_of(request, today)
    if scope is None:
        return None
    month = chosen(request, "month", MONTHS, default=None)
    over = range(1, latest_month(scope.year, today) + 1)
    targets = by_lead(Target.objects.led_or_followed_by(request.user).of(scope.region, scope.year).active())
    departments = list({target.lead_id: target.lead for target in targets}.values())
    return Look(scope, month, over, departments, filed_months(targets, [month] if month else over, today))


def _cells(rows: Iterable[Discipline]) -> list[tuple[object, ...]]:
    return [tuple(map(str, HEADS)), *map(_cells_of, rows)]


def _cells_of(row: Discipline) -> tuple[object, ...]:
    name = row.department.label if row.department else _("All departments")
    share = "" if row.share_on_time is None else percent(row.share_on_time)
    asked = (row.counts[how] for how in ASKED)
    return (name, row.asked, *asked, share, row.counts[How.RETURNED], row.counts[How.URGED])


def _filed_cells(rows: Iterable[Filed]) -> list[tuple[object, ...]]:
    heads = (_("Lead department"), _("No."), _("Task"), _("Month"), _("State"), _("Day"))
    cells = (
        (row.target.lead.label, row.target.number, row.target.name, month_name(row.month), str(row.how.label), row.on)
        for row in rows
    )
    return [heads, *cells]
