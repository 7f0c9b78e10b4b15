import datetime as dt
from decimal import Decimal

import plotly.graph_objects as go
import pytest
from django.utils.translation import override

from reports.shared.charts import COLOURS, PAPER
from reports.shared.pictures import picture
from tests.tracker.filing import file_figure
from tracker.indicators.models import ComparabilityBreak
from tracker.progress.judgement import judge_on
from tracker.progress.month_chart import Beside, target_chart
from tracker.progress.outlook import earlier_years, last_year_of, outlook_of
from tracker.targets.models import Stage, Target
from tracker.verdicts.basis import basis_on

AUGUST = dt.date(2024, 8, 20)


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def chart_of(target, *, month=7, today=AUGUST, user=None):
    (judged,) = judge_on(Target.objects.filter(pk=target.pk), basis_on(today, month=month))
    earlier = earlier_years(target, user) if user else []
    beside = Beside(last_year_of(target, earlier), outlook_of(judged, earlier) if user else None)
    return target_chart(judged, target.entries.all(), beside)


LAST_YEAR = {"year": 2023, "deadline": dt.date(2023, 12, 31)}


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


@pytest.mark.parametrize("year", [2023, 2024])
def test_last_year_is_a_thin_line_that_says_where_it_cannot_be_compared(make_target, gdp, reviewer, year):
    terms = {"measure": "growth", "value": 7, "unit": "%", "indicator": gdp}
    before = make_target(**terms | LAST_YEAR)
    for month, value in {3: "5.1", 6: "5.9", 12: "6.1"}.items():
        file_figure(before, month, Decimal(value))
    target = make_target(frequency="quarterly", **terms)
    file_figure(target, 6, Decimal("6.2"))
    ComparabilityBreak.objects.create(indicator=gdp, year=year, what="Another method")
    name = "Last year (not comparable)" if year == 2024 else "Last year"
    chart = chart_of(target, user=reviewer)
    assert list(traces(chart)) == ["Target", name, "Actual"]
    line = traces(chart)[name]
    assert (line["x"], line["y"]) == (["March", "June", "December"], [5.1, 5.9, 6.1])
    assert chart.table.header == ["Month", name, "Actual", "Status"]
    rows = {row[0]: row[1:] for row in chart.table.rows}
    assert (rows["June"][:2], rows["September"]) == (["5.9%", "6.2%"], ["—", "—", "not due yet"])


def test_where_it_is_heading_is_a_line_from_the_newest_figure_that_counts(make_target, reviewer):
    target = make_target()
    file_figure(target, 5, 9)
    file_figure(target, 6, 20, "submitted")
    found = traces(chart_of(target, user=reviewer))
    assert list(found) == ["By schedule", "Target", "Actual", "Waits for approval", "Expected at the year's end"]
    line = found["Expected at the year's end"]
    assert (line["x"], line["y"]) == (["May", "December"], [9, 21.6])


def test_last_year_is_not_drawn_for_who_may_not_read_it_and_not_where_two_could_be_meant(
    make_target, gdp, other_reporter, other_department, reviewer
):
    file_figure(make_target(indicator=gdp, **LAST_YEAR), 6, 9)
    target = make_target(indicator=gdp)
    target.supporting.add(other_department)
    file_figure(target, 6, 8)
    assert "Last year" not in traces(chart_of(target, user=other_reporter))
    assert "Last year" in traces(chart_of(target, user=reviewer))
    file_figure(make_target(indicator=gdp, **LAST_YEAR), 6, 9)
    assert "Last year" not in traces(chart_of(target, user=reviewer))


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
