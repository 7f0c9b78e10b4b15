"""What was in the way of it, and what the office did about it: problems, decisions, meetings, urgings.

Each is told to those who may read it on a list of its own.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from reports.organisation.models import Department, Region
from reports.shared import display
from tracker.dispatch.discipline import How
from tracker.dispatch.models import Meeting, Problem, ProblemEvent, Urging
from tracker.dispatch.moves import DECIDE, OVER, RAISE
from tracker.ledger.timeline.events import Event, Kind, beginning_of, moment
from tracker.ledger.timeline.sources import Facts, Source, at, person, who
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User

BEGINNINGS = (RAISE, DECIDE, "reopen")


def _moves(target: Target, user: User, _today: dt.date) -> QuerySet[ProblemEvent]:
    """When problems were raised, taken up again and closed, and what meetings decided.

    What happened in between stands on the problem's own page.
    """
    problems = Problem.objects.for_user(user).filter(targets=target).order_by()
    is_end = Q(to_state__in=sorted(OVER)) & ~Q(to_state=F("from_state"))
    return ProblemEvent.objects.filter(Q(move__in=BEGINNINGS) | is_end, problem__in=problems.values("pk"))


def _move(_target: Target, facts: Facts) -> Event:
    move = ProblemEvent(move=facts["move"])
    problem = Problem(pk=facts["problem"], kind=facts["kind"], owner=Department(**facts["owner"]))
    about = [_meeting_in_words(facts["meeting"]) if facts["is_decision"] else str(problem.get_kind_display())]
    about.append(problem.owner.label)
    if facts["day"]:
        about.append(_("due on %(day)s") % {"day": display.day(dt.date.fromisoformat(facts["day"]))})
    return Event(
        kind=Kind.MEETINGS if facts["is_decision"] else Kind.PROBLEMS,
        at=at(facts["at"]),
        date=moment(at(facts["at"])),
        who=who(facts["by"]),
        what=_("%(action)s: %(wanted)s") % {"action": move.get_move_display(), "wanted": facts["title"]},
        url=problem.get_absolute_url(),
        notes=(" · ".join(about), *([facts["words"]] if facts["words"] else [])),
    )


def _meetings(target: Target, user: User, today: dt.date) -> QuerySet[Meeting]:
    return Meeting.objects.for_user(user).about(target).filter(held_on__lte=today)


def _meeting(_target: Target, facts: Facts) -> Event:
    held_on = dt.date.fromisoformat(facts["held_on"])
    return Event(
        kind=Kind.AGENDAS,
        at=beginning_of(held_on),
        date=f"{held_on:%Y-%m-%d}",
        who=facts["chair"],
        what=_("On the agenda: %(meeting)s") % {"meeting": _meeting_in_words(facts)},
        url=Meeting(pk=facts["pk"]).get_absolute_url(),
    )


def _meeting_in_words(facts: Facts) -> str:
    region, held_on = Region(**facts["region"]), dt.date.fromisoformat(facts["held_on"])
    return str(Meeting(region=region, held_on=held_on, kind=facts["kind"]))


def _urgings(target: Target, user: User, _today: dt.date) -> QuerySet[Urging]:
    return Urging.objects.for_user(user).filter(target=target)


def _urging(target: Target, facts: Facts) -> Event:
    """Filing discipline lists it, but not those of withdrawn targets."""
    on, month = dt.date.fromisoformat(facts["on"]), facts["month"]
    query = {
        "region": target.region_id, "year": target.year, "month": month,
        "lead": target.lead_id, "how": How.URGED.value,
    }  # fmt: skip
    return Event(
        kind=Kind.URGINGS,
        at=beginning_of(on),
        date=f"{on:%Y-%m-%d}",
        who=who(facts["by"]),
        what=_("Urged to report %(month)s") % {"month": display.year_month(target.year, month)},
        url="" if target.is_withdrawn else f"{reverse('filings')}?{urlencode(query)}",
    )


def _of_meeting(path: str = "") -> dict[str, str | JSONObject]:
    region = JSONObject(name=f"{path}region__name", name_en=f"{path}region__name_en")
    return {"region": region, "held_on": f"{path}held_on", "kind": f"{path}kind"}


DISPATCH = (
    Source("move", _moves, {
        "at": "at", "by": person("by"), "move": "move", "day": "day", "words": "words", "problem": "problem",
        "title": "problem__title", "kind": "problem__kind", "is_decision": "problem__meeting",
        "owner": JSONObject(short_name="problem__owner__short_name", name_en="problem__owner__name_en"),
        "meeting": JSONObject(**_of_meeting("problem__meeting__")),
    }, _move),
    Source("meeting", _meetings, {"chair": "chair", **_of_meeting()}, _meeting),
    Source("urging", _urgings, {"on": "on", "month": "month", "by": person("by")}, _urging),
)  # fmt: skip
