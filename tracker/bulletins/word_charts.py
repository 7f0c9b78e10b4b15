"""Charts that can be edited in Word: the chart as a part of the Word file, with the workbook of its numbers."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Mapping
from typing import Any

import xlsxwriter

SHEET = "数据"
CHART_PART = "xl/charts/chart1.xml"
SAID_OUTRIGHT = (
    (b"<c:chart>", b'<c:roundedCorners val="0"/><c:chart>'),
    (b"</c:title>", b'<c:overlay val="0"/></c:title>'),
    (b"</c:scaling>", b'</c:scaling><c:delete val="0"/>'),
    (
        b'<c:showVal val="1"/>',
        b'<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        b'<c:showPercent val="0"/><c:showBubbleSize val="0"/>',
    ),
)
"""What Excel takes for granted and Word and LibreOffice want to be told, in the order of the schema."""
FEW_BARS, WHOLE = 4, 100
FONT = {"name": "宋体", "size": 9}


def mark_of(key: str) -> str:
    """Return what a template prints where a chart is to stand: a paragraph of its own."""
    return f"⟦{key}⟧"


def charts_for_filling(charts: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """Return the parts of each chart under its mark, ready to be put into a Word file."""
    return {mark_of(key): _parts_of(chart) for key, chart in charts.items()}


def _parts_of(chart: Mapping[str, Any]) -> dict[str, str]:
    workbook = _workbook_of(chart)
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        drawing = package.read(CHART_PART)
    for short, outright in SAID_OUTRIGHT:
        drawing = drawing.replace(short, outright)
    return {
        "chart": base64.b64encode(drawing).decode(),
        "workbook": base64.b64encode(workbook).decode(),
        "title": chart["title"],
    }


def _workbook_of(chart: Mapping[str, Any]) -> bytes:
    out, bars = io.BytesIO(), chart["bars"]
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write_row(0, 0, ["", chart["unit"]])
        for row, (name, value, _colour) in enumerate(bars, 1):
            sheet.write_string(row, 0, name)
            sheet.write_number(row, 1, value)
        drawn = book.add_chart({"type": "column"})
        drawn.add_series({
            "name": [SHEET, 0, 1],
            "categories": [SHEET, 1, 0, len(bars), 0],
            "values": [SHEET, 1, 1, len(bars), 1],
            "points": [{"fill": {"color": colour}} for _name, _value, colour in bars],
            "data_labels": {"value": True, "font": FONT},
            "gap": 60 if len(bars) > FEW_BARS else 250,
        })  # fmt: skip
        drawn.set_title({"name": chart["title"], "name_font": {"name": "黑体", "size": 12, "bold": False}})
        drawn.set_x_axis({"num_font": FONT, "major_tick_mark": "none", "minor_tick_mark": "none"})
        lines = {"visible": True, "line": {"color": "#dfe4ea"}}
        most = {"max": WHOLE} if chart["unit"] == "%" and all(bar[1] <= WHOLE for bar in bars) else {}
        drawn.set_y_axis({"num_font": FONT, "minor_tick_mark": "none", "min": 0, "major_gridlines": lines} | most)
        drawn.set_legend({"none": True})
        sheet.insert_chart("D2", drawn)
    return out.getvalue()
