"""Raising problems and moving them on: every move is checked against the table, locked, and kept as an event."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.organisation.models import Department, Region, rights_of
from reports.shared.history import id_of, save_as
from tracker.dispatch.models import Meeting, Problem, ProblemEvent, ProblemKind
from tracker.dispatch.moves import BY_CODE, DECIDE, MOVES, OVER, RAISE, Actor, Day, Move, ProblemState
from tracker.progress.models import ProgressEntry
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User


class ProblemChangedError(Exception):
    """Somebody else has moved the problem on meanwhile; nothing was stored."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What is in the way, who shall see to it, and by when."""

    title: str
    owner: Department
    due: dt.date
    kind: str = ProblemKind.OTHER
    description: str = ""
    targets: tuple[Target, ...] = field(default=())
    entry: ProgressEntry | None = None


@transaction.atomic
def raise_problem(*, matter: Matter, region: Region, by: User, now: dt.datetime | None = None) -> Problem:
    """Raise a problem by hand or from an entry; it waits for the office to register it.

    Raises PermissionDenied unless `by` reviews the region or reports for a department of it and may read the targets,
    and ValidationError (code `duplicate`, `past`, `owner`): one matter has one record.
    """
    if not may_raise(region, by):
        raise PermissionDenied
    return _recorded(matter, region, ProblemState.RAISED, RAISE, by=by, now=now or timezone.now())


@transaction.atomic
def decide(*, meeting: Meeting, matter: Matter, by: User, now: dt.datetime | None = None) -> Problem:
    """Write a decision of a meeting down: a matter that is assigned at once. Raises as `raise_problem`.

    Also ValidationError with code `closed` where the meeting is over.
    """
    if not Meeting.objects.held_by(by).filter(pk=meeting.pk).exists():
        raise PermissionDenied
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("region").get(pk=meeting.pk)
    if meeting.is_closed:
        raise ValidationError(_("This meeting is closed and stays as it is."), code="closed")
    return _recorded(
        matter, meeting.region, ProblemState.ASSIGNED, DECIDE, by=by, now=now or timezone.now(), meeting=meeting
    )


@transaction.atomic
def make_move(
    *,
    problem: Problem,
    code: str,
    by: User,
    version: int,
    words: str = "",
    day: dt.date | None = None,
    now: dt.datetime | None = None,
) -> Problem:
    """Make one move of the table.

    Raises PermissionDenied when it is not the move of `by`, ProblemChangedError when the problem is not what they saw,
    and ValidationError (`state`, `not_now`, `words_required`, `day_required`, `past`, `not_later`, `duplicate`);
    nothing is stored then.
    """
    move, now = BY_CODE[code], now or timezone.now()
    problem = Problem.objects.select_for_update(of=("self",)).get(pk=problem.pk)
    if not _is_theirs(move, problem, by):
        raise PermissionDenied
    if problem.version != version:
        raise ProblemChangedError
    _check(move, problem, words.strip(), day, timezone.localdate(now))
    before = problem.state
    _apply(move, problem, day, now)
    save_as(problem, by=by, action="")
    _log(problem, code, before, by=by, at=now, words=words.strip(), day=day if move.day else None)
    return problem


def may_raise(region: Region, user: User) -> bool:
    """Tell whether `user` reviews the region or reports for a department of it."""
    rights = rights_of(user)
    return rights.reviews(region.pk) or Department.objects.of_user(user).filter(region=region).exists()


def moves_for(problem: Problem, user: User) -> list[Move]:
    """Return exactly the moves that `user` may make now, the one that leads on first."""
    today = timezone.localdate()
    found = [
        move
        for move in MOVES
        if problem.state in move.sources and _is_theirs(move, problem, user) and not _hindrance(move, problem, today)
    ]
    return sorted(found, key=lambda move: not move.is_main)


def _recorded(
    matter: Matter,
    region: Region,
    state: ProblemState,
    move: str,
    *,
    by: User,
    now: dt.datetime,
    meeting: Meeting | None = None,
) -> Problem:
    # The region's row is the lock: two records of one matter cannot be made at once.
    Region.objects.select_for_update(no_key=True, of=("self",)).only("pk").get(pk=region.pk)
    _check_matter(matter, region, by, timezone.localdate(now))
    problem = Problem(
        region=region,
        title=matter.title.strip(),
        description=matter.description.strip(),
        kind=matter.kind,
        owner=matter.owner,
        due=matter.due,
        state=state,
        entry=matter.entry,
        meeting=meeting,
        raised_by_id=id_of(by),
        raised_at=now,
    )
    save_as(problem, by=by, action="")
    problem.targets.set(matter.targets)
    _log(problem, move, "", by=by, at=now, words=problem.description, day=problem.due)
    return problem


def _check_matter(matter: Matter, region: Region, by: User, today: dt.date) -> None:
    if matter.owner.region_id != region.pk:
        raise ValidationError({"owner": ValidationError(_("Choose a department of the region."), code="owner")})
    if matter.due < today:
        raise ValidationError({"due": ValidationError(_("This day is past. Choose a later one."), code="past")})
    seen = Target.objects.for_user(by).filter(region=region)
    if seen.filter(pk__in=[each.pk for each in matter.targets]).count() != len(matter.targets):
        raise PermissionDenied
    if matter.entry and not ProgressEntry.objects.for_user(by).filter(pk=matter.entry.pk).exists():
        raise PermissionDenied
    if matter.entry and Problem.objects.filter(entry=matter.entry).exists():
        message = _("A problem was already raised from this entry: one matter has one record.")
        raise ValidationError(message, code="duplicate")
    _check_once(matter.title, region.pk)


def _check_once(title: str, region: int) -> None:
    if Problem.objects.open().filter(region=region, title=title.strip()).exists():
        message = _("This matter is already recorded and still open: one matter has one record. See the list.")
        raise ValidationError({"title": ValidationError(message, code="duplicate")})


def _is_theirs(move: Move, problem: Problem, by: User) -> bool:
    rights = rights_of(by)
    if move.actor == Actor.REVIEWER:
        return rights.reviews(problem.region_id)
    return problem.owner_id in rights.departments


def _hindrance(move: Move, problem: Problem, today: dt.date) -> str:
    """Say why a move is not open now although the state would allow it; empty where it is."""
    if move.code == "ask_extension" and problem.asked_until:
        return _("An extension is already asked for; the office has not decided yet.")
    if move.code == "ask_extension" and today > problem.due:
        return _("The day is past: an extension must be asked for before it.")
    if move.code == "extend" and today > problem.due and not problem.asked_until:
        return _("The day is past and no extension was asked for before it.")
    if move.code == "refuse_extension" and not problem.asked_until:
        return _("No extension was asked for.")
    urged = move.code == "urge" and problem.events.filter(move="urge", at__gte=_midnight(today)).exists()
    return _("This was urged today already.") if urged else ""


def _midnight(today: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(today, dt.time()))


def _check(move: Move, problem: Problem, words: str, day: dt.date | None, today: dt.date) -> None:
    if problem.state not in move.sources:
        raise ValidationError(_("In this state the step is not open. Look at the problem again."), code="state")
    if hindrance := _hindrance(move, problem, today):
        raise ValidationError(hindrance, code="not_now")
    errors = {}
    if move.needs_words and not words:
        errors["words"] = ValidationError(_("Say it in words: they stay in the record."), code="words_required")
    if move.day:
        errors |= _errors_of_day(move, problem, day, today)
    if errors:
        raise ValidationError(errors)
    if move.code == "reopen":
        _check_once(problem.title, problem.region_id)


def _errors_of_day(move: Move, problem: Problem, day: dt.date | None, today: dt.date) -> dict[str, ValidationError]:
    if day is None:
        return {"day": ValidationError(_("Name the day."), code="day_required")}
    if day < today:
        return {"day": ValidationError(_("This day is past. Choose a later one."), code="past")}
    if move.day == Day.LATER and day <= problem.due:
        return {"day": ValidationError(_("Choose a day after the present one."), code="not_later")}
    return {}


def _apply(move: Move, problem: Problem, day: dt.date | None, now: dt.datetime) -> None:
    problem.version += 1
    if move.code == "ask_extension":
        problem.asked_until = day
        return
    if move.day and day:
        problem.due = day
    if move.to or move.day or move.code == "refuse_extension":
        problem.asked_until = None
    if move.code == "suspend":
        problem.before_suspension = problem.state
    if move.code == "resume":
        problem.state, problem.before_suspension = problem.before_suspension, ""
    if move.to:
        problem.state, problem.closed_at = move.to, now if move.to in OVER else None


def _log(
    problem: Problem, move: str, before: str, *, by: User, at: dt.datetime, words: str, day: dt.date | None
) -> None:
    told = {"move": move, "from_state": before, "to_state": problem.state, "words": words, "day": day}
    ProblemEvent.objects.create(problem=problem, at=at, by_id=id_of(by), **told)
