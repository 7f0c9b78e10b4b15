import unicodedata

import pytest

from reports.documents.folding import RADICALS_WITHOUT_DECOMPOSITION, WHAT_THEY_STAND_FOR, fold_lookalikes


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("⼈⼝⼯作", "人口工作"),
        ("⻔⻋⻓⻅⻚⻢⻰", "门车长见页马龙"),
        ("⺠⽣⻝品⻛⻦", "民生食品风鸟"),
        ("\uf9b4\uf92e", "領冷"),
        ("增长７％，①", "增长７％，①"),
    ],
)
def test_lookalikes_become_the_characters_that_are_meant(printed, meant):
    assert fold_lookalikes(printed) == meant


def test_every_radical_stands_for_one_ordinary_character():
    assert len(RADICALS_WITHOUT_DECOMPOSITION) == len(WHAT_THEY_STAND_FOR)
    assert all("RADICAL" in unicodedata.name(radical) for radical in RADICALS_WITHOUT_DECOMPOSITION)
    assert all("一" <= character <= "鿿" for character in WHAT_THEY_STAND_FOR)


def test_folding_keeps_offsets():
    text = "".join(map(chr, [*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)]))
    assert len(fold_lookalikes(text)) == len(text)
