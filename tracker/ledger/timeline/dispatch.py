"""What was in the way of it and what meetings decided: problems that the reader may see, opened and closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from reports.shared import display
from reports.shared.people import name_of
from tracker.dispatch.models import Problem, ProblemEvent
from tracker.dispatch.moves import DECIDE, OVER, RAISE
from tracker.ledger.timeline.events import Event, Kind, moment
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User

BEGINNINGS = (RAISE, DECIDE, "reopen")


def problems_of(target: Target, user: User) -> Iterator[Event]:
    """Yield when problems about a target were raised, taken up again and closed, and what meetings decided. One query.

    What happened in between stands on the problem's own page.
    """
    problems = Problem.objects.for_user(user).filter(targets=target).order_by()
    moves = ProblemEvent.objects.filter(problem__in=problems.values("pk"))
    joined = moves.select_related("by", "problem__owner", "problem__meeting__region").order_by("at", "pk")
    for move in joined:
        if move.move in BEGINNINGS or (move.to_state in OVER and move.from_state != move.to_state):
            yield _event(move)


def _event(move: ProblemEvent) -> Event:
    problem = move.problem
    facts = [str(problem.meeting)] if problem.meeting else [str(problem.get_kind_display())]
    facts.append(problem.owner.label)
    if move.day:
        facts.append(_("due on %(day)s") % {"day": display.day(move.day)})
    return Event(
        kind=Kind.MEETINGS if problem.meeting_id else Kind.PROBLEMS,
        at=move.at,
        date=moment(move.at),
        who=name_of(move.by),
        what=_("%(action)s: %(wanted)s") % {"action": move.get_move_display(), "wanted": problem.title},
        url=problem.get_absolute_url(),
        notes=(" · ".join(facts), *([move.words] if move.words else [])),
    )
