"""The satisfaction vote: ballots entered by the office, shares that add to the whole, deeds in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.organisation.models import Region, rights_of
from reports.shared.history import id_of, save_as
from tracker.evaluation import RankRow, rank, shares_by_largest_remainder
from tracker.livelihood.models import Deed, Vote

if TYPE_CHECKING:
    from reports.shared.people import User

Ballots = tuple[int, ...]
"""Satisfied, fairly satisfied, dissatisfied, and abstentions where these were counted."""
OPINIONS = 3
"""How many of the ballots say something: without them a vote says nothing."""
MOST_PLACES = 6


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who voted, and on which day."""

    body: str
    voted_on: dt.date


@dataclass(frozen=True, slots=True)
class Shares:
    """What part of the ballots said what, in per cent; together they are exactly 100.

    Who abstained has voted: `abstained` is None where nobody counted them.
    """

    satisfied: Decimal
    fairly: Decimal
    dissatisfied: Decimal
    abstained: Decimal | None = None

    @property
    def content(self) -> Decimal:
        """Satisfied and fairly satisfied together."""
        return self.satisfied + self.fairly


@dataclass(frozen=True, slots=True)
class Result:
    """A vote on a deed with its shares and its place among the deeds voted on; equal shares have the same place."""

    deed: Deed
    vote: Vote
    shares: Shares
    place: int
    is_tied: bool


def shares_of(ballots: Ballots) -> Shares:
    """Return the shares with one decimal, or with as many as it takes that nobody vanishes.

    One voice among ten thousand is neither 0.0 % nor are the others 100.0 %: then 99.99 and 0.01 are said.
    Raises ValueError where nobody voted.
    """
    if not sum(ballots):
        raise ValueError("Without ballots there are no shares.")
    counts = dict(enumerate(ballots))
    for places in range(1, MOST_PLACES + 1):
        shares = shares_by_largest_remainder(counts, places=places)
        if all(bool(shares[key]) == bool(count) for key, count in counts.items()):
            break
    return Shares(shares[0], shares[1], shares[2], shares.get(OPINIONS))


def results_of(deeds: Iterable[Deed]) -> list[Result]:
    """Return the votes on deeds, the best first: by the share of satisfied ballots, unrounded.

    The vote of each is to be joined; deeds without one are left out.
    """
    voted = {deed.pk: (deed, deed.vote) for deed in deeds if hasattr(deed, "vote")}
    rows = [RankRow(key, Decimal(vote.satisfied) / sum(vote.ballots)) for key, (_deed, vote) in voted.items()]
    ranking = rank(rows, higher_is_better=True)
    return [
        Result(*voted[each.key], shares_of(voted[each.key][1].ballots), each.rank, each.tied) for each in ranking.ranks
    ]


@transaction.atomic
def enter_votes(
    region: Region, year: int, ballots: Mapping[int, Ballots], sitting: Sitting, *, by: User
) -> Sequence[Vote]:
    """Enter ballots for deeds of a region and year, by their keys: all or none; what was entered before is corrected.

    Raises PermissionDenied unless `by` reviews the region, ValidationError (`deed`, `empty`, `ahead`, `early`, `body`).
    """
    if not rights_of(by).reviews(region.pk):
        raise PermissionDenied
    deeds = Deed.objects.filter(region=region, year=year, pk__in=ballots).select_for_update(of=("self",), no_key=True)
    found = {deed.pk: deed for deed in deeds}
    if set(found) != set(ballots):
        raise ValidationError(_("A deed is not of this region and year. Nothing was stored."), code="deed")
    _check(ballots, sitting, year)
    stored = {vote.deed_id: vote for vote in Vote.objects.filter(deed__in=found)}
    return [
        _entered(stored.get(key) or Vote(deed=deed), ballots[key], sitting, by) for key, deed in sorted(found.items())
    ]


def _check(ballots: Mapping[int, Ballots], sitting: Sitting, year: int) -> None:
    if not sitting.body.strip():
        raise ValidationError({"body": ValidationError(_("Say who voted."), code="body")})
    if sitting.voted_on > timezone.localdate():
        raise ValidationError({"voted_on": ValidationError(_("This day has not come yet."), code="ahead")})
    if sitting.voted_on.year < year:
        message = _("This day lies before the year of the deeds.")
        raise ValidationError({"voted_on": ValidationError(message, code="early")})
    if not ballots or any(min(each) < 0 or not sum(each[:OPINIONS]) for each in ballots.values()):
        raise ValidationError(_("Enter the ballots of at least one deed; a vote needs a ballot."), code="empty")


def _entered(vote: Vote, ballots: Ballots, sitting: Sitting, by: User) -> Vote:
    before = (vote.ballots, vote.body, vote.voted_on) if vote.pk else None
    vote.satisfied, vote.fairly, vote.dissatisfied = ballots[:OPINIONS]
    vote.abstained = ballots[OPINIONS] if len(ballots) > OPINIONS else None
    vote.body, vote.voted_on = sitting.body.strip(), sitting.voted_on
    if before == (vote.ballots, vote.body, vote.voted_on):
        return vote
    vote.entered_by_id, vote.entered_at = id_of(by), timezone.now()
    vote.full_clean()
    save_as(vote, by=by, action="vote entered")
    return vote
