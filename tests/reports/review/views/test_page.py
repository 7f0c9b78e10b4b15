"""The review page: who sees it, who may write, what it shows, and at what cost."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from reports.library.models import Statement
from reports.review.services.decisions import decide
from reports.review.views.page import AT_ONCE
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


@pytest.fixture
def many(report) -> list[Statement]:
    """A hundred more statements in one of the report's sentences."""
    template = row(report, "改造老旧小区")
    Statement.objects.bulk_create(
        Statement(
            report=report, passage=template.passage, kind="target", indicator=f"第{n}项", start=template.start,
            end=template.end, value=Decimal(n), unit="个", measure="quantity", confidence=0.4,
        )
        for n in range(100)
    )  # fmt: skip
    return list(report.statements.order_by("start", "pk"))


def test_only_the_first_statements_come_whole_and_all_in_short(client, report, reviewer, many):
    client.force_login(reviewer)
    page = client.get(address(report)).content.decode()
    assert re.findall(r'<li id="s(\d+)"', page) == [str(each.pk) for each in many]
    assert page.count('class="muted terms"') == AT_ONCE
    assert page.count("data-outline") == len(many) - AT_ONCE
    assert client.get(address(report), {"all": 1}).content.decode().count('class="muted terms"') == len(many)


def test_statements_and_blocks_are_fetched_by_themselves(client, report, reviewer, many):
    client.force_login(reviewer)
    last = re.findall(r'id="b(\d+)"', client.get(address(report)).content.decode())[-1]
    asked = {"s": [many[-1].pk, many[-2].pk, 10**30, "x"], "b": [last]}
    answer = client.get(address(report), asked, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert answer["HX-Reswap"] == "none"
    assert set(re.findall(r'<li id="s(\d+)"', page)) == {str(many[-1].pk), str(many[-2].pk)}
    assert page.count('class="muted terms"') == 2
    assert page.count("hx-swap-oob") == 3


def test_a_decision_answers_with_its_own_statement_whole_however_many_there_are(client, report, reviewer, many):
    client.force_login(reviewer)
    page = client.post(address(report, "decide", verb="accept"), {"row": f"{many[-1].pk}:1"}).content.decode()
    assert re.findall(r'<li id="s(\d+)"', page) == [str(many[-1].pk)]
    assert "data-outline" not in page


@pytest.mark.parametrize("who", ["foreign_reviewer", "stranger"])
def test_nobody_else_fetches_statements(client, report, request, who):
    client.force_login(request.getfixturevalue(who))
    asked = {"s": [report.statements.first().pk]}
    assert client.get(address(report), asked, headers={"HX-Request": "true"}).status_code == 404


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
