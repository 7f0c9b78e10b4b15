"""The Chinese catalogue: complete, and a gap is named."""

import polib
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tracker.management.commands.compile_translations import refuse_gaps


def test_the_catalogue_has_chinese_for_every_text():
    call_command("compile_translations", check=True)


@pytest.mark.parametrize("entry", [polib.POEntry(msgid="No Chinese"), polib.POEntry("x", "y", flags=["fuzzy"])])
def test_a_gap_is_named(entry):
    entry.msgid = "No Chinese"
    catalogue = polib.POFile()
    catalogue.append(entry)
    with pytest.raises(CommandError, match="No Chinese"):
        refuse_gaps(catalogue)
