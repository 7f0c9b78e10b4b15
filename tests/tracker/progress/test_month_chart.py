import datetime as dt
from decimal import Decimal

import plotly.graph_objects as go
import pytest
from django.utils.translation import override

from reports.shared.charts import COLOURS, PAPER
from reports.shared.pictures import picture
from tests.tracker.filing import file_figure
from tracker.progress.judgement import judge_on
from tracker.progress.month_chart import target_chart
from tracker.targets.models import Stage, Target
from tracker.verdicts.basis import basis_on

AUGUST = dt.date(2024, 8, 20)


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def chart_of(target, *, month=7, today=AUGUST):
    (judged,) = judge_on(Target.objects.filter(pk=target.pk), basis_on(today, month=month))
    return target_chart(judged, target.entries.all())


def traces(chart):
    return {trace["name"]: trace for trace in chart.figure["data"]}


def figure_without(chart, name):
    return chart.figure | {"data": [trace for trace in chart.figure["data"] if trace["name"] != name]}


def test_every_figure_is_one_that_plotly_knows(make_target):
    target = make_target()
    file_figure(target, 6, 8)
    assert go.Figure(chart_of(target).figure).to_dict() == chart_of(target).figure


def test_a_cumulative_target_shows_schedule_target_and_bars_in_the_tone_of_their_month(make_target):
    target = make_target()
    for month, value in {1: 3, 2: 3, 3: 1, 6: 20}.items():
        file_figure(target, month, value)
    found = traces(chart_of(target))
    assert list(found) == ["By schedule", "Target", "Actual"]
    schedule, line, actual = found.values()
    assert schedule["y"][5] == pytest.approx(10)
    assert set(line["y"]) == {20.0}
    assert (actual["type"], actual["x"], actual["y"]) == (
        "bar",
        ["January", "February", "March", "June"],
        [3, 3, 1, 20],
    )
    tones = {colour: tone for tone, colour in COLOURS.items()}
    assert [tones[colour] for colour in actual["marker"]["color"]] == ["green", "yellow", "red", "blue"]


def test_submitted_figures_are_hollow_and_drafts_are_not_drawn(make_target):
    target = make_target()
    file_figure(target, 5, 9)
    file_figure(target, 6, 12, "submitted")
    file_figure(target, 7, 14, "draft")
    found = traces(chart_of(target))
    waiting = found["Waits for approval"]
    assert (waiting["x"], waiting["y"], waiting["marker"]["color"]) == (["June"], [12], PAPER)
    assert found["Actual"]["x"] == ["May"]


def test_zero_missing_and_not_due_look_different(make_target):
    target = make_target()
    file_figure(target, 1, 0)
    chart = chart_of(target)
    actual = traces(chart)["Actual"]
    assert (actual["x"], actual["text"]) == (["January"], ["0 ◆"])
    assert [mark["x"] for mark in chart.figure["layout"]["annotations"]] == [
        "February", "March", "April", "May", "June", "July"
    ]  # fmt: skip
    rows = {row[0]: row[-2:] for row in chart.table.rows}
    assert (rows["January"], rows["July"], rows["August"]) == (
        ["0 家", "behind schedule"], ["—", "not reported"], ["—", "not due yet"]
    )  # fmt: skip


def test_growth_has_no_schedule_and_is_drawn_as_a_line(make_target):
    target = make_target(measure="growth", value=7, unit="%", accumulates=True)
    file_figure(target, 6, Decimal("6.2"))
    chart = chart_of(target)
    assert list(traces(chart)) == ["Target", "Actual"]
    assert (traces(chart)["Actual"]["type"], traces(chart)["Actual"]["marker"]["symbol"]) == ("scatter", ["square"])
    assert len(chart.table.header) == 3


def test_missing_growth_is_told_in_words_below_and_draws_no_signs_over_the_axis(make_target):
    target = make_target(measure="growth", value=7, unit="%", accumulates=True)
    file_figure(target, 6, Decimal("6.2"))
    layout = chart_of(target).figure["layout"]
    assert not layout.get("annotations")
    assert layout["title"]["text"].startswith("not filed: 6 of 7 figures that are due")


def test_two_growth_figures_of_twelve_months_are_two_points_and_nothing_else(make_target):
    target = make_target(measure="growth", value=7, unit="%", accumulates=True)
    file_figure(target, 2, Decimal("6.2"))
    file_figure(target, 10, Decimal("6.8"))
    chart = chart_of(target, month=12, today=dt.date(2025, 1, 20))
    actual = traces(chart)["Actual"]
    assert (actual["x"], actual["y"], actual["mode"]) == (["February", "October"], [6.2, 6.8], "markers")
    assert not chart.figure["layout"].get("annotations")
    drawn = str(picture(chart.figure, key="target", width=800))
    assert "?" not in drawn
    assert drawn.count("<path") == str(picture(figure_without(chart, "Actual"), key="target", width=800)).count("<path")


def test_growth_figures_without_a_gap_are_joined(make_target):
    target = make_target(measure="growth", value=7, unit="%", accumulates=True, frequency="quarterly")
    file_figure(target, 3, Decimal("6.2"))
    file_figure(target, 6, Decimal("6.8"))
    assert traces(chart_of(target))["Actual"]["mode"] == "lines+markers"


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        (
            {"comparator": "between", "value": 6, "value_high": Decimal("6.5")},
            {"Band, lower end": 6.0, "Band, upper end": 6.5},
        ),
        ({"comparator": "approx", "value": 3}, {"Band, lower end": 2.5, "Band, upper end": 3.5}),
        ({"comparator": "le", "value": Decimal("5.5")}, {"Ceiling": 5.5}),
        ({"comparator": "relative", "value": 1, "reference": 6}, {"Target": 7.0}),
    ],
)
def test_the_lines_are_those_that_the_figures_are_measured_by(make_target, fields, lines):
    target = make_target(measure="level", unit="%", accumulates=False, **fields)
    file_figure(target, 7, 6)
    found = traces(chart_of(target))
    assert {name: set(trace["y"]) for name, trace in found.items() if name != "Actual"} == {
        name: {value} for name, value in lines.items()
    }


@pytest.mark.parametrize(
    ("fields", "june"),
    [
        ({"measure": "level", "value": 230, "baseline": 200, "accumulates": False}, 215.0),
        ({"measure": "level", "comparator": "le", "value": 100, "accumulates": True}, 50.0),
        ({"measure": "level", "comparator": "eq", "value": 0, "baseline": 50, "accumulates": False}, 25.0),
        ({"deadline": dt.date(2024, 8, 31)}, 15.0),
        ({"schedule": [0, 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]}, 8.0),
    ],
)
def test_the_schedule_leads_from_where_it_begins_to_the_target(make_target, fields, june):
    target = make_target(**fields)
    file_figure(target, 7, 6)
    assert traces(chart_of(target))["By schedule"]["y"][5] == pytest.approx(june)


def test_a_rank_improves_upwards(make_target):
    target = make_target(measure="rank", comparator="le", value=3, unit="位", accumulates=False)
    assert chart_of(target).figure["layout"]["yaxis"]["autorange"] == "reversed"


@pytest.mark.parametrize(
    "fields",
    [
        {"measure": "level", "comparator": "qualitative", "value": None, "standard": "达到市级要求"},
        {"measure": "level", "comparator": "relative", "value": 1},
    ],
)
def test_without_anything_to_measure_by_there_is_no_chart(make_target, fields):
    assert chart_of(make_target(**fields)) is None


def test_stages_show_plan_and_day_and_how_late(make_target):
    target = make_target(measure="", comparator="", value=None, unit="", target_class="project")
    for name, planned, done in [
        ("开工", dt.date(2024, 3, 1), dt.date(2024, 2, 20)),
        ("封顶", dt.date(2024, 6, 1), dt.date(2024, 6, 6)),
        ("验收", dt.date(2024, 8, 10), None),
        ("投用", dt.date(2024, 12, 1), None),
    ]:
        Stage.objects.create(target=target, name=name, planned_on=planned, done_on=done)
    chart = chart_of(target)
    assert [row[-1] for row in chart.table.rows] == [
        "done", "done, 5 days late", "behind schedule, 10 days late", "not due yet"
    ]  # fmt: skip
    planned, done = chart.figure["data"]
    assert (planned["y"], done["y"]) == (["开工", "封顶", "验收", "投用"], ["开工", "封顶"])
    assert done["marker"]["color"] == [COLOURS["blue"], COLOURS["yellow"]]


def test_the_chart_says_what_it_rests_on_even_as_a_picture(make_target):
    target = make_target()
    file_figure(target, 6, 8)
    caption = chart_of(target).figure["layout"]["title"]["text"]
    assert caption == (
        "Rule set: 默认规则 v1<br>figures to the end of July · as of Aug. 20, 2024<br>approved figures only"
    )


def test_names_in_the_chart_are_never_markup(make_target, rules):
    rules.name = "<b>x</b>"
    rules.save()
    target = make_target(unit="<i>家</i>")
    file_figure(target, 6, 8)
    figure = chart_of(target).figure
    assert "<b>" not in figure["layout"]["title"]["text"]
    assert "<i>" not in figure["data"][1]["hovertemplate"]
