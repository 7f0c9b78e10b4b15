"""Series of thresholds that share a noun: 营收超10亿元、50亿元企业分别达到7家、3家 counts two kinds of firms."""

from __future__ import annotations

from typing import NamedTuple

from .lexicon import late
from .names import lead_end

_AMOUNT = (
    r"(?:超过?|达到?|突破|过)?(?:\d[\d.]*[万亿千百十]*|[十百千]?[亿万]|[百千])(?:元|人|亩|平方米|吨)(?:以上|以下|以内)?"
)
_SERIES = late(
    rf"(?P<of>[^，、；：。\d]{{0,16}}?)(?P<amounts>{_AMOUNT}(?:(?:、|和|及|以及){_AMOUNT})+)"
    r"(?P<noun>的?[^，、；：。\d]{1,14}?)(?:数量|总数)?分别(?P<verb>新增|净增|新建|引进|培育)?"
)
_SHARE = late(
    rf"(?:[\d.]+%(?:以上|左右)?的|[\d.]+%(?:以上|左右)?(?=村集体|行政村|村)|\d+个)(?P<who>行政村|村集体经济组织|村居?|社区|乡镇|镇街|街道|企业|农户|脱贫户|监测户)(?P<has>[^，、；：。\d]{{2,12}}?)(?P<amount>{_AMOUNT})(?=[，；。]|$)"
)
"""60%以上的行政村集体收入达到20万元以上: the amount says which villages the share is of."""
_CLASS = r"(?:超过?|达到?|突破|过)?(?:\d[\d.]*|[一二三四五六七八九十百千]+)[百千]?[万亿]元?(?:以上|级)?"
_EACH = late(
    rf"[^，、；：。\d]{{0,14}}?(?P<amounts>{_CLASS}[^，、；：。\d]{{0,6}}?(?:(?:、|和|及){_CLASS}[^，、；：。\d]{{0,6}}?)+)"
    r"的?[^，、；：。\d各]{0,8}?(?:企业|园区|项目|集群|基地|产业|平台|品牌|镇|村)(?=各\d)"
)
"""打造200亿元园区、100亿元园区各1个: what the amounts divide is counted alike, by one number."""
_JOINT = late("、|和|以及|及")
_ABOVE = late("^(?:超过?|达到?|突破|过)")
_BEHIND = late("(?:以上|以下|以内)$")


class Series(NamedTuple):
    """The names of the kinds that thresholds divide, and where those thresholds stand."""

    names: list[str]
    start: int
    end: int


def threshold_series(text: str, clause: tuple[int, int]) -> Series | None:
    """Return what a clause counts by thresholds, or nothing where it has no such series."""
    if share := _SHARE.search(text, clause[0], min(len(text), clause[1] + 1)):
        return Series([share["has"] + share["amount"] + "的" + share["who"]], *share.span("amount"))
    if text.find("各", *clause) > 0 and (each := _EACH.search(text, *clause)):
        return Series([text[lead_end(text, *each.span()) : each.end()]], *each.span("amounts"))
    found = _SERIES.search(text, *clause) if text.find("分别", *clause) > 0 else None
    if found is None:
        return None
    amounts = _JOINT.split(found["amounts"])
    above, behind = _ABOVE.search(amounts[0]), _BEHIND.search(amounts[-1])
    of = text[lead_end(text, found.start("of"), found.end("of")) : found.end("of")]
    names = [
        (found["verb"] or "")
        + of
        + ("" if _ABOVE.search(amount) or not above else above[0])
        + amount
        + ("" if _BEHIND.search(amount) or not behind else behind[0])
        + found["noun"]
        for amount in amounts
    ]
    return Series(names, found.start("amounts"), found.end("amounts"))
