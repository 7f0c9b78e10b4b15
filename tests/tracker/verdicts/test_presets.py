"""The presets: schemes that places have published, each with what it makes of figures at and beside its lines."""

import datetime as dt
from decimal import Decimal

import pytest

from reports.shared.shipped_data import Tally
from tests.tracker.evaluation.cases import judge, judge_figure, promise
from tracker.evaluation import DEFAULT_PALETTE, PALETTES, Rules, Schedule, Shape, Stage, Status
from tracker.verdicts.models import RuleSet
from tracker.verdicts.services import load_rule_sets, read_rule_sets

DAY = dt.date(2024, 7, 20)
HALF = promise(Shape.CUMULATIVE, 100)
GROWTH = promise(Shape.GROWTH, 7, "%")
ROWS = [
    # preset, promise, figure of June (50 % by schedule), colour
    ("四档（绿黄橙红）", HALF, 50, "green"),
    ("四档（绿黄橙红）", HALF, 45, "yellow"),
    ("四档（绿黄橙红）", HALF, "44.99", "orange"),
    ("四档（绿黄橙红）", HALF, 35, "orange"),
    ("四档（绿黄橙红）", HALF, "34.99", "red"),
    ("四档（绿黄橙红）", GROWTH, 6, "yellow"),
    ("四档（绿黄橙红）", GROWTH, "5.99", "orange"),
    ("四档（绿黄橙红）", GROWTH, 0, "orange"),
    ("四档（绿黄橙红）", GROWTH, "-0.01", "red"),
    ("四档（绿黄橙红）", promise(Shape.CEILING, 100, "天", "le"), 102, "yellow"),
    ("四档（绿黄橙红）", promise(Shape.CEILING, 100, "天", "le"), "102.1", "orange"),
    ("四档（绿黄橙红）", promise(Shape.CEILING, 100, "天", "le"), 105, "orange"),
    ("四档（绿黄橙红）", promise(Shape.CEILING, 100, "天", "le"), "105.1", "red"),
    ("银川2025（绿黄红）", HALF, 50, "green"),
    ("银川2025（绿黄红）", HALF, 20, "yellow"),
    ("银川2025（绿黄红）", HALF, "19.99", "red"),
    ("三亚2022（相对序时）", HALF, 50, "green"),
    ("三亚2022（相对序时）", HALF, 25, "yellow"),
    ("三亚2022（相对序时）", HALF, "24.99", "red"),
    ("天津2022（增速）", GROWTH, 7, "green"),
    ("天津2022（增速）", GROWTH, "0.1", "yellow"),
    ("天津2022（增速）", GROWTH, 0, "yellow"),
    ("天津2022（增速）", GROWTH, "-0.1", "red"),
    ("天津2022（专项债使用）", HALF, 35, "yellow"),
    ("天津2022（专项债使用）", HALF, "34.99", "red"),
    ("新晃2015（月度任务）", HALF, 30, "yellow"),
    ("新晃2015（月度任务）", HALF, "29.99", "red"),
    ("宣城2020（未达序时）", HALF, 50, "green"),
    ("宣城2020（未达序时）", HALF, "49.99", "red"),
    ("宣城2020（未达序时）", GROWTH, "6.9", "red"),
]


@pytest.fixture
def presets(db):
    load_rule_sets(read_rule_sets(), Tally())
    return {each.name: each for each in RuleSet.objects.all()}


@pytest.mark.parametrize(("name", "terms", "actual", "tone"), ROWS)
def test_a_preset_judges_as_its_place_does(presets, name, terms, actual, tone):
    preset = presets[name]
    verdict = judge_figure(terms, actual, 6, rules=preset.as_rules())
    assert PALETTES[preset.palette].tone(verdict.status) == tone


@pytest.mark.parametrize(
    ("name", "planned", "tone"),
    [
        ("四档（绿黄橙红）", dt.date(2024, 5, 31), "yellow"),
        ("四档（绿黄橙红）", dt.date(2024, 5, 30), "orange"),
        ("四档（绿黄橙红）", dt.date(2024, 4, 1), "orange"),
        ("四档（绿黄橙红）", dt.date(2024, 3, 31), "red"),
        ("银川2025（绿黄红）", dt.date(2024, 4, 1), "yellow"),
        ("银川2025（绿黄红）", dt.date(2024, 3, 31), "red"),
        ("工期（逾期天数）", dt.date(2024, 6, 16), "yellow"),
        ("工期（逾期天数）", dt.date(2024, 6, 15), "red"),
    ],
)
def test_days_late_as_its_place_counts_them(presets, name, planned, tone):
    preset = presets[name]
    terms = promise(Shape.MILESTONE, None, "", stages=(Stage("开工", planned),))
    verdict = judge(terms, {}, 6, rules=preset.as_rules())
    assert PALETTES[preset.palette].tone(verdict.status) == tone


def test_every_preset_is_tried_and_says_where_it_comes_from(presets):
    tried = {row[0] for row in ROWS} | {"工期（逾期天数）"}
    assert tried == {name for name, each in presets.items() if each.effective_from is None}
    assert all(presets[name].note for name in tried)


def test_a_preset_is_not_in_force(presets):
    assert RuleSet.objects.in_force(DAY).get().name == "通用评价规则"
    assert PALETTES[RuleSet.objects.in_force(DAY).get().palette] is DEFAULT_PALETTE


def test_loading_twice_makes_nothing_and_touches_nothing(presets):
    RuleSet.objects.filter(effective_from=None).update(behind_from=-1)
    tally = Tally()
    load_rule_sets(read_rule_sets(), tally)
    assert (tally.created, tally.updated) == (0, 0)
    assert set(RuleSet.objects.filter(effective_from=None).values_list("behind_from", flat=True)) == {-1}


def test_where_nothing_is_expected_yet_nothing_done_is_on_pace():
    rules = Rules(is_relative=True)
    shares = (*[Decimal(0)] * 6, *(Decimal(each) / 100 for each in (50, 60, 70, 80, 90, 100)))
    from_july = promise(Shape.CUMULATIVE, 100, schedule=Schedule(shares))
    assert judge_figure(from_july, 0, 3, rules=rules).status is Status.ON_PACE
    assert judge_figure(from_july, 1, 3, rules=rules).status is Status.AHEAD


def test_an_office_puts_a_preset_into_force_as_a_version_of_its_own(client, administrator, presets):
    preset = presets["三亚2022（相对序时）"]
    client.force_login(administrator)
    listed = "/admin/verdicts/ruleset/"
    answer = client.post(listed, {"action": "begin_from", "_selected_action": preset.pk})
    form = client.get(answer.url).context["adminform"].form
    assert (form["name"].value(), form["version"].value(), form["is_relative"].value()) == (preset.name, 2, True)
    typed = {name: field.value() for name, field in ((each.name, each) for each in form) if field.value() is not None}
    typed = {name: value for name, value in typed.items() if value is not False} | {"effective_from": "2024-07-01"}
    assert client.post(f"{listed}add/", typed).status_code == 302
    assert RuleSet.objects.in_force(DAY).get(name=preset.name).as_rules().is_relative
    assert RuleSet.objects.in_force(DAY).first().version == 2
