"""Reports that say one thing of one indicator, matched with it, in one line."""

from reports.library.models import Passage, Statement, WorkReport
from tests.tracker.stating import make_report
from tracker.indicators.models import IndicatorMatch


def report_of(region, user, year):
    """The region's report of a year; made when there is none."""
    found = WorkReport.objects.filter(region=region, year=year).first()
    return found or make_report(region, user, text=f"{region.name}{year}年工作报告。" * 50, year=year)


def say(region, user, indicator, *, report_year, year, kind, value, match="confirmed", **fields):
    """Let the report of `report_year` say `value` of `indicator` for `year`."""
    report = report_of(region, user, report_year)
    start = 10 * report.statements.count()
    passage = Passage.objects.create(report=report, start=start, end=start + 10, role="plan")
    terms = {
        "measure": indicator.measure, "comparator": "eq", "unit": indicator.unit, "indicator": indicator.name,
        "start": start, "end": start + 2, "evidence": "一句话", "state": "accepted",
    }  # fmt: skip
    statement = Statement.objects.create(
        report=report, passage=passage, kind=kind, year=year, value=value, **terms | fields
    )
    IndicatorMatch.objects.create(statement=statement, indicator=indicator, state=match)
    return statement
