"""The pages of funds: money beside result, filing and approving through the forms."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.tracker.filing import file_figure
from tests.tracker.funds.spending import make_fund, spend
from tracker.evaluation.spending import Step
from tracker.funds.models import Fund, Spending


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def target(make_target):
    target = make_target()
    for month, value in ((5, 6), (6, 10)):
        file_figure(target, month, Decimal(value))
    return target


@pytest.fixture
def fund(target, reviewer):
    """Half of the result at half of the year, four fifths of the money; the figure of June still waits."""
    fund = make_fund(target, reviewer)
    spend(fund, 5, "5004.80", reviewer)
    spend(fund, 6, "3128", reviewer, is_approved=False)
    return fund


def rows(client, address):
    return [(row.month, row.spent, row.reached, row.step) for row in client.get(address).context["rows"]]


def test_money_beside_result_by_the_newest_approved_figure(client, leader, fund):
    client.force_login(leader)
    assert rows(client, "/funds/") == [(5, Decimal("0.8"), Decimal("0.3"), Step.MONEY_AHEAD)]
    assert "资金明显快于成效" in client.get("/funds/").content.decode()


def test_month_by_month_what_waits_does_not_count(client, leader, fund):
    client.force_login(leader)
    found = rows(client, fund.get_absolute_url())
    assert [each[0] for each in found] == [1, 2, 3, 4, 5, 6]
    assert found[5] == (6, None, Decimal("0.5"), Step.UNKNOWN)
    assert found[0][1:] == (None, None, Step.UNKNOWN)


def test_without_a_result_nothing_is_compared(client, leader, target, reviewer):
    spend(make_fund(target, reviewer, target=None), 5, 1, reviewer)
    client.force_login(leader)
    assert rows(client, "/funds/")[0][2:] == (None, Step.UNKNOWN)
    assert "未指明成效" in client.get("/funds/").content.decode()


def test_filing_and_approving_through_the_page(client, reporter, reviewer, fund):
    client.force_login(reporter)
    address = f"{fund.get_absolute_url()}spent/"
    assert client.post(address, {"month": 4, "amount": "2,000.00"}).status_code == 302
    refused = client.post(address, {"month": 5, "amount": "1"})
    assert refused.status_code == 422
    assert "已审核" in refused.content.decode()
    client.force_login(reviewer)
    assert 'value="2000.00"' in client.get(fund.get_absolute_url()).content.decode()
    client.post(f"{fund.get_absolute_url()}months/4/approve/", {"seen": "1999.00"})
    assert not Spending.objects.get(month=4).is_approved
    client.post(f"{fund.get_absolute_url()}months/4/approve/", {"seen": "2000.00"})
    assert Spending.objects.get(month=4).is_approved
    client.post(f"{fund.get_absolute_url()}months/4/reopen/")
    assert not Spending.objects.get(month=4).is_approved
    assert client.post(f"{fund.get_absolute_url()}months/4/delete/").status_code == 404


def lines(*parts):
    rows = {f"lines-{n}-{key}": value for n, part in enumerate(parts) for key, value in zip(("name", "amount"), part)}  # noqa: B905
    return rows | {"lines-TOTAL_FORMS": len(parts), "lines-INITIAL_FORMS": 0}


def test_setting_up_tells_the_difference_and_keeps_what_was_typed(client, reviewer, target, department):
    client.force_login(reviewer)
    terms = {"name": "技改资金", "lead": department.pk, "total": "6,256", "target": target.pk, "version": 1}
    parts = [("中央资金", "3369"), ("市级资金", "802"), ("区级资金", "2,084"), ("", "")]
    refused = client.post("/funds/new/", terms | lines(*parts))
    assert refused.status_code == 422
    assert "合计6255万元" in refused.content.decode()
    assert 'value="2,084"' in refused.content.decode()
    assert not Fund.objects.exists()
    half = client.post("/funds/new/", terms | lines(("中央资金", "")))
    assert "须同时填写名称和金额" in half.content.decode()
    parts[2] = ("区级资金", "2,085")
    assert client.post("/funds/new/", terms | lines(*parts)).status_code == 302
    fund = Fund.objects.get()
    assert fund.lines.count() == 3
    edited = client.post(f"{fund.get_absolute_url()}edit/", terms | {"name": "技改"} | lines(*parts))
    assert edited.status_code == 302
    stale = client.post(f"{fund.get_absolute_url()}edit/", terms | {"name": "又改"} | lines(*parts), follow=True)
    assert "已被他人修改" in stale.content.decode()
    assert Fund.objects.get().name == "技改"


def test_the_file_says_what_the_page_says(client, reporter, fund):
    client.force_login(reporter)
    text = b"".join(client.get("/funds/", {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert "专项资金" in text
    assert "80.0%" in text


@pytest.mark.parametrize("who", ["reporter", "reviewer", "leader"])
def test_few_queries(client, request, who, fund):
    client.force_login(request.getfixturevalue(who))
    for address in ("/funds/", fund.get_absolute_url()):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        assert len(captured) <= 12, address
