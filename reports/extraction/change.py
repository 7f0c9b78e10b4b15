"""What stands directly before a number: the verb of change, the bound, and the adverbs between them."""

from __future__ import annotations

from dataclasses import dataclass

from .lexicon import alternation, late, load
from .model import Comparator

_CLASSES: dict[str, str] = {}
for _group in ("bound", "verb", "filler"):
    for _kind, _entries in load("change")[_group].items():
        for _word in _entries.split():
            _CLASSES.setdefault(_word, _kind)

_LAST_SIGNS = frozenset(word[-1] for word in _CLASSES)
_REVERSED = late(lambda: alternation(word[::-1] for word in _CLASSES))
_COMPARED = late(
    lambda: (
        r"(?:连续[一二两三四五六七八九十\d]+(?:年|个月|个季度)|(?<=[率速额量入出资比])[一二两三四五六七八九十\d]+年来|自20\d\d年以来|每(?:平方公里|平方米|立方米|千瓦时|千人口?|万人|百户|公里|吨|度|人|户|亩|年|月|天|日)|（下同）|[（(]?不含[^，。]{1,10}[）)])$|(?:比|较|在|同比|相比|与|相较于?)(?:上年|去年|上一年度?|前年|年初|上年同期|去年同期|“?[一二三四五六七八九十]{1,3}五”?末?|20\d\d年|改革之初|改革前|建立之初|制度建立之初|此前|原来|以往|托管前|[一二两三四五六七八九十\d]{1,2}年前|上一?个五年|上次|上届|前一年|“[一二三四五六七八九十]{1,3}五”期?末|同期|往年|疫情前|上届)(?:年?底|年?末|同期|全年|年初|期间|时期)?(?:相比|水平|同比)?$|与[^，、；\d与]{2,14}相比$|(?:高于|好于|快于|多于|低于|慢于|少于)(?:上年|去年|上年同期|去年同期|往年)$"
    )
)
_OF_YEAR = late(r"(?<=[至到为达])(?:20\d\d年|去年|今年|上年|目前|如今|现在)[底末]?的$")
_INSIDE: dict[str, str] = load("change")["inside"]
_GROWTH_NOUNS = ("增速", "增幅", "涨幅", "增长率", "增长速度", "增长", "升幅")
_DECLINE_NOUNS = ("降幅", "减幅", "下降幅度", "下降", "降低")
_BELOW = ("低于", "慢于", "少于")
_WINDOW = 22
_FREE_ADVERBS = frozenset(
    {
        "约",
        "同比",
        "环比",
        "将近",
        "合计",
        "累计",
        "共计",
        "总计",
        "预计",
        "均",
        "分别",
        "平均",
        "年均",
        "力争",
        "确保",
        "可",
        "全年",
        "今年",
        "年内",
        "目标",
        "预期目标",
        "目标为",
        "将",
        "预期",
        "首次",
        "已",
        "已经",
        "各",
    }
)


@dataclass(slots=True)
class Change:
    """What was found before a number; `end` is where the name's words end in the text that was given."""

    end: int
    measure: str = ""
    bound: Comparator | None = None
    verb: tuple[int, int] | None = None
    bound_span: tuple[int, int] | None = None
    respective: bool = False
    compared: bool = False
    past: bool = False
    relative: bool = False
    ceiling: bool = False
    word: str = ""


def change_before(text: str, start: int, end: int) -> Change:
    """Read backwards from a number (at `end`) over bounds, verbs of change and adverbs."""
    dated = _OF_YEAR.search(text, max(start, end - 10), end) if text.endswith("的", start, end) else None
    change = Change(dated.start() if dated else end)
    while change.end > start:
        window = max(start, change.end - _WINDOW)
        compared = (
            _COMPARED.search(text, window, change.end)
            if text[change.end - 1] in "年期底末前比平来往初届月度）次里人户亩天日口米时吨"
            else None
        )
        if compared:
            change.end, change.compared = compared.start(), True
            if compared[0].startswith(_BELOW):
                change.measure = change.measure or "decline"
            continue
        if change.measure and text[change.end - 1] == "、":
            change.end, change.past = change.end - 1, True
            continue
        word = _word_before(text, window, change.end)
        if not word or not _take(change, word):
            break
    return change


def _word_before(text: str, start: int, end: int) -> str:
    match = _REVERSED.match(text[start:end][::-1]) if text[end - 1] in _LAST_SIGNS else None
    if not match:
        return ""
    word = match[0][::-1]
    before = end - len(word) - 1
    return "" if before >= start and text[before] in _INSIDE.get(word, "") else word


def _take(change: Change, word: str) -> bool:
    """Note the word, unless it belongs to the name."""
    kind = _CLASSES[word]
    span = (change.end - len(word), change.end)
    if kind == "adverb":
        if not (change.measure or change.bound or word in _FREE_ADVERBS):
            return False
        change.respective |= word == "分别"
    elif change.past:
        pass
    elif kind in ("growth", "decline", "level"):
        if not _take_verb(change, word, kind, span):
            return False
    elif change.bound is None:
        change.bound, change.bound_span = Comparator(kind), span
    elif change.measure:
        return False
    change.end -= len(word)
    return True


def _take_verb(change: Change, word: str, kind: str, span: tuple[int, int]) -> bool:
    if change.measure == "level" and word in _GROWTH_NOUNS:
        kind = "growth"
    elif change.measure == "level" and word in _DECLINE_NOUNS:
        kind = "decline"
    elif change.measure and kind != "level":
        return False
    elif change.measure:
        return word in ("实现", "完成", "保持", "维持", "稳定")
    change.measure, change.verb, change.word = kind, span, word.removesuffix("了")
    change.ceiling |= word == "控制在"
    return True
