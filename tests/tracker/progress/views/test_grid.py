"""A month as a grid: what stands in it, what is kept, what is submitted, and what is said."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tracker.filing import file_figure
from tracker.indicators.models import ComparabilityBreak
from tracker.progress.comparing import NOT_KNOWN
from tracker.progress.grid import Grid, submit_row
from tracker.progress.models import ProgressEntry
from tracker.progress.origins import Origin
from tracker.progress.owed import Owed

pytestmark = pytest.mark.usefixtures("_july")
State = ProgressEntry.State
ADDRESS = "/grid/?year=2024&month=6"


@pytest.fixture
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def as_reporter(client, reporter):
    client.force_login(reporter)
    return client


@pytest.fixture
def milestone(make_target):
    return make_target(name="建成示例大桥", measure="", comparator="", value=None, unit="", accumulates=False)


def typed(target, value="", narrative="", reason="", version=0, **more):
    """The boxes of one row, as a browser sends them."""
    boxes = {"value": value, "narrative": narrative, "reason": reason, "version": version} | more
    return {f"{target.pk}-{name}": content for name, content in boxes.items()}


def entries():
    """What is stored: by target the state, the figure, the words and the version."""
    rows = ProgressEntry.objects.values_list("target", "state", "value", "narrative", "reason", "version")
    return {row[0]: row[1:] for row in rows}


def text_of(reply):
    return " ".join(reply.content.decode().split())


# What stands in it


def test_a_row_for_each_target_with_what_helps_to_fill_it(as_reporter, make_target, gdp, milestone):
    target = make_target(indicator=gdp)
    last_year = make_target(year=2023, indicator=gdp, deadline=dt.date(2023, 12, 31))
    file_figure(last_year, 6, 9)
    file_figure(target, 5, 8)
    reply = as_reporter.get(ADDRESS)
    assert [row.duty.target for row in reply.context["rows"]] == [milestone, target]
    for words in ("20家以上", "8家", "9家", "10家", "只填文字", "建成示例大桥"):
        assert words in text_of(reply)


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({}, Decimal(9)),
        ({"unit": "百家"}, Decimal(900)),
        ({"unit": "万元"}, None),
        ({"measure": "growth", "unit": "%"}, None),
        ({"is_withdrawn": True}, None),
        ({"indicator": None}, None),
        ({"year": 2022}, None),
    ],
)
def test_last_year_is_known_or_said_to_be_unknown(as_reporter, make_target, investment, change, shown):
    make_target(indicator=investment)
    terms = {"year": 2023, "indicator": investment, "deadline": dt.date(2023, 12, 31)}
    file_figure(make_target(**terms | change), 6, 9)
    reply = as_reporter.get(ADDRESS)
    assert [row.last_year.value for row in reply.context["rows"]] == [shown]
    assert ("未知" in text_of(reply)) == (shown is None)


def test_last_year_is_unknown_where_two_could_be_meant_or_nobody_approved(as_reporter, make_target, investment):
    target = make_target(indicator=investment)
    terms = {"year": 2023, "indicator": investment, "deadline": dt.date(2023, 12, 31)}
    file_figure(make_target(**terms), 6, 9, "submitted")
    assert as_reporter.get(ADDRESS).context["rows"][0].last_year == NOT_KNOWN
    file_figure(make_target(**terms), 6, 8)
    file_figure(make_target(**terms), 6, 7)
    (row,) = as_reporter.get(ADDRESS).context["rows"]
    assert (row.duty.target, row.last_year) == (target, NOT_KNOWN)


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_a_break_between_the_years_is_said_and_its_figure_doubts_nothing(as_reporter, make_target, investment, year):
    target = make_target(indicator=investment)
    file_figure(make_target(year=2023, indicator=investment, deadline=dt.date(2023, 12, 31)), 6, 9)
    ComparabilityBreak.objects.create(indicator=investment, year=year, what="统计范围调整")
    reply = as_reporter.get(ADDRESS)
    (row,) = reply.context["rows"]
    assert (row.last_year.value, row.last_year.is_parted) == (Decimal(9), year == 2024)
    assert ("口径调整，不可比" in text_of(reply)) == (year == 2024)
    address = reverse("figure-warnings", args=[target.pk, 6])
    assert ("上年同月" in as_reporter.get(address, {"value": "90000"}).content.decode()) == (year != 2024)


def test_what_is_submitted_or_approved_can_only_be_read(as_reporter, make_target):
    for state in ("submitted", "approved"):
        file_figure(make_target(), 6, 12, state)
    content = text_of(as_reporter.get(ADDRESS))
    assert content.count("is-locked") == 2
    assert "data-box" not in content


def test_only_months_that_have_begun_and_years_of_ones_own_can_be_asked_for(as_reporter, make_target):
    make_target()
    assert as_reporter.get("/grid/?year=2024&month=7").status_code == 200
    for query in ("year=2024&month=8", "year=2024&month=13", "year=2021", "month=x"):
        assert as_reporter.get(f"/grid/?{query}").status_code == 404


def test_the_page_takes_the_same_queries_whatever_its_length(
    as_reporter, make_target, gdp, django_assert_max_num_queries
):
    for _each in range(12):
        file_figure(make_target(indicator=gdp), 5, 8)
    as_reporter.get(ADDRESS)
    with django_assert_max_num_queries(11):
        as_reporter.get(ADDRESS)


# Kept row by row


def row_of(client, target, **boxes):
    return client.post(reverse("grid-row", args=[target.pk, 6]), typed(target, **boxes), headers={"HX-Request": "true"})


def test_a_row_that_is_left_is_kept_as_a_draft(as_reporter, make_target):
    target = make_target()
    reply = row_of(as_reporter, target, value="1,2", narrative="甲")
    assert ("不是数字" in text_of(reply), entries()) == (True, {})
    reply = row_of(as_reporter, target, value="１２", narrative="甲\r\n乙")
    assert entries() == {target.pk: ("draft", 12, "甲\n乙", "", 1)}
    assert f'name="{target.pk}-version" value="1"' in text_of(reply)


def test_what_did_not_change_is_not_stored_again(as_reporter, make_target):
    target = make_target()
    row_of(as_reporter, target)
    assert entries() == {}
    for version in (0, 1, 0):
        row_of(as_reporter, target, value="12.0", version=version)
    assert entries()[target.pk][-1] == 1


def test_the_rest_of_the_full_form_is_not_lost(as_reporter, make_target):
    target = make_target()
    file_figure(target, 6, 1, "draft", problem="缺地", next_step="协调")
    row_of(as_reporter, target, value="2", version=1)
    entry = ProgressEntry.objects.get()
    assert (entry.value, entry.problem, entry.next_step) == (2, "缺地", "协调")


def test_a_returned_row_stays_returned(as_reporter, make_target):
    target = make_target()
    file_figure(target, 6, 1, "returned", review_note="核对")
    row_of(as_reporter, target, value="2", version=1)
    assert entries()[target.pk][:2] == ("returned", 2)


def test_a_conflict_shows_both_and_asks(as_reporter, make_target):
    target = make_target()
    file_figure(target, 6, 5, "draft", narrative="他人所填")
    reply = text_of(row_of(as_reporter, target, value="7", narrative="本人所填"))
    assert [words for words in ("5家", "他人所填", "本人所填", "mine:1", "theirs:1") if words not in reply] == []
    assert f'name="{target.pk}-version" value="0"' in reply
    assert entries()[target.pk][1:3] == (5, "他人所填")


def test_mine_in_the_place_of_theirs(as_reporter, make_target):
    target = make_target()
    file_figure(target, 6, 5, "draft")
    row_of(as_reporter, target, value="7", instead="mine:1")
    assert entries()[target.pk][1] == 7


def test_mine_is_not_stored_over_a_newer_one_than_was_shown(as_reporter, make_target):
    target = make_target()
    file_figure(target, 6, 5, "draft", version=3)
    assert "theirs:3" in text_of(row_of(as_reporter, target, value="7", instead="mine:2"))
    assert entries()[target.pk][1] == 5


def test_theirs_is_shown_in_the_row(as_reporter, make_target):
    target = make_target()
    file_figure(target, 6, 5, "draft")
    reply = row_of(as_reporter, target, value="7", instead="theirs:1")
    assert (reply["HX-Retarget"], reply["HX-Reswap"]) == (f"#row-{target.pk}", "outerHTML")
    assert 'value="5"' in text_of(reply)


def test_not_known_keeps_no_figure_and_says_so(as_reporter, make_target):
    target = make_target()
    reply = text_of(row_of(as_reporter, target, value="…", narrative="统计局未公布"))
    assert "不等于零" in reply
    assert entries()[target.pk][:2] == ("draft", None)


def test_warnings_hinder_nothing(as_reporter, make_target):
    target = make_target()
    file_figure(target, 5, 8)
    assert "5月" in text_of(row_of(as_reporter, target, value="3"))
    assert entries()[target.pk][0] == "draft"
    content = text_of(as_reporter.get(reverse("figure-warnings", args=[target.pk, 6]), {"value": "3"}))
    assert "8家" in content


@pytest.mark.parametrize("who", ["other_reporter", "reviewer", "foreign_reviewer", "leader", "stranger"])
def test_nobody_else_keeps_a_row(client, request, make_target, who):
    target = make_target()
    client.force_login(request.getfixturevalue(who))
    assert row_of(client, target, value="3").status_code == 404
    assert client.get(reverse("figure-warnings", args=[target.pk, 6])).status_code == 404
    client.post(ADDRESS, typed(target, "3") | {"action": "submit"})
    assert entries() == {}


@pytest.mark.parametrize("month", [0, 8, 13])
def test_no_other_month_is_kept(as_reporter, make_target, month):
    target = make_target()
    assert as_reporter.post(reverse("grid-row", args=[target.pk, month]), typed(target, "3")).status_code == 404


def test_half_a_row_is_not_taken_for_one(as_reporter, make_target):
    target = make_target()
    assert as_reporter.post(reverse("grid-row", args=[target.pk, 6]), {f"{target.pk}-value": "3"}).status_code == 400


# Together


def test_all_that_are_ready_are_submitted_and_the_rest_says_what_it_needs(as_reporter, make_target, milestone):
    ready, behind, wrong, drafted, empty = (make_target(name=name) for name in "甲乙丙丁戊")
    file_figure(drafted, 6, 15, "draft")
    data = (
        typed(ready, "12") | typed(behind, "1") | typed(wrong, "abc") | typed(drafted, "15", version=1) | typed(empty)
        | typed(milestone, narrative="主塔封顶")
    )  # fmt: skip
    reply = as_reporter.post(ADDRESS, data | {"action": "submit"})
    assert reply.status_code == 422
    states = {
        target.name: state for target in (ready, behind, drafted, milestone) for state in [entries()[target.pk][0]]
    }
    assert states == {"甲": "submitted", "乙": "draft", "丁": "submitted", "建成示例大桥": "submitted"}
    assert {wrong.pk, empty.pk} & set(entries()) == set()
    content = text_of(reply)
    assert [words for words in ("已提交 3 行", "还有 2 行", f"#row-{behind.pk}", f"#row-{wrong.pk}", 'value="abc"')
            if words not in content] == []  # fmt: skip
    assert f"#row-{empty.pk}" not in content


def test_the_reason_makes_it_ready(as_reporter, make_target):
    target = make_target()
    as_reporter.post(ADDRESS, typed(target, "1") | {"action": "submit"})
    reply = as_reporter.post(ADDRESS, typed(target, "1", reason="企业停产", version=1) | {"action": "submit"})
    assert (reply.status_code, reply.url) == (302, ADDRESS)
    assert entries()[target.pk][0] == "submitted"


def test_a_converted_figure_is_submitted_after_it_was_seen(as_reporter, make_target):
    target = make_target(value=20000)
    reply = as_reporter.post(ADDRESS, typed(target, "1.2万") | {"action": "submit"})
    assert "12000家" in text_of(reply)
    assert entries()[target.pk][:2] == ("draft", 12000)
    as_reporter.post(ADDRESS, typed(target, "1.2万", version=1) | {"action": "submit"})
    assert entries()[target.pk][0] == "submitted"


def test_without_a_script_all_rows_are_kept_together(as_reporter, make_target):
    one, other = make_target(), make_target()
    reply = as_reporter.post(ADDRESS, typed(one, "3") | typed(other, "x") | {"action": "draft"})
    assert reply.status_code == 422
    assert entries() == {one.pk: ("draft", 3, "", "", 1)}
    assert 'value="x"' in text_of(reply)


def test_a_row_that_was_submitted_meanwhile_loses_nothing(as_reporter, make_target):
    target = make_target()
    file_figure(target, 6, 12, "submitted", version=2)
    reply = as_reporter.post(ADDRESS, typed(target, "13", version=1) | {"action": "submit"})
    content = text_of(reply)
    assert ("12家" in content, 'value="13"' in content) == (True, True)
    assert entries()[target.pk][:2] == ("submitted", 12)


def test_one_does_not_meet_oneself(reporter, make_target):
    """A row that is sent by itself while the whole page is on its way."""
    target = make_target()
    (row,) = Grid(Owed(reporter, 2024, dt.date(2024, 7, 5)), 6).typed_into(typed(target, "12"))
    file_figure(target, 6, 12, "draft")
    assert submit_row(row, reporter).conflict is None
    assert entries()[target.pk][:2] == ("submitted", 12)


BOXES = st.tuples(
    st.sampled_from(["", "1", "12", "1.2万", "-", "abc", "25"]),
    st.sampled_from(["", "进展"]),
    st.sampled_from(["", "停产"]),
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(BOXES, min_size=3, max_size=3), st.permutations(range(3)), st.sampled_from(["draft", "submit"]))
def test_the_order_of_rows_does_not_matter_and_sending_again_changes_nothing(
    client, reporter, make_target, rows, order, action
):
    client.force_login(reporter)
    targets = [make_target() for _each in rows]
    twins = [make_target() for _each in rows]
    sent = [typed(target, *boxes) for target, boxes in zip(targets, rows, strict=True)]
    client.post(ADDRESS, _together(sent) | {"action": action})
    moved = [typed(twins[at], *rows[at]) for at in order]
    client.post(ADDRESS, _together(moved) | {"action": action})
    first = entries()
    assert [first.get(target.pk) for target in targets] == [first.get(twin.pk) for twin in twins]
    client.post(ADDRESS, _together(sent) | {"action": "draft"})
    assert entries() == first


def _together(rows):
    return {name: content for row in rows for name, content in row.items()}


# Where a figure comes from


def test_the_source_is_kept_with_the_figure_and_proposed_the_next_month(as_reporter, make_target, reporter):
    target = make_target()
    file_figure(target, 5, 3, source="statistics", vintage="preliminary")
    assert 'placeholder="统计部门 · 初步"' in text_of(as_reporter.get(ADDRESS))
    as_reporter.post(ADDRESS, typed(target, "5", origin="自报") | {"action": "draft"})
    kept = ProgressEntry.objects.get(target=target, month=6)
    assert kept.origin == Origin("own", "preliminary")  # what is not said is as usual
    as_reporter.post(ADDRESS, typed(target, "5", version=kept.version, origin="自报 · 最终") | {"action": "draft"})
    assert ProgressEntry.objects.get(pk=kept.pk).origin == Origin("own", "final")


def test_a_source_alone_changes_what_is_kept_and_nothing_said_does_not(as_reporter, make_target, reporter):
    target = make_target()
    file_figure(target, 6, 3, state="draft", source="statistics", vintage="preliminary")
    entry = ProgressEntry.objects.get()
    for origin in ("", "统计部门"):
        as_reporter.post(ADDRESS, typed(target, "3", version=entry.version, origin=origin) | {"action": "draft"})
        assert ProgressEntry.objects.get().version == entry.version


def test_a_source_that_nobody_knows_is_refused_and_stays_in_its_box(as_reporter, make_target):
    reply = as_reporter.post(ADDRESS, typed(make_target(), "5", origin="听说") | {"action": "draft"})
    assert reply.status_code == 422
    assert not ProgressEntry.objects.exists()
    assert 'value="听说"' in text_of(reply)
    assert 'data-error="origin"' in text_of(reply)


def test_a_task_without_a_figure_has_no_source(as_reporter, milestone):
    assert f"{milestone.pk}-origin" not in text_of(as_reporter.get(ADDRESS))
    as_reporter.post(ADDRESS, typed(milestone, narrative="开工", origin="听说") | {"action": "draft"})
    assert ProgressEntry.objects.get().origin == Origin()
