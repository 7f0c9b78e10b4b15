"""What a section does, said by a reviewer in one click: kind and year of what nobody has decided follow."""

import hashlib

import pytest
from django.urls import reverse

from reports.library.models import WorkReport
from reports.library.services.reading import read_report
from reports.review.page import ReviewPage
from reports.review.services.decisions import decide
from tests.reports.conftest import ref

pytestmark = pytest.mark.django_db

TEXT = """青溪区人民政府工作报告
各位代表：现在，我向大会报告工作。
一、2023年工作回顾
过去一年，新建公园3座，新增企业20家，改造老旧小区5个。
二、干在实处
新建公园5座，新增企业30家，改造老旧小区8个。
"""


@pytest.fixture
def report(district, reviewer):
    report = WorkReport.objects.create(
        region=district, year=2024, title="青溪区2024年政府工作报告", uploaded_by=reviewer, format="text", text=TEXT,
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
    )  # fmt: skip
    read_report(report=report, user=reviewer)
    return report


def said(report) -> list[tuple[str, int]]:
    """Kind and year of everything, in the order of the text."""
    return list(report.statements.visible().order_by("start").values_list("kind", "year"))


def section_of(report, user, title: str) -> int:
    groups = ReviewPage(report, user, may_review=True).groups
    return next(group.index for group in groups if group.title == title)


def post(client, report, section: int, role: str):
    return client.post(reverse("reports:section-role", args=[report.pk, section]), {"role": role})


def test_a_text_without_a_plan_says_so(client, report, reviewer):
    client.force_login(reviewer)
    page = client.get(reverse("reports:review", args=[report.pk])).content.decode()
    assert said(report) == [("actual", 2023)] * 6
    assert "很少" in page or "没有" in page


def test_one_click_makes_promises_of_a_section(client, report, reviewer):
    client.force_login(reviewer)
    answer = post(client, report, section_of(report, reviewer, "二、干在实处"), "plan")
    assert answer.status_code == 302
    assert said(report) == [("actual", 2023)] * 3 + [("target", 2024)] * 3
    assert not ReviewPage(report, reviewer, may_review=True).lacks_plan


def test_what_was_decided_stays_and_gets_a_suggestion(client, report, reviewer):
    client.force_login(reviewer)
    kept = report.statements.order_by("start").last()
    decide(report=report, refs=[ref(kept)], verb="accept", user=reviewer)
    post(client, report, section_of(report, reviewer, "二、干在实处"), "plan")
    kept.refresh_from_db()
    assert (kept.kind, kept.state, kept.suggestion["kind"]) == ("actual", "accepted", "target")


def test_another_click_takes_it_back_and_a_new_reading_keeps_it(client, report, reviewer):
    client.force_login(reviewer)
    section = section_of(report, reviewer, "二、干在实处")
    post(client, report, section, "plan")
    report.refresh_from_db()
    read_report(report=report, user=reviewer)
    assert said(report)[-1] == ("target", 2024)
    post(client, report, section, "review")
    report.refresh_from_db()
    assert said(report) == [("actual", 2023)] * 6
    assert len(report.section_roles) == 1


@pytest.mark.parametrize(("section", "role", "status"), [(99, "plan", 404), (1, "nonsense", 400), (1, "", 400)])
def test_no_such_section_or_role(client, report, reviewer, section, role, status):
    client.force_login(reviewer)
    assert post(client, report, section, role).status_code == status
    report.refresh_from_db()
    assert report.section_roles == []


@pytest.mark.parametrize("who", ["reporter", "leader", "foreign_reviewer", "stranger"])
def test_only_reviewers_may(client, report, reviewer, request, who):
    client.force_login(request.getfixturevalue(who))
    assert post(client, report, 1, "plan").status_code in (403, 404)
    assert said(report) == [("actual", 2023)] * 6
