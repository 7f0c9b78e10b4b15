"""Pictures of charts: what they show lies where it belongs, and nothing is lost on the way."""

from xml.etree import ElementTree as ET

import pytest

from reports.shared.charts import figure
from reports.shared.pictures import picture
from reports.shared.pictures.scales import scale_of

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ["甲局", "乙局"]
BY_NAME = {"type": "category", "categoryorder": "array", "categoryarray": NAMES}


def drawing(traces, *, width=600, **layout):
    text = picture(figure(traces, **layout), key="chart", width=width)
    return ET.fromstring(text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314 - our own


def bar(name, counts, colour="#123456", shape=""):
    marker = {"color": colour, "line": {"color": "#ffffff", "width": 1}, "pattern": {"shape": shape}}
    return {"type": "bar", "orientation": "h", "name": name, "x": counts, "y": NAMES, "text": counts, "marker": marker}


def line(values, **more):
    looks = {"line": {"color": "#1d4d7c", "width": 2}, "marker": {"size": 10, "color": "#1d4d7c"}}
    return {"type": "scatter", "mode": "lines+markers", "name": "实绩", "x": NAMES, "y": values} | looks | more


def rects(root, colour):
    return [each for each in root.iter(f"{SVG}rect") if each.get("fill") == colour and float(each.get("height")) > 12]


def said(root):
    return [each.text for each in root.iter(f"{SVG}text")]


def test_stacked_bars_stand_end_to_end_and_are_as_long_as_their_numbers():
    root = drawing([bar("完成", [2, 1]), bar("滞后", [4, 0], "#cf4a4a")], yaxis=BY_NAME | {"autorange": "reversed"})
    (first, second), (behind,) = rects(root, "#123456"), rects(root, "#cf4a4a")
    assert float(first.get("width")) == pytest.approx(2 * float(second.get("width")), abs=0.2)
    assert float(behind.get("width")) == pytest.approx(2 * float(first.get("width")), abs=0.2)
    assert float(behind.get("x")) == pytest.approx(float(first.get("x")) + float(first.get("width")), abs=0.2)
    assert float(first.get("y")) < float(second.get("y"))


def test_a_pattern_tells_apart_what_a_colour_does_not():
    root = drawing([bar("超进度", [2, 1], shape="\\")], yaxis=BY_NAME)
    (pattern,) = root.iter(f"{SVG}pattern")
    assert len(rects(root, f"url(#{pattern.get('id')})")) == 2


def test_a_missing_value_leaves_a_gap_and_no_point():
    axis = {"type": "category", "categoryarray": ["一", "二", "三", "四"]}
    root = drawing([line([1.0, None, 3.0, 4.0], x=axis["categoryarray"])], xaxis=axis)
    paths = [each.get("d") for each in root.iter(f"{SVG}path") if each.get("stroke") == "#1d4d7c"]
    assert sorted(path.count("M") for path in paths) == [1, 2]
    assert len([each for each in root.iter(f"{SVG}circle") if each.get("r") == "5"]) == 3


def test_the_first_place_of_a_ranking_is_at_the_top():
    root = drawing([line([1.0, 5.0])], xaxis=BY_NAME, yaxis={"autorange": "reversed"})
    first, fifth = [each for each in root.iter(f"{SVG}circle") if each.get("r") == "5"]
    assert float(first.get("cy")) < float(fifth.get("cy"))


def test_words_of_people_stay_words():
    name = "&lt;script&gt;甲&amp;乙"
    root = drawing([line([1.0, 2.0], name=name)], xaxis=BY_NAME, caption=["规则 <b>"])
    assert {"<script>甲&乙", "规则 <b>"} <= set(said(root))
    assert list(root.iter(f"{SVG}script")) == []


@pytest.mark.parametrize("width", [330, 1000])
def test_everything_lies_on_the_sheet(width):
    long = "区规划和自然资源局（区不动产登记中心）"
    axis = {"type": "category", "categoryarray": [long]}
    trace = bar("完成", [3]) | {"y": [long]}
    root = drawing([trace], width=width, yaxis=axis, caption=["一句很长的说明" * 12])
    assert "".join(text for text in said(root) if text in long) == long
    for each in root.iter(f"{SVG}text"):
        assert 0 <= float(each.get("x")) <= width
    assert max(float(each.get("y")) for each in root.iter(f"{SVG}text")) < float(root.get("viewBox").split()[3])


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ([0, 25], ["0", "5", "10", "15", "20", "25"]),
        ([0.1, 0.4], ["0.0", "0.1", "0.2", "0.3", "0.4"]),
        ([-3, 4], ["−2", "0", "2", "4"]),
        ([0, 12_000], ["0", "5,000", "10,000"]),
        ([0, 0], ["−1.0", "−0.5", "0.0", "0.5", "1.0"]),
        ([], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    ],
)
def test_numbers_are_marked_in_round_steps(values, marks):
    assert [text for _value, text in scale_of({}, values, from_zero=True).marks] == marks


def test_days_lie_in_their_order_and_months_are_named():
    scale = scale_of({"type": "date"}, ["2026-03-15", "2026-12-31"], from_zero=False).between(0, 100)
    assert 0 < scale.at("2026-03-15") < scale.at("2026-08-01") < scale.at("2026-12-31") < 100
    assert [text for _value, text in scale.marks] == ["2026-03", "2026-05", "2026-07", "2026-09", "2026-11", "2027-01"]


BESIDE_AXIS = {"type": "category", "categoryarray": ["一", "二"]}


def heights_of(root, *names):
    return [float(each.get("y")) for name in names for each in root.iter(f"{SVG}text") if each.text == name]


def beside(*lines, width=600):
    traces = [line(values, x=["一", "二"], name=name, legendgroup=name) for name, values in lines]
    return drawing(traces, xaxis=BESIDE_AXIS, meta={"names": "beside"}, width=width)


def test_names_beside_lines_stand_in_the_order_of_their_ends_and_never_on_each_other():
    root = beside(("低区", [9.0, 1.0]), ("高区", [1.0, 9.0]), ("近区", [5.0, 9.0]), ("无区", [None, None]))
    low, high, near, nothing = heights_of(root, "低区", "高区", "近区", "无区")
    assert high < low
    assert near < low
    assert abs(high - near) >= 20
    assert abs(low - nothing) >= 20
    rights = [float(each.get("x")) for each in root.iter(f"{SVG}text") if each.text == "高区"]
    assert rights[0] > 500


def test_names_too_long_to_stand_beside_are_in_the_legend():
    (height,) = heights_of(beside(("很长很长的地区名称很长很长", [1.0, 9.0]), width=300), "很长很长的地区名称很长很长")
    assert height < 20


def test_on_a_narrow_sheet_each_line_gets_a_frame_of_its_own_on_the_same_scale():
    root = beside(("低区", [1.0, 2.0]), ("高区", [8.0, 9.0]), width=330)
    frames = [each for each in root.iter(f"{SVG}g") if each.get("transform", "").startswith("translate")]
    assert [{"低区", "高区"} & set(said(each)) for each in frames] == [{"低区"}, {"高区"}]
    marks = [text for text in said(root) if text.isdigit()]
    assert marks[: len(marks) // 2] == marks[len(marks) // 2 :] == ["2", "4", "6", "8"]
    assert len(heights_of(root, "一")) == 2
    assert len(heights_of(beside(("低区", [1.0, 2.0]), width=330), "一")) == 1
