"""Behind for two months in a row: the mark on the overview, its count, and the filter of the list say the same."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from tests.tracker.filing import file_figure
from tracker.standings.reading import Stand, latest_basis
from tracker.standings.repeated import behind_again, is_behind_again
from tracker.targets.models import Target

# Of 20 until December: on schedule with 10 at the end of June and 8.4 at that of May.
GOOD = {4: 7, 5: 9, 6: 11}
TODAY = dt.date(2024, 7, 5)


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def filed(make_target):
    """Return a function that adopts a target with figures for some months."""

    def make(name, figures, **fields):
        target = make_target(name=name, **fields)
        for month, value in figures.items():
            file_figure(target, month, Decimal(value))
        return target

    return make


def names(month=None, year=2024) -> set[str]:
    found = behind_again(Target.objects.all(), latest_basis(TODAY), year=year, month=month)
    return set(found.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("figures", "fields", "expected"),
    [
        (GOOD, {}, False),
        ({**GOOD, 6: 9}, {}, False),
        ({**GOOD, 5: 7}, {}, False),
        ({**GOOD, 5: 7, 6: 9}, {}, True),
        ({**GOOD, 5: 1, 6: 9}, {}, True),
        ({**GOOD, 5: 7, 6: 1}, {}, True),
        ({4: 1, 6: 9}, {}, False),
        ({4: 1, 5: 7}, {}, False),
        ({3: 1, 6: 9}, {"frequency": "quarterly"}, True),
        ({5: 1, 6: 9}, {"is_withdrawn": True}, False),
    ],
)
def test_both_months_must_be_behind(filed, figures, fields, expected):
    target = filed("甲", figures, **fields)
    assert names() == ({"甲"} if expected else set())
    may, june = (Stand(row, latest_basis(TODAY)) for row in target.standings.filter(month__in=[5, 6]).order_by("month"))
    assert is_behind_again(june, may.status) == expected


def test_a_quarters_figure_is_one_bad_month(filed):
    filed("季度", {3: 1}, frequency="quarterly")
    assert [month for month in range(1, 7) if names(month)] == []


def test_january_has_no_month_before_it(filed):
    filed("甲", {1: 0, 2: 0})
    assert (names(1), names(2)) == (set(), {"甲"})


def test_a_month_that_is_not_over_counts_as_it_stands(filed):
    filed("甲", {6: 1, 7: 1})
    assert "甲" in names(7)


def page_of(client, user, name, **query):
    client.force_login(user)
    return client.get(reverse(name), query)


def test_the_overview_counts_and_marks_what_its_link_lists(client, filed, reviewer, district):
    filed("又落后", {5: 7, 6: 9})
    filed("新落后", {5: 9, 6: 9})
    filed("未报", {4: 1})
    page = page_of(client, reviewer, "overview", region=district.pk, year=2024, month=6)
    assert [(row.target.name, row.is_again) for row in page.context["laggards"]] == [
        ("又落后", True),
        ("新落后", False),
    ]
    assert page.context["n_again"] == 1
    assert "其中1项连续两个月未达进度" in page.content.decode()
    listed = client.get(page.context["again_url"])
    assert [row.record.name for row in listed.context["table"].rows] == ["又落后"]


def test_nothing_is_said_where_nobody_is(client, filed, reviewer):
    filed("新落后", {5: 9, 6: 9})
    page = page_of(client, reviewer, "overview", year=2024, month=6)
    assert "连续两个月" not in page.content.decode()


def test_the_filter_needs_a_year_and_hides_what_one_may_not_read(client, filed, reviewer, foreign_reviewer):
    filed("又落后", {5: 7, 6: 9})
    assert "请同时选择年度" in page_of(client, reviewer, "targets", since="again").content.decode()
    assert "又落后" in page_of(client, reviewer, "targets", since="again", year=2024).content.decode()
    assert "又落后" not in page_of(client, foreign_reviewer, "targets", since="again", year=2024).content.decode()


@pytest.mark.parametrize("figures", ["", "submitted"])
def test_submitted_figures_count_where_they_are_asked_for(client, filed, reviewer, figures):
    target = filed("甲", {5: 7})
    file_figure(target, 6, Decimal(9), "submitted")
    page = page_of(client, reviewer, "targets", since="again", year=2024, figures=figures)
    assert [row.record.name for row in page.context["table"].rows] == (["甲"] if figures else [])


def test_critical_is_behind_too(filed, rules):
    rules.critical_from = -30
    rules.save()
    filed("又落后", {5: 1, 6: 1})
    assert Target.objects.get().standings.get(month=6).status == "critical"
    assert names() == {"又落后"}
