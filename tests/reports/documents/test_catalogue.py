"""Names that several real regions bear, read with the catalogue that is shipped."""

import time

import pytest

from reports.documents import identify
from tests.reports.documents.catalogue import named_regions

SPEECH = "各位代表：\n现在，我代表区人民政府向大会报告工作。\n"
SPEAKS_OFTEN_OF = "融入{0}，服务{0}，当好{0}先行区。{0}市委、{0}市政府坚强领导。"


def proposed(text, own=()):
    return identify(text, regions=named_regions(), own=own)


def titled(name, year=2024):
    return f"{year}年{name}政府工作报告\n{SPEECH}"


@pytest.mark.parametrize(
    ("place", "name", "code"),
    [
        ("南京", "鼓楼区", "320106"), ("徐州", "鼓楼区", "320302"), ("福州", "鼓楼区", "350102"),
        ("开封", "鼓楼区", "410204"), ("兰州", "城关区", "620102"), ("拉萨", "城关区", "540102"),
        ("长春", "朝阳区", "220104"), ("北京", "朝阳区", "110105"), ("宁波", "江北区", "330205"),
        ("重庆", "江北区", "500105"), ("枣庄", "市中区", "370402"), ("晋城", "城区", "140502"),
    ],
)  # fmt: skip
def test_a_real_namesake_is_told_by_its_city(place, name, code):
    assert proposed(titled(f"{place}市{name}")).code == code
    assert proposed(titled(f"{place}{name}")).code in {code, None}
    assert proposed(titled(name) + SPEAKS_OFTEN_OF.format(place)).code == code


@pytest.mark.parametrize("name", ["鼓楼区", "城关区", "朝阳区", "江北区"])
def test_a_real_namesake_that_nothing_tells_is_asked_or_the_senders(name):
    identity = proposed(titled(name))
    assert (identity.code, identity.region_name) == (None, name)
    assert len(identity.candidates) > 1
    for candidate in identity.candidates:
        assert proposed(titled(name), own={candidate.pk}).region == candidate


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("荣昌县", 2014, "500226"), ("荣昌县", 2015, "500226"), ("荣昌区", 2015, "500153"), ("荣昌区", 2024, "500153"),
        ("荣昌县", 2020, None), ("荣昌区", 2012, None), ("重庆市江北区", 2024, "500105"), ("重庆市江北区", 2027, None),
        ("襄樊市襄城区", 2008, "420602"), ("襄阳市襄城区", 2024, "420602"),
    ],
)  # fmt: skip
def test_a_real_name_counts_in_its_years(name, year, code):
    assert proposed(titled(name, year)).code == code


@pytest.mark.parametrize("name", ["西安市鼓楼区", "成都市高新区", "江北新区", "北部新城区"])
def test_a_name_that_is_not_in_the_catalogue_has_no_code(name):
    identity = proposed(titled(name))
    assert (identity.code, identity.candidates) == (None, ())


def test_a_long_report_takes_a_moment():
    """Some 40 ms for 30 kB on an ordinary machine; the bound allows for a busy one."""
    text = titled("荣昌区") + "推进成渝地区双城经济圈建设，新建口袋公园12个，完成投资30亿元。" * 360
    named_regions()
    times = []
    for _ in range(3):
        start = time.perf_counter()
        proposed(text)
        times.append(time.perf_counter() - start)
    assert len(text.encode()) > 30_000
    assert min(times) < 0.4
