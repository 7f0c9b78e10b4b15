"""The demonstration is loaded as a whole or not at all."""

import pytest
from django.contrib.auth.models import User

from reports.library.models import WorkReport
from reports.organisation.models import Department, Region
from tracker.catalogue import load_catalogue
from tracker.demo.loading import is_loaded, load_demo
from tracker.demo.progress import read_progress
from tracker.progress.models import ProgressEntry
from tracker.targets.models import Target


def test_a_broken_report_leaves_nothing_of_the_others(transactional_db, settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    load_catalogue()

    def torn(name):
        return read_progress(name) if name == "beibei-2026" else read_progress("no-such-report")

    monkeypatch.setattr("tracker.demo.progress.read_progress", torn)
    with pytest.raises(FileNotFoundError):
        load_demo(["beibei-2026", "yongchuan-2026"])

    counts = [model.objects.count() for model in (User, Department, WorkReport, Target, ProgressEntry)]
    assert counts == [0, 0, 0, 0, 0]


def test_without_the_catalogue_nothing_is_loaded(db):
    with pytest.raises(Region.DoesNotExist):
        load_demo(["yongchuan-2026"])

    assert not is_loaded()
