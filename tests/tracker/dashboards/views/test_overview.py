import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from reports.organisation.models import Department
from tests.tracker.filing import file_figure
from tracker.dispatch.services.problems import Matter, make_move, raise_problem
from tracker.evaluation import Status
from tracker.progress.corrections import Correcting, correct

pytestmark = pytest.mark.usefixtures("_july")
OVERVIEW, GROUPS = "/overview/", "/overview/groups/"


@pytest.fixture
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def seven(make_target, other_department):
    """Done, ahead, on pace, behind, unreported, not due, withdrawn, in two departments; and one of last year."""
    for value, fields in [
        (20, {}), (15, {}), (10, {"lead": other_department}), (8, {"target_class": "livelihood"}), (None, {}),
        (None, {"frequency": "annual"}), (3, {"is_withdrawn": True}), (20, {"year": 2023}),
    ]:  # fmt: skip
        target = make_target(**fields)
        if value is not None:
            file_figure(target, 6, value)


def numbers(response):
    return {cell.status.value: cell.count for cell in response.context["whole"].cells if cell.count}


def test_it_counts_the_latest_month_of_the_readers_own_district(client, reviewer, seven):
    client.force_login(reviewer)
    response = client.get(OVERVIEW)
    scope = response.context["scope"]
    assert (scope.region.name, scope.year, scope.month) == ("青溪区", 2024, 6)
    assert numbers(response) == {
        "done": 1, "ahead": 1, "on_pace": 1, "behind": 1, "unreported": 1, "not_due": 1, "withdrawn": 1
    }  # fmt: skip


def test_shares_add_to_a_hundred_without_what_stands_apart(client, reviewer, make_target, seven):
    make_target()
    client.force_login(reviewer)
    whole = client.get(OVERVIEW).context["whole"]
    assert (whole.total, whole.assessed) == (8, 6)
    assert sum(cell.share or 0 for cell in whole.in_shares) == Decimal("100.0")
    assert {cell.status for cell in whole.apart} == {Status.NOT_DUE, Status.NOT_ASSESSABLE, Status.WITHDRAWN}
    assert all(cell.share is None for cell in whole.apart)


@pytest.mark.parametrize("address", ["", "?figures=submitted", "?month=5"])
def test_every_number_opens_exactly_the_rows_that_it_counts(client, reviewer, make_target, seven, address):
    file_figure(make_target(), 6, 20, "submitted")
    file_figure(make_target(), 5, 9)
    client.force_login(reviewer)
    groups = client.get(GROUPS + address).context["matrices"]
    rows = [client.get(OVERVIEW + address).context["whole"], *(row for matrix in groups for row in matrix["rows"])]
    links = {row.url: row.total for row in rows} | {cell.url: cell.count for row in rows for cell in row.cells}
    assert len(links) > 25
    for url, count in links.items():
        assert client.get(url).context["table"].paginator.count == count, url


def test_each_number_is_a_link_on_the_page(client, reviewer, seven):
    client.force_login(reviewer)
    response = client.get(GROUPS)
    content = response.content.decode().replace("&amp;", "&")
    for matrix in response.context["matrices"]:
        for cell in (cell for row in matrix["rows"] for cell in row.cells if cell.count):
            assert f'href="{cell.url}"' in content


def test_departments_classes_themes_and_sections_add_up_to_the_whole(client, reviewer, seven):
    client.force_login(reviewer)
    for n_groups, matrix in zip([2, 2, 1, 1], client.get(GROUPS).context["matrices"], strict=True):
        *groups, whole = matrix["rows"]
        assert len(groups) == n_groups
        assert [sum(row.cells[place].count for row in groups) for place in range(len(whole.cells))] == [
            cell.count for cell in whole.cells
        ]


def test_a_switch_shows_submitted_figures_too_and_says_so(client, reviewer, make_target):
    file_figure(make_target(), 6, 20, "submitted")
    client.force_login(reviewer)
    official, shown = client.get(OVERVIEW), client.get(f"{OVERVIEW}?figures=submitted")
    assert (numbers(official), numbers(shown)) == ({"unreported": 1}, {"done": 1})
    assert "仅含已审核数据" in official.content.decode()
    assert "含已审核和待审核数据" in shown.content.decode()


def test_an_earlier_month_shows_how_it_was(client, reviewer, make_target):
    target = make_target()
    file_figure(target, 5, 3)
    file_figure(target, 6, 12)
    client.force_login(reviewer)
    assert numbers(client.get(f"{OVERVIEW}?month=5")) == {"far_behind": 1}
    assert numbers(client.get(f"{OVERVIEW}?month=6")) == {"ahead": 1}


def test_a_month_that_is_not_over_gives_way_to_the_latest_one_that_is(client, reviewer, seven):
    client.force_login(reviewer)
    assert client.get(f"{OVERVIEW}?month=9").context["scope"].month == 6


@pytest.mark.parametrize("address", ["region=999999", "year=1066", "year=x", "month=13", "figures=drafts"])
def test_what_cannot_be_chosen_is_refused_not_replaced(client, reviewer, seven, address):
    client.force_login(reviewer)
    assert client.get(f"{OVERVIEW}?{address}").status_code == 404


def test_another_district_cannot_be_chosen(client, foreign_reviewer, district, other_district, make_target, seven):
    client.force_login(foreign_reviewer)
    assert "whole" not in client.get(OVERVIEW).context
    make_target(region=other_district)
    assert client.get(f"{OVERVIEW}?region={district.pk}").status_code == 404
    assert numbers(client.get(OVERVIEW)) == {"unreported": 1}


def test_a_reporter_sees_the_targets_of_the_own_department_alone(client, other_reporter, seven):
    client.force_login(other_reporter)
    assert numbers(client.get(OVERVIEW)) == {"on_pace": 1}


def test_a_leader_sees_every_district_below(client, leader, district, other_district, make_target, seven):
    make_target(region=other_district)
    client.force_login(leader)
    assert client.get(f"{OVERVIEW}?region={district.pk}").context["whole"].total == 7
    assert client.get(f"{OVERVIEW}?region={other_district.pk}").context["whole"].total == 1


def test_nobody_sees_anything_without_an_account(client, seven):
    assert client.get(OVERVIEW).status_code == 302


def test_a_stranger_and_a_year_without_targets_are_told_so(client, stranger, reviewer, district, leader, make_target):
    client.force_login(stranger)
    assert "目前没有您可以查看的目标" in client.get(OVERVIEW).content.decode()
    make_target(year=2023)
    make_target(region=district.parent, year=2024)
    client.force_login(leader)
    assert (
        "没有您可以查看的青溪区2024年目标" in client.get(f"{OVERVIEW}?region={district.pk}&year=2024").content.decode()
    )


def test_the_queries_do_not_grow_with_the_data(client, leader, district, make_target, gdp, django_assert_num_queries):
    departments = [Department.objects.create(region=district, name=f"部门{n}", short_name=f"部门{n}") for n in range(8)]
    for number in range(40):
        kind = "headline" if number < 20 else "quantified"
        fields = {"lead": departments[number % 8], "year": 2023 + number % 2, "target_class": kind, "indicator": gdp}
        file_figure(make_target(**fields), 6, number)
    client.force_login(leader)
    with django_assert_num_queries(11):
        client.get(OVERVIEW)
    with django_assert_num_queries(8):
        client.get(GROUPS, headers={"HX-Request": "true"})


def test_headline_indicators_come_first_in_the_order_of_the_task_table(client, reviewer, make_target):
    make_target(name="新增商标")
    far = make_target(name="城镇新增就业", target_class="headline", number=80)
    near = make_target(name="固定资产投资", target_class="headline", number=70, measure="growth", unit="%", value=7)
    make_target(name="撤下的", target_class="headline", is_withdrawn=True)
    file_figure(near, 5, Decimal("6.4"))
    file_figure(near, 6, Decimal("6.8"))
    file_figure(far, 6, 12)
    client.force_login(reviewer)
    response = client.get(OVERVIEW)
    cards = response.context["cards"]
    assert [(card.target, card.actual, card.gap) for card in cards] == [
        (near, "6.8%", "低于目标0.2个百分点"), (far, "12家", "快于序时进度10.0个百分点")
    ]  # fmt: skip
    assert cards[0].line.words == "5月 6.4%，6月 6.8%"
    assert cards[1].completion == Decimal("0.6")


def test_a_headline_without_a_figure_shows_none_and_not_a_zero(client, reviewer, make_target):
    make_target(target_class="headline")
    client.force_login(reviewer)
    response = client.get(OVERVIEW)
    card = response.context["cards"][0]
    assert (card.figure, card.month, card.gap, card.line, card.last_year) == (None, None, "", None, "")
    assert '<span class="headline-actual">—</span>' in response.content.decode()


def changes(response):
    return {
        str(group.label): [each.stand.standing.target for each in group.changes]
        for group, _first in response.context["changes"]
    }


def test_what_changed_since_the_month_before(client, reviewer, make_target):
    worse, silent, done, caught_up, same = (make_target() for _ in range(5))
    for target, may, june in [(worse, 9, 8), (silent, 9, None), (done, 9, 20), (caught_up, 6, 11), (same, 9, 11)]:
        file_figure(target, 5, may)
        if june is not None:
            file_figure(target, 6, june)
    client.force_login(reviewer)
    assert changes(client.get(OVERVIEW)) == {
        "较上月变差": [worse], "新增未报送": [silent], "新完成": [done], "已赶上进度": [caught_up]
    }  # fmt: skip
    assert changes(client.get(f"{OVERVIEW}?month=1")) == {}
    assert "1月是全年首月" in client.get(f"{OVERVIEW}?month=1").content.decode()


def test_a_corrected_figure_is_among_the_changes_of_the_month_in_which_it_was_corrected(client, reviewer, make_target):
    target = make_target()
    file_figure(target, 5, 9)
    entry = file_figure(target, 6, 11)
    correcting = Correcting(Decimal(10), "slip", "多报一家")
    correct(entry=entry, correcting=correcting, by=reviewer, version=entry.version)
    client.force_login(reviewer)
    assert changes(client.get(OVERVIEW)) == {"已更正": [target]}
    assert "已更正" not in changes(client.get(f"{OVERVIEW}?month=5"))


def test_what_lags_behind_says_who_leads_it_and_why(client, reviewer, make_target):
    behind, far = make_target(target_class="headline"), make_target()
    file_figure(behind, 5, 7, reason="春节停工")
    file_figure(behind, 6, 9, reason="")
    file_figure(far, 6, 1, reason="用地<b>未批</b>")
    file_figure(make_target(), 6, 12, reason="不该出现")
    client.force_login(reviewer)
    response = client.get(OVERVIEW)
    assert [(row.target, row.reason) for row in response.context["laggards"]] == [
        (far, "用地<b>未批</b>"), (behind, "春节停工")
    ]  # fmt: skip
    content = response.content.decode()
    assert "用地&lt;b&gt;未批" in content
    assert "不该出现" not in content


def test_problems_that_are_overdue_stand_there_for_who_may_read_them(
    client, reviewer, other_reporter, district, make_target, other_department
):
    target = make_target(lead=other_department)
    matter = Matter("用地报批", make_target().lead, dt.date(2024, 7, 10), targets=(target,))
    earlier = dt.datetime(2024, 7, 1, tzinfo=dt.UTC)
    problem = raise_problem(matter=matter, region=district, by=reviewer, now=earlier)
    client.force_login(reviewer)
    assert client.get(OVERVIEW).context["overdue"] == []
    for code in ("register", "assign"):
        problem = make_move(
            problem=problem, code=code, by=reviewer, version=problem.version, day=matter.due, now=earlier
        )
    page = client.get(OVERVIEW)
    assert page.context["overdue"] == [problem]
    assert f'href="{problem.get_absolute_url()}"' in page.content.decode()


def test_drafts_and_what_waits_say_nothing_official(client, reviewer, make_target):
    target = make_target(target_class="headline")
    file_figure(target, 6, 3, "submitted", reason="待审的原因")
    file_figure(target, 5, 2, "draft")
    client.force_login(reviewer)
    official, shown = client.get(OVERVIEW), client.get(f"{OVERVIEW}?figures=submitted")
    assert official.context["cards"][0].figure is None
    assert [each.standing.target for each in official.context["unreported"]] == [target]
    assert (shown.context["cards"][0].actual, shown.context["laggards"][0].reason) == ("3家", "待审的原因")


def test_long_lists_begin_with_the_worst_and_say_how_many_there_are(client, reviewer, make_target):
    for _ in range(14):
        file_figure(make_target(), 6, 1)
        make_target()
    client.force_login(reviewer)
    response = client.get(OVERVIEW)
    assert (len(response.context["laggards"]), response.context["n_laggards"]) == (12, 14)
    assert (len(response.context["unreported"]), response.context["n_unreported"]) == (12, 14)
    assert client.get(response.context["unreported_url"]).context["table"].paginator.count == 14


def test_a_reader_without_targets_is_told_so(client, stranger):
    client.force_login(stranger)
    assert "目前没有您可以查看的目标" in client.get(GROUPS).content.decode()


def test_the_bar_is_as_wide_as_its_promises(client, reviewer, seven):
    client.force_login(reviewer)
    pieces = client.get(OVERVIEW).context["whole"].pieces
    assert len(pieces) == 7
    assert sum(float(piece.width.rstrip("%")) for piece in pieces) == pytest.approx(100, abs=0.1)
    assert [piece.start for piece in pieces[:2]] == ["0.00%", "14.29%"]


@pytest.mark.parametrize(
    ("who", "page"), [("leader", "overview"), ("reviewer", "approvals"), ("reporter", "owed"), ("stranger", "overview")]
)
def test_home_is_what_concerns_the_reader_most(client, request, who, page):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("home")).url == reverse(page)
