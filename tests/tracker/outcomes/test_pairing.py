"""Which result answers a promise, and what it says of it."""

from decimal import Decimal

import pytest

from tracker.outcomes.claims import Answer, Datum, Known
from tracker.outcomes.facts import Fact
from tracker.outcomes.mentions import Sentences
from tracker.outcomes.pairing import Finding, pair_all


def fact(name, measure, value, unit, comparator="eq", **fields):
    return Fact(name, measure, comparator, Decimal(value), unit, 2024, **fields)


@pytest.mark.parametrize(
    ("promise", "result", "finding"),
    [
        (("地区生产总值", "growth", "7", "%"), ("地区生产总值", "growth", "7.2", "%"), "met"),
        (("地区生产总值", "growth", "7", "%"), ("地区生产总值", "decline", "0.5", "%"), "missed"),
        (("地区生产总值", "growth", "7", "%"), ("地区生产总值", "level", "800", "亿元"), "different"),
        (("完成老旧小区改造", "quantity", "15", "个"), ("老旧小区完成改造提升", "quantity", "20", "个"), "met"),
        (("新增高新技术企业", "quantity", "20", "家"), ("高新技术企业", "level", "230", "家"), "different"),
        (("开工建设道路", "quantity", "5", "条"), ("建成道路", "quantity", "9", "条"), "silent"),
        (("旅客吞吐量", "level", "50", "万人次"), ("货邮吞吐量", "level", "50", "万吨"), "silent"),
        (("财政投入", "level", "2", "亿元"), ("财政投入", "level", "21000", "万元"), "met"),
    ],
)
def test_a_result_answers_a_promise(promise, result, finding):
    (pair,) = pair_all([fact(*promise)], [fact(*result)])
    assert pair.finding == finding


def test_more_than_less_than_promised_leaves_it_open():
    (pair,) = pair_all(
        [fact("新增企业总部", "quantity", "200", "家")], [fact("新增企业总部", "quantity", "180", "家", "gt")]
    )
    assert pair.finding is Finding.DIFFERENT


@pytest.mark.parametrize(
    ("sentence", "finding"),
    [("青溪大桥建成通车。", Finding.MET), ("青溪大桥建设加快推进。", Finding.DIFFERENT)],
)
def test_a_sentence_tells_of_a_milestone(sentence, finding):
    mention = Sentences(["民生持续改善。", sentence]).find("青溪大桥", "通车")
    assert (mention.index, mention.finding) == (1, finding)


def test_works_that_are_called_otherwise_by_then_are_found_and_left_open():
    looked_back = Sentences(["民生持续改善。", "桐花路最美滨江大道精彩亮相。", "道路改造工程有序推进。"])
    mention = looked_back.find("桐花路改造工程", "完成")
    assert (mention.index, mention.finding) == (1, Finding.DIFFERENT)
    assert looked_back.find("桐花路改造工程") is None  # no event: a count of roads is no named thing


def test_water_that_runs_is_a_plant_that_is_in_use():
    mention = Sentences(["青溪污水资源化利用工程通水运行。"]).find("青溪污水资源化利用工程", "建成投用")
    assert mention.finding == Finding.MET


def test_a_class_of_firms_by_size_is_not_all_of_them():
    (pair,) = pair_all(
        [fact("百亿级建筑业企业", "level", "5", "家", "ge")], [fact("新增建筑业企业", "quantity", "37", "家")]
    )
    assert pair.finding is Finding.SILENT


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        (fact("绿化覆盖率", "level", "33.2", "%"), Answer.AGREES),
        (fact("绿化覆盖率", "level", "33.3", "%"), Answer.DIFFERS),
        (fact("绿化覆盖率", "level", "33", "%", "gt"), Answer.AGREES),
        (fact("森林蓄积量", "level", "33.2", "%"), Answer.UNKNOWN),
    ],
)
def test_a_claim_agrees_as_finely_as_it_is_printed(claim, answer):
    known = Known([Datum(fact("绿化覆盖率", "level", "33.18", "%", region=1))], 1)
    assert known.check(claim).answer is answer


def test_the_figure_of_another_place_is_said_as_such():
    known = Known([Datum(fact("绿化覆盖率", "level", "33.2", "%", region=2))], 1)
    assert known.check(fact("绿化覆盖率", "level", "33.2", "%")).answer is Answer.ELSEWHERE
