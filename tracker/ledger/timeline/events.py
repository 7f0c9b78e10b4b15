"""What a time line consists of: events with their day, who did it, and what it was."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.evaluation import Tone
from tracker.evaluation.periods import period_end
from tracker.progress.histories import FieldChange


class Kind(models.TextChoices):
    """What an event is about, in the order of the filter."""

    PROMISE = "promise", pgettext_lazy("time line", "promise")
    TERMS = "terms", pgettext_lazy("time line", "terms")
    STAGES = "stages", pgettext_lazy("time line", "stages")
    FIGURES = "figures", pgettext_lazy("time line", "figures")
    CORRECTIONS = "corrections", pgettext_lazy("time line", "corrections")
    STANDING = "standing", pgettext_lazy("time line", "status")
    VERDICTS = "verdicts", pgettext_lazy("time line", "verdicts")
    PROBLEMS = "problems", _("problems")
    MEETINGS = "meetings", pgettext_lazy("time line", "meeting decisions")
    AGENDAS = "agendas", _("meetings")
    URGINGS = "urgings", _("urgings")
    LETTERS = "letters", _("letters of supervision")
    LEVELS = "levels", pgettext_lazy("time line", "levels of dispatch")
    RULES = "rules", pgettext_lazy("time line", "rules")


@dataclass(frozen=True, kw_only=True)
class Event:
    """One line: `at` is its place in time, `date` how exactly that is known.

    `who` is empty where nobody did it; `notes` are reasons and references, `fields` what was which before.
    """

    kind: Kind
    at: dt.datetime
    date: str
    what: str
    who: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    tone: Tone | None = None


def moment(at: dt.datetime) -> str:
    """Return a moment as the time line writes it: by the clock of the office."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def beginning_of(day: dt.date) -> dt.datetime:
    """Return the place in time of what holds from a day on."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def end_of(year: int, month: int) -> dt.datetime:
    """Return the place in time of what is judged at the end of a month: after all that was done in it."""
    return timezone.make_aware(dt.datetime.combine(period_end(year, month), dt.time.max))


def in_order(events: list[Event]) -> list[Event]:
    """Return events from the newest to the oldest; of those of one moment the later one of the list comes first."""
    return sorted(events, key=lambda event: event.at)[::-1]
