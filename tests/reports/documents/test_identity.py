import time

import pytest
from django.utils import translation

from reports.documents import ContradictionCode, Place, identify

QINGXI = Place("青溪区", "青溪", "990101", "海岳市")
BAISHI = Place("白石县", "白石", "990102", "海岳市")
HAIYUE = Place("海岳市", "海岳", "990100", "云中省")
YUNZHONG = Place("云中省", "云中", "990000", "全国")
COUNTRY = Place("全国", "全国", "000000")
NEW_AREA = Place("两河新区", "两河新区", "", "海岳市")
OLD_QINGXI = Place("青溪县", "青溪", "990201", "海岳市")
TWIN_A = Place("鼓山区", "鼓山", "990103", "海岳市")
TWIN_B = Place("鼓山区", "鼓山", "980103", "临江市")
PLACES = (COUNTRY, YUNZHONG, HAIYUE, OLD_QINGXI, QINGXI, BAISHI, NEW_AREA, TWIN_A, TWIN_B)

SALUTATION = "各位代表：\n现在，我代表区人民政府向大会报告工作。\n"
PLAN = "二、2024年工作安排\n新建口袋公园12个。\n"


def speech(place: str) -> str:
    return f"各位代表：\n现在，我代表{place}人民政府向大会报告工作。\n"


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        # titles
        ("2024年青溪区政府工作报告\n" + SALUTATION, "990101", "青溪区"),
        ("海岳市青溪区2024年政府工作报告\n" + SALUTATION, "990101", "青溪区"),
        ("云中省海岳市人民政府工作报告\n", "990100", "海岳市"),
        ("青 溪 区 人 民 政 府\n工 作 报 告\n" + SALUTATION, "990101", "青溪区"),
        (SALUTATION + "正文。" * 200 + "\n海岳市青溪区人民政府工作报告\n", "990101", "青溪区"),
        # session, office, speaker
        ("政府工作报告\n——2024年1月10日在白石县第九届人民代表大会第四次会议上\n", "990102", "白石县"),
        ("政府工作报告\n青溪区人民政府代区长 某某\n" + SALUTATION, "990101", "青溪区"),
        (speech("青溪区"), "990101", "青溪区"),
        (speech("青溪区第三届"), "990101", "青溪区"),
        ("各位代表：\n现在，我代表国务院，向大会报告工作。\n", "000000", "全国"),
        # only mentioned
        (SALUTATION + "建设现代化新青溪，谱写青溪新篇章，海岳看青溪。\n", "990101", "青溪区"),
        ("各位代表：我代表市人民政府作报告。海岳工业、海岳交通、海岳生态，青溪公园。", "990100", "海岳市"),
        (SALUTATION + "青溪、青溪、青溪，鼓山、鼓山。\n", None, ""),
        (SALUTATION + "新建公园。\n", None, ""),
        # of the same name
        ("2024年海岳市鼓山区政府工作报告\n" + SALUTATION, "990103", "鼓山区"),
        ("2024年鼓山区政府工作报告\n" + SALUTATION + "临江市委坚强领导。", "980103", "鼓山区"),
        ("2024年鼓山区政府工作报告\n" + SALUTATION, None, "鼓山区"),
        # without a code, or not in the list
        (speech("两河新区"), None, "两河新区"),
        ("云中省远江市政府工作报告\n" + speech("远江市"), None, "远江市"),
        (speech("我区"), None, ""),
        ("", None, ""),
    ],
)
def test_the_region_of_a_report(text, code, name):
    identity = identify(text, places=PLACES)
    assert (identity.code, identity.region_name) == (code, name)
    assert identity.contradictions == ()


def test_a_report_that_agrees_with_itself():
    text = "2024年青溪区政府工作报告\n" + speech("青溪区") + "一、2023年工作回顾\n" + PLAN
    identity = identify(text, places=PLACES)
    assert (identity.code, identity.year, identity.contradictions) == ("990101", 2024, ())
    assert all(text[found.start : found.end] for found in identity.evidence)


def test_a_title_of_another_year_is_pointed_out():
    identity = identify("2023年青溪区政府工作报告\n" + SALUTATION + PLAN, places=PLACES)
    (contradiction,) = identity.contradictions
    assert contradiction.code == ContradictionCode.YEAR
    assert (contradiction.title.year, contradiction.body.year) == (2023, 2024)
    assert str(contradiction) == (
        "The title says 2023 (“2023年青溪区政府工作报告”), the text 2024 (“二、2024年工作安排”). Check the year."
    )


def test_a_review_of_the_wrong_year_is_pointed_out_too():
    identity = identify("2024年青溪区政府工作报告\n" + SALUTATION + "一、2022年工作回顾\n", places=PLACES)
    assert [found.code for found in identity.contradictions] == [ContradictionCode.YEAR]


def test_a_title_of_another_place_is_pointed_out():
    identity = identify("2024年白石县政府工作报告\n" + speech("青溪区") + PLAN, places=PLACES)
    (contradiction,) = identity.contradictions
    assert contradiction.code == ContradictionCode.PLACE
    assert "白石县" in str(contradiction)
    assert "青溪区" in str(contradiction)


def test_a_title_of_another_place_than_the_text_keeps_naming_is_pointed_out():
    identity = identify("2024年白石县政府工作报告\n" + SALUTATION + "青溪" * 5 + PLAN, places=PLACES)
    assert [found.code for found in identity.contradictions] == [ContradictionCode.PLACE]


@pytest.mark.parametrize("title", ["云中省远江市", "远江市"])
def test_two_ways_to_name_an_unlisted_place_are_no_contradiction(title):
    assert identify(f"2024年{title}政府工作报告\n" + speech("远江市"), places=PLACES).contradictions == ()


def test_a_newspapers_date_contradicts_nothing():
    assert identify("2023年12月29日 星期五\n" + SALUTATION + PLAN, places=PLACES).contradictions == ()


def test_a_contradiction_is_told_in_the_language_that_is_active_when_it_is_shown():
    (contradiction,) = identify("2023年青溪区政府工作报告\n" + SALUTATION + PLAN, places=PLACES).contradictions
    with translation.override("zh-hans"):
        assert str(contradiction).startswith("标题写的是2023")


def test_long_words_are_shortened_in_the_message():
    text = "2023年青溪区政府工作报告\n" + SALUTATION + f"2023年是{'很' * 100}的一年。一年来，新建公园。"
    assert len(str(identify(text, places=PLACES).contradictions[0])) < 200


def test_time_grows_with_the_text_only():
    start = time.perf_counter()
    identify("青溪区2024年在代表工作、" * 30_000 + "\n" + "2024年工" * 30_000, places=PLACES)
    assert time.perf_counter() - start < 10
