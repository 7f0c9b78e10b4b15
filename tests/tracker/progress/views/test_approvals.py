import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from tests.tracker.filing import file_figure
from tracker.indicators.models import ComparabilityBreak, Indicator
from tracker.progress.models import ProgressEntry
from tracker.progress.views import approvals

pytestmark = pytest.mark.usefixtures("_july")
State = ProgressEntry.State
HTMX = {"HX-Request": "true"}
STRANGERS = ["reporter", "other_reporter", "foreign_reviewer", "leader", "stranger"]


@pytest.fixture
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def as_reviewer(client, reviewer):
    client.force_login(reviewer)
    return client


@pytest.fixture
def submitted(make_target):
    """Return a function that puts a submitted June figure of a target of its own."""

    def submit(figure=12, month=6, **fields) -> ProgressEntry:
        return file_figure(make_target(**fields), month, figure, state="submitted")

    return submit


# What waits


def test_what_waits_with_its_step_and_the_status_it_would_give(as_reviewer, submitted):
    entry = submitted(7)
    file_figure(entry.target, 5, 4)
    (approval,) = as_reviewer.get(reverse("approvals")).context["pending"]
    assert (approval.entry, approval.step, approval.judged.status) == (entry, 3, "far_behind")
    content = " ".join(as_reviewer.get(reverse("approvals")).content.decode().split())
    for words in ("7家", "较5月 +3家", "严重滞后", "序时应达 10家", "2024年6月"):
        assert words in content


@pytest.fixture
def firms(db):
    return Indicator.objects.create(code="firms", name="新增规上工业企业", measure="quantity")


def last_year_of(client, entry):
    return client.get(reverse("approval", args=[entry.pk])).context["last_year"]


def test_the_page_of_an_entry_tells_the_same_month_of_the_year_before(as_reviewer, submitted, make_target, firms):
    entry = submitted(12, indicator=firms)
    assert last_year_of(as_reviewer, entry) is None
    before = make_target(indicator=firms, year=2023, deadline=dt.date(2023, 12, 31))
    file_figure(before, 5, 8)
    assert last_year_of(as_reviewer, entry) is None
    then = file_figure(before, 6, 9)
    assert last_year_of(as_reviewer, entry) == then
    assert "上年同月" in as_reviewer.get(reverse("approval", args=[entry.pk])).content.decode()


@pytest.mark.parametrize("year", [2023, 2024])
def test_a_break_between_the_years_is_said_beside_the_figure(as_reviewer, submitted, make_target, firms, year):
    entry = submitted(12, indicator=firms)
    file_figure(make_target(indicator=firms, year=2023, deadline=dt.date(2023, 12, 31)), 6, 9)
    ComparabilityBreak.objects.create(indicator=firms, year=year, what="统计范围调整")
    for address in (reverse("approval", args=[entry.pk]), reverse("approvals")):
        content = as_reviewer.get(address).content.decode()
        assert "上年同月" in content
        assert ("口径调整，不可比" in content) == (year == 2024)


@pytest.mark.parametrize("fields", [{"unit": "个"}, {"accumulates": False}, {"year": 2022}, {"indicator": None}])
def test_what_is_something_else_is_not_compared(as_reviewer, submitted, make_target, firms, fields):
    entry = submitted(12, indicator=firms)
    before = make_target(**{"indicator": firms, "year": 2023, "deadline": dt.date(2023, 12, 31)} | fields)
    file_figure(before, 6, 9)
    assert last_year_of(as_reviewer, entry) is None


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_only_approved_figures_are_compared_and_only_where_one_is_meant(
    as_reviewer, submitted, make_target, firms, state
):
    entry = submitted(12, indicator=firms)
    terms = {"indicator": firms, "year": 2023, "deadline": dt.date(2023, 12, 31)}
    file_figure(make_target(**terms), 6, 9, state)
    assert last_year_of(as_reviewer, entry) is None
    for value in (7, 8):
        file_figure(make_target(**terms), 6, value)
    assert last_year_of(as_reviewer, entry) is None


def test_a_step_of_a_rate_is_told_in_points(as_reviewer, submitted):
    entry = submitted(7, measure="growth", unit="%", value=7)
    file_figure(entry.target, 5, "6.5")
    assert "+0.5个百分点" in as_reviewer.get(reverse("approvals")).content.decode()


def test_drafts_and_decided_entries_do_not_wait(as_reviewer, make_target):
    for state in ("draft", "approved"):
        file_figure(make_target(), 6, 12, state=state)
    file_figure(make_target(), 6, 12, state="returned", review_note="核对")
    assert as_reviewer.get(reverse("approvals")).context["pending"] == []


def test_what_waits_by_department(as_reviewer, submitted, other_department):
    submitted(name="甲")
    submitted(name="乙", lead=other_department)
    response = as_reviewer.get(reverse("approvals"), {"lead": other_department.pk})
    assert [each.target.name for each in response.context["pending"]] == ["乙"]


def test_several_are_approved_at_once(as_reviewer, submitted):
    entries = [submitted(), submitted()]
    as_reviewer.post(reverse("approvals"), {"entry": [f"{entry.pk}:{entry.version}" for entry in entries]})
    assert set(ProgressEntry.objects.values_list("state", flat=True)) == {State.APPROVED}


@pytest.mark.parametrize("others", ["999999:1", "{pk}:7", "nonsense", "{pk}:x"])
def test_what_changed_meanwhile_stops_all(as_reviewer, submitted, others):
    first, second = submitted(), submitted()
    ticked = [f"{first.pk}:1", others.format(pk=second.pk)]
    as_reviewer.post(reverse("approvals"), {"entry": ticked})
    expected = State.APPROVED if others in ("nonsense", "{pk}:x") else State.SUBMITTED
    assert ProgressEntry.objects.get(pk=first.pk).state == expected
    assert ProgressEntry.objects.get(pk=second.pk).state == State.SUBMITTED


@pytest.mark.parametrize("role", STRANGERS)
def test_nothing_waits_for_others(client, request, role, submitted):
    entry = submitted()
    client.force_login(request.getfixturevalue(role))
    assert entry.target.name not in client.get(reverse("approvals")).content.decode()
    client.post(reverse("approvals"), {"entry": [f"{entry.pk}:1"]})
    entry.refresh_from_db()
    assert entry.state == State.SUBMITTED


def test_what_waits_takes_the_same_queries_whatever_its_length(as_reviewer, submitted, django_assert_num_queries):
    submitted()
    as_reviewer.get(reverse("approvals"))
    with django_assert_num_queries(12):
        as_reviewer.get(reverse("approvals"))
    for _ in range(10):
        submitted()
    with django_assert_num_queries(12):
        as_reviewer.get(reverse("approvals"))


# One entry


def test_the_page_of_an_entry(as_reviewer, submitted):
    entry = submitted(12)
    content = as_reviewer.get(reverse("approval", args=[entry.pk])).content.decode()
    for words in ("12家", "60.0%", "审核意见（退回时必填）"):
        assert words in content


def test_the_page_tells_what_was_done_the_newest_first(as_reviewer, submitted):
    entry = submitted()
    address = reverse("approval", args=[entry.pk])
    as_reviewer.post(address, {"version": 1, "action": "return", "note": "请附名单"})
    newest, first = as_reviewer.get(address).context["changes"]
    told = [(str(each.label), each.before, each.after) for each in newest.fields]
    assert (newest.action, told) == ("退回", [("状态", "已提交", "已退回"), ("审核意见", "—", "请附名单")])
    assert ("数值", "—", "12") in [(str(each.label), each.before, each.after) for each in first.fields]


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("action", "note", "state"), [("approve", "", State.APPROVED), ("return", "请附名单", State.RETURNED)]
)
def test_deciding(as_reviewer, submitted, reviewer, htmx, action, note, state):
    entry = submitted()
    address = reverse("approval", args=[entry.pk])
    data = {"version": 1, "action": action, "note": note}
    response = as_reviewer.post(address, data, headers=HTMX if htmx else None)
    assert response.status_code == (200 if htmx else 302)
    entry.refresh_from_db()
    assert (entry.state, entry.review_note, entry.reviewed_by) == (state, note, reviewer)


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"version": 1, "action": "return", "note": " "}, "请填写审核意见"),
        ({"version": 9, "action": "approve"}, "填报单位刚刚重新提交了数据"),
    ],
)
def test_a_refused_decision_says_why_and_keeps_the_note(as_reviewer, submitted, htmx, data, message):
    entry = submitted()
    address = reverse("approval", args=[entry.pk])
    response = as_reviewer.post(address, data, headers=HTMX if htmx else None)
    assert message in response.content.decode()
    entry.refresh_from_db()
    assert entry.state == State.SUBMITTED


def changed_meanwhile(entry, state):
    ProgressEntry.objects.filter(pk=entry.pk).update(state=state, version=2, review_note="请核对口径")


@pytest.mark.parametrize(
    ("state", "told", "kept_back"),
    [("returned", "请核对口径", "无"), ("approved", "已审核", "无"), ("draft", "已撤回", "12家")],
)
def test_a_row_that_somebody_else_decided_shows_what_became_of_it(as_reviewer, submitted, state, told, kept_back):
    entry = submitted()
    changed_meanwhile(entry, state)
    address = reverse("approval", args=[entry.pk])
    content = as_reviewer.post(address, {"version": 1, "action": "approve"}, headers=HTMX).content.decode()
    assert told in content
    assert kept_back not in content
    assert "<button" not in content


@pytest.mark.parametrize("state", ["returned", "approved", "draft"])
def test_the_page_of_an_entry_that_somebody_else_decided_leads_back(as_reviewer, submitted, state):
    entry = submitted()
    changed_meanwhile(entry, state)
    address = reverse("approval", args=[entry.pk])
    response = as_reviewer.post(address, {"version": 1, "action": "approve"}, follow=True)
    assert response.redirect_chain == [(reverse("approvals"), 302)]
    assert "您的操作未保存" in response.content.decode()


def test_a_reviewer_does_not_read_drafts(as_reviewer, make_target):
    entry = file_figure(make_target(), 6, 12, state="draft", narrative="草稿内容")
    response = as_reviewer.get(reverse("approval", args=[entry.pk]), follow=True)
    assert "草稿内容" not in response.content.decode()


def test_the_count_follows_a_decision(as_reviewer, submitted):
    entry, _other = submitted(), submitted()
    address = reverse("approval", args=[entry.pk])
    content = as_reviewer.post(address, {"version": 1, "action": "approve"}, headers=HTMX).content.decode()
    assert 'id="waiting-count" hx-swap-oob="true">有 1 条填报待审核' in content


@pytest.mark.parametrize("key", ["9" * 30, "0", "x", "-1"])
@pytest.mark.parametrize("page", ["approvals", "entries", "targets"])
@pytest.mark.parametrize("name", ["lead", "region"])
def test_keys_that_no_row_can_have_do_no_harm(as_reviewer, submitted, key, page, name):
    submitted()
    assert as_reviewer.get(reverse(page), {name: key}).status_code == 200


@pytest.mark.parametrize("pair", ["9" * 30 + ":1", "1:" + "9" * 30, "x", ":", ""])
def test_entries_that_cannot_be_are_not_approved(as_reviewer, submitted, pair):
    entry = submitted()
    assert as_reviewer.post(reverse("approvals"), {"entry": pair}).status_code == 302
    entry.refresh_from_db()
    assert entry.state == State.SUBMITTED


def test_approving_none_says_so(as_reviewer, submitted):
    submitted()
    content = as_reviewer.post(reverse("approvals"), follow=True).content.decode()
    assert "请先勾选" in content
    assert "已通过 0" not in content


def test_the_page_of_an_entry_asks_at_most_twelve_questions(as_reviewer, submitted, django_assert_max_num_queries):
    address = reverse("approval", args=[submitted().pk])
    as_reviewer.get(address)
    with django_assert_max_num_queries(12):
        assert as_reviewer.get(address).status_code == 200


def test_approving_does_not_compute_the_page_that_it_leaves(as_reviewer, submitted, monkeypatch):
    entry = submitted()
    monkeypatch.setattr(approvals, "pending_approvals", pytest.fail)
    as_reviewer.post(reverse("approval", args=[entry.pk]), {"version": entry.version, "action": "approve"})
    entry.refresh_from_db()
    assert entry.state == State.APPROVED


def test_more_than_a_page_can_be_turned(as_reviewer, make_target):
    target = make_target()
    for number in range(26):
        file_figure(make_target(lead=target.lead), 6, number, state="submitted")
    first = as_reviewer.get(reverse("approvals"), {"lead": target.lead_id})
    assert f'href="?lead={target.lead_id}&amp;page=2"' in first.content.decode()
    second = as_reviewer.get(reverse("approvals"), {"lead": target.lead_id, "page": 2})
    assert len(second.context["pending"]) == 1


@pytest.mark.parametrize("role", STRANGERS)
def test_nobody_else_sees_or_decides(client, request, role, submitted):
    entry = submitted()
    address = reverse("approval", args=[entry.pk])
    client.force_login(request.getfixturevalue(role))
    assert client.get(address).status_code == 404
    assert client.post(address, {"version": 1, "action": "approve"}).status_code == 404
    entry.refresh_from_db()
    assert entry.state == State.SUBMITTED


# The list


def listed(response) -> list[tuple[str, int]]:
    return [(row.record.target.name, row.record.month) for row in response.context["table"].rows]


def test_the_list_is_filtered(as_reviewer, make_target, other_department):
    first, second = make_target(name="甲"), make_target(name="乙", lead=other_department, year=2023)
    file_figure(first, 5, 8, narrative="企业入库")
    file_figure(first, 6, 9, state="submitted")
    file_figure(second, 6, 9)
    address = reverse("entries")
    assert listed(as_reviewer.get(address, {"month": 5})) == [("甲", 5)]
    assert listed(as_reviewer.get(address, {"state": "submitted"})) == [("甲", 6)]
    assert listed(as_reviewer.get(address, {"year": 2023})) == [("乙", 6)]
    assert listed(as_reviewer.get(address, {"lead": other_department.pk})) == [("乙", 6)]
    assert listed(as_reviewer.get(address, {"text": "入库"})) == [("甲", 5)]


def test_the_list_exports_what_is_filtered(as_reviewer, make_target):
    target = make_target(name="甲")
    file_figure(target, 5, 8)
    file_figure(target, 6, 9)
    content = as_reviewer.get(reverse("entries"), {"month": 6, "export": "csv"}).getvalue().decode("utf-8-sig")
    assert len(content.strip().splitlines()) == 2
    assert ",9,家," in content


@pytest.mark.parametrize("role", ["other_reporter", "foreign_reviewer", "stranger"])
@pytest.mark.parametrize("export", ["", "csv", "xlsx"])
def test_the_list_shows_nothing_to_strangers(client, request, role, export, submitted):
    submitted(name="秘密任务")
    client.force_login(request.getfixturevalue(role))
    response = client.get(reverse("entries"), {"export": export})
    assert "秘密任务".encode() not in response.getvalue()
    if not export:
        assert listed(response) == []


def test_the_list_takes_the_same_queries_whatever_its_length(as_reviewer, make_target, django_assert_num_queries):
    file_figure(make_target(), 6, 9)
    as_reviewer.get(reverse("entries"))
    with django_assert_num_queries(9):
        as_reviewer.get(reverse("entries"))
    for _ in range(30):
        file_figure(make_target(), 6, 9)
    with django_assert_num_queries(9):
        as_reviewer.get(reverse("entries"))
