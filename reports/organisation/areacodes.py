"""Makes the shipped table of regions from a list of GB/T 2260 codes over time and from what else is known of some.

The list says in which year a code began and in which it ended, not on which day: the old region is valid to the end of
that year and the new one from its beginning, so that both count in it. Where the exact days are known they narrow it.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from reports.organisation.names import english_name_of, initials_of, short_name_of

COUNTRY = "000000"
LIST_BEGINS = 1981
STILL = 9999
STILL_TO_COME = "~"
"""Sorts a region whose code is not out yet behind all others."""
LEVELS = {"省级": "province", "地级": "city", "县级": "district"}
DIRECTLY_BELOW_THE_PROVINCE = {"", "直辖"}
COLUMNS = (
    "code", "name", "short_name", "initials", "name_en", "level", "parent_code", "valid_from", "valid_to",
    "successors", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AreaCode:
    """A code in one stretch of years. `last` is the year in which it ended, STILL if it has not.

    `parent` is the name of the prefecture, `successors` are the codes that followed when it ended.
    """

    code: str
    name: str
    level: str
    province: str
    parent: str
    first: int
    last: int
    successors: tuple[str, ...] = ()

    def overlap(self, other: AreaCode) -> int:
        """Return the years that both were valid, less than one if they never met."""
        return min(self.last, other.last) - max(self.first, other.first) + 1


@dataclass
class AreaCodes:
    """All codes, found by code or by province and name."""

    rows: list[AreaCode]
    by_code: dict[str, list[AreaCode]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[tuple[str, str], list[AreaCode]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for row in self.rows:
            self.by_code[row.code].append(row)
            self.by_name[row.province, row.name].append(row)

    def parent_of(self, row: AreaCode) -> AreaCode | None:
        """Return the region above, the one that was valid longest together with `row`; none above a province."""
        if row.level == "province":
            return None
        name = row.province if row.level == "city" or row.parent in DIRECTLY_BELOW_THE_PROVINCE else row.parent
        above = [each for each in self.by_name[row.province, name] if each.level != "district"]
        return max(above, key=lambda each: (each.overlap(row), each.first))

    def successors_of(self, row: AreaCode) -> list[str]:
        """Return the codes that followed `row`; where the list names none, those above the parts that it had."""
        if row.last == STILL:
            return []
        if row.successors:
            return list(dict.fromkeys(row.successors))
        return self._renamed(row) or self._above_the_parts(row) or self._same_name_later(row)

    def _renamed(self, row: AreaCode) -> list[str]:
        return [each.code for each in self.by_code[row.code] if each.first == row.last]

    def _above_the_parts(self, row: AreaCode) -> list[str]:
        parts = [part for part in self.rows if part.last >= row.last - 1 and part.level == "district"]
        parts = [part for part in parts if self.parent_of(part) == row]
        followers = [each for part in parts for code in part.successors for each in self.by_code[code]]
        followers = [each for each in followers if each.first <= row.last <= each.last and each.level == "district"]
        above = [self.parent_of(each) for each in followers]
        return list(dict.fromkeys(each.code for each in above if each and each.level == "city"))

    def _same_name_later(self, row: AreaCode) -> list[str]:
        short = short_name_of(row.name)
        later = (each for each in self.rows if each.province == row.province and each.first <= row.last < each.last)
        return [each.code for each in later if short_name_of(each.name) == short and each is not row][:1]


def build_rows(areacodes: Path, known: Path) -> list[dict[str, str]]:
    """Return the rows of the shipped table, each below the region that it belongs to."""
    codes = AreaCodes(joined(read_areacodes(areacodes)))
    facts = {(row["code"], row["name"]): row for row in read_table(known)}
    rows = [shipped_row(row, codes) | _given(facts.pop((row.code, row.name), {})) for row in codes.rows]
    added = [_completed(row) for row in facts.values()]
    return sorted([*rows, *added], key=lambda row: (_depth(row), row["code"] or STILL_TO_COME, row["valid_from"]))


def read_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_areacodes(path: Path) -> Iterator[AreaCode]:
    """Yield the codes of the list, without what went elsewhere while the region lived on (a year in brackets)."""
    for row in read_table(path):
        ended = row["变更/弃用时间"]
        successors = tuple(code for code in row["新代码"].split(";") if code and "[" not in code)
        yield AreaCode(
            row["代码"], row["名称"], LEVELS[row["级别"]], row["一级行政区"], row["二级行政区"], int(row["启用时间"]),
            int(ended) if ended else STILL, successors if ended else (),
        )  # fmt: skip


def joined(rows: Iterable[AreaCode]) -> list[AreaCode]:
    """Join what the list splits because only the region above got a new name: code and name went on."""
    ordered = sorted(rows, key=lambda row: (row.code, row.first))
    found: list[AreaCode] = []
    for row in ordered:
        last = found[-1] if found else None
        if last and (last.code, last.name, last.last) == (row.code, row.name, row.first):
            found[-1] = replace(row, first=last.first)
        else:
            found.append(row)
    return found


def shipped_row(row: AreaCode, codes: AreaCodes) -> dict[str, str]:
    """Return a row of the shipped table with all that follows from the list."""
    above = codes.parent_of(row)
    other_tongue = "自治州" in row.parent
    return {
        "code": row.code,
        "name": row.name,
        "short_name": short_name_of(row.name),
        "initials": initials_of(row.name),
        "name_en": english_name_of(row.name, row.code, of_other_tongue=other_tongue),
        "level": row.level,
        "parent_code": above.code if above else COUNTRY,
        "valid_from": f"{row.first}-01-01" if row.first > LIST_BEGINS else "",
        "valid_to": f"{row.last}-12-31" if row.last < STILL else "",
        "successors": ";".join(codes.successors_of(row)),
        "note": "",
    }


def _given(facts: dict[str, str]) -> dict[str, str]:
    return {column: value for column, value in facts.items() if value}


def _completed(facts: dict[str, str]) -> dict[str, str]:
    """A region that the list does not have."""
    derived = {"short_name": short_name_of(facts["name"]), "initials": initials_of(facts["name"])}
    return dict.fromkeys(COLUMNS, "") | derived | _given(facts)


def _depth(row: dict[str, str]) -> int:
    return ["country", "province", "city", "district"].index(row["level"])


def write_table(rows: Iterable[dict[str, str]], path: Path) -> None:
    """Write the shipped table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
