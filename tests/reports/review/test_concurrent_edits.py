"""What the second of two reviewers is shown."""

from decimal import Decimal

import pytest

from reports.library.models import Statement
from reports.review.concurrent_edits import conflicts_of, latest_author
from reports.review.services.decisions import edit
from tests.reports.conftest import ref, row

pytestmark = pytest.mark.django_db
GDP = "地区生产总值"


def test_a_row_is_compared_with_the_version_that_was_seen(report, reviewer, second_reviewer):
    seen = ref(row(report, GDP))
    edit(report=report, ref=seen, values={"value": Decimal(8)}, user=reviewer)
    edit(report=report, ref=ref(row(report, GDP)), values={"value": Decimal(9)}, user=second_reviewer)
    gdp = row(report, GDP)
    (conflict,) = conflicts_of([gdp], [seen]).values()
    assert (conflict.who, conflict.is_removed) == ("second-reviewer", False)
    assert [(d.one, d.other) for d in conflict.differences] == [("7", "9")]
    assert latest_author(gdp) == "second-reviewer"


def test_a_version_that_nobody_kept_shows_no_differences(report, reviewer):
    gdp = row(report, GDP)
    Statement.history.all().delete()
    (conflict,) = conflicts_of([gdp], [ref(gdp)]).values()
    assert (conflict.who, conflict.differences) == ("", [])


def test_any_number_of_conflicts_costs_one_query(report, django_assert_num_queries):
    rows = list(report.statements.all())
    with django_assert_num_queries(1):
        assert len(conflicts_of(rows, [ref(each) for each in rows])) == 6
