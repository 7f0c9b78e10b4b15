"""Numbers with their units, as they stand in the view."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from .lexicon import alternation, words
from .model import Comparator
from .view import THOUSANDS

NUMBER = rf"\d+(?:{THOUSANDS}\d{{3}})*(?:\.\d+)?"
_SCALE = "(?:万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百)"
_UNITS = words("units", "count") + words("units", "amount") + words("units", "share") + words("units", "fold")
_UNIT = alternation(_UNITS)
_ATTRIBUTE = alternation(words("units", "attribute"))
_MAGNITUDE = r"(?:万亿|亿|万)(?![一-鿿]?级|人民|[亿万千百]|能|家|维)"
_AFTER_UNIT = r"(?![A-Za-z])"
_NOT_UNIT = (
    r"(?!个月|名词|家庭|个性|条例|人大|人民|人均|人工|人才|人员|人口|名单|名录|元旦|天然|口子|户籍|户外|项目|路网|路径|级|点|位于|位居|类似"
    r"|度假|度过|首次|本级|起来|道路|个转|块钱|队伍|分别|分钟|组织|组建|件件|门诊|门类|片区|路段|头部|周年|周岁|场馆|场所|场景|期间|期工|期项|期建|期投|米粉|支撑|支付|支持|"
    r"站点|方向|方面|方式|方案|本土|份额|班子|班列|副总|把握|把手|度电|度数|列为|列入|列全|分会|期竣|期主|期开|期正|期完|期已|期启|期规|期加|期等|期、|期、|期及|期和)"
)
_BOUND_BEHIND = "及以上|以上|之上|以内|之内|以下|左右|上下|之间|多|余"
_DIGITS = re.compile(
    rf"(?<![A-Za-z\d.第×＋+/\-前])(?P<low>{NUMBER})"
    rf"(?:(?P<lowunit>%|{_SCALE}?个?(?:百分点|亿元|万元)?|{_SCALE}|[个家公里]{{1,2}})[-—–~～至到]+(?P<high>{NUMBER}))?"
    rf"(?P<many>[余多])?"
    rf"(?:{_NOT_UNIT}(?P<unit>{_SCALE}?(?P<many2>[余多])?{_NOT_UNIT}{_UNIT}){_AFTER_UNIT}"
    rf"|(?P<magnitude>(?:多|余)?{_MAGNITUDE}(?P<many3>[余多])?)"
    rf"|(?P<ratio>[:：∶]1(?!\d))"
    rf"|(?P<series>(?=[、和]{NUMBER}{_NOT_UNIT}(?P<nextunit>{_SCALE}?{_UNIT}))))"
    rf"(?P<bracket>（[间户套人米]）)?"
    rf"(?P<behind>{_BOUND_BEHIND})?"
)
_CHINESE = "一二三四五六七八九十百千万亿两零〇半"
_ROUND_VERBS = (
    "突破 达到 举办 开展 改造 新增 组织 培育 引进 建设 打造 新建 选派 完成 推动 安排 惠及 服务 帮助 发放 吸引".split()
)
_ROUND_CUE = "(?:(?<=[超近约逾过])|" + "|".join(f"(?<={verb})" for verb in _ROUND_VERBS) + ")"
_WORDS = re.compile(
    r"(?P<tenths>(?<![一-十\d])[一二两三四五六七八九](?:点[一二三四五六七八九])?成(?=以上|以内|左右|多|[，。、；（]|$|的|$)|(?<=[超近约逾过])[一二两三四五六七八九]成)(?P<behind>以上|以内|左右|多)?"
    rf"|百分之(?P<percent>[{_CHINESE}点]+)(?P<behind2>以上|以内|左右)?"
    r"|(?P<fold>翻(?:了)?(?:[一两二三四]|近一)番|翻番|翻倍|翻了?番)"
    rf"|{_ROUND_CUE}(?P<round>万亿|[十百千]?[亿万]|[百千])(?P<runit>(?:{_NOT_UNIT}{_UNIT})?)(?![万亿]|工程|年|米长)(?=[，。、；（）的]|以上|大关|$|[\u4e00-\u9fff])"
    rf"|(?<![一-十百千万第\d“])(?P<count>[一二两三四五六七八九]?十?[一二两三四五六七八九十]){_NOT_UNIT}(?P<cunit>家|所|座|个(?=[\u4e00-\u9fff])|条|项|处|套)(?=[，。、；\u4e00-\u9fff])"
)
_RANK = re.compile(
    r"(?:(?P<first>首位|榜首|头名)|(?P<top>前)(?P<n2>[一二三四五六七八九十]{1,3}|\d{1,3})(?:位|名|强)?|(?P<nth>第)(?P<n>[一二三四五六七八九十百]{1,4}|\d{1,3})(?:位|名)?)"
    r"(?=[，。、；！）\n和及与]|之列|$|的|，)"
)
_RANK_CUE = re.compile(
    r"(?:第[\d一-十]{1,3}[、和及与]|居|列|排|位|名列|增速|升至|跃至|跃升|上升|进入|跻身|跨入|挺进|保持|连续|稳居|夺得|获|总量|全[市省国区球县][一-鿿]{0,10}|世界|世行|率|规模|量|额|产值|位次)[一-鿿（）]{0,8}$"
)
_DIGIT_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_SCALE_VALUES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_BOUNDS = {
    "以上": Comparator.GE, "及以上": Comparator.GE, "之上": Comparator.GE, "以内": Comparator.LE, "之内": Comparator.LE, "以下": Comparator.LE,
    "左右": Comparator.APPROX, "上下": Comparator.APPROX, "多": Comparator.APPROX, "余": Comparator.APPROX,
}  # fmt: skip
_COUNTS = frozenset(words("units", "count"))


class Quantity:
    """A number with its unit: the span of the expression, its value, and the bound that stands behind it."""

    __slots__ = ("behind", "bound", "end", "form", "high", "start", "tail", "unit", "value")

    def __init__(self, start: int, end: int, value: Decimal, unit: str, form: str) -> None:
        self.start, self.end, self.value, self.unit, self.form = start, end, value, unit, form
        self.high: Decimal | None = None
        self.bound: Comparator | None = None
        self.behind: tuple[int, int] | None = None
        self.tail = end

    def bound_by(self, word: str | None, start: int) -> None:
        """Take the bound word that stands behind the number (以上, 左右 …)."""
        if word and word in _BOUNDS:
            self.bound = _BOUNDS[word]
            self.behind = (start, start + len(word))
            self.tail = start + len(word)

    @property
    def counts(self) -> bool:
        """Whether the number counts single things, rather than measuring an amount."""
        return self.unit.lstrip("万亿千百十") in _COUNTS


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


def quantities(text: str) -> list[Quantity]:
    """Return all numbers with units and all ranks of a view's text, in its order."""
    found = [*_digit_quantities(text), *_word_quantities(text), *_ranks(text)]
    found.sort(key=lambda quantity: quantity.start)
    return list(_apart(found))


def _apart(found: list[Quantity]) -> Iterator[Quantity]:
    end = -1
    for quantity in found:
        if quantity.start >= end:
            yield quantity
            end = quantity.tail


def _digit_quantities(text: str) -> Iterator[Quantity]:
    for match in _DIGITS.finditer(text):
        yield _from_digits(match)


def _from_digits(match: re.Match[str]) -> Quantity:
    unit, end = _unit_of(match)
    quantity = Quantity(match.start("low"), end, _decimal(match["low"]), unit, "number")
    if match["high"]:
        quantity.high = _decimal(match["high"])
        quantity.bound = Comparator.BETWEEN
    quantity.tail = match.end()
    many = (
        match["many"]
        or match["many2"]
        or match["many3"]
        or ("多" if (match["magnitude"] or "").startswith(("多", "余")) else "")
    )
    if match["behind"]:
        quantity.bound_by(match["behind"], match.start("behind"))
    if many and quantity.bound is None:
        quantity.bound = Comparator.APPROX
    if match["high"] and quantity.bound is not None:
        quantity.bound = Comparator.BETWEEN
    return quantity


def _unit_of(match: re.Match[str]) -> tuple[str, int]:
    if match["unit"] is not None:
        return match["unit"].replace("余", "").replace("多", ""), match.end("unit")
    if match["magnitude"] is not None:
        return match["magnitude"].replace("余", "").replace("多", ""), match.end("magnitude")
    if match["ratio"] is not None:
        return "∶1", match.end("ratio")
    return match["nextunit"], match.end("low")


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(THOUSANDS, ""))


def _word_quantities(text: str) -> Iterator[Quantity]:
    for match in _WORDS.finditer(text):
        quantity = _from_words(match)
        if quantity is not None:
            yield quantity


def _from_words(match: re.Match[str]) -> Quantity | None:
    if match["tenths"]:
        quantity = Quantity(match.start(), match.end("tenths"), chinese_number(match["tenths"][:-1]), "成", "tenths")
        quantity.bound_by(match["behind"], match.end("tenths"))
    elif match["percent"]:
        quantity = Quantity(match.start(), match.end("percent"), chinese_number(match["percent"]), "%", "number")
        quantity.bound_by(match["behind2"], match.end("percent"))
    elif match["fold"]:
        times = match["fold"].strip("翻了番近倍")
        quantity = Quantity(match.start(), match.end(), Decimal(2) ** int(chinese_number(times) or 1), "倍", "fold")
    elif match["round"]:
        if not match["runit"] and text_before(match) not in "超近约逾过":
            return None
        quantity = _round_number(match)
    else:
        quantity = Quantity(
            match.start("count"), match.end("cunit"), chinese_number(match["count"]), match["cunit"], "words"
        )
    return quantity


def text_before(match: re.Match[str]) -> str:
    """Return the character before a match."""
    return match.string[match.start() - 1 : match.start()] or " "


def _round_number(match: re.Match[str]) -> Quantity:
    word, unit = match["round"], match["runit"]
    scale = "万亿" if word == "万亿" else word[-1] if word[-1] in "万亿" else ""
    value = (
        chinese_number(word.removesuffix(scale))
        if scale and word != scale
        else (Decimal(1) if scale else chinese_number(word))
    )
    return Quantity(match.start("round"), match.end("runit"), value, scale + unit, "round")


def _ranks(text: str) -> Iterator[Quantity]:
    for match in _RANK.finditer(text):
        start = match.start()
        if _RANK_CUE.search(text, max(0, start - 14), start):
            yield _rank(match)


def _rank(match: re.Match[str]) -> Quantity:
    if match["first"]:
        return Quantity(match.start(), match.end(), Decimal(1), "位", "rank")
    number = match["n"] or match["n2"]
    value = Decimal(number) if number.isdigit() else chinese_number(number)
    quantity = Quantity(match.start(), match.end(), value, "位", "rank")
    if match["top"]:
        quantity.bound = Comparator.LE
    return quantity
