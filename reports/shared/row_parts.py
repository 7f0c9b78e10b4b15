"""Long forms in parts: some rows with their fields, the others told in words until somebody comes to them.

The words are there for whoever searches the page, prints it or jumps into it; the fields are fetched by `parts.js`,
or lie behind a link where no script runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from django.utils.safestring import SafeString

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that stand together: fields, or words alone until they are fetched from `address`."""

    rows: Sequence[SafeString]
    address: str = ""


def in_parts(
    rows: Sequence[T],
    filled: Mapping[T, SafeString],
    *,
    told: Callable[[T], SafeString],
    address: Callable[[Sequence[T]], str],
    at_once: int,
) -> Iterator[Part]:
    """Yield the rows in their order: those drawn with fields, and at most `at_once` others together in words."""
    for is_filled, run in groupby(rows, filled.__contains__):
        together = list(run)
        if is_filled:
            yield Part([filled[row] for row in together])
            continue
        for start in range(0, len(together), at_once):
            some = together[start : start + at_once]
            yield Part([told(row) for row in some], address(some))
