"""The life of a problem as a table: which move leads from where to where, and whose it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


class ProblemState(models.TextChoices):
    """立项 → 交办 → 签收 → 办理 → 反馈 → 核查 → 销号, and what may come between. Overdue is computed."""

    RAISED = "raised", pgettext_lazy("problem", "raised")
    REGISTERED = "registered", pgettext_lazy("problem", "registered")
    ASSIGNED = "assigned", pgettext_lazy("problem", "assigned")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("problem", "acknowledged")
    WORKING = "working", pgettext_lazy("problem", "being worked on")
    REPORTED = "reported", pgettext_lazy("problem", "reported")
    RETURNED = "returned", pgettext_lazy("problem", "returned")
    VERIFIED = "verified", pgettext_lazy("problem", "verified")
    SUSPENDED = "suspended", pgettext_lazy("problem", "suspended")
    CLOSED = "closed", pgettext_lazy("problem", "closed")
    DISMISSED = "dismissed", pgettext_lazy("problem", "not taken up")


S = ProblemState
OVER = frozenset({S.CLOSED, S.DISMISSED})
"""States in which nothing is left to do."""
WITH_OWNER = frozenset({S.ASSIGNED, S.ACKNOWLEDGED, S.WORKING, S.RETURNED})
"""States in which the owner's clock runs, and the owner must do something."""
WITH_REVIEWER = frozenset({S.RAISED, S.REGISTERED, S.REPORTED, S.VERIFIED})
"""States in which the office must do something."""


class Actor(StrEnum):
    """Whose move it is."""

    REVIEWER = "reviewer"
    OWNER = "owner"


class Day(StrEnum):
    """What a move asks for as a day."""

    NONE = ""
    DUE = "due"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Move:
    """One step: `to` None leaves the state as it is; `needs_words` asks for a reason or a report."""

    code: str
    label: str | Promise
    actor: Actor
    sources: Collection[ProblemState]
    to: ProblemState | None = None
    needs_words: bool = False
    day: Day = Day.NONE
    is_main: bool = False


OFFICE, OWNER = Actor.REVIEWER, Actor.OWNER
MOVES = (
    Move("register", pgettext_lazy("problem move", "Register"), OFFICE, {S.RAISED}, S.REGISTERED, is_main=True),
    Move("dismiss", pgettext_lazy("problem move", "Do not take up"), OFFICE, {S.RAISED}, S.DISMISSED, True),
    Move(
        "assign", pgettext_lazy("problem move", "Assign"), OFFICE, {S.REGISTERED}, S.ASSIGNED, day=Day.DUE, is_main=True
    ),
    Move(
        "acknowledge", pgettext_lazy("problem move", "Acknowledge"), OWNER, {S.ASSIGNED}, S.ACKNOWLEDGED, is_main=True
    ),
    Move(
        "work",
        pgettext_lazy("problem move", "Begin work"),
        OWNER,
        {S.ACKNOWLEDGED, S.RETURNED},
        S.WORKING,
        is_main=True,
    ),
    Move("report", pgettext_lazy("problem move", "Report back"), OWNER, {S.WORKING}, S.REPORTED, True, is_main=True),
    Move("verify", pgettext_lazy("problem move", "Verify"), OFFICE, {S.REPORTED}, S.VERIFIED, True, is_main=True),
    Move("return", pgettext_lazy("problem move", "Return"), OFFICE, {S.REPORTED, S.VERIFIED}, S.RETURNED, True),
    Move("close", pgettext_lazy("problem move", "Close"), OFFICE, {S.VERIFIED}, S.CLOSED, is_main=True),
    Move(
        "ask_extension", pgettext_lazy("problem move", "Ask for an extension"), OWNER, WITH_OWNER, None, True, Day.LATER
    ),
    Move("extend", pgettext_lazy("problem move", "Extend"), OFFICE, WITH_OWNER, None, True, Day.LATER),
    Move("refuse_extension", pgettext_lazy("problem move", "Refuse the extension"), OFFICE, WITH_OWNER, None, True),
    Move("suspend", pgettext_lazy("problem move", "Suspend"), OFFICE, WITH_OWNER, S.SUSPENDED, True),
    Move("resume", pgettext_lazy("problem move", "Resume"), OFFICE, {S.SUSPENDED}, None, day=Day.DUE, is_main=True),
    Move("reopen", pgettext_lazy("problem move", "Take up again"), OFFICE, {S.CLOSED}, S.ASSIGNED, True, Day.DUE),
    Move("urge", pgettext_lazy("problem move", "Urge"), OFFICE, WITH_OWNER),
    Move("state_view", pgettext_lazy("problem move", "State the unit's view"), OWNER, set(S) - {S.RAISED}, None, True),
)
BY_CODE = {move.code: move for move in MOVES}
RAISE, DECIDE = "raise", "decide"
MOVE_CHOICES = [
    (RAISE, pgettext_lazy("problem move", "Raise")),
    (DECIDE, pgettext_lazy("problem move", "Decide in a meeting")),
    *((move.code, move.label) for move in MOVES),
]
