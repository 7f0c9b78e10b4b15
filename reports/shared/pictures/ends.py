"""Names at the ends of lines, in the margin at the right: the eye need not go to a legend and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reports.shared.pictures.scales import Scale

Trace = dict[str, Any]
BESIDE = {"names": "beside"}
"""What a layout's `meta` says to ask for it."""


def end_of(trace: Trace, traces: Sequence[Trace], x: Scale, y: Scale) -> float:
    """Return the height of the last known point of a trace and of those that belong to it, else the foot.

    Of two points above the same place on the axis the later trace's counts.
    """
    group = trace.get("legendgroup")
    family = [each for each in traces if each is trace or (group and each.get("legendgroup") == group)]
    known = [
        (x.at(name), order, y.at(value))
        for order, each in enumerate(family)
        for name, value in zip(each["x"], each["y"], strict=True)
        if value is not None
    ]
    return max(known)[2] if known else y.start


def apart(heights: Sequence[float], room: float, *, top: float, bottom: float) -> list[float]:
    """Return heights as near to these as may be, in the same order, `room` apart and between top and bottom."""
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    placed = [0.0] * len(heights)
    least = top
    for index in order:
        placed[index] = max(heights[index], least)
        least = placed[index] + room
    most = bottom
    for index in reversed(order):
        placed[index] = min(placed[index], most)
        most = placed[index] - room
    return placed
