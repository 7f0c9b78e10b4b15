"""The shipped regions as texts name them, without a database."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from reports.documents import NamedRegion
from reports.library.services.uploads import named
from reports.organisation.models import Region
from reports.organisation.services import day, longest_together, read_regions


@cache
def named_regions() -> tuple[NamedRegion, ...]:
    """Every region of the catalogue, each with a key of its own."""
    by_code: dict[str, list[Region]] = defaultdict(list)
    for key, row in enumerate(read_regions(), start=1):
        days = day(row["valid_from"]), day(row["valid_to"])
        parent = longest_together(by_code[row["parent_code"]], *days) if row["parent_code"] else None
        region = Region(
            pk=key, code=row["code"], name=row["name"], short_name=row["short_name"], level=row["level"],
            parent=parent, valid_from=days[0], valid_to=days[1],
        )  # fmt: skip
        by_code[row["code"]].append(region)
    return tuple(named(region) for regions in by_code.values() for region in regions)
