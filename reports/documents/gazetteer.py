"""The regions that a report can be of, in the year that it speaks of, found by name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from .evidence import NamedRegion

COUNTRY_CODE = "000000"
LONGEST_NAME = 24
ENDS_BEFORE_A_NAME = re.compile("(?:^|[省市区州盟年届于在告上])$")
WORDS_OF_THE_LANGUAGE = frozenset(
    re.findall(
        r"\w+",
        "合作 资源 新建 振兴 城区 郊区 矿区 新城 新区 通道 新兴 滨海 平安 城中 市中 港口 解放 富裕 "
        "惠民 和平 清水 富民 凤凰 公安 古城 老城 城关 全州 工农 向阳 前进 红旗 文化 民主 东风 新华 "
        "海港 运河 互助 开放 河口 山海 高新 大名 友好 复兴 共和 安居 动力 惠农 兴业 乐业 和政 新和 "
        "大城 双城 山城 灯塔 宏伟 和顺 太平 昌盛 利民 新民 永和 长安 龙门 富强 光荣 健康 和县 范县 "
        "成县 兴县",
    )
)
"""Names that mostly mean something else where they stand in a text (新建学校, 平安建设, 党和政府, 示范县)."""


class Gazetteer:
    """The regions that existed in a year (without one: that exist), and the country."""

    def __init__(self, regions: Iterable[NamedRegion], year: int | None) -> None:
        self._by_name: dict[str, list[NamedRegion]] = defaultdict(list)
        for region in regions:
            if region.existed_in(year):
                self._by_name[region.name].append(region)

    @property
    def country(self) -> NamedRegion:
        """The country; its reports are the State Council's."""
        return next((one for one in self._all() if one.code == COUNTRY_CODE), NamedRegion("国务院", "国务院"))

    @cached_property
    def provinces(self) -> set[str]:
        """The names of the provinces."""
        return {region.above[-1] for region in self._all() if region.above}

    @cached_property
    def prefectures(self) -> set[str]:
        """The names of what lies above districts and counties: provinces and prefectures."""
        return {name for region in self._all() for name in region.above}

    def called(self, name: str) -> list[NamedRegion]:
        """The regions of that name."""
        return self._by_name.get(name, [])

    def ending(self, words: str) -> tuple[tuple[NamedRegion, ...], str]:
        """The regions whose name `words` end in, the longest that fits, and what stands before it.

        A name of two characters may be the end of another one (宁县 in 兴宁县), and words of the language stand in many
        (新城区 in 北部新城区): these need an end of a name before them.
        """
        for start in range(max(0, len(words) - LONGEST_NAME), len(words) - 1):
            namesakes, before = self.called(words[start:]), words[:start]
            if namesakes and (_is_unmistakable(namesakes[0]) or ENDS_BEFORE_A_NAME.search(before)):
                return tuple(namesakes), before
        return (), words

    def spellings(self) -> Iterator[tuple[str, str]]:
        """How texts name the regions, in full and in short, each with the full name; but no word of the language."""
        for name, namesakes in self._by_name.items():
            if namesakes[0].code == COUNTRY_CODE:
                continue
            for spelling in {name, *(region.short_name for region in namesakes)}:
                if len(spelling) > 1 and spelling not in WORDS_OF_THE_LANGUAGE:
                    yield spelling, name

    def _all(self) -> Iterator[NamedRegion]:
        return (region for namesakes in self._by_name.values() for region in namesakes)


def _is_unmistakable(region: NamedRegion) -> bool:
    return len(region.name) > 2 and WORDS_OF_THE_LANGUAGE.isdisjoint((region.short_name, region.name))
