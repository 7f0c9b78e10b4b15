"""A table of tasks says whose task it is and until when: adopting it needs no guesses."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from reports.library.models import Statement
from reports.library.services.reading import read_report
from reports.organisation.models import Department
from tests.tracker.stating import make_report, state
from tracker.adoption.proposals import propose
from tracker.adoption.services import adopt

TABLE = """青溪区2024年《政府工作报告》重点任务分解表
序号\t目标任务\t牵头单位\t配合单位\t完成时限
1\t新增规上工业企业18家。\t区发展和改革委员会\t区教委、市税务局青溪分局\t2024年11月底
2\t新增公办学位1080个。\t青溪区教育委员会\t\t8月底前
3\t改造农村户厕2600户。\t区农业农村委\t区教委\t12月底
"""


@pytest.fixture
def table(district, reviewer):
    """The table of tasks as the engine reads it, all of it accepted."""
    report = make_report(district, reviewer, text=TABLE)
    read_report(report=report, user=reviewer)
    report.statements.update(state=Statement.State.ACCEPTED)
    return report


@pytest.fixture
def proposals(table, department, other_department):
    return {each.name: each for each in propose(table)}


def test_departments_that_the_table_names_lead_and_support(proposals, department, other_department):
    firms, places = proposals["新增规上工业企业"], proposals["新增公办学位"]
    assert (firms.lead, firms.supporting) == (department, (other_department,))
    assert (places.lead, places.supporting) == (other_department, ())


def test_days_that_the_table_names_are_the_deadlines(proposals):
    days = {name: each.deadline for name, each in proposals.items()}
    assert days == {
        "新增规上工业企业": dt.date(2024, 11, 30),
        "新增公办学位": dt.date(2024, 8, 31),
        "改造农村户厕": dt.date(2024, 12, 31),
    }


def test_a_body_that_is_no_department_here_is_said_and_no_word_chooses_for_it(proposals, district, table):
    Department.objects.create(region=district, name="青溪区住建委", short_name="区住建委", keywords=["改造", "户厕"])
    toilets = {each.name: each for each in propose(table)}["改造农村户厕"]
    assert toilets.lead is None
    assert toilets.suggested.unknown == ("区农业农村委",)
    assert proposals["新增规上工业企业"].suggested.unknown == ("市税务局青溪分局",)


def test_the_page_says_what_the_table_says(client, reviewer, table, proposals):
    client.force_login(reviewer)
    page = client.get(reverse("adopt", args=[table.pk])).content.decode()
    assert "文中写明：“区发展和改革委员会”" in page
    assert "文中写明的“区农业农村委”不是本地区的部门。" in page
    assert "2024-11-30" in page


def test_targets_are_adopted_with_it(proposals, reviewer, table, department, other_department):
    firms = proposals["新增规上工业企业"]
    (target,) = adopt(report=table, adoptions=[firms.adoption(lead=other_department)], by=reviewer)
    assert (target.lead, target.deadline) == (department, dt.date(2024, 11, 30))
    assert list(target.supporting.all()) == [other_department]


def test_a_plan_says_whether_a_target_binds_and_where_it_starts(district, reviewer, department):
    report = make_report(district, reviewer)
    state(
        report, "新增规上工业企业20家", "规上工业企业", length=3, value=Decimal(20), unit="家", measure="level",
        besides={"nature": "binding", "base": "12", "base_year": 2023},
    )  # fmt: skip
    (proposal,) = propose(report)
    (target,) = adopt(report=report, adoptions=[proposal.adoption(lead=department)], by=reviewer)
    assert (target.nature, target.baseline) == ("binding", Decimal(12))


def test_a_new_reading_renews_what_is_said_besides(table, reviewer):
    table.statements.update(besides={})
    read_report(report=table, user=reviewer)
    assert {each.besides.get("lead") for each in table.statements.all()} == {
        "区发展和改革委员会",
        "青溪区教育委员会",
        "区农业农村委",
    }
