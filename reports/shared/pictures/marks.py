"""Bars, lines and points of a figure."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reports.shared.pictures.drawing import SIZE, element, width_of, words
from reports.shared.pictures.scales import Scale

Trace = dict[str, Any]
DASHES = {"dot": "2 3", "dash": "8 5", "dashdot": "8 3 2 3"}
PATTERNS = {
    "/": "M0 6L6 0", "\\": "M0 0L6 6", "x": "M0 0L6 6M0 6L6 0", "-": "M0 3H6", "+": "M0 3H6M3 0V6", ".": "M2 3H4",
}  # fmt: skip
CORNERS: Mapping[str, Sequence[tuple[float, float]]] = {
    "square": [(-1, -1), (1, -1), (1, 1), (-1, 1)],
    "diamond": [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
    "triangle-up": [(0, -1.2), (1.15, 0.8), (-1.15, 0.8)],
    "cross": [(-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4),
              (0.4, 1.2), (-0.4, 1.2), (-0.4, 0.4), (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4)],
    "x": [(0, -0.6), (0.6, -1.2), (1.2, -0.6), (0.6, 0), (1.2, 0.6), (0.6, 1.2),
          (0, 0.6), (-0.6, 1.2), (-1.2, 0.6), (-0.6, 0), (-1.2, -0.6), (-0.6, -1.2)],
    "hexagon": [(math.sin(n * math.pi / 3), math.cos(n * math.pi / 3)) for n in range(6)],
    "star": [((1.3 if n % 2 == 0 else 0.55) * math.sin(n * math.pi / 5),
              -(1.3 if n % 2 == 0 else 0.55) * math.cos(n * math.pi / 5)) for n in range(10)],
}  # fmt: skip
SMALLEST = 8
"""Words in a bar are no smaller than this; what does not fit is in the table."""


def each(value: Any, count: int) -> list[Any]:
    """Return a property for every point: one for all of them, or one for each."""
    return list(value) if isinstance(value, list | tuple) else [value] * count


def pattern(key: str, shape: str) -> str:
    """Return what a surface is hatched with."""
    line = element("path", d=PATTERNS[shape], stroke="#fff", stroke_width=1.5 if shape == "." else 1, fill="none")
    return element("pattern", line, id=key, width=6, height=6, patternUnits="userSpaceOnUse")


def drawn(traces: Sequence[Trace], x: Scale, y: Scale, key: str, gap: float) -> str:
    """Return all traces: bars, stacked where they lie down, and over them lines and points."""
    ends: dict[Any, float] = defaultdict(float)
    bars = [_bars(trace, x, y, ends, key, gap) for trace in traces if trace["type"] == "bar"]
    return "".join([*bars, *(_scatter(trace, x, y) for trace in traces if trace["type"] == "scatter")])


def _bars(trace: Trace, x: Scale, y: Scale, ends: dict[Any, float], key: str, gap: float) -> str:
    marker, count = trace["marker"], len(trace["x"])
    colours, edge = each(marker["color"], count), marker["line"]
    edges, texts = each(edge["color"], count), each(trace.get("text", ""), count)
    shape = marker.get("pattern", {}).get("shape")
    parts = []
    for index, box in enumerate(_boxes(trace, x, y, ends, gap)):
        if box is None:
            continue
        place = dict(zip(("x", "y", "width", "height"), box, strict=True))
        parts.append(element("rect", **place, fill=colours[index], stroke=edges[index], stroke_width=edge["width"]))
        if shape:
            parts.append(element("rect", **place, fill=f"url(#{key}-{ord(shape)})"))
        parts.append(_in_bar(str(texts[index]), box, is_upright=trace.get("orientation") != "h"))
    return element("g", *parts, "")


def _boxes(
    trace: Trace, x: Scale, y: Scale, ends: dict[Any, float], gap: float
) -> Iterator[tuple[float, float, float, float] | None]:
    """Yield left, top, width and height of each bar; None where there is nothing to see."""
    for across, along in zip(trace["x"], trace["y"], strict=True):
        if trace.get("orientation") == "h":
            start, ends[along] = ends[along], ends[along] + across
            height = y.unit * (1 - gap)
            box = (x.at(start), y.at(along) - height / 2, x.at(ends[along]) - x.at(start), height)
            yield box if across else None
        elif along is None:
            yield None
        else:
            width, top, foot = x.unit * trace.get("width", 1 - gap), y.at(along), y.at(0)
            yield x.at(across) - width / 2, min(top, foot), width, abs(foot - top)


def _in_bar(text: str, box: tuple[float, float, float, float], *, is_upright: bool) -> str:
    """Words in the middle of a bar that lies, at the end of one that stands; above it where it is too low."""
    left, top, width, height = box
    size = min(float(SIZE), SIZE * width / (width_of(text) + 2))
    if not text or (size < SMALLEST and not is_upright):
        return ""
    middle = top + height / 2 + size / 3
    line = (top + SIZE + 3 if height > SIZE + 6 else top - 4) if is_upright else middle
    return words(left + width / 2, line, text, text_anchor="middle", font_size=size)


def _scatter(trace: Trace, x: Scale, y: Scale) -> str:
    places = [
        None if value is None else (x.at(name), y.at(value)) for name, value in zip(trace["x"], trace["y"], strict=True)
    ]
    mode = trace["mode"]
    parts = [_line(places, trace["line"])] if "lines" in mode else []
    parts += _points(trace, places) if "markers" in mode else []
    if "text" in mode:
        texts = each(trace["text"], len(places))
        parts += [words(at[0] + SIZE, at[1] + 4, text) for at, text in zip(places, texts, strict=True) if at]
    return element("g", *parts, "")


def _line(places: Sequence[tuple[float, float] | None], line: Trace) -> str:
    """A path that stays open where a value is missing."""
    steps, pen = [], "M"
    for place in places:
        if place:
            steps.append(f"{pen}{place[0]:.1f} {place[1]:.1f}")
        pen = "L" if place else "M"
    return element("path", d="".join(steps), **stroke_of(line))


def stroke_of(line: Trace) -> dict[str, object]:
    """Return how a line looks."""
    dash = {"stroke_dasharray": DASHES[line["dash"]]} if line.get("dash") else {}
    return {"fill": "none", "stroke": line["color"], "stroke_width": line["width"], **dash}


def _points(trace: Trace, places: Sequence[tuple[float, float] | None]) -> list[str]:
    marker, count = trace["marker"], len(places)
    colour = marker["color"] if "color" in marker else trace["line"]["color"]
    edge = marker.get("line") or {"color": colour, "width": 0}
    looks = zip(each(colour, count), each(edge["color"], count), each(marker.get("symbol"), count), strict=True)
    return [
        point(place, marker["size"], symbol, fill=fill, stroke=stroke, stroke_width=edge["width"],
              opacity=marker.get("opacity", 1))
        for place, (fill, stroke, symbol) in zip(places, looks, strict=True)
        if place
    ]  # fmt: skip


def point(place: tuple[float, float], size: float, symbol: str | None, **look: object) -> str:
    """Return one point: a circle, or a shape with corners."""
    x, y = place
    if symbol is None or symbol not in CORNERS:
        return element("circle", cx=x, cy=y, r=size / 2, **look)
    corners = " ".join(f"{x + size * 0.45 * dx:.1f},{y + size * 0.45 * dy:.1f}" for dx, dy in CORNERS[symbol])
    return element("polygon", points=corners, **look)
