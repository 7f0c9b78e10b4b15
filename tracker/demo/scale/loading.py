"""Filling an empty installation with the made-up city, all of it or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.db import connection, transaction
from django.utils import timezone

from reports.library.models import WorkReport
from tracker.bulletins.models import Document
from tracker.bulletins.services import draft, issue
from tracker.demo.scale.entries import create_entries
from tracker.demo.scale.places import District, create_city
from tracker.demo.scale.reports import create_report
from tracker.demo.scale.size import Size
from tracker.demo.scale.targets import create_targets
from tracker.dispatch.models import MeetingKind
from tracker.dispatch.services.meetings import prepare_meeting
from tracker.dispatch.services.problems import Matter, raise_problem
from tracker.funds.models import Fund
from tracker.funds.services import save_fund
from tracker.livelihood.models import Deed
from tracker.livelihood.services import keep_deed
from tracker.livelihood.sites import add_sites
from tracker.outcomes.services import settle
from tracker.projects.models import Project, ProjectKind
from tracker.projects.services import keep_project
from tracker.scorecards.models import Item, ItemKind, Scorecard
from tracker.scorecards.services import fill
from tracker.targets.announcing import announce
from tracker.targets.models import Target
from tracker.verdicts.basis import month_to_judge


@dataclass
class Loaded:
    """How much was made up."""

    reports: int = 0
    targets: int = 0
    entries: int = 0


def holds_reports() -> bool:
    """Tell whether there are reports already, of people or of the demonstration: among them nothing is made up."""
    return WorkReport.objects.exists()


@transaction.atomic
def load_scale(size: Size, tell: Callable[[str], object] = lambda _line: None) -> Loaded:
    """Make up a city of this size; `tell` hears of each district. The catalogue must be loaded."""
    loaded = Loaded()
    transaction.on_commit(_vacuum)
    for number, district in enumerate(create_city(size.districts), start=1):
        for year in size.year_range:
            _load_year(district, year, size, loaded)
        _follow_up(district, size)
        if number.bit_count() == 1:  # after 1, 2, 4, 8 … districts
            _tell_the_planner()
        tell(f"{district.region.name}: {loaded.targets} targets, {loaded.entries} entries so far")
    return loaded


def _tell_the_planner() -> None:
    """Let the database count its rows, which it does not do by itself while they are in a transaction.

    Else its plans stay those of empty tables, and each district takes longer than the one before.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _vacuum() -> None:
    """Leave the tables as a server that vacuums by itself would: counts read indexes alone only after that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def _load_year(district: District, year: int, size: Size, loaded: Loaded) -> None:
    targets = create_targets(district, year, create_report(district, year, size), size)
    loaded.reports += 1
    loaded.targets += len(targets)
    loaded.entries += create_entries(district, targets, size)
    announce(target.pk for target in targets)


def _follow_up(district: District, size: Size) -> None:
    """One of each other thing a district: their pages look the same however many promises there are."""
    year = size.year_range[-1]
    month = month_to_judge(year, size.today)
    document = draft(kind=Document.Kind.BULLETIN, region=district.region, year=year, month=month, by=district.reviewer)
    issue(document=document, by=district.reviewer, version=document.version)
    target = (
        Target.objects.filter(region=district.region, year=year).select_related("lead", "region").order_by("number")[0]
    )
    due = timezone.localdate() + dt.timedelta(days=30)
    matter = Matter(f"{target.name}推进滞后", target.lead, due, targets=(target,))
    raise_problem(matter=matter, region=district.region, by=district.reviewer)
    prepare_meeting(
        region=district.region, kind=MeetingKind.MONTHLY, held_on=size.today, chair="分管副区长", by=district.reviewer
    )
    save_fund(fund=_money(target), lines=(), by=district.reviewer)
    project = Project(region=district.region, lead=target.lead)
    values = {"name": f"{target.name}项目", "lead": target.lead, "total": Decimal(1000), "kind": ProjectKind.OTHER}
    keep_project(project, values, version=1, by=district.reviewer, targets=[target])
    _promise(target, district)
    newest = WorkReport.objects.filter(region=district.region).order_by("-year")[:2]
    for later, earlier in pairwise(newest):
        settle(report=earlier, later=later, by=district.reviewer)
    card = Scorecard.objects.create(region=district.region, year=year, name="任务进度报表")
    Item.objects.create(scorecard=card, name="全部任务", kind=ItemKind.TASKS)
    fill(scorecard=card, month=month, by=district.reviewer)


def _promise(target: Target, district: District) -> None:
    values = {"number": 1, "name": f"{target.name}实事", "lead": target.lead, "standard": "全部建成投用",
              "deadline": dt.date(target.year, 12, 31)}  # fmt: skip
    deed = Deed(region=target.region, year=target.year)
    keep_deed(deed, values, supporting=(), targets=[target], version=0, by=district.reviewer)
    add_sites(deed, [(f"{number}号点位", "新建") for number in range(1, 13)], by=district.reviewer)


def _money(target: Target) -> Fund:
    own = {"region": target.region, "year": target.year, "lead": target.lead, "target": target}
    return Fund(name=f"{target.name}专项资金", total=Decimal(1000), **own)
