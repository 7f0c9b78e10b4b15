"""The benchmark forgets no page, and tells what got slower; its figures are for people to read."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.utils import timezone

from benchmarks.bench_pages import told
from benchmarks.pages.alone import measure_alone
from benchmarks.pages.figures import Figures, keep, percentile, read_kept, slower
from benchmarks.pages.routes import PAGES, STEPS, UNREADABLE, routes
from tracker.demo.people import ADMIN
from tracker.demo.scale.loading import load_scale
from tracker.demo.scale.places import usernames
from tracker.demo.scale.size import Size

QUICK = Figures("sqlite", "tenth", "leader", "overview", 9, 100, 30, 20, 25, 40, 60, 90, 100, 200, 120)


def test_every_route_is_a_page_or_a_step():
    measured = {page.route for page in PAGES if not page.route.startswith("admin:")}
    assert measured | STEPS | UNREADABLE == set(routes())
    assert not measured & (STEPS | UNREADABLE)


def test_pages_are_told_apart_by_their_names():
    names = [page.name for page in PAGES]
    assert len(set(names)) == len(names)


def test_every_page_is_opened_by_somebody(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("load_catalogue")
    load_scale(Size(districts=1, years=2, targets=60, seed=1, today=max(timezone.localdate(), dt.date(2026, 2, 1))))

    found = list(measure_alone(times=1))

    assert {each.page for each in found} == {page.name for page in PAGES}
    assert {each.role for each in found} == set(usernames())
    assert all(each.queries > 0 for each in found)
    assert {each.page for each in found if each.role == ADMIN} >= {"overview", "admin:index"}


def test_figures_are_kept_and_read_back(tmp_path):
    path = tmp_path / "figures.csv"
    keep([QUICK, replace(QUICK, role="admin")], path)
    keep([replace(QUICK, queries=8)], path)
    assert {each.role: each.queries for each in read_kept(path).values()} == {"leader": 8, "admin": 9}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, []),
        ({"queries": 10}, ["9 → 10 queries"]),
        ({"p95_8": 300.0}, ["p95_8 90 → 300 ms"]),
        ({"p95_8": 100.0}, []),
        ({"queries": 8, "cpu": 5.0}, []),
        ({"page": "new", "queries": 99}, []),
    ],
)
def test_what_got_slower_is_named(changed, words):
    lines = list(slower([replace(QUICK, **changed)], {QUICK.key: QUICK}))
    assert lines == [f"sqlite tenth leader overview: {each}" for each in words]


def test_percentiles_and_words():
    assert [percentile([3, 1, 2], share) for share in (0.5, 0.95)] == [2, 3]
    assert percentile([], 0.5) == 0
    assert told(8, [10.0, 20.0], 2.0) == "  8 users: 2 pages, 1.0 a second, p50 20 ms, p95 20 ms with waiting"
