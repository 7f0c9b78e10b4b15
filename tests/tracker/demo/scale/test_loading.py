"""The made-up city is valid, full of everything, and opens on every page."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client, override_settings
from django.utils import timezone

from reports.library.models import Passage, Reading, Statement, WorkReport
from reports.organisation.models import Department, Membership, Region, Role
from tracker.catalogue import load_catalogue
from tracker.demo.scale.loading import load_scale
from tracker.demo.scale.places import usernames
from tracker.demo.scale.size import Size
from tracker.indicators.models import IndicatorMatch
from tracker.progress.judgement import judge_on
from tracker.progress.models import ProgressEntry
from tracker.standings.models import Standing
from tracker.standings.verifying import Verification, verified
from tracker.targets.models import Stage, Target
from tracker.verdicts.basis import basis_on

# Without the mark no test database would be set up for the module's fixture.
pytestmark = pytest.mark.django_db

TINY = Size(districts=2, years=2, targets=60, seed=1, today=dt.date(2026, 11, 28))
MODELS = (
    Region, Department, Membership, WorkReport, Reading, Passage, Statement, IndicatorMatch, Target, Stage,
    ProgressEntry,
)  # fmt: skip
WITH_HISTORY = [model for model in MODELS if hasattr(model, "history")]
PAGES = [
    "/overview/",
    "/compare/",
    "/trends/",
    "/targets/",
    "/tasks/",
    "/entries/",
    "/reports/",
    "/reports/statements/",
]


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load a tiny city inside a transaction that is rolled back after the module."""
    hasher = "django.contrib.auth.hashers.MD5PasswordHasher"
    own = override_settings(DATA_DIR=tmp_path_factory.mktemp("var"), PASSWORD_HASHERS=[hasher])
    with django_db_blocker.unblock(), own, transaction.atomic():
        load_catalogue()
        yield load_scale(TINY)
        transaction.set_rollback(True)


def made_up(model):
    return model._default_manager.filter(name__startswith="示例") if model is Region else model._default_manager.all()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_row_passes_its_own_checks(city, model):
    rows = list(made_up(model))
    for row in rows[:: max(len(rows) // 300, 1)]:
        row.full_clean()
    assert rows


def test_every_reference_leads_somewhere(city):
    connection.check_constraints()


@pytest.mark.parametrize("model", WITH_HISTORY, ids=lambda model: model.__name__)
def test_the_history_is_the_one_that_saving_would_have_left(city, model):
    """One record of the creation, then in the order of time, the last one like the row (stamps apart)."""
    tracked = {field.attname for field in model.history.model.tracked_fields} - {"adopted_at", "uploaded_at"}
    for row in list(made_up(model))[::7]:
        records = list(model.history.filter(id=row.pk).order_by("history_id"))
        assert [each.history_type for each in records] == ["+", *["~"] * (len(records) - 1)]
        assert records == sorted(records, key=lambda record: record.history_date)
        assert {name: getattr(records[-1], name) for name in tracked} == {name: getattr(row, name) for name in tracked}


def test_statements_stand_where_their_words_do(city):
    for each in Statement.objects.select_related("report", "passage")[::11]:
        text = each.report.text
        assert text[slice(*each.spans["name"])] == each.indicator
        assert text[each.start : each.end] in each.evidence
        assert each.passage.start <= each.start < each.end <= each.passage.end


def test_it_is_as_large_as_asked(city):
    assert (city.reports, city.targets) == (4, 240)
    assert Target.objects.count() == 240
    assert ProgressEntry.objects.count() == city.entries > 2000


def test_every_status_state_and_role_occurs(city):
    states = set(ProgressEntry.objects.values_list("state", flat=True))
    statuses = {each.status for each in judge_on(Target.objects.all(), basis_on(TINY.today, month=10))}
    assert states == set(ProgressEntry.State)
    assert {"done", "ahead", "on_pace", "behind", "far_behind", "unreported", "not_due"} <= statuses
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role)


def test_its_standings_are_kept_as_the_services_keep_them(city):
    counts = Verification()
    targets = Target.objects.values_list("pk", flat=True)
    assert [str(each) for each in verified(targets, timezone.localdate(), counts)] == []
    assert (counts.n_renewed, counts.n_compared) == (0, Standing.objects.count())


@pytest.mark.parametrize("role", usernames())
def test_pages_open_for_every_role(city, role):
    client = Client()
    client.force_login(User.objects.get(username=usernames()[role]))
    own = Target.objects.for_user(User.objects.get(username=usernames()[role]))[:3]
    for page in [*PAGES, *(each.get_absolute_url() for each in own)]:
        assert client.get(page).status_code == 200, page
    assert client.get(f"/reports/{WorkReport.objects.get(region__name='示例01区', year=2026).pk}/").status_code == 200
