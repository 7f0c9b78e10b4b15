"""Who finds what: each kind by the rights of its own rows."""

import datetime as dt

import pytest

from reports.organisation.models import Department
from tests.conftest import account
from tests.tracker.filing import file_figure
from tests.tracker.stating import accepted_promises, make_report
from tracker.dispatch.services.problems import Matter, raise_problem
from tracker.search.finding import PER_PAGE, Wanted, find
from tracker.search.models import Kind

WORD = "规上工业企业"


@pytest.fixture
def everything(district, department, reviewer, make_target):
    """One row of each kind that holds the word; the entry is a draft of the lead department."""
    target = make_target(name=f"新增{WORD}")
    said = accepted_promises(make_report(district, reviewer))
    said["actual"].indicator = WORD
    said["actual"].save()
    entry = file_figure(target, 1, 2, "draft", narrative=f"{WORD}在谈")
    matter = Matter(f"{WORD}外迁", department, dt.date(2040, 1, 1), targets=(target,))
    problem = raise_problem(matter=matter, region=district, by=reviewer)
    return {
        Kind.PROMISE: target.pk, Kind.PROBLEM: problem.pk, Kind.PROGRESS: entry.pk,
        Kind.RESULT: said["actual"].pk, Kind.SENTENCE: said["firms"].pk,
    }  # fmt: skip


def found(user, **wanted):
    return {Kind(line.kind): line.key for line in find(Wanted([WORD], **wanted), user=user).lines}


OF_REPORTS = {Kind.RESULT, Kind.SENTENCE}


@pytest.mark.parametrize(
    ("who", "kinds"),
    [
        ("reporter", set(Kind) - {Kind.REPORT}),
        ("reviewer", set(Kind) - {Kind.REPORT, Kind.PROGRESS}),
        ("leader", set(Kind) - {Kind.REPORT, Kind.PROGRESS}),
        ("administrator", set(Kind) - {Kind.REPORT, Kind.PROGRESS}),
        ("other_reporter", OF_REPORTS),
        ("foreign_reviewer", set()),
        ("stranger", set()),
    ],
)
def test_everybody_finds_what_they_may_read(request, everything, who, kinds):
    assert found(request.getfixturevalue(who)) == {kind: everything[kind] for kind in kinds}


def test_a_supporting_department_finds_the_promise_and_what_was_filed(everything, other_department, other_reporter):
    from tracker.progress.models import ProgressEntry
    from tracker.targets.models import Target

    Target.objects.get().supporting.add(other_department)
    ProgressEntry.objects.update(state="submitted", submitted_at=dt.datetime(2024, 2, 1, tzinfo=dt.UTC))
    assert set(found(other_reporter)) == OF_REPORTS | {Kind.PROMISE, Kind.PROGRESS}


def test_a_reporter_finds_what_a_department_of_another_region_leads(everything, other_district, department):
    user = account("elsewhere", region=other_district, department=department, role="reporter")
    assert set(found(user)) == {Kind.PROMISE, Kind.PROBLEM, Kind.PROGRESS}


def test_what_is_asked_for_narrows(everything, reporter, district, other_district):
    assert set(found(reporter, kind=Kind.RESULT)) == {Kind.RESULT}
    assert set(found(reporter, regions=[other_district.pk])) == set()
    assert len(found(reporter, regions=[district.pk], year=2024)) == 4  # the problem was raised in another year
    assert set(found(reporter, year=2023)) == set()


def test_pages_follow_one_another(make_target, reviewer, district):
    lead = Department.objects.get()
    keys = [make_target(name=f"{WORD}第{number}批", lead=lead).pk for number in range(PER_PAGE + 2)]
    first, second = (find(Wanted([WORD]), user=reviewer, page=page) for page in (1, 2))
    assert [line.key for line in (*first.lines, *second.lines)] == keys[::-1]
    assert (first.has_previous, first.has_next, second.has_previous, second.has_next) == (False, True, True, False)
