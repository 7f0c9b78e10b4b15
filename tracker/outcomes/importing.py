"""Taking in many reports at once: a folder with the texts and an INDEX.csv that says whose they are."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone

from reports.documents import read_document
from reports.library.models import Statement, WorkReport
from reports.library.services.uploads import DuplicateReportError, confirm, receive
from reports.organisation.models import Region
from reports.review.models import ReviewAction
from reports.review.services.decisions import Ref, decide

if TYPE_CHECKING:
    from django.contrib.auth.models import User

INDEX = "INDEX.csv"
NO_REPORT = frozenset({"news"})


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the index."""

    path: Path
    code: str
    year: int


def listed_in(folder: Path, codes: list[str]) -> list[Listed]:
    """Return the reports of an index (columns file, region_code, level, year), oldest first, whose code begins so.

    Raises FileNotFoundError without an index, KeyError or ValueError for a line that lacks a column or a year.
    """
    with (folder / INDEX).open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] not in NO_REPORT]
    found = (Listed(folder / row["file"], row["region_code"], int(row["year"])) for row in rows)
    kept = [each for each in found if not codes or each.code.startswith(tuple(codes))]
    return sorted(kept, key=lambda each: (each.year, each.code))


def import_all(listed: list[Listed], *, by: User, accept: bool) -> Iterator[tuple[Listed, WorkReport]]:
    """Take the reports in, one by one; what is there already stays. With `accept` their statements are accepted.

    Raises Region.DoesNotExist for a code that no region has, DocumentError for a file that cannot be read.
    """
    for each in listed:
        report = import_one(each, by=by)
        if accept:
            open_rows = report.statements.filter(state=Statement.State.OPEN)
            refs = [Ref(row.pk, row.version) for row in open_rows.only("pk", "version")]
            decide(report=report, refs=refs, verb=ReviewAction.Verb.ACCEPT, user=by)
        yield each, report


def import_one(listed: Listed, *, by: User) -> WorkReport:
    """Take one report in and read it, or return the one with this text that is there already."""
    region = Region.objects.of_code(listed.code).first()
    if region is None:
        raise Region.DoesNotExist(listed.code)
    data = listed.path.read_bytes()
    digest = hashlib.sha256(read_document(data, listed.path.name).text.encode()).hexdigest()
    known = WorkReport.objects.filter(region=region, sha256=digest).first()
    if known is not None:
        return known
    try:
        upload = receive(user=by, data=data, filename=listed.path.name, now=timezone.now())
        title = f"{region.name}{listed.year}年政府工作报告"
        return confirm(upload=upload, user=by, region=region, year=listed.year, title=title)
    except DuplicateReportError as error:
        return error.report
