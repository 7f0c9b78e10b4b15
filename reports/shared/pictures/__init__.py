"""Charts as pictures that the server draws: seen at once, without a library, without JavaScript, and on paper.

What a picture shows is a figure of `reports/shared/charts.py`: bars, lines, points; names, numbers or days on the axes.
The library draws the same figure anew when somebody points at it, and adds what only it can: values under the pointer.
"""

from reports.shared.pictures.frame import picture

__all__ = ["picture"]
