"""Work reports, the sentences in them, and the statements read from these."""

from reports.library.models.recognition import Failure, Recognition
from reports.library.models.reports import YEAR_RANGE, DocumentFormat, Passage, Reading, Upload, WorkReport
from reports.library.models.statements import Comparator, Kind, Measure, Statement, address_in_text

__all__ = [
    "YEAR_RANGE",
    "Comparator",
    "DocumentFormat",
    "Failure",
    "Kind",
    "Measure",
    "Passage",
    "Reading",
    "Recognition",
    "Statement",
    "Upload",
    "WorkReport",
    "address_in_text",
]
