"""Charts for templates."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from reports.shared.charts import Chart
from reports.shared.pictures import picture as drawing

register = template.Library()


@register.simple_tag
def picture(chart: Chart, width: int) -> SafeString:
    """Return a chart drawn for a sheet of that width."""
    return drawing(chart.figure, key=chart.key, width=width)
