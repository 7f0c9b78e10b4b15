"""The demonstration of two districts for one year, loaded once for all tests of a module."""

import pytest
from django.db import transaction

from tracker.demo.loading import load_demo
from tracker.services.catalogue import load_catalogue

SAMPLE = ("rongchang-2026", "yongchuan-2026")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the sample inside a transaction that is rolled back after the module."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        from django.conf import settings

        patch.setattr(settings, "DATA_DIR", tmp_path_factory.mktemp("var"))
        patch.setattr(settings, "MEDIA_ROOT", tmp_path_factory.mktemp("media"))
        load_catalogue()
        yield load_demo(SAMPLE)
        transaction.set_rollback(True)
