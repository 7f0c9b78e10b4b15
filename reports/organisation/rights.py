"""Who may do what where: a user's memberships as keys of regions and departments, resolved once a request."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

EVERYTHING = ~Q(pk__in=())
"""True of every row. An empty condition will not do: beside another one, `or` drops it and keeps but the other."""


@dataclass(frozen=True, slots=True)
class Rights:
    """The regions and departments, by key, in which a user may do what.

    The keys stand in the queries as they are: a database answers them from its indexes, and asks no table of
    memberships again for every list and every choice of a page.
    """

    roles: frozenset[str]
    """The roles that the user holds anywhere."""
    everywhere: bool
    """Whether the user is a superuser, who reads and reviews all regions."""
    own: frozenset[int]
    """The regions in which the user holds any role."""
    reviewed: frozenset[int]
    """The regions in which the user imports, reviews and adopts."""
    led: frozenset[int]
    """The regions that the user leads, and all below them."""
    departments: frozenset[int]
    """The departments for which the user reports."""

    def may_read(self, region: str) -> Q:
        """Return the condition that the region at a path (`pk` for itself) is one whose reports the user may read."""
        return self._anywhere_or(region, self.own | self.led)

    def may_review(self, region: str) -> Q:
        """Return the condition that the region at a path is one in which the user imports, reviews and adopts."""
        return self._anywhere_or(region, self.reviewed)

    def may_follow(self, region: str) -> Q:
        """Return the condition that the region at a path is one all of whose targets the user may read."""
        return self._anywhere_or(region, self.reviewed | self.led)

    def is_own(self, region: str) -> Q:
        """Return the condition that the user holds a role in the region at a path itself."""
        return among(region, self.own)

    def reports_for(self, department: str) -> Q:
        """Return the condition that the department at a path is one for which the user reports."""
        return among(department, self.departments)

    def reviews(self, region: int | None) -> bool:
        """Tell whether the user imports, reviews and adopts in a region, given by its key."""
        return self.everywhere or region in self.reviewed

    def _anywhere_or(self, path: str, keys: Collection[int]) -> Q:
        return EVERYTHING if self.everywhere else among(path, keys)


def among(path: str, keys: Iterable[int]) -> Q:
    """Return the condition that the row at a path is one of some keys."""
    return Q(**{f"{path}__in": sorted(keys)})
