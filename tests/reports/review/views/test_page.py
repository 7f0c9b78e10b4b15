"""The review page: who sees it, who may write, what it shows, and at what cost."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from reports.library.models import Statement
from reports.review.services.decisions import decide
from tests.reports.conftest import HOUSING, ref, row

pytestmark = pytest.mark.django_db


def address(report, name="review", **more):
    return reverse(f"reports:{name}", kwargs={"pk": report.pk} | more)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("reviewer", 200),
        ("reporter", 200),
        ("other_reporter", 200),
        ("leader", 200),
        ("administrator", 200),
        ("foreign_reviewer", 404),
        ("stranger", 404),
    ],
)
@pytest.mark.parametrize("name", ["review", "card", "original"])
def test_who_reads(client, report, request, who, status, name):
    client.force_login(request.getfixturevalue(who))
    more = {"statement": report.statements.first().pk} if name == "card" else {}
    assert client.get(address(report, name, **more)).status_code == status


WRITES = [
    ("post", "decide", {"verb": "accept"}),
    ("post", "accept-all", {}),
    ("post", "undo", {}),
    ("post", "read-again", {}),
    ("post", "suggestion", {"answer": "take"}),
    ("get", "edit", {}),
    ("post", "edit", {}),
    ("get", "split", {}),
    ("post", "split", {}),
    ("get", "merge", {}),
    ("post", "merge", {}),
    ("get", "add", {}),
    ("post", "add", {}),
]


@pytest.mark.parametrize("who", ["reporter", "leader", "foreign_reviewer", "stranger"])
def test_only_the_regions_reviewers_write(client, report, request, who):
    client.force_login(request.getfixturevalue(who))
    gdp = row(report, "地区生产总值")
    for method, name, more in WRITES:
        more = more | ({"statement": gdp.pk} if name in ("suggestion", "edit", "split") else {})
        answer = getattr(client, method)(address(report, name, **more), {"row": f"{gdp.pk}:1", "indicator": "别的"})
        assert answer.status_code == 404, name
    assert set(report.statements.values_list("state", "version")) == {("open", 1)}
    assert report.readings.count() == 1


def test_without_login_one_is_asked_to(client, report):
    assert client.get(address(report)).url.startswith("/account/login/")


def test_a_reader_sees_everything_and_no_buttons(client, report, leader):
    client.force_login(leader)
    page = client.get(address(report)).content.decode()
    assert "改造老旧小区" in page
    assert 'data-do="accept"' not in page
    assert "data-may-review" not in page


def test_the_whole_text_is_there_with_every_statement_marked(client, report, reviewer):
    client.force_login(reviewer)
    page = client.get(address(report)).content.decode()
    for statement in report.statements.all():
        assert f'id="m{statement.pk}"' in page
        assert f'id="s{statement.pk}"' in page
    assert '>一、2023年工作回顾<span class="wrap">' in page
    assert "style=" not in page
    assert "<script>" not in page


def test_adoption_is_offered_once_a_promise_is_accepted(client, report, reviewer):
    client.force_login(reviewer)
    link = reverse("adopt", args=[report.pk])
    assert link not in client.get(address(report)).content.decode()
    decide(report=report, refs=[ref(row(report, "地区生产总值", 2023))], verb="accept", user=reviewer)
    assert link not in client.get(address(report)).content.decode()
    decide(report=report, refs=[ref(row(report, "地区生产总值"))], verb="accept", user=reviewer)
    assert link in client.get(address(report)).content.decode()


def test_what_became_a_target_is_locked(client, report, reviewer, make_target):
    client.force_login(reviewer)
    decide(report=report, refs=[ref(row(report, "地区生产总值"))], verb="accept", user=reviewer)
    make_target(statement=row(report, "地区生产总值"))
    page = client.get(address(report)).content.decode()
    assert page.count("data-locked") == 1
    assert reverse("adopt", args=[report.pk]) not in page


@pytest.mark.parametrize("copies", [1, 40])
def test_the_page_costs_the_same_however_many_statements(
    client, report, reviewer, copies, django_assert_max_num_queries
):
    template = row(report, "改造老旧小区")
    Statement.objects.bulk_create(
        Statement(
            report=report, passage=template.passage, kind="target", indicator=f"第{n}项", start=template.start,
            end=template.end, state="accepted", reviewed_by=reviewer, value=Decimal(n), change="changed",
            suggestion=template.read_as,
        )
        for n in range(copies)
    )  # fmt: skip
    client.force_login(reviewer)
    with django_assert_max_num_queries(12):
        assert client.get(address(report)).status_code == 200


def test_reading_again_says_what_became_of_it(client, report, reviewer, engine):
    client.force_login(reviewer)
    engine.finds(HOUSING)
    page = client.post(address(report, "read-again"), follow=True).content.decode()
    assert report.readings.first().gone == 5
    assert re.findall(r'id="s(\d+)"', page) == [str(row(report, "改造老旧小区").pk)]
    engine.finds(HOUSING)
    client.post(address(report, "read-again"))
    assert report.readings.first().gone == 0


def test_a_newer_engine_is_pointed_out(client, report, reviewer):
    from reports.extraction import ENGINE_VERSION

    client.force_login(reviewer)
    note = "review-note"
    assert note in client.get(address(report)).content.decode()
    report.readings.update(engine_version=ENGINE_VERSION)
    assert note not in client.get(address(report)).content.decode()
