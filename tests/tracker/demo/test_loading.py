"""The demonstration goes the way of real reports and has something to show for everybody."""

import datetime as dt
from collections import Counter

import pytest
from django.contrib.auth.models import User

from reports.library.models import Statement
from reports.organisation.models import Region
from tracker.bulletins.models import Document
from tracker.bulletins.services import word_file
from tracker.demo.people import accounts, filers_of, officer_of, password
from tracker.evaluation import Status
from tracker.indicators.models import IndicatorMatch
from tracker.livelihood.models import Deed
from tracker.livelihood.standing import Standing
from tracker.progress.judgement import judge_on
from tracker.progress.models import ProgressEntry
from tracker.targets.models import Target
from tracker.verdicts.basis import basis_on

# Without the mark no test database would be set up for the module's fixture.
pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 20)
State = ProgressEntry.State


def rongchang() -> Region:
    return Region.objects.get(code="500153")


def test_every_report_is_flagged_and_read_out_in_january(demo):
    assert [(report.year, report.is_demo, report.uploaded_at.month) for report in demo] == [(2026, True, 1)] * 2


def test_every_promise_of_the_year_became_a_target_with_a_department(demo):
    promised = Statement.objects.promises().filter(year=2026)

    assert promised.filter(target=None).count() == 0
    assert Target.objects.filter(lead__short_name="区政府办").count() == 0


def test_the_headline_indicators_of_both_districts_are_matched(demo):
    headline = IndicatorMatch.objects.confirmed().filter(
        statement__kind="target", statement__report__year=2026, indicator__is_headline=True
    )
    per_district = Counter(headline.values_list("statement__report__region__short_name", flat=True))

    assert min(per_district[name] for name in ("荣昌", "永川")) >= 11


def test_the_current_year_shows_every_status_that_a_running_year_can_have(demo):
    judged = judge_on(Target.objects.of(rongchang(), 2026), basis_on(TODAY, month=10))

    assert {each.status for each in judged} >= {
        Status.DONE, Status.AHEAD, Status.ON_PACE, Status.BEHIND, Status.FAR_BEHIND, Status.NOT_DUE, Status.UNREPORTED,
        Status.WITHDRAWN,
    }  # fmt: skip


def test_every_state_of_an_entry_occurs_and_a_returned_one_says_why(demo):
    assert set(ProgressEntry.objects.values_list("state", flat=True)) == set(State)
    assert not ProgressEntry.objects.filter(state=State.RETURNED, review_note="").exists()


def test_what_is_behind_says_why(demo):
    for each in judge_on(Target.objects.of(rongchang(), 2026), basis_on(TODAY, month=10)):
        if each.status.needs_reason and each.figure and each.figure.month == 10:
            assert each.target.entries.get(month=10).reason, each.target


def test_a_returned_and_resubmitted_entry_keeps_its_way_in_the_history(demo):
    entry = ProgressEntry.objects.get(target__name="新增停车位", month=8, target__region=rongchang())

    states = [record.state for record in entry.history.order_by("pk")]
    assert states == [State.SUBMITTED, State.RETURNED, State.SUBMITTED, State.APPROVED]


def test_the_history_tells_of_the_days_on_which_people_acted(demo):
    entry = ProgressEntry.objects.filter(month=3, state=State.APPROVED).first()

    assert {record.history_date.month for record in entry.history.all()} == {4}


def test_the_reporter_owes_figures_and_the_reviewer_has_work(demo):
    reporter, reviewer = User.objects.get(username="reporter"), User.objects.get(username="reviewer")
    mine = Target.objects.reported_by(reporter).filter(year=2026)
    october = ProgressEntry.objects.filter(target__in=mine, month=10, state__in=[State.SUBMITTED, State.APPROVED])

    assert mine.count() > october.count() > 0
    assert ProgressEntry.objects.reviewable_by(reviewer).waiting().count() >= 3


def test_everybody_files_and_reviews_only_where_they_may(demo):
    for entry in ProgressEntry.objects.select_related("target", "filed_by", "reviewed_by"):
        assert filers_of(entry.target.region)[entry.target.lead_id] == entry.filed_by
        assert entry.reviewed_by in (None, officer_of(entry.target.region))


@pytest.mark.parametrize(("username", "sees"), [("reviewer", {"荣昌"}), ("leader", {"荣昌", "永川"})])
def test_reviewer_and_leader_see_their_regions(demo, username, sees):
    targets = Target.objects.for_user(User.objects.get(username=username))

    assert set(targets.values_list("region__short_name", flat=True)) == sees


def test_accounts_log_in_with_the_password_of_this_installation_and_others_never(demo):
    usernames = {account.username for account in accounts()}
    for user in User.objects.all():
        assert user.check_password(password()) == (user.username in usernames)
        assert user.has_usable_password() == (user.username in usernames)


def test_deeds_for_the_people_show_every_standing_and_one_district_opened_its_page(client, demo):
    deeds = Deed.objects.filter(region=rongchang()).with_counts()

    assert {deed.standing for deed in deeds.filter(year=2026)} == set(Standing)
    assert {deed.standing for deed in deeds.filter(year=2025)} == {Standing.COMPLETE}
    assert all(deed.vote for deed in deeds.filter(year=2025))
    assert client.get("/public/livelihood/500153/2026/").status_code == 200
    assert client.get("/public/livelihood/500118/2026/").status_code == 404


def test_a_document_of_every_kind_and_only_what_goes_out_is_issued(demo):
    documents = Document.objects.filter(region=rongchang())

    assert {document.kind for document in documents} == set(Document.Kind)
    assert {document.kind for document in documents.exclude(issued_at=None)} == {"plan", "bulletin"}
    assert all(word_file(document).startswith(b"PK") for document in documents)
