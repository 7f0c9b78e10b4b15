"""Conditions of rights stand beside others: also that of somebody who may do everything."""

import pytest
from django.contrib.auth.models import User
from django.db.models import Q

from reports.organisation.models import Region, rights_of

pytestmark = pytest.mark.django_db
NOTHING = Q(name="没有这个地方")


@pytest.fixture
def admin(db):
    return User.objects.create_superuser("root", password="a-long-password-1")


@pytest.mark.parametrize("condition", ["may_read", "may_review", "may_follow"])
def test_who_may_everything_still_may_beside_another_condition(admin, district, condition):
    may = getattr(rights_of(admin), condition)
    for rows in (may("pk"), may("pk") | NOTHING, NOTHING | may("pk")):
        assert Region.objects.filter(rows).count() == 2
    assert not Region.objects.filter(may("pk") & NOTHING).exists()


def test_the_database_is_asked_nothing_for_it(admin):
    assert "WHERE" not in str(Region.objects.filter(rights_of(admin).may_read("parent")).query)
