from decimal import Decimal

import plotly.graph_objects as go
from django.utils.translation import override

from reports.shared.pictures import picture
from tracker.dashboards.trend_chart import Series, trend_chart

QINGXI = Series(
    label="青溪区",
    targets={2022: Decimal(6), 2024: Decimal("6.5")},
    actuals={2022: Decimal("5.8"), 2023: Decimal(0)},
    partial={2024: (Decimal("6.1"), 9)},
)


def figure_of(*series):
    with override("en"):
        return trend_chart(series, range(2022, 2025), title="t", unit="%", caption=["as of today"]).figure


def test_a_year_without_a_figure_is_a_gap_and_a_zero_is_a_zero():
    promised, reached, _partial = figure_of(QINGXI)["data"]
    assert (promised["x"], promised["y"]) == (["2022", "2023", "2024"], [6.0, None, 6.5])
    assert (reached["y"], reached["connectgaps"]) == ([5.8, 0.0, None], False)


def test_a_year_that_is_not_over_stands_by_itself_and_says_until_when():
    *_whole, partial = figure_of(QINGXI)["data"]
    assert (partial["name"], partial["mode"], partial["y"]) == (
        "青溪区 · until September 2024", "markers", [None, None, 6.1]
    )  # fmt: skip


def test_districts_differ_in_symbol_and_not_in_colour_alone():
    other = Series("白塔区", {2022: Decimal(5)}, {2022: Decimal(5)}, {})
    markers = {(trace["name"][:3], trace["marker"]["symbol"]) for trace in figure_of(QINGXI, other)["data"]}
    assert markers == {("青溪区", "circle"), ("白塔区", "square")}


def test_no_line_runs_across_a_break_and_a_dashed_line_stands_before_it():
    broken = Series(
        "白塔区", {2022: Decimal(6), 2023: Decimal(6)}, dict.fromkeys((2022, 2023, 2024), Decimal(5)), {}, [2023]
    )
    figure = figure_of(broken)
    parts = [(trace["name"], trace["y"], trace.get("showlegend")) for trace in figure["data"]]
    assert parts == [
        ("白塔区 · target", [6.0, None, None], False), ("白塔区 · target", [None, 6.0, None], False),
        ("白塔区", [5.0, None, None], None), ("白塔区", [None, 5.0, 5.0], False),
    ]  # fmt: skip
    (line,) = figure["layout"]["shapes"]
    assert (line["x0"], line["x1"], line["yref"], line["line"]["dash"]) == (0.5, 0.5, "paper", "dash")
    drawn = str(picture(figure, key="trend", width=800))
    assert 'stroke-dasharray="8 5"' in drawn


def test_a_break_before_the_first_year_is_not_drawn():
    assert not figure_of(Series("白塔区", {}, {2022: Decimal(5)}, {}, [2022]))["layout"].get("shapes")


def test_the_figure_is_one_that_plotly_knows():
    figure = figure_of(QINGXI)
    assert go.Figure(figure).to_dict() == figure
