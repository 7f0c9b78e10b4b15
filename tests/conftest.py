"""A small district for tests: places, departments, one account for each role, and strangers to all of it."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from hypothesis import HealthCheck, settings

from reports.organisation.models import Department, Membership, Region, Role
from tracker.targets.announcing import announce
from tracker.targets.models import Target
from tracker.verdicts.models import RuleSet

# A busy machine is slow, not wrong: no example of a property is timed.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

OF_DATABASES = {"db", "transactional_db", "live_server", "django_db_setup"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the database, so that a second one is tried on that alone: to all others it is closed."""
    for item in items:
        if item.get_closest_marker("django_db") or OF_DATABASES & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """The real hasher is slow on purpose: half a second for every account that a test makes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """Pages remember whether there is demo data, and that standings hold: no test sees what another one was told."""
    cache.clear()
    cache.set("holds_demo_data", False)


@pytest.fixture
def province(db):
    return Region.objects.create(code="990000", name="海岳省", short_name="海岳", level="province", name_en="Haiyue")


@pytest.fixture
def district(province):
    return Region.objects.create(
        code="990101", name="青溪区", short_name="青溪", level="district", parent=province, name_en="Qingxi"
    )


@pytest.fixture
def other_district(province):
    return Region.objects.create(
        code="990102", name="白塔区", short_name="白塔", level="district", parent=province, name_en="Baita"
    )


@pytest.fixture
def department(district):
    return Department.objects.create(
        region=district, name="青溪区发展和改革委员会", short_name="区发展改革委", keywords=["地区生产总值", "投资"]
    )


@pytest.fixture
def other_department(district):
    return Department.objects.create(region=district, name="青溪区教育委员会", short_name="区教委", keywords=["学位"])


def account(username: str, **membership) -> User:
    user = User.objects.create_user(username, password="a-long-password-1")
    if membership:
        Membership.objects.create(user=user, **membership)
    return user


@pytest.fixture
def reporter(district, department):
    return account("reporter", region=district, department=department, role=Role.REPORTER)


@pytest.fixture
def other_reporter(district, other_department):
    """A reporter of another department of the same district."""
    return account("other-reporter", region=district, department=other_department, role=Role.REPORTER)


@pytest.fixture
def reviewer(district):
    return account("reviewer", region=district, role=Role.REVIEWER)


@pytest.fixture
def foreign_reviewer(other_district):
    """A reviewer of another district."""
    return account("foreign-reviewer", region=other_district, role=Role.REVIEWER)


@pytest.fixture
def leader(province):
    """A leader of the province, who reads both districts."""
    return account("leader", region=province, role=Role.LEADER)


@pytest.fixture
def stranger(db):
    """Somebody with an account and no role anywhere."""
    return account("stranger")


@pytest.fixture
def administrator(db):
    return User.objects.create_superuser("administrator", password="a-long-password-1")


@pytest.fixture
def rules(db):
    return RuleSet.objects.create(name="默认规则", effective_from=dt.date(2020, 1, 1))


@pytest.fixture
def make_target(district, department, reviewer, rules):
    """Return a function that adopts a target of the district; keyword arguments override its fields."""

    def make(**fields) -> Target:
        number = Target.objects.count() + 1
        terms = {
            "region": district, "year": 2024, "number": number, "name": f"新增规上工业企业之{number}",
            "target_class": "quantified", "measure": "quantity", "comparator": "ge", "value": 20, "unit": "家",
            "accumulates": True, "lead": department, "deadline": dt.date(2024, 12, 31), "adopted_by": reviewer,
        }  # fmt: skip
        made = Target.objects.create(**terms | fields)
        announce([made.pk])  # as the services do
        # Read back, so that amounts are the decimals that the database keeps.
        return Target.objects.get(pk=made.pk)

    return make
