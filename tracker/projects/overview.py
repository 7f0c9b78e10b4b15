"""A district's projects together: the funnel, money against schedule, what stands still, which targets they serve.

Every project counts once in every sum, however many targets it serves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.projects.models import Project, ProjectKind
from tracker.projects.stages import DAY_OF, Stage
from tracker.projects.standings import ProjectStanding
from tracker.targets.models import Target

WIDEST = 100


@dataclass(frozen=True)
class Step:
    """One step of the funnel: how many projects came so far or farther, and which share of the step before."""

    stage: Stage
    count: int
    conversion: Decimal | None
    width: int


@dataclass(frozen=True)
class Money:
    """Sums of some projects; only those with a plan are judged, and how many figures are missing stands beside."""

    label: str
    code: str
    count: int
    planned: Decimal
    n_planned: int
    spent: Decimal
    n_spent: int
    expected: Decimal
    behind: int
    still: int

    @property
    def completion(self) -> Decimal | None:
        """Spent by those with a plan and a figure ÷ planned of all with a plan: what is missing counts as missing."""
        return self.spent / self.planned if self.planned and self.n_spent else None

    @property
    def missing(self) -> int:
        """How many projects with a plan have no figure at all."""
        return self.n_planned - self.n_spent


@dataclass(frozen=True)
class Contribution:
    """A target and the projects that serve it; a sum here is a contribution, never added to another one."""

    target: Target
    count: int
    shared: int
    spent: Decimal | None


def funnel(projects: Sequence[Project]) -> list[Step]:
    """Return signed → started → in operation → at capacity; who reached a later stage passed the ones before."""
    order = list(Stage)
    reached = Counter(order.index(each.stage) for each in projects)
    counts = [sum(reached[later] for later in range(order.index(stage), len(order))) for stage in DAY_OF]
    before = [0, *counts]
    return [
        Step(stage, count, Decimal(count) / former if former else None, WIDEST * count // max(*counts, 1))
        for stage, count, former in zip(DAY_OF, counts, before, strict=False)
    ]


def money_of(standings: Sequence[ProjectStanding], label: str = "", code: str = "") -> Money:
    """Return the sums of some projects."""
    planned = [each for each in standings if each.pace.plan]
    figures = [each for each in planned if each.pace.spent is not None]
    plan = sum((each.pace.plan or Decimal(0) for each in planned), Decimal(0))
    due = sum((each.pace.expected * (each.pace.plan or 0) for each in planned), Decimal(0))
    return Money(
        label, code, len(standings), plan, len(planned),
        sum((each.pace.spent or Decimal(0) for each in figures), Decimal(0)), len(figures),
        due / plan if plan else Decimal(0),
        sum(each.status.needs_reason for each in standings), sum(each.is_still for each in standings),
    )  # fmt: skip


def money_by_kind(standings: Sequence[ProjectStanding]) -> list[Money]:
    """Return the sums of each kind that occurs."""
    return [
        money_of(rows, str(label), code)
        for code, label in ProjectKind.choices
        if (rows := [each for each in standings if each.project.kind == code])
    ]


def contributions(standings: Sequence[ProjectStanding], targets: Iterable[Target]) -> list[Contribution]:
    """Return what projects contribute to those of some targets that they serve. One query."""
    by_project = {each.project.pk: each for each in standings}
    links = Project.targets.through.objects.filter(project__in=by_project, target__in=targets)
    links = links.select_related("target").order_by("target__number", "target", "project")
    served: dict[Target, list[int]] = {}
    for link in links:
        served.setdefault(link.target, []).append(link.project_id)
    n_served = Counter(project for projects in served.values() for project in projects)
    return [_contribution(target, projects, by_project, n_served) for target, projects in served.items()]


def _contribution(
    target: Target, projects: list[int], by_project: dict[int, ProjectStanding], n_served: Counter[int]
) -> Contribution:
    spent = [amount for each in projects if (amount := by_project[each].pace.spent) is not None]
    shared = sum(n_served[each] > 1 for each in projects)
    return Contribution(target, len(projects), shared, sum(spent, Decimal(0)) if spent else None)
