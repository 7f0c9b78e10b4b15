"""Charts: Plotly figures as plain dicts, each with the table that says the same in figures."""

from tracker.charts.chart import Chart, Table
from tracker.charts.shares import status_chart
from tracker.charts.targets import target_chart
from tracker.charts.trends import Series, trend_chart

__all__ = ["Chart", "Series", "Table", "status_chart", "target_chart", "trend_chart"]
