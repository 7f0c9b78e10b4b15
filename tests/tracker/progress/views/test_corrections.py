import datetime as dt
import re
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from tests.tracker.filing import ask, file_figure
from tracker.progress.approvals import count_to_approve
from tracker.progress.corrections import Correcting, correct
from tracker.progress.models import ProgressEntry

pytestmark = pytest.mark.usefixtures("_july")
GOOD = {"version": 1, "value": "14", "kind": "slip", "reason": "漏报2家"}


@pytest.fixture
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def entry(make_target):
    return file_figure(make_target(), 6, 12)


@pytest.fixture
def post(client, entry):
    def posted(by, **data):
        client.force_login(by)
        return client.post(reverse("correction", args=[entry.pk]), GOOD | data)

    return posted


def value_of(entry):
    return ProgressEntry.objects.get(pk=entry.pk).value


def test_the_department_asks_and_the_office_approves(client, entry, post, reporter, reviewer):
    assert post(reporter).url == entry.target.get_absolute_url()
    assert value_of(entry) == 12
    client.force_login(reviewer)
    page = client.get(reverse("approvals"))
    (pending,) = page.context["corrections"]
    assert "漏报2家" in page.content.decode()
    address = reverse("decide-correction", args=[pending.correction.pk])
    assert "14" in client.get(address).content.decode()
    assert client.post(address, {"version": 1, "action": "approve"}).url == reverse("approvals")
    assert value_of(entry) == 14


def test_the_offices_own_correction_is_made_at_once(entry, post, reviewer):
    assert post(reviewer).status_code == 302
    assert value_of(entry) == 14


@pytest.mark.parametrize(
    "wrong", [{"value": "很多"}, {"value": ""}, {"kind": ""}, {"kind": "x"}, {"reason": ""}, {"value": "1"}]
)
def test_what_is_refused_is_shown_as_it_was_typed(entry, post, reporter, wrong):
    page = post(reporter, **wrong)
    assert page.status_code == 422
    assert page.context["form"].errors
    assert not entry.corrections.exists()
    assert wrong.get("reason", "漏报2家") in page.content.decode()


def test_who_saw_an_older_figure_sees_the_newer_and_may_send_again(entry, post, reporter, reviewer):
    correct(entry=entry, correcting=Correcting(Decimal(13), "slip", "笔误"), by=reviewer, version=1)
    page = post(reporter)
    assert page.status_code == 422
    assert page.context["entry"].value == 13
    assert 'name="version" value="2"' in page.content.decode()
    assert post(reporter, version=2).status_code == 302


def test_a_refusal_needs_a_note(client, entry, reviewer):
    correction = ask(entry)
    client.force_login(reviewer)
    address = reverse("decide-correction", args=[correction.pk])
    assert client.post(address, {"version": 1, "action": "refuse"}).status_code == 422
    assert client.post(address, {"version": 1, "action": "refuse", "note": "名单未附"}).status_code == 302
    assert entry.corrections.get().state == "refused"


def test_corrections_are_counted_among_what_waits(entry, make_target, reviewer, foreign_reviewer):
    file_figure(make_target(), 6, 12, "submitted")
    ask(entry)
    assert (count_to_approve(reviewer), count_to_approve(foreign_reviewer)) == (2, 0)


def test_the_target_says_what_was_corrected_from_what_and_why(client, entry, reviewer, leader):
    correct(entry=entry, correcting=Correcting(Decimal(14), "slip", "漏报2家"), by=reviewer, version=1)
    client.force_login(leader)
    page = client.get(entry.target.get_absolute_url())
    text = page.content.decode()
    assert "漏报2家" in text
    assert re.search(r"从 12\s*家 更正为 14\s*家", text)
    assert any("已更正" in str(cell) for row in page.context["chart"].table.rows for cell in row)
    assert reverse("correction", args=[entry.pk]) not in text
    assert "已更正" in client.get(reverse("entries")).content.decode()
    history = client.get(reverse("target-history", args=[entry.target_id])).content.decode()
    assert "<del>12家</del> → <ins>14家</ins>" in history


def test_what_is_not_approved_has_no_page_of_correction(client, make_target, reporter):
    entry = file_figure(make_target(), 6, 12, "submitted")
    client.force_login(reporter)
    assert client.get(reverse("correction", args=[entry.pk])).status_code == 404
