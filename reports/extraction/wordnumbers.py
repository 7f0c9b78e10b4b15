"""Numbers written in words: 九成, 百分之五, 翻一番, 超千家, 三所, and ranks (第三, 首位, 前十)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from . import numerals
from .lexicon import late, lazily
from .model import Comparator
from .numerals import number_of, scaled
from .quantities import BOUND_BEHIND, COUNTS, NOT_UNIT, NUMBER, RELATIVE_UNITS, UNIT, Quantity

_DIGITS = numerals.DIGITS
_CHINESE = numerals.NUMERALS
# Each pattern begins with a character, so that the search for it is fast; what must stand before is looked back at.
_TENTHS = late(
    lambda: (
        rf"[{_DIGITS}十](?:(?<![一二三四五六七八九十\d].)(?P<point>点[{_DIGITS}])?成(?P<part>[{_DIGITS}半](?![{_CHINESE}个]))?(?=以上|以内|左右|多|用于|投向|来自|[，。、；（]|的|$)"
        rf"|(?<=[超近约逾过].)成)(?P<behind>以上|以内|左右|多)?"
    )
)
_PERCENT = late(rf"[百千万]分之(?P<percent>{NUMBER}|[{_CHINESE}]+)(?P<behind>{BOUND_BEHIND})?")
_MINUS = late("(?<![减抱担背欠胜自免])负$")
_PARTS = {"百": ("%", 1), "千": ("‰", 1), "万": ("%", 100)}
"""百分之五 is 5 %, 千分之五 5 ‰, 万分之五 0.05 %."""
_FOLD = late(
    r"“(?:双翻番|两个翻一番|翻一?番)”|翻了?(?:(?P<nearly>将?近)?(?P<times>[一两二三四])?番|倍)(?P<behind>以上|左右|多)?"
)
_DOUBLED = late("倍增(?=[，。；、])")
_AMOUNT = "(?:收入|产量|数量|额|规模|产值|利润|投资|总量|增加值)"
_AMOUNT_RISES = late(f"{_AMOUNT}实现$|实现[^了和，、；。“]{{2,14}}{_AMOUNT}$")
"""旅游收入实现倍增, 实现整车产量倍增: only what is an amount can be twice as much."""
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
    "筹办",
    "创办",
    "推出",
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
    "参加",
]
_AT_LEAST = rf"(?<![{_CHINESE}几数\d“].)(?=[万亿]?(?:{UNIT})?以上[，。、；])"
"""招生万名以上，: behind any words, where no noun follows that it would narrow."""
_BROKEN = "(?<=[^跌]破.)(?!万[，。、；）])"
_ROUND_CUE = (
    f"(?:(?<=[超近约逾过上].)|{_BROKEN}|" + "|".join(f"(?<={verb}.)" for verb in _ROUND_VERBS) + f"|{_AT_LEAST})"
)
_round_number = lazily(
    lambda: (
        rf"(?P<round>(?:百{_ROUND_CUE}[万亿]?|千{_ROUND_CUE}[万亿]?|万{_ROUND_CUE}亿?|亿(?<=[超近约逾过上].)|十{_ROUND_CUE}[亿万]))(?P<unit>(?:{NOT_UNIT}{UNIT})?)(?![万亿]|工程|年|米长)(?=[，。、；（）的]|以上|大关|$|[^\W\da-zA-Z_])"
    )
)
_SAID_AGAIN = ("，达", "、达")
_JUST_PASSED = late("(?<!突)破$")
_NO_NUMERAL = f"(?<![{_CHINESE}几数第之\\d“].)"
_COUNT = late(
    lambda: (
        rf"(?P<count>[{_DIGITS}十百]){_NO_NUMERAL}(?!家庭|个月|个季度|个性|条例|项目|人大)"
        r"(?P<unit>万?(?:人次|亿元|万元|平方米|公里|个?百分点|[家所座条项处套名户支亩辆场]|件(?=[^，、；。]{0,4}(?:民生|实事|惠民|为民))|(?<![百千万])倍|(?<=[再前]进.)位|个(?=\w)|人(?=[，。、；以左])))(?P<behind>以上|左右|以内|(?<=倍)多)?(?=[，。、；\w]|(?<=[项件])“|$)"
    )
)
_NUMERAL = late(
    lambda: (
        rf"(?P<count>[{_DIGITS}十百千]{_NO_NUMERAL}[{_CHINESE}]*)(?:[到至—-]{{1,2}}(?P<high>[{_CHINESE}]+))?(?P<many>[余多]?[万亿]?)"
        rf"{NOT_UNIT}(?P<unit>{UNIT})(?P<behind>{BOUND_BEHIND})?(?=[，。、；：（）\w]|$)"
    )
)
_GREAT = late(r"\d大(?<![第“\d.].大)(?=[^\W\d]{0,8}?(?:平台|中心|基地|联盟|研究院|实验室|机构)[，。；、])")
_FOUNDED = late("(?:成立|组建|设立|建成|搭建)[^，、；。“”]{1,24}(?:、[^，、；。“”]{2,24}){0,4}等$")
_LONGEST_FOUNDED = 60
_SEVERAL = late(lambda: rf"[百千万](?<![一二两三四五六七八九十百千万亿\d].)[余多](?P<unit>{UNIT})")
_RANK = late(
    lambda: (
        r"[首榜头前第](?:(?<=[首榜])[位首]|(?<=头)名|(?<=[前第])(?P<n>[一二三四五六七八九十百]{1,4}|\d{1,3})(?:位|名|强)?)"
        r"(?=[，。、；！）\n和及与]|之列|$|的)"
    )
)
_RANK_CUE = late(
    lambda: (
        r"(?:第[\d一二三四五六七八九十]{1,3}[位名]?[、和及与]|居|列|排|位|评估|评价|考核|测评|名列|增速|升至|跃至|跃升|上升|进入|跻身|跨入|挺进|保持|连续|稳居|夺得|获|总量"
        r"|百强(?:[县市区]|城市)|荣登|榜单?$|全[市省国区球县州旗盟镇乡][^\W\da-zA-Z_]{0,10}|世界|世行|率|规模|量|额|产值|位次)[\w（）”]{0,8}$"
    )
)
_PUT = ("摆在", "放在", "摆到", "放到", "置于")
"""把质量摆在首位 ranks nothing."""
_UP_TO = late("(?<![迈跃站跨登踏走])上$")
"""上百家 is a hundred or so; in 迈上千亿元台阶 the word belongs to the verb."""
_CLASS = late("级(?<=[亿万]级)(?=(?:新?台阶|大关|规模)?[，。、；\n]|$)")
_OF_CLASS = late(
    r"(?:达到|突破|迈上|迈入|跨入|跨上|跃上|迈向|冲刺|超过?)(?P<number>(?:(?P<digits>\d[\d.]*)|(?P<words>[十百千]?))(?P<scale>[亿万]))$"
)
_LONGEST_CLASS = 10
_LONGEST_HELD = 28
_TERMS = late(r"届(?=[^\W\da-zA-Z_“]|“)")
_HELD = late(
    f"(?:举办|承办|主办)了?(?:[^，。；]{{1,4}}届[^，。；]{{2,16}}[、和])?(?P<n>[{_DIGITS}十]{{1,3}}|\\d{{1,2}})$"
)
_ABOVE = late("以上|以内|左右")
_SECTOR = late("(?:、第[一二三])*、第[一二三]产业")
"""第一、第二、第三产业 are parts of the economy and no ranks."""
_CLAUSE_END = late("[，。、；]|$")
_THRESHOLD = late("新?大关|新?台阶|新?关口")
_YEARS = late(r"\.\d{1,2}年")
_WHOLE_YEARS = late(r"(?<![\d.])\d{1,2}$")
"""Only spans of years have decimals (平均受教育年限13.8年)."""


_BARE_RATIO = late(
    "比(?<=收入比)(?:降[到至]|降低[到至]|缩小[到至]|控制在|下降[到至]|为)(?P<n>\\d(?:\\.\\d+)?)(?P<behind>以内|左右|以下)?(?=[，。；、]|$)"
)
"""城乡居民收入比降至2以内: a ratio to one that is not written."""
_FIRST_TWICE = late("“双第一”")
_WHOLE = 100
_RATE = late("(?:占比|比重|比例|率)(?:接近|近|约|超过?|达到?|了|的)*$")
_THIRDS = 3
_FRACTION = late(
    r"(?P<number>[1-9一二三四五十](?:(?<=[1-9])(?<![\d/.].)/(?P<by>[1-9]\d?)(?![\d/])"
    r"|(?<=[二三四五十])(?<![一二三四五六七八九十].)分之(?P<part>[一二三四])|(?<=一)半))(?P<behind>以上|左右|多)?(?=[，。、；（]|$)"
)
_OF_WHOLE = late(
    "(?:(?<!约)占[^，；。]{1,10}|压减|压缩|减少|降低|缩短|缩减|比重|比例|增幅|降幅|率|达到)(?:再|接近|近|约|超过?|达到?|了|的)*$"
)


def word_quantities(text: str) -> Iterator[Quantity]:
    """Return the numbers in words of a view's text, kind by kind; what is no whole number is none."""
    for kind in (
        _classes,
        _fractions,
        _ratios,
        _tenths,
        _percents,
        _folds,
        _rounds,
        _great,
        _several,
        _numerals,
        _counts,
        _held,
        _years,
        _ranks,
    ):
        yield from kind(text)


def _bounded(quantity: Quantity, word: str | None) -> Quantity:
    quantity.bound_by(word, quantity.end)
    return quantity


def _tenths(text: str) -> Iterator[Quantity]:
    """九成, 三点五成, 七成六 (7.6), 三成半 (3.5)."""
    for match in _TENTHS.finditer(text):
        end = match.end() - len(match["behind"] or "")
        whole, _, part = text[match.start() : end].partition("成")
        value = number_of(whole)
        if value is not None:
            value += {"": Decimal(0), "半": Decimal("0.5")}.get(part) or (number_of(part) or 0) / Decimal(10)
            yield _bounded(Quantity(match.start(), end, value, "成", "tenths"), match["behind"])


def _percents(text: str) -> Iterator[Quantity]:
    """百分之五, 百分之22.5, 千分之二, 万分之三."""
    for match in _PERCENT.finditer(text):
        words = match["percent"]
        value = Decimal(words) if words[0].isdecimal() else number_of(words)
        unit, per = _PARTS[text[match.start()]]
        if value is not None:
            falls = _MINUS.search(text, max(0, match.start() - 2), match.start()) is not None
            value = (-value if falls else value) / per
            yield _bounded(
                Quantity(match.start() - falls, match.end("percent"), value, unit, "number"), match["behind"]
            )


def _folds(text: str) -> Iterator[Quantity]:
    """翻番, 翻两番: twice, four times as much."""
    for match in _FOLD.finditer(text):
        times = number_of(match["times"] or "一")
        end = match.end() - len(match["behind"] or "")
        quantity = _bounded(Quantity(match.start(), end, Decimal(2) ** int(times or 1), "倍", "fold"), match["behind"])
        if match["behind"] == "多":
            quantity.bound = Comparator.GT
        elif match["nearly"]:
            quantity.bound = Comparator.APPROX
        yield quantity
    for match in _DOUBLED.finditer(text):
        if _AMOUNT_RISES.search(text, max(0, match.start() - 24), match.start()):
            yield Quantity(match.start(), match.end(), Decimal(2), "倍", "fold")


def _rounds(text: str) -> Iterator[Quantity]:
    """千家 is 1000 家, 万户 is 1 万户, 千亿元 is 1000 亿元."""
    for match in _round_number().finditer(text):
        word = match["round"]
        before = max(0, match.start() - 2)
        if text.startswith(_SAID_AGAIN, match.end()) and _JUST_PASSED.search(text, before, match.start()):
            continue  # 首次破万件，达1.1万件
        whole = len(word) > 1 and word[-1] in "万亿" and _CLAUSE_END.match(text, match.end())
        if (
            match["unit"]
            or text[match.start() - 1] in "超近约逾过上"
            or whole
            or _THRESHOLD.match(text, match.end())
            or (len(word) > 1 and _ABOVE.match(text, match.end()))
        ):
            scale = "万亿" if word == "万亿" else word[-1] if word[-1] in "万亿" else ""
            value = number_of(word.removesuffix(scale) or "一") or Decimal(1)
            vague = _UP_TO.search(text, max(0, match.start() - 2), match.start()) is not None
            quantity = Quantity(match.start() - vague, match.end(), value, scale + match["unit"], "round")
            if vague:
                quantity.bound = Comparator.APPROX
            above = _ABOVE.match(text, match.end())
            yield _bounded(quantity, above[0] if above else None)


def _classes(text: str) -> Iterator[Quantity]:
    """达到百亿级: the class that a total has reached says about how large it is."""
    for match in _CLASS.finditer(text):
        number = _OF_CLASS.search(text, max(0, match.start() - _LONGEST_CLASS), match.start())
        if number:
            value = Decimal(number["digits"]) if number["digits"] else number_of(number["words"] or "一")
            scale = number["scale"] + ("元" if number["scale"] == "亿" else "")
            quantity = Quantity(number.start("number"), match.end(), value or Decimal(1), scale, "round")
            quantity.bound = Comparator.APPROX
            yield quantity


def _held(text: str) -> Iterator[Quantity]:
    """举办四届: how often something was held; 第四届, 二十届 number one of them."""
    for match in _TERMS.finditer(text):
        held = _HELD.search(text, max(0, match.start() - _LONGEST_HELD), match.start())
        times = held["n"] if held else ""
        value = Decimal(times) if times.isdecimal() else number_of(times) if times else None
        if held and value and value > 1:
            yield Quantity(held.start("n"), match.end(), value, "届", "number")


def _great(text: str) -> Iterator[Quantity]:
    """成立新材料研究院等4大平台 counts what was founded; elsewhere 4大平台 is a set that everybody knows."""
    for match in _GREAT.finditer(text):
        start = match.start()
        if _FOUNDED.search(text, max(0, start - _LONGEST_FOUNDED), start):
            yield Quantity(start, match.end(), Decimal(match[0].removesuffix("大")), "个", "number")


def _several(text: str) -> Iterator[Quantity]:
    """百余家, 千多人次."""
    for match in _SEVERAL.finditer(text):
        value = number_of(text[match.start()]) or Decimal(1)
        quantity = Quantity(match.start(), match.end(), value, match["unit"], "round")
        quantity.bound = Comparator.APPROX
        yield quantity


def _numerals(text: str) -> Iterator[Quantity]:
    """一百零五家, 三点二万人, 一千多万人次, 二十到三十家: any unit may stand behind a numeral of two signs and more."""
    for match in _NUMERAL.finditer(text):
        if not _is_counted(match):
            continue
        read, high = scaled(match["count"]), scaled(match["high"]) if match["high"] else None
        if read and (high or not match["high"]):
            yield _numeral(match, read, high)


def _is_counted(match: re.Match[str]) -> bool:
    """Round words (百亿元) have a rule of their own; 万里 and 九万里 are figures of speech."""
    several = len(match["count"]) > 1 and not set(match["count"]) <= set("百千万亿")
    return match["unit"] != "里" and bool(several or match["many"] or match["high"])


def _numeral(match: re.Match[str], read: tuple[Decimal, str], high: tuple[Decimal, str] | None) -> Quantity:
    value, scale = read
    unit = (scale or match["many"].lstrip("余多")) + match["unit"]
    measured = match["unit"] not in COUNTS or unit != match["unit"] or len(match["count"]) > 2
    form = "numeral" if measured else "words"
    quantity = _bounded(Quantity(match.start(), match.end("unit"), value, unit, form), match["behind"])
    if high:
        quantity.high, quantity.bound = high[0], Comparator.BETWEEN
    elif match["many"][:1] in ("余", "多") and quantity.bound is None:
        quantity.bound = Comparator.APPROX
    return quantity


def _counts(text: str) -> Iterator[Quantity]:
    """三所, 五个: behind a single numeral only units that nothing else begins with."""
    for match in _COUNT.finditer(text):
        value = number_of(match["count"]) or Decimal(1)
        form = "numeral" if match["unit"].endswith(RELATIVE_UNITS) else "words"
        yield _bounded(Quantity(match.start(), match.end("unit"), value, match["unit"], form), match["behind"])


def _years(text: str) -> Iterator[Quantity]:
    for match in _YEARS.finditer(text):
        whole = _WHOLE_YEARS.search(text, max(0, match.start() - 2), match.start())
        if whole:
            value = Decimal(whole[0] + match[0].removesuffix("年"))
            yield Quantity(whole.start(), match.end(), value, "年", "number")


def _ratios(text: str) -> Iterator[Quantity]:
    for match in _BARE_RATIO.finditer(text):
        start, end = match.span("n")
        yield _bounded(Quantity(start, end, Decimal(match["n"]), "∶1", "number"), match["behind"])


def _fractions(text: str) -> Iterator[Quantity]:
    """占全市1/4, 近五分之一, 压减一半: shares that are a whole number of per cent; thirds behind 占比."""
    for match in _FRACTION.finditer(text):
        if not _OF_WHOLE.search(text, max(0, match.start() - 12), match.start()):
            continue
        part, whole = (number_of(word) if word and not word.isdecimal() else word for word in _terms(match))
        share = Decimal(100) * Decimal(part or 1) / Decimal(whole or 2)
        thirds = Decimal(whole or 2) == _THIRDS and _RATE.search(text, max(0, match.start() - 8), match.start())
        share = round(share, 1) if thirds else share
        if (thirds or share == share.to_integral_value()) and share < _WHOLE:
            yield _bounded(Quantity(match.start(), match.end("number"), share, "%", "number"), match["behind"])


def _terms(match: re.Match[str]) -> tuple[str, str]:
    """The two terms of a fraction; a half is one of two."""
    first = match["number"][0]
    if match["part"]:
        return match["part"], first
    return (first, match["by"]) if match["by"] else ("1", "2")


def _ranks(text: str) -> Iterator[Quantity]:
    for match in _FIRST_TWICE.finditer(text):
        yield Quantity(match.start(), match.end(), Decimal(1), "位", "rank")
    for match in _RANK.finditer(text):
        start = match.start()
        placed = not text.endswith(_PUT, max(0, start - 3), start)
        if placed and _is_cued(text, match) and (rank := _rank(match)):
            yield rank


def _is_cued(text: str, rank: re.Match[str]) -> bool:
    """获评“百佳县市”第七名: behind a list in quotation marks a place that says so needs no verb."""
    start = rank.start()
    if text[start - 1 : start] == "”" and rank[0].endswith(("名", "位")):
        return True
    return bool(_RANK_CUE.search(text, max(0, start - 14), start))


def _rank(match: re.Match[str]) -> Quantity | None:
    number = match["n"]
    if _SECTOR.match(match.string, match.end()):
        return None
    if number is None:
        return Quantity(match.start(), match.end(), Decimal(1), "位", "rank")
    value = Decimal(number) if number.isdigit() else number_of(number)
    if value is None:
        return None
    quantity = Quantity(match.start(), match.end(), value, "位", "rank")
    if match.string[match.start()] == "前":
        quantity.bound = Comparator.LE
    return quantity
