"""What a chart is, and the look that all charts share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.html import escape

Figure = dict[str, Any]

INK = "#1b2733"
INK_SOFT = "#56636f"
LINE = "#dfe4ea"
BRAND = "#1d4d7c"
PAPER = "#ffffff"
# The tones of the style sheet, a shade lighter so that large areas stay calm and black text stays readable on them.
COLOURS: Mapping[str, str] = {
    "blue": "#4f7df0",
    "green": "#3fa36f",
    "yellow": "#e5b335",
    "orange": "#dd7a35",
    "red": "#cf4a4a",
    "grey": "#9aa6b1",
}
SERIES_COLOURS = ("#1d4d7c", "#b4472a", "#2f7d57", "#7a4fa3", "#8a6a14", "#1c7f8c", "#a8396b", "#5b6470")
SERIES_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star", "hexagon")


@dataclass(frozen=True)
class Table:
    """The figures of a chart in rows: for readers who do not see it, for print, and for all who want to check."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]

    @property
    def labelled_rows(self) -> list[list[tuple[str, str]]]:
        """The rows with each value under its column's name, for a screen that has no room for columns."""
        return [list(zip(self.header, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Chart:
    """A figure for the page under a key of its own, its name, and the same in a table unless the page has one."""

    key: str
    title: str
    figure: Figure
    table: Table | None = None

    @property
    def data_id(self) -> str:
        """The id of the script element that carries the figure."""
        return f"{self.key}-figure"


def number(value: Decimal | None) -> float | None:
    """Return a figure as the chart library takes it; a chart shows some five digits, tables show them all."""
    return None if value is None else float(value)


def figure(traces: Sequence[Any], *, caption: Sequence[str] = (), **layout: Any) -> Figure:
    """Return a checked figure of these traces in the house style, with lines under it that say what it rests on.

    Raises ValueError when the library does not know a property.
    """
    import plotly.graph_objects as go  # 40 ms that only pages with a chart should pay

    layout = {"template": "none", "title": _caption(caption), **layout}
    layout.setdefault("margin", {"b": 52 + 15 * len(caption)})
    drawn = dict(go.Figure(data=list(traces), layout=layout).to_dict())
    drawn["layout"]["template"] = _template()
    return drawn


def _caption(lines: Sequence[str]) -> Figure:
    """The chart library's title, used as a caption: it stays with the picture when somebody saves it."""
    place = {"x": 0, "xref": "container", "xanchor": "left", "y": 0, "yref": "container", "yanchor": "bottom"}
    return {
        "text": "<br>".join(escape(line) for line in lines),
        **place,
        "pad": {"l": 8, "b": 6 + 15 * (len(lines) - 1)},
    }


@cache
def _template() -> Figure:
    """The house style, checked once: for each figure anew that would take as long as all the rest of it."""
    import plotly.graph_objects as go

    return dict(go.layout.Template(layout=_house_style()).to_plotly_json())


def _house_style() -> Figure:
    axis = {
        "gridcolor": LINE, "zerolinecolor": INK_SOFT, "linecolor": LINE, "tickfont": {"color": INK_SOFT},
        "title": {"font": {"color": INK_SOFT, "size": 12}}, "automargin": True, "fixedrange": True,
    }  # fmt: skip
    return {
        "font": {"size": 13, "color": INK},
        "title": {"font": {"size": 11, "color": INK_SOFT}},
        "colorway": list(SERIES_COLOURS),
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "margin": {"l": 48, "r": 16, "t": 40},
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": LINE, "font": {"color": INK}},
        "xaxis": {**axis, "showgrid": False},
        "yaxis": {**axis, "zeroline": True},
    }
