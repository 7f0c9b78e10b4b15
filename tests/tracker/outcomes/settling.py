"""A promise settled with a report of the year after, for tests of pages."""

from tests.tracker.stating import make_report, state
from tracker.outcomes.models import Settlement

LATER = """青溪区人民政府工作报告
一、2024年工作回顾
新增规上工业企业22家。
二、2025年工作安排
新增规上工业企业25家。
"""


def later_report(report, user):
    """Store the report of the year after with one result."""
    later = make_report(report.region, user, text=LATER, year=report.year + 1)
    result = state(
        later,
        "新增规上工业企业22家",
        "新增规上工业企业",
        kind="actual",
        value=22,
        unit="家",
        year=report.year,
        length=3,
    )
    return later, result


def settled(target, report, user) -> Settlement:
    """Settle a target as said differently, with the result of the report after."""
    later, result = later_report(report, user)
    return Settlement.objects.create(
        region=target.region, year=target.year, target=target, later_report=later, result=result, finding="different"
    )
