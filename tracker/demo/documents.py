"""Documents for the demonstration: one of every kind for the newest year, those that go out issued, the rest drafts."""

from __future__ import annotations

from django.db.models import Count
from django.utils import timezone

from reports.organisation.models import Department, Region
from tracker.bulletins.models import Document
from tracker.bulletins.services import draft, draft_letter, issue
from tracker.demo.people import officer_of
from tracker.dispatch.models import Problem
from tracker.targets.models import Target
from tracker.verdicts.basis import month_to_judge

ISSUED = (Document.Kind.PLAN, Document.Kind.BULLETIN)


def create_documents(region: Region, year: int) -> None:
    """Write the plan, the bulletin of the last month that is over, a department's report, and a letter on a problem."""
    officer, month = officer_of(region), month_to_judge(year, timezone.localdate())
    for kind in (*ISSUED, Document.Kind.COMPARISON, Document.Kind.SITUATION):
        document = draft(
            kind=kind, region=region, year=year, month=month, by=officer, department=_busiest(region, year)
        )
        if kind in ISSUED:
            issue(document=document, by=officer, version=document.version)
    if problem := Problem.objects.filter(region=region).order_by("pk").first():
        draft_letter(about=problem, by=officer)


def _busiest(region: Region, year: int) -> Department:
    """The department that leads most of the year's promises."""
    led = Target.objects.filter(region=region, year=year).values("lead").annotate(n=Count("pk")).order_by("-n", "lead")
    return Department.objects.get(pk=led[0]["lead"])
