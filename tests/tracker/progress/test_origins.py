"""Where a figure comes from: said when filing, else as usual, and never claimed for who has not said it."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from tests.tracker.filing import ask, file_figure
from tracker.progress.corrections import approve_correction
from tracker.progress.models import ProgressEntry
from tracker.progress.origins import Origin, origin_typed, origins_in_words
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


def test_of_one_target_nothing_is_claimed_for_another(target, another_target, reporter):
    keep(target, 1, reporter, STATISTICS)
    assert usual_origin(another_target) == Origin()


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


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("", Origin()),
        ("统计部门 · 初步", STATISTICS),
        ("统计局、初步数", STATISTICS),
        ("Statistics Bureau · preliminary", STATISTICS),
        ("最终", Origin("", "final")),
        ("final, self-reported", Origin("own", "final")),
        (" 主管部门 ", Origin("department")),
    ],
)
def test_what_is_typed_is_read_in_every_language(text, origin):
    assert origin_typed(text) == origin


@pytest.mark.parametrize("text", ["听说", "统计部门 · 自报", "初步、最终", "统计部门 · 大概"])
def test_what_is_none_or_two_of_a_kind_is_refused(text):
    with pytest.raises(ValidationError, match="请写明数据来源"):
        origin_typed(text)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_is_offered_is_read_as_it_was_meant(language):
    with override(language):
        offered = origins_in_words()
        assert len(offered) == len(set(offered)) == 6
        assert all(all(origin_typed(each)) for each in offered)
