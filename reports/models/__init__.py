"""Places, documents and statements."""

from reports.models.documents import DocumentFormat, Passage, Reading, Upload, WorkReport
from reports.models.organisation import Department, Membership, Region, Role, at_or_below, name_of
from reports.models.statements import Comparator, Kind, Measure, ReviewAction, Statement

__all__ = [
    "Comparator",
    "Department",
    "DocumentFormat",
    "Kind",
    "Measure",
    "Membership",
    "Passage",
    "Reading",
    "Region",
    "ReviewAction",
    "Role",
    "Statement",
    "Upload",
    "WorkReport",
    "at_or_below",
    "name_of",
]
