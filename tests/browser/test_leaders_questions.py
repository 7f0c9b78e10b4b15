"""Ten questions that leaders ask, each answered in at most two clicks from the overview (docs/leaders-questions.md)."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.tracker.filing import file_figure
from tests.tracker.reporting import say
from tracker.dispatch.models import Problem
from tracker.indicators.models import Indicator, ReferenceFigure

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
YEAR = timezone.localdate().year - 1
GROWTH = {"measure": "growth", "unit": "%", "accumulates": False}


@pytest.fixture
def overview(page, log_in, leader, district, other_district, province, department, reviewer, make_target):
    """A district's overview at the end of November, the year being over: what is asked about is there to be found."""
    indicator = Indicator.objects.create(
        code="fixed-assets", name="固定资产投资", name_en="Investment", is_headline=True, **GROWTH
    )
    terms = {"year": YEAR, "deadline": dt.date(YEAR, 12, 31), "indicator": indicator, **GROWTH}
    own = make_target(name="固定资产投资", target_class="headline", value=8, **terms)
    twin = make_target(name="白塔投资", region=other_district, value=6, **terms)
    before = make_target(name="上年投资", **{**terms, "year": YEAR - 1, "deadline": dt.date(YEAR - 1, 12, 31)}, value=8)
    for target, month, value in ((own, 10, 9), (own, 11, 5), (twin, 11, 7), (before, 12, 9)):
        file_figure(target, month, Decimal(value))
    lagging = make_target(name="新增规上企业", year=YEAR, deadline=dt.date(YEAR, 12, 31))
    for month in (10, 11):
        file_figure(lagging, month, Decimal(2))
    make_target(name="一直没报的任务", year=YEAR, deadline=dt.date(YEAR, 12, 31))
    ReferenceFigure.objects.create(
        region=province, indicator=indicator, year=YEAR, kind="target", measure="growth", comparator="eq", value=5,
        unit="%", report_year=YEAR,
    )  # fmt: skip
    say(district, reviewer, indicator, report_year=YEAR, year=YEAR, kind="target", value=8)
    Problem.objects.create(
        region=district, title="用地报批滞后", kind="land", owner=department, state="working",
        due=timezone.localdate() - dt.timedelta(days=3), raised_by=reviewer,
    )  # fmt: skip
    log_in("leader")
    page.goto(f"/overview/?region={district.pk}&year={YEAR}&month=11")
    return page


QUESTIONS = {
    "which promises will we miss": (["#laggards a.muted"], ["新增规上企业", "固定资产投资"]),
    "who is behind two months in a row": (["text=连续两个月"], ["新增规上企业", "区发展改革委"]),
    "how do we stand against the neighbours on investment": ([".headline-name >> nth=0"], ["白塔"]),
    "did we keep last year's word": ([f"text={YEAR - 1}年兑现情况"], ["上年投资"]),
    "what changed since last month": ([], ["较上月变差", "固定资产投资"]),
    "who has not reported": (["#unreported a"], ["一直没报的任务", "区发展改革委"]),
    "which promise is repeated year after year": (
        [".questions >> text=连年提出的目标"],
        ["固定资产投资", "2个年度提出"],
    ),
    "where do we rank": ([".questions >> text=赛马榜"], ["青溪", "白塔"]),
    "is our target steeper than the province's": ([".questions >> text=层层加码"], ["+3.0个百分点"]),
    "what is overdue and who owns it": (["#overdue a"], ["用地报批滞后", "区发展改革委"]),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_is_answered_in_two_clicks(overview, question):
    clicks, answers = QUESTIONS[question]
    assert len(clicks) <= 2
    for click in clicks:
        with overview.expect_navigation():  # else the page that is left may be the one that is scrolled
            overview.locator(click).first.click()
    overview.evaluate("window.scrollTo(0, document.body.scrollHeight)")  # what a page fetches when it is looked at
    for answer in answers:
        expect(overview.locator("main").get_by_text(answer).locator("visible=true").first).to_be_visible()
