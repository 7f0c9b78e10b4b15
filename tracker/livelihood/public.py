"""What everybody may read of a region's deeds: no person, no words of the departments among themselves, no remark."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from reports.library.models import WorkReport
from tracker.livelihood.models import Deed, Photo, Publication, Site, Vote
from tracker.livelihood.standing import SYMBOLS, TONES, Counts, Standing, counted, is_overdue, standing_of
from tracker.livelihood.votes import Result, Shares, results_of


@dataclass(frozen=True)
class PublicSite:
    """A site: what it is called, what is done there, how far it is on which day, its confirmed photographs."""

    name: str
    content: str
    state: str
    label: str
    as_of: dt.date | None
    photos: Sequence[Photo]


@dataclass(frozen=True)
class PublicVote:
    """A vote: who voted as a body, on which day, how many said what; `place` is its place among the year's deeds."""

    body: str
    voted_on: dt.date
    ballots: tuple[int, ...]
    shares: Shares
    place: int
    is_tied: bool


@dataclass(frozen=True)
class PublicDeed:
    """A deed, as everybody may read it."""

    number: int
    name: str
    lead: str
    standard: str
    deadline: dt.date
    confirmed_on: dt.date | None
    counts: Counts
    standing: Standing
    is_overdue: bool
    sites: Sequence[PublicSite]
    n_dropped: int
    vote: PublicVote | None

    @property
    def tone(self) -> str:
        """The colour of how it stands."""
        return TONES[self.standing]

    @property
    def symbol(self) -> str:
        """The sign of how it stands."""
        return SYMBOLS[self.standing]


@dataclass(frozen=True)
class PublicPage:
    """All deeds of a region and year; `voted` are those voted on, the best first."""

    region: str
    year: int
    is_demo: bool
    deeds: Sequence[PublicDeed]
    voted: Sequence[PublicDeed]
    total: Counts
    n_complete: int
    as_of: dt.date | None = field(default=None)


def public_page(code: str, year: int, today: dt.date) -> PublicPage | None:
    """Return what everybody may read under an address; None where nothing is switched on there. Five queries."""
    shown = Publication.objects.of_address(code, year).first()
    if shown is None:
        return None
    found = list(Deed.objects.filter(region=shown.region, year=year).select_related("lead", "vote").order_by("number"))
    sites = list(Site.objects.filter(deed__in=[deed.pk for deed in found]).order_by("order", "pk"))
    photos = list(Photo.objects.for_everybody().filter(site__in=[site.pk for site in sites]).order_by("as_of", "pk"))
    results = results_of(found)
    of_vote = {result.deed.pk: result for result in results}
    deeds = {deed.pk: _deed(deed, sites, photos, of_vote.get(deed.pk), today) for deed in found}
    return PublicPage(
        region=shown.region.label,
        year=year,
        is_demo=WorkReport.objects.filter(region=shown.region, is_demo=True).exists(),
        deeds=list(deeds.values()),
        voted=[deeds[result.deed.pk] for result in results],
        total=sum((deed.counts for deed in deeds.values()), Counts()),
        n_complete=sum(deed.standing == Standing.COMPLETE for deed in deeds.values()),
        as_of=max((site.as_of for site in sites if site.as_of and site.is_listed), default=None),
    )


def public_photo(code: str, year: int, pk: int) -> Photo | None:
    """Return a photograph that stands on a public page which is switched on; None for any other."""
    shown = Publication.objects.of_address(code, year).first()
    if shown is None:
        return None
    return Photo.objects.for_everybody().filter(pk=pk, site__deed__region=shown.region, site__deed__year=year).first()


def _deed(
    deed: Deed, sites: Sequence[Site], photos: Sequence[Photo], result: Result | None, today: dt.date
) -> PublicDeed:
    own = [site for site in sites if site.deed_id == deed.pk]
    listed = [site for site in own if site.is_listed]
    counts = counted(listed)
    standing = standing_of(counts, is_confirmed=deed.is_confirmed)
    return PublicDeed(
        number=deed.number,
        name=deed.name,
        lead=deed.lead.label,
        standard=deed.standard,
        deadline=deed.deadline,
        confirmed_on=timezone.localdate(deed.confirmed_at) if deed.confirmed_at else None,
        counts=counts,
        standing=standing,
        is_overdue=is_overdue(standing, deed.deadline, today),
        sites=[_site(site, photos) for site in listed],
        n_dropped=len(own) - len(listed),
        vote=_vote(result.vote, result) if result else None,
    )


def _site(site: Site, photos: Sequence[Photo]) -> PublicSite:
    own = [photo for photo in photos if photo.site_id == site.pk]
    return PublicSite(site.name, site.content, site.state, site.get_state_display(), site.as_of, own)


def _vote(vote: Vote, result: Result) -> PublicVote:
    return PublicVote(vote.body, vote.voted_on, vote.ballots, result.shares, result.place, result.is_tied)
