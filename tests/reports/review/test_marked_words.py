"""From marked words to a place and a first proposal."""

from decimal import Decimal

import pytest

from reports.library.models import Passage, Statement
from reports.review.marked_words import locate, merged, parts_of, propose

TEXT = "新增企业20家，改造小区20\n家，增长7%。"


@pytest.mark.parametrize(
    ("quote", "near", "place"),
    [
        ("20家", 0, (4, 7)),
        ("20家", 12, (12, 16)),
        ("2 0 家", 100, (12, 16)),
        ("增长7%", 0, (17, 21)),
        ("30家", 0, None),
        ("  ", 0, None),
        (".*", 0, None),
    ],
)
def test_words_are_found_where_the_reader_was(quote, near, place):
    assert locate(TEXT, quote, near=near) == place


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("地区生产总值增长7%左右", {"value": Decimal(7), "unit": "%", "measure": "growth", "comparator": "approx"}),
        ("新增企业1,200家以上", {"value": Decimal(1200), "unit": "家", "measure": "quantity", "comparator": "ge"}),
        ("失业率控制在5.5%以内", {"value": Decimal("5.5"), "measure": "level", "comparator": "le"}),
        ("提高2个百分点", {"value": Decimal(2), "unit": "个百分点"}),
        ("完成投资160亿元", {"unit": "亿元", "quote": "160亿元", "indicator": "完成投资"}),
        ("实现全覆盖", {"quote": "实现全覆盖", "comparator": "qualitative", "indicator": ""}),
    ],
)
def test_a_proposal_takes_what_the_words_plainly_say(words, expected):
    proposal = propose(words, Passage(role="plan"), 2024)
    assert {name: proposal.get(name) for name in expected} == expected


@pytest.mark.parametrize(("role", "kind", "year"), [("plan", "target", 2024), ("review", "actual", 2023)])
def test_kind_and_year_follow_the_section(role, kind, year):
    proposal = propose("增长7%", Passage(role=role), 2024)
    assert (proposal["kind"], proposal["year"]) == (kind, year)


@pytest.mark.parametrize(
    ("name", "parts"),
    [("覆盖率、处理率", ["覆盖率", "处理率"]), ("甲和乙", ["甲", "乙"]), ("绿化率", ["绿化率"])],
)
def test_the_parts_of_a_joint_name(name, parts):
    assert parts_of(name) == parts


def test_merging_proposes_all_names_or_a_range():
    growth = {"indicator": "增加值", "unit": "%"}
    assert merged([Statement(indicator="甲"), Statement(indicator="乙")]) == {"indicator": "甲、乙"}
    halves = [Statement(value=Decimal(7), **growth), Statement(value=Decimal("6.5"), **growth)]
    assert merged(halves) == {
        "indicator": "增加值", "value": Decimal("6.5"), "value_high": Decimal(7), "comparator": "between",
    }  # fmt: skip
