"""Projects for tests: one that is being built, with a plan for 2024 and months filed."""

import datetime as dt
from decimal import Decimal

from tracker.projects.filings import Month, decide, file_month
from tracker.projects.models import Project
from tracker.projects.services import keep_project


def make_project(department, reviewer, **values):
    """Record a project that is being built in 2024; keyword arguments override its fields."""
    targets, planned = values.pop("targets", ()), values.pop("planned", Decimal(1200))
    terms = {
        "name": "传感器产业园", "kind": "industry", "lead": department, "owner": "园区公司", "total": Decimal(5000),
        "signed_on": dt.date(2023, 3, 1), "started_on": dt.date(2023, 6, 1), "in_statistics_on": dt.date(2023, 7, 1),
    }  # fmt: skip
    project = Project(region=department.region, lead=department)
    return keep_project(project, terms | values, version=1, by=reviewer, targets=targets, planned=(2024, planned))


def file(subject, reporter, month, amount, *, approved_by=None, words=""):
    """File a month of 2024 and approve it where somebody is named who does."""
    filing = file_month(subject, Month(2024, month, Decimal(amount), words), by=reporter)
    return decide(filing, approve=True, note="", version=filing.version, by=approved_by) if approved_by else filing
