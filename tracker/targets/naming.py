"""Departments and posts by the names that people write for them, in files and in tables of tasks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from django.utils.translation import gettext as _

from reports.organisation.models import Department, Post, Region

_MARKS = re.compile(r"\W+")


def bare(words: str) -> str:
    """Return words without spaces and marks, in small letters: as two spellings of them are compared."""
    return _MARKS.sub("", words).lower()


class Names:
    """Departments and posts of a region by all that people write for them."""

    def __init__(self, departments: Iterable[Department], posts: Iterable[Post], region: Region) -> None:
        places = (region.name, region.short_name, region.name[-1:])
        self._departments: dict[str, Department] = {}
        for each in departments:
            for name in (each.name, each.short_name, each.name_en):
                for variant in (name, *(name.removeprefix(place) for place in places)):
                    self._departments.setdefault(bare(variant), each)
        self._posts = {bare(name): each for each in posts for name in (each.label, each.title)}

    def department(self, name: str) -> Department | None:
        """Return the department that a cell names."""
        return self._departments.get(bare(name)) if bare(name) else None

    def post(self, name: str) -> Post | None:
        """Return the post that a cell names."""
        return self._posts.get(bare(name))

    def unknown_department(self, name: str) -> str:
        """Say that there is no such department, and which is nearest."""
        near = get_close_matches(bare(name), [known for known in self._departments if known], n=1, cutoff=0.3)
        if not near:
            return _("There is no department “%(name)s” in this region.") % {"name": name}
        given = {"name": name, "near": self._departments[near[0]].label}
        return _("There is no department “%(name)s” in this region; the nearest is “%(near)s”.") % given
