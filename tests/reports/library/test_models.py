"""What the QuerySets keep, and what the database refuses."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from reports.library.models import Passage, Statement, Upload, WorkReport
from reports.organisation.models import Membership, Region, Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["reviewer", "foreign_reviewer", "leader", "stranger"])
def test_reports_and_statements_follow_their_region(request, report, who):
    user = request.getfixturevalue(who)
    may_read, may_review = who in ("reviewer", "leader"), who == "reviewer"
    assert WorkReport.objects.for_user(user).exists() == may_read
    assert Statement.objects.for_user(user).exists() == may_read
    assert WorkReport.objects.reviewable_by(user).exists() == may_review
    assert Statement.objects.reviewable_by(user).exists() == may_review


def test_statements_in_the_words_of_the_domain(report):
    first, second, third, *rest = report.statements.all()
    Statement.objects.filter(pk=first.pk).update(state="accepted")
    Statement.objects.filter(pk=second.pk).update(state="rejected")
    Statement.objects.filter(pk=third.pk).update(state="removed")
    statements = report.statements
    assert set(statements.accepted()) == {first}
    assert set(statements.reviewed()) == {first, second}
    assert set(statements.open()) == set(rest)
    assert third not in statements.visible()
    assert {s.kind for s in statements.promises()} == {"target"}


def test_adopted_statements_are_known(report, make_target):
    gdp, *others = report.statements.all()
    make_target(statement=gdp)
    assert [s.is_adopted for s in report.statements.with_adoption()] == [True] + [False] * len(others)


@pytest.mark.parametrize(
    ("fields", "is_human"),
    [
        ({}, False),
        ({"state": "accepted"}, True),
        ({"state": "rejected"}, True),
        ({"is_edited": True}, True),
        ({"origin": "person"}, True),
    ],
)
def test_what_a_person_touched_is_human(fields, is_human):
    assert Statement(**fields).is_human == is_human


def test_a_sentence_is_shown_without_its_line_wraps(report):
    report.text = "一、计划\n增长\n7%。"
    passage = Passage(report=report, start=5, end=len(report.text), section=["一、计划", "（一）工业"])
    assert (passage.sentence, passage.section_path) == ("增长7%。", "一、计划 › （一）工业")


def test_uploads_are_their_senders(reviewer, stranger):
    upload = Upload.objects.create(uploaded_by=reviewer, format="text", text="正文", sha256="0" * 64)
    assert list(Upload.objects.for_user(reviewer)) == [upload]
    assert list(Upload.objects.for_user(stranger)) == []


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_the_database_refuses_what_cannot_be(report, district, reviewer, reporter):
    passage = report.passages.first()
    terms = {"report": report, "passage": passage, "kind": "target", "indicator": "甲"}
    refused(lambda: Statement.objects.create(start=3, end=3, **terms))
    refused(lambda: Statement.objects.create(start=0, end=1, value=Decimal(2), value_high=Decimal(1), **terms))
    refused(lambda: Passage.objects.create(report=report, start=passage.start, end=passage.start + 1, role="plan"))
    refused(lambda: Passage.objects.create(report=report, start=10**6, end=10**6, role="plan"))
    refused(lambda: Region.objects.create(name="青溪县", code=district.code, short_name="青溪", level="district"))
    refused(lambda: Membership.objects.create(user=reviewer, region=district, role=Role.REVIEWER))
    refused(lambda: Membership.objects.create(user=reviewer, region=district, role=Role.REPORTER))
    same = {"region": district, "sha256": report.sha256, "year": 2024, "text": "x", "format": "text"}
    refused(lambda: WorkReport.objects.create(uploaded_by=reviewer, **same))
