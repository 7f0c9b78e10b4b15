"""Names that look odd at a glance: what a careful reader looks at first.

`python -m reports.extraction.oddities YEAR FILE…` lists those of texts, with their share of all names.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from .lexicon import late, words
from .names import ends_as_level, making_end

_SHORT = 2
_SHORT_YET_WHOLE = late(
    r"[A-Z]{2,}|[造植营]林|植树|发电|出口|进口|税收|出栏|存栏|企业|公园|高校|托位|学校|小区|村庄|车站|泊位|绿道|碧道|河流|水库|煤矿"
    r"|律所|网格|网店|微店|粮食|蔬菜|油菜|核桃|大枣|肉牛|肉羊|生猪|药品|货物|旅客|观众|[金银铜]奖|减税|降费|融资|创收|盈利"
    r"|扩绿|改厕|拆违|产煤|产粮|结案|违建"
)
"""Nouns and deeds of two signs that say all: nobody asks whose pigs."""
_BEGINNING = late("为(?!农|民|侨|老)|占(?!地|补)|和(?!美|谐|平|田|龙|县|顺|静|硕|布|林)|与(?!会)|及(?!时)|等|的|了")
_TIME = late("20\\d\\d年|去年|今年|以来|年来|同比")
_BOUNDS = ("以上", "以下", "以内", "左右", "不低于", "超过", "突破")
_ENDINGS = ("等", "和", "与", "的")
_FOR_OR_WITH = late(
    r"为(?!计划)[^，、；]{0,4}.*(?:提供|发放|减|降|清欠|购买|供应|安装|开展|实施|进行|解决|办理|创造|申请|奉献|体检|培训|让利|新打)"
    r"|与[^，；]{2,}(?:合作|共建|签署|签订|开展|建设|举办|设立)"
)
"""为残疾人发放补贴, 与高校签署协议: for whom or with whom something is done opens its name as it should."""
_JOINT = late("、|以及|和|及")
_LONGEST = 24
_OWNERLESS = frozenset(
    (*words("names", "bare_head"), *words("names", "owned_head"), *words("names", "leaning_head"))
) - {"贷款余额"}


@lru_cache(maxsize=4096)
def oddities(name: str) -> tuple[str, ...]:
    """Say what is odd about an indicator's name; nothing where nothing is.

    >>> oddities("产值")
    ('short', 'ownerless')
    """
    odd = _oddity(name)
    found = [odd] if odd and not _is_whole(odd, name) else []
    if len(name) <= _SHORT and not _SHORT_YET_WHOLE.fullmatch(name):
        found.append("short")
    if name in _OWNERLESS:
        found.append("ownerless")
    if name.count("“") != name.count("”") or name.count("（") != name.count("）"):
        found.append("unclosed")
    return tuple(found)


def _oddity(name: str) -> str:
    """Say what is odd about the words of a name, the first thing that is."""
    if len(name) > _LONGEST:
        return "long"
    if _BEGINNING.match(name):
        return "beginning"
    if _TIME.search(name):
        return "time"
    if name.endswith(_BOUNDS):
        return "bound"
    return "ending" if name.endswith(_ENDINGS) else ""


def _is_whole(oddity: str, name: str) -> bool:
    """Whether what looks odd is how such texts speak: several indicators measured together, deeds for somebody."""
    if oddity == "beginning":
        return len(name) <= _LONGEST and bool(_FOR_OR_WITH.match(name))
    if oddity != "long" or "等" in name:
        return False
    members = _JOINT.split(name)
    measured = ends_as_level(members[-1]) or making_end(name, 0, len(name)) > 0
    return measured and len(members) > 1 and max(map(len, members)) <= _LONGEST


def listed(year: int, files: list[Path]) -> Iterator[str]:
    """Return a line for each odd name of the texts, then how many there are of each kind."""
    from .engine import read

    names, counted = 0, Counter[str]()
    for file in files:
        for statement in read(file.read_text(encoding="utf-8"), year=year).statements:
            names += 1
            if found := oddities(statement.indicator):
                counted.update(found)
                counted["odd"] += 1
                yield f"{file.name}\t{', '.join(found)}\t{statement.indicator}\t{''.join(statement.evidence.split())}"
    shares = ", ".join(f"{kind} {count}" for kind, count in counted.most_common())
    yield f"{names} names: {shares} ({100 * counted['odd'] / max(names, 1):.2f} %)"


if __name__ == "__main__":
    for line in listed(int(sys.argv[1]), [Path(name) for name in sys.argv[2:]]):
        print(line)
