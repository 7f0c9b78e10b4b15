"""How far a deed is, told by its sites: pure counting, so that lists, pages and the public page say the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from django.db import models
from django.utils.translation import pgettext_lazy


class SiteState(models.TextChoices):
    """How far a site is; a site of which nothing was filed has none of these."""

    NOT_STARTED = "not_started", pgettext_lazy("site", "not started")
    BUILDING = "building", pgettext_lazy("site", "being built")
    DONE = "done", pgettext_lazy("site", "done")


class Standing(models.TextChoices):
    """How a deed stands: complete is only what the office has confirmed."""

    COMPLETE = "complete", pgettext_lazy("deed", "complete")
    TO_CONFIRM = "to_confirm", pgettext_lazy("deed", "all sites done, not confirmed yet")
    UNDER_WAY = "under_way", pgettext_lazy("deed", "under way")
    NOT_STARTED = "not_started", pgettext_lazy("deed", "not started")
    UNKNOWN = "unknown", pgettext_lazy("deed", "not known")
    NO_SITES = "no_sites", pgettext_lazy("deed", "no sites yet")


TONES = {
    Standing.COMPLETE: "green",
    Standing.TO_CONFIRM: "blue",
    Standing.UNDER_WAY: "blue",
    Standing.NOT_STARTED: "yellow",
    Standing.UNKNOWN: "grey",
    Standing.NO_SITES: "grey",
}
SYMBOLS = {
    Standing.COMPLETE: "✓",
    Standing.TO_CONFIRM: "○",
    Standing.UNDER_WAY: "▸",
    Standing.NOT_STARTED: "…",
    Standing.UNKNOWN: "?",
    Standing.NO_SITES: "?",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sites are done, being built, not started, and of how many nothing is known."""

    done: int = 0
    building: int = 0
    not_started: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """How many sites there are; those taken off the list are none."""
        return self.done + self.building + self.not_started + self.unknown

    @property
    def share(self) -> Decimal | None:
        """The share of sites that are done (0 to 1); None without sites."""
        return Decimal(self.done) / self.total if self.total else None

    @property
    def up_to_building(self) -> int:
        """How many are done or being built: where that part of a bar ends."""
        return self.done + self.building

    @property
    def up_to_not_started(self) -> int:
        """How many are known at all: where that part of a bar ends."""
        return self.up_to_building + self.not_started

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.done + other.done,
            self.building + other.building,
            self.not_started + other.not_started,
            self.unknown + other.unknown,
        )


class _Stated(Protocol):
    state: str


def counted(sites: Iterable[_Stated]) -> Counts:
    """Count sites by their state; those that were taken off the list are not to be among them."""
    states = [site.state for site in sites]
    known = {each: states.count(each) for each in SiteState.values}
    return Counts(known["done"], known["building"], known["not_started"], len(states) - sum(known.values()))


def standing_of(counts: Counts, *, is_confirmed: bool) -> Standing:
    """Return how a deed with these sites stands."""
    if not counts.total:
        return Standing.NO_SITES
    if counts.done == counts.total:
        return Standing.COMPLETE if is_confirmed else Standing.TO_CONFIRM
    if counts.done or counts.building:
        return Standing.UNDER_WAY
    return Standing.UNKNOWN if counts.unknown else Standing.NOT_STARTED


def is_overdue(standing: Standing, deadline: dt.date, today: dt.date) -> bool:
    """Tell whether a deed's last day is over and the office has not confirmed it."""
    return standing != Standing.COMPLETE and deadline < today
