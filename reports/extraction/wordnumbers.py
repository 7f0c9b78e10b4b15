"""Numbers written in words: 九成, 百分之五, 翻一番, 超千家, 三所, and ranks (第三, 首位, 前十)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from .lexicon import late, lazily
from .model import Comparator
from .quantities import NOT_UNIT, UNIT, Quantity

_DIGITS = "一二两三四五六七八九"
_CHINESE = "一二三四五六七八九十百千万亿两零〇半"
# Each pattern begins with a character, so that the search for it is fast; what must stand before is looked back at.
_TENTHS = late(
    lambda: (
        rf"[{_DIGITS}](?:(?<![一二三四五六七八九十\d].)(?:点[{_DIGITS}])?成(?=以上|以内|左右|多|[，。、；（]|的|$)|(?<=[超近约逾过].)成)(?P<behind>以上|以内|左右|多)?"
    )
)
_PERCENT = re.compile(rf"百分之(?P<percent>[{_CHINESE}点]+)(?P<behind>以上|以内|左右)?")
_FOLD = re.compile(r"翻(?:了)?(?:(?P<times>[一两二三四]|近一)?番|倍)(?P<behind>以上|左右)?")
_ROUND_VERBS = [
    "突破",
    "再破",
    "迈上",
    "跃上",
    "站上",
    "迈过",
    "跨过",
    "跨越",
    "达到",
    "举办",
    "开展",
    "改造",
    "新增",
    "组织",
    "培育",
    "引进",
    "建设",
    "打造",
    "新建",
    "选派",
    "完成",
    "推动",
    "安排",
    "惠及",
    "服务",
    "帮助",
    "发放",
    "吸引",
]
_ROUND_CUE = "(?:(?<=[超近约逾过].)|" + "|".join(f"(?<={verb}.)" for verb in _ROUND_VERBS) + ")"
_round_number = lazily(
    lambda: (
        rf"(?P<round>(?:[百千]{_ROUND_CUE}[万亿]?|万{_ROUND_CUE}亿?|十{_ROUND_CUE}[亿万]))(?P<unit>(?:{NOT_UNIT}{UNIT})?)(?![万亿]|工程|年|米长)(?=[，。、；（）的]|以上|大关|$|[^\W\da-zA-Z_])"
    )
)
_COUNT = late(
    lambda: (
        rf"(?P<count>[{_DIGITS}十百](?<![一二三四五六七八九十百千万第\d“].)[{_DIGITS}十百千万]{{0,7}}?)(?!家庭|个月|个性|条例|项目|人大)"
        r"(?P<unit>万?(?:人次|亿元|万元|平方米|公里|[家所座条项处套名户支亩辆场]|个(?=\w)|人(?=[，。、；以左])))(?P<behind>以上|左右|以内)?(?=[，。、；\w])"
    )
)
_SEVERAL = late(lambda: rf"[百千万](?<![一二两三四五六七八九十百千万亿\d].)[余多](?P<unit>{UNIT})")
_RANK = late(
    lambda: (
        r"[首榜头前第](?:(?<=[首榜])[位首]|(?<=头)名|(?<=[前第])(?P<n>[一二三四五六七八九十百]{1,4}|\d{1,3})(?:位|名|强)?)"
        r"(?=[，。、；！）\n和及与]|之列|$|的)"
    )
)
_RANK_CUE = late(
    lambda: (
        r"(?:第[\d一二三四五六七八九十]{1,3}[、和及与]|居|列|排|位|名列|增速|升至|跃至|跃升|上升|进入|跻身|跨入|挺进|保持|连续|稳居|夺得|获|总量"
        r"|全[市省国区球县州旗盟镇乡][^\W\da-zA-Z_]{0,10}|世界|世行|率|规模|量|额|产值|位次)[\w（）]{0,8}$"
    )
)
_THRESHOLD = re.compile("新?大关|新?台阶|新?关口")
_YEARS = re.compile(r"\d(?<![\d.].)\d?\.\d年")
"""Only spans of years have decimals (平均受教育年限13.8年)."""
_DIGIT_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_SCALE_VALUES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def chinese_number(text: str) -> Decimal:
    """Return the value of a number in Chinese numerals (十五, 两百三十, 三点五)."""
    whole, _, fraction = text.partition("点")
    total = section = digit = 0
    for char in whole:
        if char in _DIGIT_VALUES:
            digit = _DIGIT_VALUES[char]
        elif char in ("万", "亿"):
            total += (section + digit or 1) * _SCALE_VALUES[char]
            section = digit = 0
        elif char in _SCALE_VALUES:
            section += (digit or 1) * _SCALE_VALUES[char]
            digit = 0
    digits = "".join(str(_DIGIT_VALUES.get(char, 0)) for char in fraction)
    return Decimal(f"{total + section + digit}.{digits}" if digits else total + section + digit)


def word_quantities(text: str) -> Iterator[Quantity]:
    """Return the numbers in words of a view's text, kind by kind."""
    for match in _TENTHS.finditer(text):
        end = match.end() - len(match["behind"] or "")
        tenths = text[match.start() : end - 1]
        yield _bounded(Quantity(match.start(), end, chinese_number(tenths), "成", "tenths"), match["behind"])
    for match in _PERCENT.finditer(text):
        yield _bounded(
            Quantity(match.start(), match.end("percent"), chinese_number(match["percent"]), "%", "number"),
            match["behind"],
        )
    for match in _FOLD.finditer(text):
        times = int(chinese_number((match["times"] or "一").removeprefix("近")))
        end = match.end() - len(match["behind"] or "")
        yield _bounded(Quantity(match.start(), end, Decimal(2) ** times, "倍", "fold"), match["behind"])
    for match in _round_number().finditer(text):
        if match["unit"] or text[match.start() - 1] in "超近约逾过" or _THRESHOLD.match(text, match.end()):
            yield _round(match)
    for match in _SEVERAL.finditer(text):
        quantity = Quantity(match.start(), match.end(), chinese_number(text[match.start()]), match["unit"], "round")
        quantity.bound = Comparator.APPROX
        yield quantity
    for match in _COUNT.finditer(text):
        value = chinese_number(match["count"])
        yield _bounded(Quantity(match.start(), match.end("unit"), value, match["unit"], "words"), match["behind"])
    for match in _YEARS.finditer(text):
        yield Quantity(match.start(), match.end(), Decimal(match[0][:-1]), "年", "number")
    yield from _ranks(text)


def _bounded(quantity: Quantity, word: str | None) -> Quantity:
    quantity.bound_by(word, quantity.end)
    return quantity


def _round(match: re.Match[str]) -> Quantity:
    """千家 is 1000 家, 万户 is 1 万户, 千亿元 is 1000 亿元."""
    word = match["round"]
    scale = "万亿" if word == "万亿" else word[-1] if word[-1] in "万亿" else ""
    rest = word.removesuffix(scale)
    value = chinese_number(rest) if rest else Decimal(1)
    return Quantity(match.start(), match.end(), value, scale + match["unit"], "round")


def _ranks(text: str) -> Iterator[Quantity]:
    for match in _RANK.finditer(text):
        start = match.start()
        if _RANK_CUE.search(text, max(0, start - 14), start):
            yield _rank(match)


def _rank(match: re.Match[str]) -> Quantity:
    number = match["n"]
    if number is None:
        return Quantity(match.start(), match.end(), Decimal(1), "位", "rank")
    value = Decimal(number) if number.isdigit() else chinese_number(number)
    quantity = Quantity(match.start(), match.end(), value, "位", "rank")
    if match.string[match.start()] == "前":
        quantity.bound = Comparator.LE
    return quantity
