"""Whose reports the real ones are said to be: `python -m tests.reports.documents.proposals` counts what is right.

Three times over: sent by anybody, sent by a member of the region, and with the region's own name taken out of the text.
"""

from __future__ import annotations

import csv
import os
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
KINDS = "省市区县旗州盟"
MEANT = {"more/enshi-2024.txt": "422801"}
"""The list calls it the prefecture's; the speaker's office and the places it names are those of the city within."""


def index() -> list[dict[str, str]]:
    """Return the rows of the list of real reports; none where they are not beside the project."""
    if not CORPUS.exists():
        return []
    with (CORPUS / "INDEX.csv").open(encoding="utf-8") as file:
        return [row | {"region_code": MEANT.get(row["file"], row["region_code"])} for row in csv.DictReader(file)]


def text_of(name: str) -> str:
    """Return the text of a real report."""
    from reports.documents import read_document

    return read_document((CORPUS / name).read_bytes(), name).text


def judged(region: Any, row: dict[str, str]) -> str:
    """Return “right”, “none” or “wrong”."""
    if region is None or region.pk is None:
        return "none"
    return "right" if region.code == row["region_code"] else "wrong"


def own_keys(row: dict[str, str]) -> set[int]:
    """Return the keys of the regions whose members would send a report."""
    from tests.reports.documents.catalogue import named_regions

    return {region.pk for region in named_regions() if region.code == row["region_code"] and region.pk}


def is_kept_naming(text: str, row: dict[str, str]) -> bool:
    """Tell whether a report names its region at least thrice, and once in 2,000 characters."""
    from tests.reports.documents.catalogue import named_regions

    condensed = "".join(text.split())
    names = {region.short_name for region in named_regions() if region.code == row["region_code"]}
    return row["level"] == "state" or max(map(condensed.count, names)) >= max(3, len(condensed) / 2000)


def without_its_name(text: str, row: dict[str, str]) -> str:
    """Return a report in which its region is not named."""
    return renamed(text, row, "")


def renamed(text: str, row: dict[str, str], short: str) -> str:
    """Return a report as if its region had another short name."""
    from tests.reports.documents.catalogue import named_regions

    own = {region for region in named_regions() if region.code == row["region_code"]}
    for name in sorted({name for region in own for name in (region.name, region.short_name)}, key=len, reverse=True):
        kind = name[-1] if short and name[-1] in KINDS else ""
        text = re.sub(r"\s*".join(name), short + kind, text)
    return text


def main() -> None:
    """Print the table."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    from reports.documents import identify
    from tests.reports.documents.catalogue import named_regions

    table: dict[str, Counter[str]] = {name: Counter() for name in ("anybody", "a member", "without its name", "year")}
    for row in index():
        text = text_of(row["file"])
        sent = {
            "anybody": identify(text, regions=named_regions()),
            "a member": identify(text, regions=named_regions(), own=own_keys(row)),
            "without its name": identify(without_its_name(text, row), regions=named_regions()),
        }
        for name, identity in sent.items():
            table[name][judged(identity.region, row)] += 1
        if row["level"] != "news":
            table["year"]["right" if sent["anybody"].year == int(row["year"]) else "wrong"] += 1
    for name, counts in table.items():
        sys.stdout.write(
            f"{name:<18}" + "  ".join(f"{key} {counts[key]:>3}" for key in ("right", "none", "wrong")) + "\n"
        )


if __name__ == "__main__":
    main()
