"""The regions that a report can be of, in the year that it speaks of, found by name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from .evidence import NamedRegion

COUNTRY_CODE = "000000"
LONGEST_NAME = 24
ENDS_BEFORE_A_NAME = re.compile("(?:^|[省市区州盟年届于在])$")
WORDS_OF_THE_LANGUAGE = re.compile(
    "合作|资源|新建|振兴|城区|郊区|矿区|新城|新区|通道|新兴|滨海|平安|城中|市中|港口|解放|富裕|惠民|和平|清水|富民|凤凰|公安|古城|"
    "老城|城关|全州|工农|向阳|前进|红旗|文化|民主|东风|新华|海港|运河|互助|开放|河口|山海|高新|大名"
)
"""Short names that mostly mean something else where they stand in a text (新建学校, 平安建设)."""


class Gazetteer:
    """The regions that existed in a year (without one: that exist), and the country."""

    def __init__(self, regions: Iterable[NamedRegion], year: int | None) -> None:
        self._regions = [region for region in regions if region.existed_in(year)]
        self._by_name: dict[str, list[NamedRegion]] = defaultdict(list)
        for region in self._regions:
            self._by_name[region.name].append(region)
        self._short_names = {region.name: region.short_name for region in self._regions}

    @property
    def country(self) -> NamedRegion:
        """The country; its reports are the State Council's."""
        known = (region for region in self._regions if region.code == COUNTRY_CODE)
        return next(known, NamedRegion("国务院", "国务院"))

    @cached_property
    def provinces(self) -> set[str]:
        """The names of the provinces."""
        return {region.above[-1] for region in self._regions if region.above}

    @cached_property
    def prefectures(self) -> set[str]:
        """The names of what lies above districts and counties: provinces and prefectures."""
        return {name for region in self._regions for name in region.above}

    def short_name(self, name: str) -> str:
        """The short form of a region's name."""
        return self._short_names.get(name, name)

    def ending(self, words: str) -> tuple[tuple[NamedRegion, ...], str]:
        """The regions whose name `words` end in, the longest that fits, and what stands before it.

        A name of two characters may be the end of another one (宁县 in 兴宁县): it needs an end of a name before it.
        """
        for start in range(max(0, len(words) - LONGEST_NAME), len(words) - 1):
            namesakes, before = self._by_name.get(words[start:]), words[:start]
            if namesakes and (len(words) - start > 2 or ENDS_BEFORE_A_NAME.search(before)):
                return tuple(namesakes), before
        return (), words

    def often_named(self, level: str) -> Iterator[NamedRegion]:
        """The regions whose short name is a name wherever it stands, one of each; `level` is how their names end."""
        for name, namesakes in self._by_name.items():
            short = namesakes[0].short_name
            is_a_word = short == name or len(short) < 2 or WORDS_OF_THE_LANGUAGE.fullmatch(short)
            if name.endswith(level) and not is_a_word and namesakes[0].code != COUNTRY_CODE:
                yield namesakes[0]
