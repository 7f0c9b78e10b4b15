"""A whole picture: legend, axes, grid, marks, and what it rests on below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from reports.shared.charts import INK_SOFT, LINE
from reports.shared.pictures.drawing import SIZE, element, in_lines, width_of, words
from reports.shared.pictures.ends import BESIDE, apart, end_of
from reports.shared.pictures.marks import DASHES, PATTERNS, drawn, each, pattern, point, stroke_of
from reports.shared.pictures.scales import Scale, scale_of

HEIGHT = 352
ROW, CAPTION_ROW, SWATCH = 20, 15, 24
MOST_FOR_NAMES = 0.36
CROWDED, SMALL = 480, 150
"""On sheets as narrow as this each line gets a small frame of its own, so high."""
MOST_BESIDE = 10
"""So many names find room beside the lines; more stand in a legend."""


def picture(figure: dict[str, Any], *, key: str, width: int) -> SafeString:
    """Return the drawing of a figure that is `width` pixels wide; the key makes its ids its own on the page."""
    frame = Frame(figure["data"], figure["layout"], key, width)
    return mark_safe(frame.small_multiples() if frame.is_crowded else frame.drawing())  # noqa: S308 - escaped above


@dataclass(frozen=True)
class Frame:
    """A figure on its sheet."""

    traces: list[dict[str, Any]]
    layout: dict[str, Any]
    key: str
    width: int
    among: Sequence[dict[str, Any]] = ()
    """The traces of all frames that are to be compared with this one: they share the upright scale."""

    def drawing(self) -> str:
        """Return it all."""
        return self._sheet(self._inside(), self.height)

    @property
    def is_crowded(self) -> bool:
        """Whether it has several lines to tell apart and no room for their names beside them."""
        return self.layout.get("meta") == BESIDE and len(self._families) > 1 and self.width <= CROWDED

    def small_multiples(self) -> str:
        """Return a small frame for each line with what belongs to it, one under the other on the same scale."""
        layout = {**self.layout, "height": SMALL, "title": {"text": ""}, "meta": None}
        parts, foot = [], 0.0
        for place, traces in enumerate(self._families):
            small = Frame(traces, layout, f"{self.key}-{place}", self.width, self.traces)
            parts.append(element("g", small._inside(), transform=f"translate(0 {foot:.1f})"))
            foot += small.height
        height = foot + len(self.caption) * CAPTION_ROW
        return self._sheet("".join(parts) + self._caption(foot), height)

    @property
    def _families(self) -> list[list[dict[str, Any]]]:
        """The traces that belong together."""
        families: dict[str, list[dict[str, Any]]] = {}
        for trace in self.traces:
            families.setdefault(trace.get("legendgroup") or trace.get("name", ""), []).append(trace)
        return list(families.values())

    def _sheet(self, inside: str, height: float) -> str:
        return element("svg", inside, viewBox=f"0 0 {self.width} {height}", font_size=SIZE, aria_hidden="true")

    def _inside(self) -> str:
        x, y = self.scales
        key = f"{self.key}-{self.width}"
        shapes = {trace["marker"].get("pattern", {}).get("shape") for trace in self.traces if trace["type"] == "bar"}
        return "".join([
            *(pattern(f"{key}-{ord(shape)}", shape) for shape in sorted(shapes & PATTERNS.keys())),
            self._legend(), self._axes(x, y), self._names_beside(x, y),
            drawn(self.traces, x, y, key, self.layout.get("bargap", 0.2)),
            self._signs(x), self._caption(self.height - len(self.caption) * CAPTION_ROW),
        ])  # fmt: skip

    @property
    def height(self) -> float:
        """The height that the figure asks for, and what a legend of many lines takes more."""
        return float(self.layout.get("height") or HEIGHT) + max(0, len(self.legend_rows) - 2) * ROW

    @cached_property
    def legend_rows(self) -> list[list[dict[str, Any]]]:
        """The traces that the legend names, line by line."""
        rows: list[list[dict[str, Any]]] = [[]]
        used = 0.0
        for trace in () if self.room_beside else self.named:
            room = SWATCH + width_of(trace.get("name", "")) + SIZE
            if rows[-1] and used + room > self.width:
                rows.append([])
                used = 0.0
            rows[-1].append(trace)
            used += room
        return rows

    @property
    def named(self) -> list[dict[str, Any]]:
        """The traces whose names are shown."""
        return [trace for trace in self.traces if trace.get("showlegend") is not False and trace["x"]]

    @cached_property
    def room_beside(self) -> float:
        """What names at the lines' ends take; nothing where none are asked for or they would take too much."""
        if self.layout.get("meta") != BESIDE or not 0 < len(self.named) <= MOST_BESIDE:
            return 0
        room = SWATCH + max(width_of(trace.get("name", "")) for trace in self.named)
        return room if room <= self.width * MOST_FOR_NAMES else 0

    @cached_property
    def scales(self) -> tuple[Scale, Scale]:
        """The two axes in their places."""
        x, y = self._scale("x"), self._scale("y")
        top, bottom = (
            (0 if self.room_beside else len(self.legend_rows)) * ROW + 14,
            self.height - len(self.caption) * CAPTION_ROW - 32,
        )
        left = self.left
        return x.between(left, self.width - 14 - self.room_beside), y.between(bottom, top)

    @cached_property
    def left(self) -> float:
        """What the words beside the upright axis take."""
        y = self._scale("y")
        longest = max((width_of(text) for _value, text in y.marks), default=0)
        return min(longest, self.width * MOST_FOR_NAMES) + (30 if self._title("y") else 12)

    @property
    def caption(self) -> list[str]:
        """The lines below the picture, broken where the sheet is narrow."""
        lines = [line for line in self.layout["title"]["text"].split("<br>") if line]
        return [part for line in lines for part in in_lines(line, (self.width - 16) * SIZE / 11)]

    def _scale(self, name: str) -> Scale:
        bars = [trace for trace in self.traces if trace["type"] == "bar"]
        lying = [trace for trace in bars if trace.get("orientation") == "h"]
        values = [value for trace in self.among or self.traces for value in trace[name]]
        if lying and name == "x":
            values = [sum(column) for column in zip(*(trace["x"] for trace in lying), strict=True)]
        values += [shape[f"{name}0"] for shape in self.layout.get("shapes", ()) if shape[f"{name}ref"] == name]
        return scale_of(self.layout.get(f"{name}axis", {}), values, from_zero=bool(bars))

    def _title(self, name: str) -> str:
        return str(self.layout.get(f"{name}axis", {}).get("title", {}).get("text") or "")

    def _legend(self) -> str:
        parts = []
        for line, row in enumerate(self.legend_rows):
            x = 4.0
            for trace in row:
                parts.append(self._swatch(trace, x, line * ROW + 12.0))
                parts.append(words(x + SWATCH, line * ROW + 16, trace.get("name", "")))
                x += SWATCH + width_of(trace.get("name", "")) + SIZE
        return element("g", *parts, "")

    def _names_beside(self, x: Scale, y: Scale) -> str:
        if not self.room_beside:
            return ""
        heights = [end_of(trace, self.traces, x, y) for trace in self.named]
        parts = []
        for trace, at in zip(self.named, apart(heights, ROW, top=y.end, bottom=y.start), strict=True):
            parts.append(self._swatch(trace, x.end, at))
            parts.append(words(x.end + SWATCH, at + 4, trace.get("name", "")))
        return element("g", *parts, "")

    def _swatch(self, trace: dict[str, Any], x: float, y: float) -> str:
        marker, line = trace.get("marker", {}), trace.get("line", {})
        colours = each(marker.get("color") or line.get("color"), 1) or [INK_SOFT]
        if trace["type"] == "bar":
            shape = marker.get("pattern", {}).get("shape")
            place = {"x": x, "y": y - 6, "width": 16, "height": 12}
            hatch = element("rect", **place, fill=f"url(#{self.key}-{self.width}-{ord(shape)})") if shape else ""
            edge = (each(marker["line"]["color"], 1) or [INK_SOFT])[0]
            return element("rect", **place, fill=colours[0], stroke=edge) + hatch
        symbol = (each(marker.get("symbol"), 1) or [None])[0]
        edge = (each(marker.get("line", {}).get("color", colours[0]), 1) or colours)[0]
        dot = point((x + 9, y), 9, symbol, fill=colours[0], stroke=edge)
        drawn_line = element("path", d=f"M{x} {y}h18", **stroke_of(line)) if "lines" in trace["mode"] else ""
        return drawn_line + (dot if "markers" in trace["mode"] else "")

    def _axes(self, x: Scale, y: Scale) -> str:
        grid = {"stroke": LINE, "stroke_width": 1}
        parts = [self._name(x, value, text, y) for value, text in self._fitting(x)]
        for value, text in y.marks:
            at = y.start + (value - y.low) / (y.high - y.low) * (y.end - y.start)
            if not y.names:
                parts.append(element("path", d=f"M{x.start:.1f} {at:.1f}H{x.end:.1f}", **grid))
            parts += self._lines(text, x.start - 6, at, y)
        if self._title("y"):
            place = (y.start + y.end) / 2
            turned = f"rotate(-90 12 {place:.1f})"
            parts.append(words(12, place, self._title("y"), text_anchor="middle", transform=turned))
        return element("g", *parts, "", fill=INK_SOFT)

    def _fitting(self, x: Scale) -> list[tuple[float, str]]:
        """The names under the picture; every other one where they would touch."""
        room = (x.end - x.start) / max(1, len(x.marks))
        is_tight = max((width_of(text) for _value, text in x.marks), default=0) + 6 > room
        return list(x.marks[:: 2 if is_tight else 1])

    def _name(self, x: Scale, value: float, text: str, y: Scale) -> str:
        at = x.start + (value - x.low) / (x.high - x.low) * (x.end - x.start)
        line = "" if x.names else element("path", d=f"M{at:.1f} {y.start:.1f}V{y.end:.1f}", stroke=LINE)
        return line + words(at, y.start + 16, text, text_anchor="middle")

    def _lines(self, text: str, right: float, at: float, y: Scale) -> list[str]:
        lines = in_lines(text, self.width * MOST_FOR_NAMES) if y.names else [text]
        first = at + 4 - (len(lines) - 1) * SIZE / 2
        return [words(right, first + n * SIZE, line, text_anchor="end") for n, line in enumerate(lines)]

    def _signs(self, x: Scale) -> str:
        _x, y = self.scales
        parts = [
            element("path", d=f"M{x.at(shape['x0']):.1f} {y.start:.1f}V{y.end:.1f}", stroke=shape["line"]["color"],
                    stroke_dasharray=DASHES[shape["line"]["dash"]])
            for shape in self.layout.get("shapes", ())
        ]  # fmt: skip
        parts += [
            words(x.at(note["x"]), y.start - 4, note["text"], text_anchor="middle", fill=INK_SOFT)
            for note in self.layout.get("annotations", ())
        ]
        return element("g", *parts, "")

    def _caption(self, foot: float) -> str:
        lines = [words(8, foot + 8 + n * CAPTION_ROW, line) for n, line in enumerate(self.caption)]
        return element("g", *lines, "", font_size=11, fill=INK_SOFT)
