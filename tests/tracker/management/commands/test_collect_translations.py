"""The Chinese catalogue is in an order of its own, so that collecting again changes nothing."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from tracker.management.commands.collect_translations import put_in_order

CATALOGUE = Path(settings.LOCALE_PATHS[0]) / "zh_Hans" / "LC_MESSAGES" / "django.po"


def test_the_catalogue_is_in_order(tmp_path):
    copy = Path(shutil.copy(CATALOGUE, tmp_path / "django.po"))
    put_in_order(copy)
    assert copy.read_bytes() == CATALOGUE.read_bytes()


def test_what_only_the_clock_changed_is_no_change(tmp_path):
    copy = Path(shutil.copy(CATALOGUE, tmp_path / "django.po"))
    header = '"Language: zh_Hans\\n"\n'
    copy.write_text(copy.read_text().replace(header, header + '"POT-Creation-Date: 2031-01-01 00:00+0800\\n"\n'))
    put_in_order(copy)
    assert copy.read_bytes() == CATALOGUE.read_bytes()


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")
def test_collecting_again_leaves_the_catalogue_as_it_was(settings, tmp_path):
    """The command works on the project's own folder: what it finds there must be what is committed."""
    before = CATALOGUE.read_bytes()
    try:
        call_command("collect_translations")
        assert CATALOGUE.read_bytes() == before
    finally:
        CATALOGUE.write_bytes(before)
