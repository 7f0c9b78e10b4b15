import time

import pytest
from django.utils import translation

from reports.documents import ContradictionCode, NamedRegion, identify

CITY = ("海岳市", "云中省")


def region(name, code, *above, pk=None, **years):
    kinds = {"省", "市"} if not above or len(above) < 2 else set()
    return NamedRegion(
        name, name[:-1], code, pk or int(code or 990199), above, is_prefecture=name[-1] in kinds, **years
    )  # fmt: skip


COUNTRY = NamedRegion("全国", "全国", "000000", 1)
YUNZHONG = region("云中省", "990000")
HAIYUE = region("海岳市", "990100", "云中省")
LINJIANG = region("临江市", "980100", "云中省")
QINGXI = region("青溪区", "990101", *CITY, first_year=2015)
OLD_QINGXI = region("青溪县", "990201", *CITY, last_year=2015)
BAISHI = region("白石县", "990102", *CITY)
NEW_AREA = region("两河新区", "", *CITY)
TWIN_A = region("鼓山区", "990103", *CITY)
TWIN_B = region("鼓山区", "980103", "临江市", "云中省")
CLEAR = region("清水县", "970103", "平川市", "西原省")
REGIONS = (COUNTRY, YUNZHONG, HAIYUE, LINJIANG, OLD_QINGXI, QINGXI, BAISHI, NEW_AREA, TWIN_A, TWIN_B, CLEAR)

SALUTATION = "各位代表：\n现在，我代表区人民政府向大会报告工作。\n"
PLAN = "二、2024年工作安排\n新建口袋公园12个。\n"


def speech(region: str) -> str:
    return f"各位代表：\n现在，我代表{region}人民政府向大会报告工作。\n"


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
    identity = identify(text, regions=REGIONS)
    assert (identity.code, identity.region_name) == (code, name)
    assert identity.contradictions == ()


GULOU = "2024年鼓山区政府工作报告\n" + SALUTATION


@pytest.mark.parametrize(
    ("text", "own", "code"),
    [
        # the words right before the name
        ("2024年云中省临江市鼓山区政府工作报告\n" + SALUTATION + "海岳、海岳、海岳。", (), "980103"),
        (GULOU + "\n现在，我代表海岳市鼓山区人民政府报告工作。", (), "990103"),
        # the city that the text names most of all, with a clear lead
        (GULOU + "融入海岳，服务海岳，海岳所需，鼓山所能。临江来客。", (), "990103"),
        (GULOU + "海岳、海岳、临江、临江。", (), None),
        # the sender's own region
        (GULOU, (980103,), "980103"),
        (GULOU + "海岳、海岳、临江、临江。", (990103,), "990103"),
        (GULOU, (980103, 990103), None),
        (GULOU + "海岳、海岳、海岳。", (980103,), "990103"),
        # a namesake elsewhere, though the catalogue knows but one of that name
        ("2024年临江市清水县政府工作报告\n" + SALUTATION, (), None),
        ("2024年清水县政府工作报告\n" + SALUTATION + "临江、临江、临江、临江。", (), None),
        ("2024年清水县政府工作报告\n" + SALUTATION + "平川、平川。", (), "970103"),
        ("2024年清水县政府工作报告\n" + SALUTATION + "临江、临江、临江、临江。", (970103,), "970103"),
    ],
)
def test_the_region_is_right_or_none(text, own, code):
    assert identify(text, regions=REGIONS, own=own).code == code


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        (GULOU, {TWIN_A, TWIN_B}),
        ("2024年清水县政府工作报告\n" + SALUTATION + "临江、临江、临江、临江。", {CLEAR}),
        (GULOU + "临江、临江、临江。", set()),
        ("2024年白石县政府工作报告\n" + SALUTATION, set()),
        (SALUTATION, set()),
    ],
)
def test_what_nothing_decides_is_asked(text, candidates):
    assert set(identify(text, regions=REGIONS).candidates) == candidates


@pytest.mark.parametrize(
    ("text", "own", "code"),
    [
        # told by the words right before it, in full or in short
        ("2024年临江鼓山区政府工作报告\n" + SALUTATION, (990103,), "980103"),
        ("2024年西原省平川市鼓山区政府工作报告\n" + SALUTATION + "海岳、海岳、海岳。", (), None),
        # a mention or two tells nothing, even where the other namesake's city is not named at all
        (GULOU + "赴海岳招商。" + "推进各项工作。" * 100, (), None),
        (GULOU + "赴海岳、海岳、海岳招商。" + "推进各项工作。" * 2000, (), None),
        # a city's committee is that of the city above
        (GULOU + "在海岳市委坚强领导下。学习临江经验。", (), "990103"),
        # not the sender's, where the text names the other one's city more often
        (GULOU + "临江、临江。海岳。" + "推进各项工作。" * 100, (990103,), None),
        # the province, where the city is not named
        (speech("石门区") + "西原、西原、西原、西原。", (), "970104"),
        (speech("石门区") + "西原、西原、云中、云中。", (), None),
    ],
)
def test_namesakes_are_told_apart_with_care(text, own, code):
    gate = (region("石门区", "970104", "平川市", "西原省"), region("石门区", "990104", *CITY))
    above = (region("平川市", "970100", "西原省"), region("西原省", "970000"))
    assert identify(text, regions=(*REGIONS, *gate, *above), own=own).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # what speaks for a district is no city, what speaks for a city no district
        ("海岳市人民政府工作报告\n" + SALUTATION, None),
        ("各位代表：我代表市人民政府报告工作。" + "青溪、青溪、青溪、青溪。", None),
        ("各位代表：报告如下。区委、区政府坚强有力，区政府依法行政。" + "海岳、海岳、海岳、海岳。", None),
        ("各位代表：报告如下。市委、市政府坚强有力，市政府依法行政。" + "海岳、海岳、海岳、海岳。", "990100"),
        ("海岳市人民政府区长 某某\n" + SALUTATION, None),
        (SALUTATION + "北原、北原、北原、北原。", None),
        (speech("自治区") + "北原、北原、北原、北原。", "960000"),
        # two of one kind cannot both be right
        ("2024年白石县政府工作报告\n" + speech("青溪区"), None),
        # the foot of a page: one title is the report's, several are links
        (SALUTATION + "正文。" * 200 + "\n2024年青溪区政府工作报告\n2024年鼓山区政府工作报告", None),
        # the end of another name
        ("2024年北部新城区政府工作报告\n" + SALUTATION, None),
        ("2024年海岳市新城区政府工作报告\n" + SALUTATION, "990105"),
        ("2024年大青县政府工作报告\n", None),
        ("2024年青县政府工作报告\n", "990106"),
        # longer names hide shorter ones
        (speech("县") + "南白石县、南白石县、南白石县，白石。", "990107"),
    ],
)
def test_a_claim_must_fit_what_the_text_says_of_itself(text, code):
    more = (region("新城区", "990105", *CITY), region("青县", "990106", *CITY), region("南白石县", "990107", *CITY))
    more += (NamedRegion("北原自治区", "北原", "960000", 960000, is_prefecture=True),)
    assert identify(text, regions=(*REGIONS, *more)).code == code


def test_a_city_that_was_renamed_is_still_the_one_above():
    old = region("旧海市", "990100", "云中省", last_year=2010)
    district = region("港湾区", "990108", *CITY)
    text = "2008年旧海市港湾区政府工作报告\n" + SALUTATION + "旧海、旧海、旧海。"
    assert identify(text, regions=(YUNZHONG, HAIYUE, old, district)).code == "990108"


def test_a_name_that_is_not_known_has_no_year_in_it():
    assert identify("2024年远江县政府工作报告\n", regions=REGIONS).region_name == "远江县"


@pytest.mark.parametrize(
    ("year", "name", "code"),
    [(2014, "青溪县", "990201"), (2015, "青溪县", "990201"), (2015, "青溪区", "990101"), (2024, "青溪区", "990101"),
     (2016, "青溪县", None), (2014, "青溪区", None)],
)  # fmt: skip
def test_only_regions_that_existed_in_the_year_count(year, name, code):
    assert identify(f"{year}年{name}政府工作报告\n" + SALUTATION, regions=REGIONS).code == code


@pytest.mark.parametrize(
    "text",
    [
        SALUTATION + "清水河畔，清水绿岸，清水入城，清水长流。\n",  # a word of the language
        "政府工作报告\n——2024年1月10日在自治区第九届人民代表大会第四次会议上\n自治区主席 某某\n",
        "2024年1月10日自治区人民政府主席 某某\n" + SALUTATION,
    ],
)
def test_words_that_are_no_name_name_nothing(text):
    identity = identify(text, regions=REGIONS)
    assert (identity.region, identity.contradictions) == (None, ())


def test_a_region_named_only_now_and_then_must_lead_by_far():
    filler = "推进各项工作。" * 1100
    assert identify(SALUTATION + filler + "青溪" * 4, regions=REGIONS).code == "990101"
    assert identify(SALUTATION + filler + "青溪" * 4 + "鼓山", regions=REGIONS).code is None
    assert identify(SALUTATION + filler + "青溪" * 4 + "鼓山", regions=REGIONS, own={990101}).code == "990101"


def test_a_report_that_agrees_with_itself():
    text = "2024年青溪区政府工作报告\n" + speech("青溪区") + "一、2023年工作回顾\n" + PLAN
    identity = identify(text, regions=REGIONS)
    assert (identity.code, identity.year, identity.contradictions) == ("990101", 2024, ())
    assert all(text[found.start : found.end] for found in identity.evidence)


def test_a_title_of_another_year_is_pointed_out():
    identity = identify("2023年青溪区政府工作报告\n" + SALUTATION + PLAN, regions=REGIONS)
    (contradiction,) = identity.contradictions
    assert contradiction.code == ContradictionCode.YEAR
    assert (contradiction.title.year, contradiction.body.year) == (2023, 2024)
    assert str(contradiction) == (
        "The title says 2023 (“2023年青溪区政府工作报告”), the text 2024 (“二、2024年工作安排”). Check the year."
    )


def test_a_review_of_the_wrong_year_is_pointed_out_too():
    identity = identify("2024年青溪区政府工作报告\n" + SALUTATION + "一、2022年工作回顾\n", regions=REGIONS)
    assert [found.code for found in identity.contradictions] == [ContradictionCode.YEAR]


def test_a_title_of_another_region_is_pointed_out():
    identity = identify("2024年白石县政府工作报告\n" + speech("青溪区") + PLAN, regions=REGIONS)
    (contradiction,) = identity.contradictions
    assert contradiction.code == ContradictionCode.REGION
    assert "白石县" in str(contradiction)
    assert "青溪区" in str(contradiction)


def test_a_title_of_another_region_than_the_text_keeps_naming_is_pointed_out():
    identity = identify("2024年白石县政府工作报告\n" + SALUTATION + "青溪" * 5 + PLAN, regions=REGIONS)
    assert [found.code for found in identity.contradictions] == [ContradictionCode.REGION]


@pytest.mark.parametrize("title", ["云中省远江市", "远江市"])
def test_two_ways_to_name_an_unlisted_region_are_no_contradiction(title):
    assert identify(f"2024年{title}政府工作报告\n" + speech("远江市"), regions=REGIONS).contradictions == ()


def test_a_newspapers_date_contradicts_nothing():
    assert identify("2023年12月29日 星期五\n" + SALUTATION + PLAN, regions=REGIONS).contradictions == ()


def test_a_contradiction_is_told_in_the_language_that_is_active_when_it_is_shown():
    (contradiction,) = identify("2023年青溪区政府工作报告\n" + SALUTATION + PLAN, regions=REGIONS).contradictions
    with translation.override("zh-hans"):
        assert str(contradiction).startswith("标题写的是2023")


def test_long_words_are_shortened_in_the_message():
    text = "2023年青溪区政府工作报告\n" + SALUTATION + f"2023年是{'很' * 100}的一年。一年来，新建公园。"
    assert len(str(identify(text, regions=REGIONS).contradictions[0])) < 200


def test_time_grows_with_the_text_only():
    start = time.perf_counter()
    identify("青溪区2024年在代表工作、" * 30_000 + "\n" + "2024年工" * 30_000, regions=REGIONS)
    assert time.perf_counter() - start < 10
