"""The menu: at most six entries for anybody, one's own daily page first, and what waits with its count."""

import datetime as dt
import re
from decimal import Decimal
from itertools import chain, combinations

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from reports.organisation.models import Role
from tests.tracker.filing import file_figure
from tests.tracker.livelihood.doing import file as file_site
from tests.tracker.livelihood.doing import make_deed, png
from tests.tracker.projects.building import file as file_money
from tests.tracker.projects.building import make_project
from tracker.dispatch.models import Problem
from tracker.dispatch.services.problems import Matter, raise_problem
from tracker.livelihood.services import send_back
from tracker.livelihood.sites import release_photo
from tracker.navigation.menu import MARKED_MINE, MENU, STAFF, daily_entry, daily_view, groups_for
from tracker.projects.filings import decide as decide_money

ALL_ROLES = [*Role.values, STAFF]
MIXES = [set(mix) for mix in chain.from_iterable(combinations(ALL_ROLES, n) for n in range(len(ALL_ROLES) + 1))]


@pytest.mark.parametrize("roles", MIXES, ids=lambda mix: "+".join(sorted(mix)) or "nobody")
def test_nobody_finds_more_than_six_entries_and_every_one_leads_somewhere(roles):
    groups = groups_for(roles, current="")
    assert 1 + len(groups) <= 6
    assert all(entry.url for group in groups for entry in group.entries)
    assert daily_entry(roles, "").view in {entry.view for group in groups for entry in group.entries}


@pytest.mark.parametrize(
    ("roles", "view"),
    [
        ({Role.REPORTER}, "owed"),
        ({Role.REVIEWER}, "approvals"),
        ({Role.LEADER}, "overview"),
        ({Role.REPORTER, Role.REVIEWER, Role.LEADER}, "approvals"),
        (set(), "overview"),
    ],
)
def test_each_role_begins_with_its_daily_page(roles, view):
    assert daily_view(roles) == view


def test_a_page_of_details_marks_the_entry_that_it_belongs_to():
    active = [
        entry.view for group in groups_for({Role.REVIEWER}, "target") for entry in group.entries if entry.is_active
    ]
    assert active == ["targets"]


def test_every_entry_stands_once():
    views = [entry.view for group in MENU for entry in group.entries]
    assert sorted(views) == sorted(set(views))


@pytest.mark.parametrize("who", ["reporter", "reviewer", "leader", "administrator", "stranger"])
def test_every_entry_of_a_menu_opens(client, request, make_target, who):
    make_target()
    client.force_login(request.getfixturevalue(who))
    menu = client.get(reverse("overview")).context["menu"]
    addresses = re.findall(r'href="([^"]+)"', menu.entries)
    assert addresses
    for address in addresses:
        assert client.get(address).status_code == 200, address


@time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False)
def test_what_waits_is_counted_for_whom_it_waits(client, reporter, reviewer, leader, make_target):
    target = make_target()
    file_figure(target, 5, Decimal(8), "submitted")
    file_figure(target, 4, Decimal(6), "returned", review_note="请核对")
    found = {}
    for user in (reporter, reviewer, leader):
        client.force_login(user)
        menu = client.get(reverse("targets")).context["menu"]
        found[user.username] = [(each.view, each.count) for each in menu.waiting]
    # Owed: January to March, April (returned) and June; May waits for the reviewer.
    assert found == {"reporter": [("owed", 5)], "reviewer": [("approvals", 1)], "leader": []}


def test_problems_are_counted_for_who_takes_the_next_step(client, reporter, reviewer, leader, make_target, department):
    today = timezone.localdate()
    for title in ("土地指标不足", "资金未到位"):
        matter = Matter(title, department, today + dt.timedelta(days=10), "land", "", (make_target(),))
        problem = raise_problem(matter=matter, region=department.region, by=reviewer)
    Problem.objects.filter(pk=problem.pk).update(state="assigned")
    for user, n in ((reporter, 1), (reviewer, 1), (leader, 0)):
        client.force_login(user)
        menu = client.get(reverse("targets")).context["menu"]
        counts = {each.view: each for each in menu.waiting}
        assert (counts["problems"].count if n else 0) == n
        assert ("problems" in counts) == bool(n)
        if n:
            assert client.get(counts["problems"].url).context["table"].paginator.count == n


@pytest.mark.parametrize(("today", "year"), [(dt.date(2025, 1, 20), 2024), (dt.date(2025, 2, 1), 2025)])
def test_in_january_december_is_still_to_be_filed(client, reporter, make_target, today, year):
    make_target(year=2024, number=1)
    make_target(year=2025, number=2, deadline=dt.date(2025, 12, 31))
    client.force_login(reporter)
    with time_machine.travel(dt.datetime(today.year, today.month, today.day, 1, tzinfo=dt.UTC), tick=False):
        context = client.get(reverse("owed")).context
    assert context["year"] == year
    assert context["menu"].waiting[0].count == context["owed"].n_owed > 0


def counts_for(client, user):
    """What waits for somebody, as the header says it; each number is that of the rows behind it."""
    client.force_login(user)
    waiting = client.get(reverse("targets")).context["menu"].waiting
    for each in waiting:
        if each.query == MARKED_MINE:
            assert client.get(each.url).context["table"].paginator.count == each.count
    return {each.view: each.count for each in waiting if each.view in ("projects", "deeds")}


@time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False)
def test_projects_are_counted_for_who_files_or_decides_their_months(
    client, reporter, reviewer, leader, foreign_reviewer, department
):
    project = make_project(department, reviewer)
    make_project(department, reviewer, name="没有年度计划的项目", planned=Decimal(0))
    assert [counts_for(client, user) for user in (reporter, reviewer)] == [{"projects": 1}, {}]
    filing = file_money(project, reporter, 6, 500)
    assert [counts_for(client, user) for user in (reporter, reviewer)] == [{}, {"projects": 1}]
    assert [counts_for(client, user) for user in (leader, foreign_reviewer)] == [{}, {}]
    decide_money(filing, approve=False, note="请核对", version=filing.version, by=reviewer)
    assert [counts_for(client, user) for user in (reporter, reviewer)] == [{"projects": 1}, {}]
    file_money(project, reporter, 6, 510, approved_by=reviewer)
    assert [counts_for(client, user) for user in (reporter, reviewer)] == [{}, {}]


@time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False)
def test_deeds_are_counted_for_who_decides_and_for_whom_they_were_sent_back_to(
    client, reporter, reviewer, leader, foreign_reviewer, department
):
    deed = make_deed(department, reviewer)
    first, second = deed.sites.all()
    assert [counts_for(client, user) for user in (reporter, reviewer)] == [{}, {}]
    file_site(first, reporter, photos=[("现场.png", png())])
    assert [counts_for(client, user) for user in (reporter, reviewer)] == [{}, {"deeds": 1}]
    release_photo(first.photos.get(), by=reviewer)
    assert counts_for(client, reviewer) == {}
    file_site(second, reporter)
    assert [counts_for(client, user) for user in (reporter, reviewer)] == [{}, {"deeds": 1}]
    assert [counts_for(client, user) for user in (leader, foreign_reviewer)] == [{}, {}]
    deed.refresh_from_db()
    send_back(deed, words="一处未完工", version=deed.version, by=reviewer)
    assert [counts_for(client, user) for user in (reporter, reviewer)] == [{"deeds": 1}, {}]
