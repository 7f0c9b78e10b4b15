"""The index of the search: one line for everything that can be found, kept by triggers of the database."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import pgettext_lazy

KEY_BITS = 40
ONE_YEAR = 1 << KEY_BITS + 3
"""How far the positions of two years lie apart: room for eight kinds, each with keys of forty bits."""
LAST_YEAR = 2200
"""Positions count down to this year, so that the newest lines come first."""


class Kind(models.IntegerChoices):
    """What is found, in the order in which the finds of a year are shown."""

    PROMISE = 1, pgettext_lazy("search", "promise")
    PROBLEM = 2, pgettext_lazy("search", "problem")
    PROGRESS = 3, pgettext_lazy("search", "progress filed")
    RESULT = 4, pgettext_lazy("search", "result in a report")
    SENTENCE = 5, pgettext_lazy("search", "promise in a report")
    REPORT = 6
    """Never found itself: its line tells region and year to those of its sentences."""


class LineQuerySet(models.QuerySet["Line"]):
    """Lines in the words of the domain."""

    def of_year(self, year: int) -> Self:
        """Keep the lines of a year."""
        return self.filter(position__gte=first_position(year), position__lt=first_position(year - 1))


def first_position(year: int) -> int:
    """Return the lowest position that a line of a year can have."""
    return (LAST_YEAR - year) * ONE_YEAR


class Line(models.Model):
    """What one row of another table says, folded for the search; written by triggers and by `keeping` alone.

    `key` and `region` are the numbers of the row and of its region; no foreign keys, so that lines hold no row back.
    """

    position = models.BigIntegerField(primary_key=True)
    """Year (the newest first), kind and key (the newest first) in one number: the order of all finds."""
    kind = models.PositiveSmallIntegerField()
    key = models.BigIntegerField()
    region = models.BigIntegerField()
    report = models.BigIntegerField(null=True)
    """The report that a sentence stands in."""
    words = models.TextField()

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ("position",)
        indexes = (models.Index(fields=["region", "position"], name="search_line_of_region"),)
        constraints = (models.UniqueConstraint("kind", "key", name="search_line_once"),)

    def __str__(self) -> str:
        return self.words

    @property
    def year(self) -> int:
        """The year that its position begins with."""
        return LAST_YEAR - self.position // ONE_YEAR
