"""How alike two names of things promised and done are: the catalogue's measure, but for the verbs around the matter.

A plan says 新增完成优质饮用水改造小区, the look back 完成小区优质饮用水改造: verbs of doing are taken off the
front before the names are compared, and remembered, for what is new in a year is no stock, and what was begun is not
yet built.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from tracker.indicators.similarity import folded, similarity
from tracker.outcomes.facts import TOTALS, Fact

ALIKE = 0.68
SAME_MATTER = 0.6
"""From where on a thing of another measure is taken for the same matter."""

ADDING = re.compile(r"^(?:新增|净增|新建|新认定|新设立|新设|新登记|新引进|新开通|新培育|新改扩建|新改建|增加)")
DOING = re.compile(
    r"^(?:力争|确保|全年|年内|今年|预计|推动|推进|加快|全面|持续|深入|积极|大力|依法|完成|实现|实施|开展|建设|建成|提供|打造|"
    r"新增|净增|新建|新认定|新设立|新设|新登记|新引进|新培育|新改扩建|新改建|增加|启动|组织|举办|累计|"
    r"支持|继续|组建|高标准|高质量|规划|引进|培育|供应|投入|筹集|落实|改造|整备|整治|消除|拆除|开工|竣工|投用|发放|释放)+(?=..)"
)
FLOWING = re.compile(
    r"新增|净增|新建|新改|完成|建成|改造|开工|竣工|举办|开展|提供|供应|整备|整治|筹集|引进|消除|拆除|发放|释放|投用|新开|办理|"
    r"建设|打造|启动|培育|落户|签约|清退"
)
PLACED = re.compile(r"^(?:(?:全|本|我)(?:省|市|区|县|州|国|域|年))+")
OPPOSED = (
    (re.compile("开工|动工|启动"), re.compile("竣工|建成|完工|通车|投用|投入使用|封顶")),
    (re.compile("国家级|国家"), re.compile("省级|市级|省市级|区级")),
    (re.compile("省级"), re.compile("市级|区级")),
    (re.compile("技改|技术改造"), re.compile("^(?!.*(?:技改|技术改造))")),
    (re.compile("义务教育"), re.compile("学前|幼儿|高中|职业")),
    (re.compile("学前|幼儿"), re.compile("高中|中小学")),
    (re.compile("增加值"), re.compile("^(?!.*(?:增加值|生产总值|GDP))")),
    (re.compile("占|比重|率$"), re.compile("^(?!.*(?:占|比重|率|比例))")),
    (re.compile("存量"), re.compile("增量|新增")),
    (re.compile("电动自行车"), re.compile("^(?!.*(?:电动自行车|充电口))")),
    (re.compile("首批|首个|全国首|首家"), re.compile("^(?!.*(?:首批|首个|全国首|首家))")),
    (re.compile("旅客"), re.compile("货|邮")),
    (re.compile("[十百千万]亿级?"), re.compile("^(?!.*[十百千万]亿)")),
    (re.compile("用地|土地"), re.compile("空间|厂房|用房")),
    (re.compile("人才房|人才住房"), re.compile("公租房")),
)
# The one verb that says how far a thing has come.
BEGUN, BUILT = OPPOSED[0]


def core(name: str) -> str:
    """Return the matter that a name speaks of, without a head such as 全市 and the verbs of doing before it."""
    bare = folded(name)
    return DOING.sub("", bare) or bare


def is_addition(fact: Fact) -> bool:
    """Whether a figure counts what came in the year: 新增20家, 增加20家."""
    return fact.measure == "increase" or bool(ADDING.match(PLACED.sub("", fact.name)))


def is_flow(fact: Fact) -> bool:
    """Whether a figure counts what was done in the year, not what there is."""
    return fact.measure == "quantity" and bool(FLOWING.search(fact.name))


def same_counting(one: Fact, other: Fact) -> bool:
    """Whether two totals are of one kind: what there is, or what was done; 20 more are not 20 in all."""
    if not {one.measure, other.measure} <= TOTALS:
        return True
    if "level" in (one.measure, other.measure):
        return not (is_addition(one) or is_addition(other))
    return is_addition(one) == is_addition(other) or is_flow(one) == is_flow(other)


@functools.lru_cache(maxsize=16384)
def likeness(one: str, other: str) -> float:
    """Return how alike the matters of two names are, from 0 to 1; 0 where one word says that they are different."""
    if folded(one) == folded(other):
        return 1.0
    if _opposed(one, other):
        return 0.0
    first, second = core(one), core(other)
    alike = similarity(first, second)
    return min(alike, 0.5) if _is_bare(first, second) and not _both_add(one, other) else alike


def _is_bare(first: str, second: str) -> bool:
    """Two letters in common (项目, 道路) say little of what was to be done with them."""
    return min(len(first), len(second)) < 3


def _both_add(one: str, other: str) -> bool:
    return all(ADDING.match(folded(name)) for name in (one, other)) and core(one) == core(other)


def _opposed(one: str, other: str) -> bool:
    one, other = _plain(one), _plain(other)
    return any(_parts(pair, one, other) or _parts(pair, other, one) for pair in OPPOSED)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name)


def _parts(pair: tuple[re.Pattern[str], re.Pattern[str]], one: str, other: str) -> bool:
    first, second = pair
    return bool(first.search(one) and second.search(other)) and not first.search(other)


class Lookup:
    """Many facts, to find those whose names share letters with a name without comparing it with all."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts: Sequence[Fact] = tuple(facts)
        self._by_pair: Mapping[str, list[int]] = defaultdict(list)
        self._by_indicator: Mapping[int | None, list[int]] = defaultdict(list)
        for index, fact in enumerate(self.facts):
            for pair in pairs_of(fact.name):
                self._by_pair[pair].append(index)
            if fact.indicator is not None:
                self._by_indicator[fact.indicator].append(index)

    def near(self, fact: Fact) -> list[Fact]:
        """Return the facts that may speak of the same, in the order in which they came."""
        found = set(self._by_indicator.get(fact.indicator, ())) if fact.indicator is not None else set()
        for pair in pairs_of(fact.name):
            found.update(self._by_pair.get(pair, ()))
        return [self.facts[index] for index in sorted(found)]


def pairs_of(name: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters of a name's matter."""
    letters = core(name)
    return frozenset(first + second for first, second in pairwise(letters)) or frozenset({letters})


def fact_likeness(one: Fact, other: Fact) -> float:
    """Return how alike the matters of two facts are; the catalogue's word goes before that of the letters."""
    if one.indicator is not None and other.indicator is not None:
        return 1.0 if one.indicator == other.indicator else 0.0
    return likeness(one.name, other.name)
