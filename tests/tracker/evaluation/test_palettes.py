"""Colours are data, and never the only sign."""

import pytest

from tracker.evaluation import DEFAULT_PALETTE, PALETTES, SYMBOLS, Status, Tone


@pytest.mark.parametrize(
    ("code", "tones"),
    [
        ("blue_green_yellow_red", "blue blue green yellow red red red grey grey grey grey"),
        ("green_yellow_red", "green green green yellow red red red grey grey grey grey"),
        ("green_yellow_orange_red", "green green green yellow orange red red grey grey grey grey"),
    ],
)
def test_presets(code, tones):
    assert [PALETTES[code].tone(status) for status in Status] == [Tone(tone) for tone in tones.split()]


def test_the_default_is_blue_green_yellow_red():
    assert DEFAULT_PALETTE.name == "蓝绿黄红"


def test_every_status_has_its_own_symbol():
    assert set(SYMBOLS) == set(Status)
    assert len(set(SYMBOLS.values())) == len(Status)
