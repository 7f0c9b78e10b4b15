"""What a person is reminded of on a day: one digest each, and none where nothing is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.organisation.models import rights_of
from reports.shared.display import month_name
from tracker.dispatch.models import Problem, Urging
from tracker.dispatch.moves import WITH_OWNER
from tracker.progress.approvals import count_to_approve
from tracker.progress.closing import closing_of
from tracker.progress.owed import Owed, year_to_file, years_of

if TYPE_CHECKING:
    from reports.shared.people import User

DAYS_BEFORE = 3
"""How long before a day runs out it is spoken of."""
MONDAY = 0


def digest_of(user: User, today: dt.date) -> list[str]:
    """Return what `user` is reminded of on a day, a line each; empty where nothing is due.

    What is owed is told in the last days before a month closes, and on Mondays; the rest on the day that it concerns.
    """
    return [*_owed(user, today), *_urged(user, today), *_problems(user, today), *_waiting(user, today)]


def _owed(user: User, today: dt.date) -> Iterator[str]:
    year = year_to_file(years_of(user), today)
    if year is None:
        return
    owed = Owed(user, year, today)
    months = [each for each in owed.counts if each.n_owed]
    if months and (today.weekday() == MONDAY or _closes_soon(owed, [each.month for each in months], today)):
        listed = _(", ").join(f"{month_name(each.month)} {_count(each.n_owed)}" for each in months)
        yield _("Figures owed for %(year)s: %(months)s") % {"year": year, "months": listed}
    if owed.returned:
        n = len(owed.returned)
        yield ngettext("%(n)s entry came back to be mended", "%(n)s entries came back to be mended", n) % {"n": n}


def _count(n: int) -> str:
    return ngettext("%(n)s figure", "%(n)s figures", n) % {"n": n}


def _closes_soon(owed: Owed, months: list[int], today: dt.date) -> bool:
    closing, until = closing_of(owed.targets), today + dt.timedelta(days=DAYS_BEFORE)
    days = (closing.open_until(target, month) for target in owed.targets for month in months)
    return any(day is not None and today <= day <= until for day in days)


def _urged(user: User, today: dt.date) -> Iterator[str]:
    rows = Urging.objects.filter(rights_of(user).reports_for("target__lead"), on=today - dt.timedelta(days=1))
    for row in rows.select_related("target"):
        yield _("Urged to report: %(task)s, %(month)s") % {"task": row.target.name, "month": month_name(row.month)}


def _problems(user: User, today: dt.date) -> Iterator[str]:
    own = Problem.objects.owned_by(user)
    overdue = own.overdue(today).count()
    if overdue:
        yield ngettext("%(n)s problem is overdue", "%(n)s problems are overdue", overdue) % {"n": overdue}
    until = today + dt.timedelta(days=DAYS_BEFORE)
    near = own.filter(state__in=sorted(WITH_OWNER), due__range=(today, until)).count()
    if near:
        words = ngettext(
            "%(n)s problem is due within %(days)s days", "%(n)s problems are due within %(days)s days", near
        )
        yield words % {"n": near, "days": DAYS_BEFORE}


def _waiting(user: User, today: dt.date) -> Iterator[str]:
    """What waits for the office is told on Mondays: on other days it stands in the menu."""
    if today.weekday() != MONDAY or not rights_of(user).reviewed:
        return
    n = count_to_approve(user)
    if n:
        yield ngettext("%(n)s entry waits for approval", "%(n)s entries wait for approval", n) % {"n": n}
    matters = Problem.objects.reviewable_by(user).waiting_for(user).count()
    if matters:
        yield ngettext("%(n)s problem waits for you", "%(n)s problems wait for you", matters) % {"n": matters}
