"""Which names are which indicator, decided one by one in decisions.tsv."""

import csv
from pathlib import Path

import pytest

from tests.tracker.indicators.shipped import shipped_catalogue
from tracker.indicators.catalogue import PROPOSE_FROM
from tracker.indicators.similarity import name_key, similarity

LINES = (Path(__file__).parent / "decisions.tsv").read_text(encoding="utf-8").splitlines()
ROWS = list(csv.reader((line for line in LINES if not line.startswith("#")), delimiter="\t"))
YES = [row[1:] for row in ROWS if row[0] == "yes"]
NO = [(row[1], row[4]) for row in ROWS if row[0] == "no"]


def test_there_are_decisions_of_both_kinds():
    assert len(YES) >= 120
    assert len(NO) >= 80
    assert len(YES) + len(NO) == len(ROWS)
    codes = {indicator.code for _name, indicator in shipped_catalogue().names}
    assert {row[3] for row in YES} | {code for _name, code in NO} <= codes


@pytest.mark.parametrize(("name", "measure", "unit", "code"), YES)
def test_a_name_is_known_for_what_it_is(name, measure, unit, code):
    found = shipped_catalogue().find_listed(name, measure, unit)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(("name", "code"), NO)
def test_a_near_miss_is_neither_taken_nor_proposed(name, code):
    """Not even where the catalogue knew nothing else: what it is like is not for the nearest name to hide."""
    known = [each for each, indicator in shipped_catalogue().names if indicator.code == code]
    assert name_key(name) not in {name_key(each) for each in known}
    assert max(similarity(name, each) for each in known) < PROPOSE_FROM


def test_no_two_indicators_are_listed_under_the_same_key():
    seen: dict[str, str] = {}
    for name, indicator in shipped_catalogue().names:
        assert seen.setdefault(name_key(name), indicator.code) == indicator.code, name


@pytest.mark.parametrize(
    ("name", "measure", "unit"),
    [
        ("地区生产总值", "level", "%"),  # a share is no amount
        ("一般公共预算收入", "level", "%"),
        ("森林覆盖率", "level", "万亩"),
        ("城镇调查失业率", "level", "万人"),
        ("技术合同成交额", "level", "项"),
        ("新增就业", "quantity", "户"),  # households are no people
        ("接待游客", "quantity", "万人"),  # people are no visits
        ("高新技术企业", "quantity", "家"),  # what came in a year is no stock
    ],
)
def test_a_figure_of_another_kind_is_a_proposal_only(name, measure, unit):
    catalogue = shipped_catalogue()
    assert catalogue.find_listed(name, measure, unit) is None
    found = catalogue.find(name, measure, unit)
    assert found is not None
    assert found.state == "proposed"


@pytest.mark.parametrize(
    ("name", "measure", "unit"),
    [
        ("地区生产总值", "level", "亿元"),
        ("地区生产总值", "rank", "位"),
        ("固定资产投资增速", "level", "%"),
        ("城镇调查失业率", "decrease", "个百分点"),
        ("技术合同成交额", "growth", "%"),
        ("城镇新增就业", "quantity", "万"),
        ("完成老旧小区改造", "quantity", "户"),
    ],
)
def test_growth_level_and_rank_of_one_thing_are_all_its_figures(name, measure, unit):
    assert shipped_catalogue().find_listed(name, measure, unit) is not None
