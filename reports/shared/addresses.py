"""Addresses of pages about one row: looked up once for a view, not for every row of a list."""

from __future__ import annotations

from functools import cache

from django.urls import reverse

PLACE_OF_THE_KEY = 987654321


def address_of(view: str, key: int) -> str:
    """Return the address of the page of a row, by its key; the view takes nothing else."""
    return _pattern(view).replace(str(PLACE_OF_THE_KEY), str(key))


@cache
def _pattern(view: str) -> str:
    return reverse(view, args=[PLACE_OF_THE_KEY])
