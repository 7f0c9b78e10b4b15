"""The demonstration of two districts for one year, loaded once for all tests of a module."""

import pytest
from django.db import transaction
from django.test import override_settings

from tracker.catalogue import load_catalogue
from tracker.demo.loading import load_demo

SAMPLE = ("rongchang-2026", "yongchuan-2026")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the sample inside a transaction that is rolled back after the module; its tests need the django_db mark."""
    own = {
        "DATA_DIR": tmp_path_factory.mktemp("var"),
        "MEDIA_ROOT": tmp_path_factory.mktemp("media"),
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    }
    with django_db_blocker.unblock(), override_settings(**own), transaction.atomic():
        load_catalogue()
        yield load_demo(SAMPLE)
        transaction.set_rollback(True)
