"""The agenda of a meeting, gathered by itself from what is known: each matter once, as plain data that can be kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.dispatch.levels import LEVEL_LABELS, TargetLevel, levels_of
from tracker.dispatch.models import Meeting, Problem
from tracker.dispatch.moves import ProblemState
from tracker.evaluation import DEFAULT_PALETTE, SYMBOLS, Status
from tracker.evaluation.status import BAD
from tracker.targets.models import Target
from tracker.verdicts.basis import basis_on
from tracker.verdicts.labels import STATUS_LABELS

SECTIONS: Mapping[str, str | Promise] = {
    "decisions": _("Decisions of earlier meetings, still open"),
    "red": _("Red: far behind or worse"),
    "worse": _("Newly worse than the month before"),
    "unreported": _("Not reported"),
    "overdue": _("Overdue problems"),
}
RED = frozenset({Status.FAR_BEHIND, Status.CRITICAL, Status.MISSED})
WORSENING = tuple(status for status in Status if status.is_judged)


@dataclass(frozen=True)
class AgendaItem:
    """One matter as it stood when the agenda was gathered; codes, not words: every reader reads their own language."""

    section: str
    title: str
    owner: str
    target: int | None = None
    problem: int | None = None
    status: str = ""
    tone: str = ""
    status_before: str = ""
    level: int | None = None
    due: str = ""
    state: str = ""

    @property
    def section_label(self) -> str | Promise:
        """The heading that it stands under."""
        return SECTIONS[self.section]

    @property
    def label(self) -> str | Promise:
        """The status in words."""
        return STATUS_LABELS[Status(self.status)] if self.status else ""

    @property
    def before_label(self) -> str | Promise:
        """The status of the month before in words."""
        return STATUS_LABELS[Status(self.status_before)] if self.status_before else ""

    @property
    def symbol(self) -> str:
        """The sign for the status."""
        return SYMBOLS[Status(self.status)] if self.status else ""

    @property
    def level_label(self) -> str | Promise:
        """Who must look, in words."""
        return LEVEL_LABELS[self.level] if self.level else ""

    @property
    def state_label(self) -> str | Promise:
        """The state of a problem in words."""
        return ProblemState(self.state).label if self.state else ""

    @property
    def due_on(self) -> dt.date | None:
        """The day that a problem was due on."""
        return dt.date.fromisoformat(self.due) if self.due else None

    @property
    def url(self) -> str:
        """The page of what it is about."""
        return reverse("target", args=[self.target]) if self.target else reverse("problem", args=[self.problem])


def gather(meeting: Meeting, today: dt.date) -> list[dict[str, Any]]:
    """Return the agenda of `meeting` as data: open decisions first, then targets in a bad way, then problems."""
    basis = basis_on(today, month=meeting.month)
    targets = Target.objects.of(meeting.region, meeting.year).active().select_related("lead").order_by("number")
    levels = levels_of(targets, basis, meeting.month)
    items = [*_decisions(meeting), *_of_targets(levels), *_overdue(meeting, today)]
    order = list(SECTIONS)
    return [asdict(each) for each in sorted(items, key=lambda each: order.index(each.section))]


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """Return the agenda as it was kept; one from before tones were kept has those of the default colours."""
    return [AgendaItem(**{"tone": _usual_tone(each["status"])} | each) for each in meeting.agenda]


def _usual_tone(status: str) -> str:
    return DEFAULT_PALETTE.tone(Status(status)).value if status else ""


def _decisions(meeting: Meeting) -> Iterator[AgendaItem]:
    earlier = Problem.objects.open().filter(region=meeting.region, meeting__held_on__lte=meeting.held_on)
    for problem in earlier.exclude(meeting=meeting.pk).select_related("owner").order_by("due", "pk"):
        yield _of_problem("decisions", problem)


def _overdue(meeting: Meeting, today: dt.date) -> Iterator[AgendaItem]:
    rows = Problem.objects.overdue(today).filter(region=meeting.region, meeting=None)
    for problem in rows.select_related("owner").order_by("due", "pk"):
        yield _of_problem("overdue", problem)


def _of_problem(section: str, problem: Problem) -> AgendaItem:
    return AgendaItem(
        section,
        problem.title,
        problem.owner.short_name,
        problem=problem.pk,
        due=problem.due.isoformat(),
        state=problem.state,
    )


def _of_targets(levels: list[TargetLevel]) -> Iterator[AgendaItem]:
    for each in levels:
        before = each.statuses[-2][1] if len(each.statuses) > 1 else None
        if section := _section(each.status, before):
            target = each.target
            yield AgendaItem(
                section,
                target.name,
                target.lead.short_name,
                target=target.pk,
                status=each.status.value,
                tone=each.tone.value,
                status_before=before.value if before else "",
                level=each.level,
            )


def _section(status: Status, before: Status | None) -> str:
    if status in RED:
        return "red"
    if status == Status.UNREPORTED:
        return "unreported"
    judged = before is not None and before in WORSENING and status in BAD
    return "worse" if judged and before and WORSENING.index(status) > WORSENING.index(before) else ""
