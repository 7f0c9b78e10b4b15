"""Problems and a meeting for the demonstration: of the newest year, one for each way that a matter may have gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from reports.organisation.models import Region
from tracker.demo.people import filers_of, officer_of
from tracker.dispatch.models import MeetingKind, Problem, ProblemKind
from tracker.dispatch.moves import BY_CODE, Actor
from tracker.dispatch.services.meetings import prepare_meeting
from tracker.dispatch.services.problems import Matter, make_move, raise_problem
from tracker.evaluation import Status
from tracker.standings.reading import latest_basis, standings_of
from tracker.targets.models import Target

CHAIR = "分管副区长"


@dataclass(frozen=True)
class Course:
    """What happened to a problem: raised and due so many days before today, and the moves since, with their words."""

    kind: str
    words: str
    raised: int
    due: int
    moves: Sequence[tuple[str, str]] = ()


ASSIGNED: Sequence[tuple[str, str]] = (("register", ""), ("assign", ""))
WORKING = (*ASSIGNED, ("acknowledge", ""), ("work", ""))
COURSES = (
    Course(ProblemKind.LAND, "用地报批材料尚未补齐，项目不能按期进场。", 50, 12, WORKING),
    Course(ProblemKind.COORDINATION, "与相邻管线的迁改顺序没有谈妥，需要牵头协调。", 40, -10, ASSIGNED),
    Course(
        ProblemKind.FUNDS, "配套资金拨付慢于工程进度。", 60, 20,
        (*WORKING, ("report", "资金已拨付到位，工程恢复施工。"), ("verify", "已到现场核对，情况属实。"), ("close", "")),
    ),
    Course(ProblemKind.PERMITS, "施工许可变更还在办理。", 5, -25),
)  # fmt: skip


def create_problems(region: Region, year: int) -> None:
    """Raise problems about what lags behind in a region and year, and prepare a meeting about them."""
    officer = officer_of(region)
    targets = Target.objects.filter(region=region, year=year)
    lagging = standings_of(targets, latest_basis(timezone.localdate())).filter(status=Status.FAR_BEHIND)
    rows = list(lagging.select_related("target__lead", "target__region").order_by("target__number")[: len(COURSES)])
    for row, course in zip(rows, COURSES, strict=False):
        _go_through(row.target, course, officer)
    if rows:
        prepare_meeting(region=region, kind=MeetingKind.MONTHLY, held_on=timezone.localdate(), chair=CHAIR, by=officer)


def _go_through(target: Target, course: Course, officer: User) -> None:
    now = timezone.now()
    raised, due = now - dt.timedelta(days=course.raised), timezone.localdate(now) - dt.timedelta(days=course.due)
    matter = Matter(f"{target.name}推进滞后", target.lead, due, course.kind, course.words, (target,))
    problem = raise_problem(matter=matter, region=target.region, by=officer, now=raised)
    people = {Actor.REVIEWER: officer, Actor.OWNER: filers_of(target.region)[target.lead_id]}
    for step, (code, words) in enumerate(course.moves, 1):
        at = raised + dt.timedelta(days=step)
        problem = _moved(problem, code, words, people[BY_CODE[code].actor], due, at)


def _moved(problem: Problem, code: str, words: str, by: User, due: dt.date, at: dt.datetime) -> Problem:
    day = due if BY_CODE[code].day else None
    return make_move(problem=problem, code=code, by=by, version=problem.version, words=words, day=day, now=at)
