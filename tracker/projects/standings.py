"""How projects stand at the end of a month: two queries for any number of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import ngettext

from tracker.evaluation import SYMBOLS, Status
from tracker.projects.filings import FilingState
from tracker.projects.models import Investment, Project, ProjectYear
from tracker.projects.pace import MONTHS, Pace, Window, pace_of
from tracker.projects.stages import STATISTICS_LATE, STATISTICS_VERY_LATE, Stage, months_outside_statistics
from tracker.verdicts.basis import Basis, basis_on, month_to_judge
from tracker.verdicts.labels import STATUS_LABELS


@dataclass(frozen=True)
class At:
    """The month at whose end projects are looked at, and the rules by which they are judged."""

    year: int
    basis: Basis

    @property
    def month(self) -> int:
        """The month."""
        return self.basis.month

    @property
    def is_over(self) -> bool:
        """Whether the year is over with it."""
        return self.month == MONTHS and self.basis.as_of > dt.date(self.year, MONTHS, 31)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that somebody should look at: a tone and words."""

    tone: str
    words: str


@dataclass(frozen=True)
class ProjectStanding:
    """One project at the end of a month."""

    project: Project
    pace: Pace
    tone: str
    months_outside: int

    @property
    def status(self) -> Status:
        """How its investment stands."""
        return self.pace.status

    @property
    def label(self) -> str:
        """The status in a word."""
        return str(STATUS_LABELS[self.status])

    @property
    def symbol(self) -> str:
        """The sign for it."""
        return SYMBOLS[self.status]

    @property
    def is_still(self) -> bool:
        """Whether it is being built and nothing was added in the last month filed."""
        return bool(self.pace.still) and self.project.stage == Stage.STARTED and not self.project.stopped_on

    @property
    def needs_a_look(self) -> bool:
        """Whether it is behind, without movement, or outside the statistics."""
        return self.is_still or self.status.needs_reason or self.is_late_in_statistics

    @property
    def marks(self) -> list[Mark]:
        """What somebody should look at; the open needs where they were counted along with the project."""
        found = []
        if self.is_still:
            words = ngettext("%(n)d month without movement", "%(n)d months without movement", self.pace.still)
            found.append(Mark("red", words % {"n": self.pace.still}))
        if self.is_late_in_statistics:
            n, tone = self.months_outside, "red" if self.months_outside > STATISTICS_VERY_LATE else "yellow"
            words = ngettext("%(n)d month not in the statistics", "%(n)d months not in the statistics", n)
            found.append(Mark(tone, words % {"n": n}))
        if needs := getattr(self.project, "n_needs", 0):
            found.append(Mark("yellow", ngettext("%(n)d open need", "%(n)d open needs", needs) % {"n": needs}))
        return found

    @property
    def is_late_in_statistics(self) -> bool:
        """Whether it has been under way for a month and more without being in the statistics."""
        return self.months_outside >= STATISTICS_LATE


def at_last_month(today: dt.date, year: int | None = None) -> At:
    """Return the last month that is over: of a year, or of the one in which it lies. One query."""
    year = year or (today.replace(day=1) - dt.timedelta(days=1)).year
    return At(year, basis_on(today, month=month_to_judge(year, today)))


def standings_of(projects: Iterable[Project], at: At) -> list[ProjectStanding]:
    """Return how projects stand by approved figures. Two queries."""
    projects = list(projects)
    plans, filed = _plans(projects, at.year), _filed(projects, at)
    return [_standing(each, plans.get(each.pk), filed[each.pk], at) for each in projects]


def _standing(project: Project, plan: Decimal | None, filed: dict[int, Decimal], at: At) -> ProjectStanding:
    rules, tone = at.basis.rules, at.basis.palette.tone
    pace = pace_of(plan, filed, at.month, window_of(project, at.year), rules, is_over=at.is_over)
    outside = months_outside_statistics(project, timezone.localdate())
    return ProjectStanding(project, pace, tone(pace.status), outside)


def window_of(project: Project, year: int) -> Window:
    """Return the months of a year in which it is being built: from its start to the day it is to be in operation."""
    start, end = project.started_on or project.start_planned, project.in_use_planned
    first = 1 if start is None or start.year < year else start.month if start.year == year else MONTHS
    last = end.month if end is not None and end.year == year else MONTHS
    return Window(first, max(first, last))


def _plans(projects: list[Project], year: int) -> dict[int, Decimal]:
    rows = ProjectYear.objects.filter(project__in=projects, year=year).order_by()
    return dict(rows.values_list("project", "planned"))


def _filed(projects: list[Project], at: At) -> defaultdict[int, dict[int, Decimal]]:
    rows = Investment.objects.filter(project__in=projects, state=FilingState.APPROVED).up_to(at.year, at.month)
    filed: defaultdict[int, dict[int, Decimal]] = defaultdict(dict)
    for project, month, amount in rows.values_list("project", "month", "amount"):
        filed[project][month] = amount
    return filed
