"""Every page of the site and its address for one reader; a test finds the route that is neither page nor step here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.encoding import iri_to_uri

from reports.library.models import Statement, WorkReport
from tracker.bulletins.models import Document
from tracker.dispatch.models import Meeting, Problem
from tracker.evaluation import Status
from tracker.funds.models import Fund
from tracker.livelihood.models import Deed
from tracker.outcomes.models import Settlement
from tracker.progress.models import ProgressEntry
from tracker.projects.models import Project
from tracker.scorecards.models import Scorecard
from tracker.targets.models import Target

STEPS = frozenset({
    "logout", "set_language", "reports:discard", "reports:read-again", "reports:undo", "reports:accept-all",
    "reports:decide", "reports:merge", "reports:suggestion", "reports:section-role", "change-target", "find-matches",
    "decide-match", "ask-change", "decide-change",
    "document-words", "document-step", "new-letter", "fill-scorecard", "file-spent", "decide-spent",
    "grid-row", "grid-upload", "grid-apply", "grid-comments",
    "move-problem", "urge", "end-stand-in", "decide-in-meeting", "step-meeting",
    "project-stages", "file-investment", "decide-investment", "add-need", "close-need",
    "settle", "livelihood-publication", "decide-deed", "add-sites", "file-site", "edit-site",
    "drop-site", "decide-photo", "drop-view",
})  # fmt: skip
"""What only takes a form: no pages."""
UNREADABLE = frozenset({
    "login", "password_change_done", "document-template", "reports:confirm", "reports:recognition",
    "reports:line-picture", "task-import-preview", "task-import-marked", "export", "export-file",
    "decide-correction", "evidence", "deed-photo", "public-livelihood", "public-livelihood-photo",
})  # fmt: skip
"""Pages that show nothing of the data, or only a report that was just sent in, a scan, or what was asked for."""


@dataclass
class Rows:
    """The rows that a reader's pages are about: the newest of what they may see or do."""

    user: User
    year: int

    @cached_property
    def targets(self) -> QuerySet[Target]:
        """The targets of the running year, those with the most to show first."""
        has_entries = Exists(ProgressEntry.objects.filter(target=OuterRef("pk")))
        return Target.objects.for_user(self.user).filter(has_entries, year=self.year).order_by("region", "number")

    @cached_property
    def target(self) -> int | None:
        """A target that the reader may see."""
        return self.targets.values_list("pk", flat=True).first()

    @cached_property
    def reported(self) -> int | None:
        """A target that the reader files for."""
        return Target.objects.reported_by(self.user).filter(year=self.year).values_list("pk", flat=True).first()

    @cached_property
    def waiting(self) -> int | None:
        """An entry that waits for the reader."""
        return ProgressEntry.objects.reviewable_by(self.user).waiting().values_list("pk", flat=True).first()

    @cached_property
    def document(self) -> int | None:
        """A document that the reader may see."""
        return Document.objects.for_user(self.user).values_list("pk", flat=True).first()

    @cached_property
    def scorecard(self) -> int | None:
        """A scorecard in which the reader's regions are compared."""
        return Scorecard.objects.for_user(self.user).values_list("pk", flat=True).first()

    @cached_property
    def settlement(self) -> int | None:
        """A settled promise that the reader may see."""
        return Settlement.objects.for_user(self.user).values_list("pk", flat=True).first()

    @cached_property
    def fund(self) -> int | None:
        """A fund that the reader may see."""
        return Fund.objects.for_user(self.user).values_list("pk", flat=True).first()

    @cached_property
    def approved(self) -> int | None:
        """An approved figure that the reader may correct or ask to correct."""
        figures = ProgressEntry.objects.correctable_by(self.user).filter(target__year=self.year)
        return figures.values_list("pk", flat=True).first()

    @cached_property
    def problem(self) -> int | None:
        """A problem that the reader may see."""
        return Problem.objects.for_user(self.user).values_list("pk", flat=True).first()

    @cached_property
    def meeting(self) -> int | None:
        """A meeting that the reader may see."""
        return Meeting.objects.for_user(self.user).values_list("pk", flat=True).first()

    @cached_property
    def project(self) -> int | None:
        """A project that the reader may see."""
        return Project.objects.for_user(self.user).values_list("pk", flat=True).first()

    @cached_property
    def deed(self) -> int | None:
        """A deed for the people that the reader may see."""
        return Deed.objects.for_user(self.user).values_list("pk", flat=True).first()

    @cached_property
    def kept_deed(self) -> int | None:
        """A deed for the people that the reader's office keeps."""
        return Deed.objects.reviewable_by(self.user).values_list("pk", flat=True).first()

    @cached_property
    def kept_project(self) -> int | None:
        """A project that the reader's office keeps."""
        return Project.objects.reviewable_by(self.user).values_list("pk", flat=True).first()

    @cached_property
    def report(self) -> int | None:
        """A report that the reader may see."""
        reports = WorkReport.objects.for_user(self.user).filter(year=self.year).order_by("region")
        return reports.values_list("pk", flat=True).first()

    @cached_property
    def statement(self) -> int | None:
        """A statement of that report which is no target."""
        free = Statement.objects.filter(report=self.report, target=None).visible()
        return free.values_list("pk", flat=True).first()


Arguments = Callable[[Rows], Mapping[str, Any]]


@dataclass(frozen=True)
class Page:
    """One page: its route, what the address is made of, and the choices behind the question mark."""

    route: str
    arguments: Arguments = lambda _rows: {}
    query: str = ""

    @property
    def name(self) -> str:
        """What figures are kept under."""
        return self.route + self.query.partition("=")[0].replace("?", " ")

    def address(self, rows: Rows) -> str | None:
        """Return the address; None where there is no such row for this reader."""
        arguments = self.arguments(rows)
        if None in arguments.values():
            return None
        return iri_to_uri(reverse(self.route, kwargs=arguments) + self.query.format(year=rows.year, report=rows.report))


def _report(rows: Rows) -> Mapping[str, Any]:
    return {"pk": rows.report}


def _statement(rows: Rows) -> Mapping[str, Any]:
    return {"pk": rows.report, "statement": rows.statement}


def _target(rows: Rows) -> Mapping[str, Any]:
    return {"pk": rows.target}


def _document(rows: Rows) -> Mapping[str, Any]:
    return {"pk": rows.document}


PAGES = (
    Page("home"),
    Page("pinned-views"),
    Page("search", query="?q=老旧管网 改造"),
    Page("overview"),
    Page("overview", query="?figures=submitted"),
    Page("overview-groups"),
    Page("picture", lambda _rows: {"kind": "pdf"}),
    Page("compare"),
    Page("compare", query="?by=completion"),
    Page("league"),
    Page("league", query="?by=places"),
    Page("department-league"),
    Page("ladder"),
    Page("trends"),
    Page("kept-promises"),
    Page("repeated-promises"),
    Page("reconciliation"),
    Page("settlement", lambda rows: {"pk": rows.settlement}),
    Page("claims"),
    Page("claims", query="?report={report}"),
    Page("funds"),
    Page("new-fund"),
    Page("fund", lambda rows: {"pk": rows.fund}),
    Page("edit-fund", lambda rows: {"pk": rows.fund}),
    Page("scorecards"),
    Page("scorecard", lambda rows: {"pk": rows.scorecard}),
    Page("documents"),
    Page("new-document"),
    Page("document-templates"),
    Page("document", _document),
    Page("document-file", lambda rows: {"pk": rows.document, "kind": "docx"}),
    Page("owed"),
    Page("entry", lambda rows: {"pk": rows.reported, "month": 9}),
    Page("grid"),
    Page("grid-workbook"),
    Page("figure-warnings", lambda rows: {"pk": rows.reported, "month": 9}, "?value=12"),
    Page("approvals"),
    Page("approval", lambda rows: {"pk": rows.waiting}),
    Page("correction", lambda rows: {"pk": rows.approved}),
    Page("periods"),
    Page("stand-ins"),
    Page("entries"),
    Page("burden"),
    Page("entries", query="?text=工程"),
    Page("entries", query="?page=40"),
    Page("task-table"),
    Page("task-edit"),
    Page("task-import"),
    Page("change-requests"),
    Page("targets"),
    Page("targets", query=f"?status={Status.BEHIND}&year={{year}}"),
    Page("targets", query="?text=工程"),
    Page("target", _target),
    Page("target-steps", _target),
    Page("target-history", _target),
    Page("target-elsewhere", _target),
    Page("three-lists"),
    Page("three-lists", query="?list=duties"),
    Page("levels"),
    Page("discipline"),
    Page("filings"),
    Page("problems"),
    Page("new-problem"),
    Page("problem", lambda rows: {"pk": rows.problem}),
    Page("meetings"),
    Page("new-meeting"),
    Page("meeting", lambda rows: {"pk": rows.meeting}),
    Page("meeting-walk", lambda rows: {"pk": rows.meeting}),
    Page("meeting-minutes", lambda rows: {"pk": rows.meeting}),
    Page("projects"),
    Page("projects-overview"),
    Page("new-project"),
    Page("project", lambda rows: {"pk": rows.project}),
    Page("edit-project", lambda rows: {"pk": rows.kept_project}),
    Page("deeds"),
    Page("livelihood"),
    Page("livelihood-vote"),
    Page("deed", lambda rows: {"pk": rows.deed}),
    Page("new-deed"),
    Page("edit-deed", lambda rows: {"pk": rows.kept_deed}),
    Page("deed-history", lambda rows: {"pk": rows.deed}),
    Page("reports:list"),
    Page("reports:statements"),
    Page("reports:statements", query="?text=工程"),
    Page("reports:upload"),
    Page("reports:regions", query="?q=示例"),
    Page("reports:review", _report),
    Page("reports:original", _report),
    Page("reports:card", _statement),
    Page("reports:edit", _statement),
    Page("reports:split", _statement),
    Page("reports:add", _report),
    Page("adopt", _report),
    Page("matches"),
    Page("password_change"),
    Page("admin:index"),
    Page("admin:targets_target_changelist"),
    Page("admin:progress_progressentry_changelist"),
)


def routes(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[str]:
    """Yield the name of every route of ours; of the administration none."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver) and entry.namespace != "admin":
            yield from routes(entry, f"{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}"
