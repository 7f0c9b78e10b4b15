"""Rankings in templates."""

from __future__ import annotations

from reports.shared import display
from reports.shared.templatetags.figures import register


@register.filter
def move(ranks: int | None) -> str:
    """Print how many ranks a district won or lost since the period before."""
    if ranks is None:
        return display.UNKNOWN
    if ranks == 0:
        return "＝"
    return f"▲ {ranks}" if ranks > 0 else f"▼ {-ranks}"
