"""The command that loads the catalogue says what it did."""

import pytest
from django.core.management import call_command

from tracker.indicators.models import Indicator


@pytest.mark.django_db
def test_it_says_what_it_made_and_what_it_left_alone(capsys, reviewer):
    call_command("load_catalogue")
    assert "Catalogue: " in capsys.readouterr().out

    indicator = Indicator.objects.get(code="gdp")
    indicator.unit = "亿元"
    indicator._history_user = reviewer
    indicator.save()
    call_command("load_catalogue")

    assert capsys.readouterr().out == (
        "Catalogue: 0 new, 0 updated.\nChanged in this installation and left alone: 地区生产总值.\n"
    )
