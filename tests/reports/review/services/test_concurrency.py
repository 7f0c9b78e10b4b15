"""Several people at the very same moment: every step is kept or clearly refused, none is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from reports.library.models import WorkReport
from reports.library.services.reading import read_report
from reports.library.services.uploads import DuplicateReportError, confirm
from reports.review.models import ReviewAction
from reports.review.services.decisions import StaleError, decide
from tests.conftest import account
from tests.reports.conftest import ref, row, states
from tests.reports.library.services.test_uploads import received

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 6


def at_once(steps):
    """Run the steps in threads that start together; return each one's result or refusal."""
    barrier = Barrier(len(steps))

    def run(step):
        barrier.wait()
        try:
            return step()
        except (StaleError, DuplicateReportError) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


@pytest.fixture
def people(district):
    return [account(f"reviewer-{n}", region=district, role="reviewer") for n in range(PEOPLE)]


def test_of_opposite_decisions_one_is_kept_and_the_others_are_refused(report, people):
    seen = ref(row(report, "地区生产总值"))
    verbs = ["accept", "reject"] * (PEOPLE // 2)
    results = at_once(
        [
            lambda user=user, verb=verb: decide(report=report, refs=[seen], verb=verb, user=user)
            for user, verb in zip(people, verbs, strict=True)
        ]
    )
    gdp = row(report, "地区生产总值")
    won = {"accepted": "accept", "rejected": "reject"}[gdp.state]
    for verb, result in zip(verbs, results, strict=True):
        assert isinstance(result, StaleError) == (verb != won)
    assert (gdp.version, ReviewAction.objects.count()) == (2, 1)


def test_decisions_on_different_statements_are_all_kept(report, people):
    statements = list(report.statements.all())
    at_once(
        [
            lambda user=user, one=one: decide(report=report, refs=[ref(one)], verb="accept", user=user)
            for user, one in zip(people, statements, strict=True)
        ]
    )
    assert {state for _, state in states(report)} == {"accepted"}


def test_readings_at_once_make_no_statement_twice(report, people):
    before = states(report)
    at_once([lambda user=user: read_report(report=report, user=user) for user in people])
    assert states(report) == before


def test_the_same_document_confirmed_at_once_is_stored_once(people, district):
    uploads = [received(user) for user in people]
    results = at_once(
        [
            lambda user=user, upload=upload: confirm(upload=upload, user=user, region=district, year=2024, title="报告")
            for user, upload in zip(people, uploads, strict=True)
        ]
    )
    assert sum(isinstance(result, WorkReport) for result in results) == 1
    assert sum(isinstance(result, DuplicateReportError) for result in results) == PEOPLE - 1
    assert WorkReport.objects.count() == 1
