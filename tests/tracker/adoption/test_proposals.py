import datetime as dt
from decimal import Decimal

import pytest

from tests.tracker.stating import make_report, state
from tracker.adoption.proposals import propose
from tracker.evaluation import Direction, Frequency


@pytest.fixture
def proposals(report, promises, gdp, investment, department, other_department):
    found = {each.statement.pk: each for each in propose(report)}
    return {name: found[statement.pk] for name, statement in promises.items() if statement.pk in found}


def test_every_accepted_promise_is_proposed_in_the_order_of_the_text(report, promises):
    order = ["gdp", "investment", "industry", "hightech", "firms", "bridge", "again", "places"]
    assert [each.statement for each in propose(report)] == [promises[name] for name in order]


@pytest.mark.parametrize(
    ("promise", "name", "target_class"),
    [
        ("gdp", "地区生产总值", "headline"),
        ("industry", "工业投资", "headline"),  # named in the sentence of the main targets
        ("again", "地区生产总值", "headline"),  # a headline indicator wherever it stands
        ("firms", "新增规上工业企业", "quantified"),
        ("bridge", "青溪大桥通车", "project"),
        ("places", "新增公办学位", "livelihood"),
    ],
)
def test_names_and_classes(proposals, promise, name, target_class):
    assert (proposals[promise].name, proposals[promise].target_class) == (name, target_class)


@pytest.mark.parametrize(
    ("promise", "accumulates", "frequency"),
    [
        ("gdp", False, Frequency.QUARTERLY),  # from the catalogue; a growth rate does not add up
        ("investment", False, Frequency.MONTHLY_FROM_FEBRUARY),
        ("firms", True, Frequency.MONTHLY),
        ("hightech", False, Frequency.MONTHLY),
        ("bridge", False, Frequency.QUARTERLY),
    ],
)
def test_how_it_is_filed(proposals, promise, accumulates, frequency):
    assert (proposals[promise].accumulates, proposals[promise].frequency) == (accumulates, frequency)


def test_deadlines_come_from_the_words_or_are_the_end_of_the_year(proposals):
    assert proposals["bridge"].deadline == dt.date(2024, 6, 30)
    assert proposals["firms"].deadline == dt.date(2024, 12, 31)


def test_a_level_begins_where_last_year_ended(proposals):
    assert proposals["hightech"].baseline == Decimal(205)
    assert proposals["firms"].baseline is None


def test_parts_and_repetitions_are_seen(proposals, promises):
    assert proposals["industry"].part_of == promises["investment"]
    assert proposals["again"].repeats == promises["gdp"]
    assert proposals["gdp"].repeats is None


def test_departments_are_suggested(proposals, department, other_department):
    assert proposals["gdp"].lead == department
    assert proposals["places"].lead == other_department
    assert proposals["bridge"].lead is None


@pytest.mark.parametrize(
    ("fields", "direction", "accumulates", "target_class"),
    [
        ({"measure": "level", "comparator": "le", "value": 5, "unit": "%"}, Direction.LOWER, False, "quantified"),
        ({"measure": "level", "comparator": "qualitative", "value": None}, Direction.HIGHER, False, "qualitative"),
        (
            {"measure": "level", "value": 30, "unit": "亿元", "indicator": "技术合同成交额"},
            Direction.HIGHER, True, "quantified",
        ),
        ({"measure": "level", "value": 30, "unit": "家"}, Direction.HIGHER, False, "quantified"),
    ],
)  # fmt: skip
def test_terms_of_promises_that_no_catalogue_knows(district, reviewer, fields, direction, accumulates, target_class):
    report = make_report(district, reviewer, text="政府工作报告\n二、2024年工作安排\n甲指标达到30家。\n")
    name = fields.pop("indicator", "甲指标")
    state(report, "甲指标达到30家", name, length=3, **fields)
    (proposal,) = propose(report)
    assert (proposal.direction, proposal.accumulates, proposal.target_class) == (direction, accumulates, target_class)


def test_a_later_year_is_due_at_its_end_and_a_past_one_is_no_promise(report, promises):
    promises["firms"].year, promises["places"].year = 2025, 2023
    promises["firms"].save()
    promises["places"].save()
    found = {each.statement: each for each in propose(report)}
    assert found[promises["firms"]].deadline == dt.date(2025, 12, 31)
    assert promises["places"] not in found


def test_the_number_of_queries_does_not_grow(report, promises, department, gdp, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        for proposal in propose(report):
            assert proposal.statement.passage.sentence
            assert proposal.promise


@pytest.fixture
def stretched(district, reviewer):
    text = "二、2024年工作安排\n地区生产总值增长5%以上、力争6%。\n"
    report = make_report(district, reviewer, text="一、2023年工作回顾\n" + text)
    promised = state(report, "增长5%", "地区生产总值", measure="growth", comparator="ge", value=5, unit="%")
    beyond = state(report, "力争6%", "地区生产总值", measure="growth", value=6, unit="%", stretch=True)
    return report, promised, beyond


def test_a_value_striven_for_stands_beside_its_promise(stretched):
    report, promised, beyond = stretched
    (proposal,) = propose(report)
    assert (proposal.statement, proposal.stretch) == (promised, beyond)
    assert proposal.promise == "增长5%以上，奋斗目标6%"


def test_a_value_striven_for_stands_alone_where_its_promise_was_refused(stretched):
    report, promised, beyond = stretched
    type(promised).objects.filter(pk=promised.pk).update(state="rejected")
    (proposal,) = propose(report)
    assert (proposal.statement, proposal.stretch) == (beyond, None)
