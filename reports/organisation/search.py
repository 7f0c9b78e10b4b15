"""Finding a region among thousands by what people type of it: its name, code, pinyin initials or English name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, F, IntegerField, Q, Value, When

from reports.organisation.models import Region, RegionQuerySet, rights_of

if TYPE_CHECKING:
    from reports.shared.people import User

MOST_LISTED = 40
"""Who may choose among more regions than these searches for one."""
MOST_FOUND = 20
LONGEST_SEARCH = 40
LETTERS = re.compile(r"[a-z]+", re.IGNORECASE)
ABOVE = ("parent", "parent__parent")


@dataclass(frozen=True, slots=True)
class RegionChoice:
    """How a form offers regions: all that there are, or, where these are too many, those found by `words`."""

    regions: list[Region]
    words: str
    is_searched: bool


def offered(regions: RegionQuerySet, words: str, *, user: User, first: Sequence[Region]) -> RegionChoice:
    """Return what to choose from; where it has to be searched, what is proposed (`first`) until words are typed."""
    if regions.count() <= MOST_LISTED:
        return RegionChoice([], words, is_searched=False)
    found = list(first) if first and not words else find_regions(regions, words, user=user)
    return RegionChoice(found, words, is_searched=True)


def find_regions(regions: RegionQuerySet, words: str, *, user: User) -> list[Region]:
    """Return the regions that fit all `words`, at most MOST_FOUND: one's own first, then the closest, then by code.

    A word fits a region whose name, code, initials or English name begins with it (names may also hold it), one that
    lies in such a region, and one whose name follows that of a region above: 南京鼓楼, njgl.
    """
    own = Case(When(rights_of(user).is_own("pk"), then=True), default=False)
    found = closest_first(regions, words).annotate(is_own=own)
    return list(found.order_by("-is_own", *found.query.order_by).with_parents()[:MOST_FOUND])


def closest_first(regions: RegionQuerySet, words: str) -> RegionQuerySet:
    """Keep the regions that fit all words, the one that is typed before those that begin so, ended ones last."""
    typed = words[:LONGEST_SEARCH].split()
    for word in typed:
        regions = regions.filter(_fits(word))
    ended_last = F("valid_to").desc(nulls_first=True)
    return regions.annotate(closeness=_closeness(typed)).order_by("closeness", ended_last, "code", "pk")


def _fits(word: str) -> Q:
    itself = _begins(word) | Q(name__contains=word) | Q(name_en__icontains=word)
    below = [_begins(word, above) for above in ABOVE]
    split = [
        _begins(word[:cut], above) & _begins(word[cut:])
        for cut in range(1, len(word))
        for above in ABOVE
    ]  # fmt: skip
    condition = itself
    for other in (*below, *split):
        condition |= other
    return condition


def _begins(word: str, path: str = "") -> Q:
    """The condition that the region itself, or the one that `path` leads to, begins with a word."""
    prefix = f"{path}__" if path else ""
    if word.isdecimal():
        return Q(**{f"{prefix}code__startswith": word})
    if LETTERS.fullmatch(word):
        letters = word.lower()
        return Q(**{f"{prefix}initials__startswith": letters}) | Q(**{f"{prefix}initials__contains": f" {letters}"})
    return Q(**{f"{prefix}name__startswith": word})


def _closeness(words: list[str]) -> Case:
    """0 for the region that is typed, 1 for those that begin so, 2 for those that fit otherwise."""
    typed = words[-1] if words else ""
    exact = Q(name=typed) | Q(short_name=typed) | Q(code=typed) | Q(name_en__iexact=typed)
    return Case(
        When(exact, then=Value(0)), When(_begins(typed), then=Value(1)), default=Value(2), output_field=IntegerField()
    )
