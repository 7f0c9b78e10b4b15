"""Loading the demonstration: the way that a real report goes, from the file to approved figures, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from reports.library.models import Kind, WorkReport
from reports.library.services.uploads import confirm, receive
from reports.organisation.models import Department, Region
from reports.review.models import ReviewAction
from reports.review.services.decisions import Ref, decide
from reports.shared.once import keeping
from tracker.adoption.matching import match_report
from tracker.adoption.proposals import propose
from tracker.adoption.services import adopt
from tracker.demo.dispatch import create_problems
from tracker.demo.documents import create_documents
from tracker.demo.funds import create_funds
from tracker.demo.livelihood import create_livelihood
from tracker.demo.outcomes import settle_years
from tracker.demo.people import DEMO, create_accounts, create_departments, officer_of, read_toml
from tracker.demo.progress import file_progress
from tracker.demo.projects import create_projects
from tracker.demo.scorecards import create_scorecard
from tracker.targets.announcing import announced_together
from tracker.targets.models import Target

# Its look back is left for the reviewer, so that the page has something to do.
NOT_YET_REVIEWED = "rongchang-2023"


def is_loaded() -> bool:
    """Tell whether demo reports are there."""
    return WorkReport.objects.filter(is_demo=True).exists()


def report_names() -> list[str]:
    """Return the names of the sample reports (“rongchang-2024”), oldest first."""
    return sorted((path.stem for path in (DEMO / "reports").glob("*.txt")), key=lambda name: name.split("-")[::-1])


@transaction.atomic
def load_demo(names: Collection[str] | None = None) -> list[WorkReport]:
    """Load the sample reports (or those in `names`) with people, targets and progress: everything, or nothing.

    The catalogue must be loaded. Raises Region.DoesNotExist without it, IntegrityError where a user name is taken.
    """
    districts = read_toml("demo.toml")["district"]
    regions = {entry["reports"]: Region.objects.get(code=entry["code"], valid_to=None) for entry in districts}
    for region in regions.values():
        create_departments(region)
    create_accounts()
    chosen = [name for name in report_names() if names is None or name in names]
    with keeping():
        reports = [_load_report(name, regions[name.split("-")[0]]) for name in chosen]
        _follow_up(reports)
        settle_years(reports)
    return reports


def _load_report(name: str, region: Region) -> WorkReport:
    officer, year = officer_of(region), int(name.split("-")[1])
    report = _take_in(DEMO / "reports" / f"{name}.txt", region, year, officer)
    _review(report, officer, kinds=set(Kind) - ({Kind.ACTUAL} if name == NOT_YET_REVIEWED else set()))
    match_report(report=report, by=officer)
    _adopt(report, officer)
    with announced_together():
        file_progress(report, name)
    return report


def _take_in(path: Path, region: Region, year: int, officer: User) -> WorkReport:
    read_out = dt.datetime(year, 1, 20, 10, tzinfo=ZoneInfo(settings.TIME_ZONE))
    upload = receive(user=officer, data=path.read_bytes(), filename=path.name, now=read_out)
    title = f"{year}年{region.name}人民政府工作报告"
    report = confirm(upload=upload, user=officer, region=region, year=year, title=title)
    report.is_demo, report.uploaded_at = True, read_out
    report.save()
    return report


def _review(report: WorkReport, officer: User, *, kinds: Collection[str]) -> None:
    rows = report.statements.open().filter(kind__in=kinds)
    refs = [Ref(row.pk, row.version) for row in rows]
    decide(report=report, refs=refs, verb=ReviewAction.Verb.ACCEPT, user=officer)


def _adopt(report: WorkReport, officer: User) -> None:
    """Adopt every promise as proposed; what no word gives to a department goes to the government's office."""
    office = Department.objects.get(region=report.region, short_name="区政府办")
    proposals = [proposal for proposal in propose(report) if proposal.repeats is None]
    targets = adopt(report=report, adoptions=[each.adoption(lead=office) for each in proposals], by=officer)
    Target.objects.filter(pk__in=[target.pk for target in targets]).update(adopted_at=report.uploaded_at)
    Target.history.filter(id__in=[target.pk for target in targets]).update(history_date=report.uploaded_at)


def _follow_up(reports: Iterable[WorkReport]) -> None:
    """Give each district's newest year what follows from its months: problems, documents, money, projects, deeds."""
    newest = {report.region: report.year for report in sorted(reports, key=lambda report: report.year)}
    for region, year in newest.items():
        if Target.objects.for_user(officer_of(region)).of(region, year).exists():
            create_problems(region, year)
            create_documents(region, year)
            create_funds(region, year)
            create_projects(region, year)
            create_livelihood(region, year)
    city = next(iter(newest)).parent if newest else None
    if city:
        create_scorecard(city, max(newest.values()))
