"""The reading engine: the text of a work report in, statements out.

>>> from reports.extraction import extract
>>> [s.indicator for s in extract("2024年，地区生产总值增长7%。", year=2024)]
['地区生产总值']

Pure Python: no Django, no dictionary to load, no file but the lexicons beside this module. `README.md` describes
the algorithm step by step and lists the rules in their order.
"""

from __future__ import annotations

from .engine import explain, read
from .genres import year_of_title
from .model import Comparator, Decision, DocumentKind, Kind, Measure, Nature, Passage, Reading, Role, SetRole, Statement
from .version import ENGINE_VERSION
from .wraps import unwrapped

__all__ = [
    "ENGINE_VERSION",
    "Comparator",
    "Decision",
    "DocumentKind",
    "Kind",
    "Measure",
    "Nature",
    "Passage",
    "Reading",
    "Role",
    "SetRole",
    "Statement",
    "explain",
    "extract",
    "read",
    "unwrapped",
    "year_of_title",
]


def extract(text: str, *, year: int) -> list[Statement]:
    """Return the statements of a report; `year` is the year that it plans, the year before is the one it reviews."""
    return list(read(text, year=year).statements)
