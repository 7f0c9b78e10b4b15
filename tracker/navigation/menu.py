"""The main menu: what stands in it, for whom, and what waits for its reader. A later subject adds one line here."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.organisation.models import Role

STAFF = "staff"
MY_PROBLEMS = "?situation=mine"
MARKED_MINE = "?mark=mine"
OF_DOCUMENTS = ("document", "new-document", "document-templates")
OF_TARGETS = ("target", "target-history", "target-elsewhere", "change-target", "ask-change", "correction")
OF_TASKS = ("task-edit", "task-import", "task-import-preview")
OF_PROJECTS = ("projects", "project", "new-project", "edit-project")
OF_DEEDS = ("deeds", "deed", "new-deed", "edit-deed", "deed-history", "livelihood-vote")
OF_REPORTS = ("reports:review", "reports:upload", "reports:confirm", "adopt")


@dataclass(frozen=True, slots=True)
class Entry:
    """One page in the menu.

    `only` names the roles that find it there, none of them everybody; `covers` are the views of its details.
    """

    view: str
    label: str | Promise
    only: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    is_active: bool = False

    @property
    def url(self) -> str:
        """The address that it opens."""
        return reverse(self.view)

    def at(self, current: str) -> Entry:
        """Return the entry, marked if the page that is shown is its own."""
        return replace(self, is_active=current == self.view or current in self.covers)


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that belong to one thing that people do."""

    label: str | Promise
    entries: tuple[Entry, ...]

    @property
    def is_active(self) -> bool:
        """Whether the page that is shown is one of its own."""
        return any(entry.is_active for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the reader: how much of it, and where."""

    label: str | Promise
    view: str
    count: int
    query: str = ""

    @property
    def url(self) -> str:
        """The address of the page that lists exactly this."""
        return reverse(self.view) + self.query


@dataclass(frozen=True, slots=True)
class Waits:
    """How much waits for somebody: to be filed, to be approved; problems, projects, deeds whose next step is theirs."""

    n_owed: int = 0
    n_to_approve: int = 0
    n_problems: int = 0
    n_projects: int = 0
    n_deeds: int = 0


MENU = (
    Group(
        _("See progress"),
        (
            Entry("overview", _("Overview")),
            Entry("compare", _("Districts")),
            Entry("league", _("League table"), covers=("department-league",)),
            Entry("ladder", _("Level by level")),
            Entry("trends", _("Years"), covers=("kept-promises", "repeated-promises")),
            Entry("reconciliation", _("Reconciliation"), covers=("settlement",)),
            Entry("scorecards", _("Scorecards"), covers=("scorecard",)),
            Entry("funds", _("Funds"), covers=("fund", "new-fund", "edit-fund")),
            Entry("documents", _("Documents"), covers=OF_DOCUMENTS),
        ),
    ),
    Group(
        _("Filing and approval"),
        (
            Entry("owed", _("My reporting"), (Role.REPORTER,), ("entry",)),
            Entry("grid", _("Monthly form"), (Role.REPORTER,), ("grid-upload", "grid-apply")),
            Entry("approvals", _("To approve"), (Role.REVIEWER,), ("approval", "decide-correction")),
            Entry("entries", _("Progress")),
            Entry("burden", _("Burden of reporting"), (Role.REVIEWER,)),
            Entry("discipline", _("Filing discipline"), covers=("filings",)),
            Entry("stand-ins", _("Stand-ins"), (Role.REPORTER, Role.REVIEWER)),
            Entry("periods", _("Months and closing days"), (Role.REVIEWER,)),
        ),
    ),
    Group(
        _("Tasks and targets"),
        (
            Entry("task-table", _("Task table"), covers=OF_TASKS),
            Entry("three-lists", _("Three lists")),
            Entry("targets", _("Targets"), covers=OF_TARGETS),
            Entry("change-requests", _("Change requests")),
            Entry("projects-overview", _("Projects"), covers=OF_PROJECTS),
            Entry("livelihood", _("Livelihood projects"), covers=OF_DEEDS),
            Entry("levels", _("Who must look at what")),
            Entry("problems", _("Problems"), covers=("problem", "new-problem", "move-problem")),
            Entry("meetings", _("Dispatch meetings"), covers=("meeting", "new-meeting", "meeting-walk")),
        ),
    ),
    Group(
        _("Reports and indicators"),
        (
            Entry("reports:list", _("Reports"), covers=OF_REPORTS),
            Entry("reports:statements", _("Statements")),
            Entry("matches", _("Indicators"), (Role.REVIEWER,)),
            Entry("claims", _("Check a draft")),
        ),
    ),
    Group(
        pgettext_lazy("menu", "Manage"),
        (
            Entry("admin:organisation_region_changelist", _("Regions"), (STAFF,)),
            Entry("admin:organisation_department_changelist", _("Departments"), (STAFF,)),
            Entry("admin:organisation_post_changelist", _("Posts"), (STAFF,)),
            Entry("admin:auth_user_changelist", _("Accounts and roles"), (STAFF,)),
            Entry("admin:indicators_indicator_changelist", _("Catalogue of indicators"), (STAFF,)),
            Entry("admin:indicators_referencefigure_changelist", _("Reference figures"), (STAFF,)),
            Entry("admin:verdicts_ruleset_changelist", _("Rule sets"), (STAFF,)),
            Entry("admin:index", _("Administration"), (STAFF,)),
        ),
    ),
)
DAILY = (Role.REVIEWER, "approvals"), (Role.REPORTER, "owed"), (Role.LEADER, "overview")
"""The page that each role opens first in the morning; who has several roles begins with the first of these."""


def groups_for(roles: Set[str], current: str) -> list[Group]:
    """Return the groups with the entries that these roles find there, the current page's marked."""
    groups = (
        Group(group.label, tuple(each.at(current) for each in group.entries if not each.only or roles & {*each.only}))
        for group in MENU
    )
    return [group for group in groups if group.entries]


def daily_view(roles: Set[str]) -> str:
    """Return the view that these roles begin with; the overview for who has none of them."""
    return next((view for role, view in DAILY if role in roles), "overview")


def daily_entry(roles: Set[str], current: str) -> Entry:
    """Return the menu's first entry."""
    view = daily_view(roles)
    return next(each.at(current) for group in MENU for each in group.entries if each.view == view)


def waiting_for(roles: Set[str], waits: Waits) -> list[Waiting]:
    """Return what waits for who has these roles, with its counts; what is of other kinds only where there is any."""
    waiting = {
        Role.REPORTER: Waiting(_("to file"), "owed", waits.n_owed),
        Role.REVIEWER: Waiting(_("to approve"), "approvals", waits.n_to_approve),
    }
    others = (
        Waiting(_("problems"), "problems", waits.n_problems, MY_PROBLEMS),
        Waiting(pgettext_lazy("waiting", "projects"), "projects", waits.n_projects, MARKED_MINE),
        Waiting(pgettext_lazy("waiting", "deeds"), "deeds", waits.n_deeds, MARKED_MINE),
    )
    daily = [each for role, each in waiting.items() if role in roles]
    return [*daily, *(each for each in others if each.count)]
