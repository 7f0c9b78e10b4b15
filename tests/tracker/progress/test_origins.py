"""Where a figure comes from: said when filing, else as usual, and never claimed for who has not said it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from tests.tracker.filing import ask, file_figure
from tracker.progress.corrections import approve_correction
from tracker.progress.models import ProgressEntry
from tracker.progress.origins import Origin
from tracker.progress.services import Filing, save_draft, usual_origin

STATISTICS = Origin("statistics", "preliminary")


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def target(make_target):
    return make_target()


@pytest.fixture
def another_target(make_target):
    return make_target()


def keep(target, month, by, origin=None, value=5):
    filing = Filing(value, origin=origin) if origin else Filing(value)
    return save_draft(target=target, month=month, filing=filing, by=by, version=0)


def test_nothing_is_claimed_where_nobody_has_said_it(target, reporter):
    assert keep(target, 1, reporter).origin == Origin()
    assert Origin().in_words == ""


def test_what_was_said_last_is_usual(target, reporter):
    keep(target, 1, reporter, STATISTICS)
    assert keep(target, 2, reporter).origin == STATISTICS


def test_the_department_s_usual_one_serves_its_other_targets(target, another_target, reporter):
    keep(target, 1, reporter, STATISTICS)
    assert usual_origin(another_target) == STATISTICS


def test_what_stands_is_kept_by_who_says_nothing(target, reporter):
    kept = keep(target, 1, reporter, STATISTICS)
    again = save_draft(target=target, month=1, filing=Filing(6), by=reporter, version=kept.version)
    assert again.origin == STATISTICS


def test_words_alone_have_no_source(target, reporter):
    keep(target, 1, reporter, STATISTICS)
    assert keep(target, 2, reporter, value=None).origin == Origin()


def test_a_final_figure_in_the_place_of_a_preliminary_one_is_final(target, reviewer):
    entry = file_figure(target, 1, 5, source="statistics", vintage="preliminary")
    approve_correction(correction=ask(entry, 6, kind="final"), by=reviewer, version=entry.version)
    entry.refresh_from_db()
    assert entry.origin == Origin("statistics", "final")


@pytest.mark.parametrize("kind", ["slip", "revision"])
def test_another_correction_leaves_it_as_it_was(target, reviewer, kind):
    entry = file_figure(target, 1, 5, source="statistics", vintage="preliminary")
    approve_correction(correction=ask(entry, 6, kind=kind), by=reviewer, version=entry.version)
    entry.refresh_from_db()
    assert entry.origin == STATISTICS


def test_the_form_begins_with_the_usual_one_and_files_what_is_chosen(client, target, reporter):
    file_figure(target, 1, 5, source="statistics", vintage="final")
    client.force_login(reporter)
    address = reverse("entry", args=[target.pk, 2])
    assert 'value="statistics" selected' in client.get(address).text
    client.post(address, {"version": 0, "value": 6, "source": "own", "vintage": "", "action": "draft"})
    assert ProgressEntry.objects.get(month=2).origin == Origin("own", "final")


def test_it_stands_beside_the_figure(client, target, reviewer):
    entry = file_figure(target, 1, 5, "submitted", source="statistics", vintage="preliminary")
    client.force_login(reviewer)
    for address in (reverse("approval", args=[entry.pk]), reverse("approvals"), reverse("target", args=[target.pk])):
        assert "统计部门 · 初步" in client.get(address).text, address
    assert "统计部门" in client.get(reverse("entries"), {"export": "csv"}).getvalue().decode()
