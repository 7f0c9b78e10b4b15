"""Rankings in templates."""

from __future__ import annotations

from reports.shared import display
from reports.shared.templatetags.figures import register


@register.filter
def move(places: int | None) -> str:
    """Print how many places a district won or lost since the period before."""
    if places is None:
        return display.UNKNOWN
    if places == 0:
        return "＝"
    return f"▲ {places}" if places > 0 else f"▼ {-places}"
