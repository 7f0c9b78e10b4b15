"""The numbers that Word shows but does not store: 一、 and （一） before automatically numbered paragraphs."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import cn2an
from lxml import etree

from .wordml import attribute, child, children, number_of, value_of

LEVELS = 9
LARGEST_NUMBER = 9_999
CIRCLED_NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
HEAVENLY_STEMS = "甲乙丙丁戊己庚辛壬癸"
ROMAN_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
ROMAN_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
PLACEHOLDER = re.compile(r"%([1-9])")
GLUES_TO_TEXT = re.compile(r"[0-9A-Za-z.]\Z")


def _chinese(number: int) -> str:
    return str(cn2an.an2cn(number, "low"))


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    return ROMAN_TENS[number // 10] + ROMAN_ONES[number % 10] if number < 100 else str(number)


def _unseen(_number: int) -> str:
    return ""


def _from(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


NUMERALS: dict[str, Callable[[int], str]] = {
    "none": _unseen,
    "decimalZero": lambda number: f"{number:02}",
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographTraditional": _from(HEAVENLY_STEMS),
    "decimalEnclosedCircle": _from(CIRCLED_NUMBERS),
    "decimalEnclosedCircleChinese": _from(CIRCLED_NUMBERS),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts: the first number, the numerals, and the text around them (“第%1章”)."""

    start: int = 1
    numeral: str = "decimal"
    pattern: str = ""
    style: str = ""

    def numeral_for(self, number: int) -> str:
        """The number as this level writes it."""
        return NUMERALS.get(self.numeral, str)(number)


@dataclass(frozen=True, slots=True)
class List:
    """A list instance; instances of one `family` count on together, as Word does."""

    family: str
    levels: dict[int, Level]


class ListCounters:
    """Counts through numbered paragraphs in their order."""

    def __init__(self, lists: dict[str, List]) -> None:
        self._lists = lists
        self._counters: dict[str, list[int | None]] = {}

    def label(self, list_id: str, depth: int) -> str:
        """The number shown before the next paragraph of that list and level; nothing where there is none."""
        numbered = self._lists.get(list_id)
        if numbered is None or depth not in numbered.levels or numbered.levels[depth].numeral == "bullet":
            return ""
        label = self._write(numbered, depth)
        return label + " " if GLUES_TO_TEXT.search(label) else label

    def _write(self, numbered: List, depth: int) -> str:
        counters = self._count(numbered, depth)
        return PLACEHOLDER.sub(
            lambda match: _numeral(numbered, counters, int(match[1]) - 1), numbered.levels[depth].pattern
        )

    def _count(self, numbered: List, depth: int) -> list[int | None]:
        """Advance the level's counter and start the deeper ones anew."""
        counters = self._counters.setdefault(numbered.family, [None] * LEVELS)
        current = counters[depth]
        number = numbered.levels[depth].start if current is None else current + 1
        counters[depth:] = [min(number, LARGEST_NUMBER), *[None] * (LEVELS - depth - 1)]
        return counters


class Numbering:
    """Which list and level the paragraphs of a document belong to, and the numbers that they get there."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        """Take the roots of the parts `numbering.xml` and `styles.xml`, where they exist."""
        self._lists = _lists(numbering)
        self._styles = {attribute(style, "styleId"): style for style in children(styles, "style")}
        self._counters = ListCounters(self._lists)

    def label(self, paragraph: etree._Element) -> str:
        """The number shown before this paragraph, such as “（二）”; nothing for paragraphs without one."""
        return self._counters.label(*self._place(paragraph))

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """List and level of a paragraph, from itself or from its style."""
        properties = child(paragraph, "pPr", "numPr")
        style_id = value_of(paragraph, "pPr", "pStyle")
        styled_list, styled_depth = self._place_of_style(style_id)
        list_id = value_of(properties, "numId") or styled_list
        depth = value_of(properties, "ilvl")
        return list_id, number_of(depth) if depth else styled_depth

    def _place_of_style(self, style_id: str) -> tuple[str, int]:
        """List and level that a style gives; a style without a list inherits it, and a circle ends."""
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            list_id = value_of(style, "pPr", "numPr", "numId")
            if list_id:
                return list_id, self._depth_of_style(style, list_id)
            style_id = value_of(style, "basedOn")
        return "", 0

    def _depth_of_style(self, style: etree._Element, list_id: str) -> int:
        levels = self._lists[list_id].levels if list_id in self._lists else {}
        linked = (depth for depth, level in levels.items() if level.style == attribute(style, "styleId"))
        return next(linked, number_of(value_of(style, "pPr", "numPr", "ilvl")))


def _numeral(numbered: List, counters: list[int | None], depth: int) -> str:
    level = numbered.levels.get(depth, Level())
    number = counters[depth]
    return level.numeral_for(level.start if number is None else number)


def _lists(numbering: etree._Element | None) -> dict[str, List]:
    """All list instances by their number; an instance with its own start counts by itself."""
    families = {attribute(family, "abstractNumId"): _levels(family) for family in children(numbering, "abstractNum")}
    return {attribute(item, "numId"): _instance(item, families) for item in children(numbering, "num")}


def _instance(item: etree._Element, families: dict[str, dict[int, Level]]) -> List:
    family = value_of(item, "abstractNumId")
    overrides = list(children(item, "lvlOverride"))
    own = f"{family}/{attribute(item, 'numId')}" if overrides else family
    return List(own, _overridden(families.get(family, {}), overrides))


def _overridden(levels: dict[int, Level], overrides: list[etree._Element]) -> dict[int, Level]:
    """The family's levels with those that the instance starts or writes differently."""
    levels = dict(levels)
    for override in overrides:
        depth = number_of(attribute(override, "ilvl"))
        replaced = child(override, "lvl")
        level = levels.get(depth, Level()) if replaced is None else _level(replaced)
        start = value_of(override, "startOverride")
        levels[depth] = Level(number_of(start), level.numeral, level.pattern, level.style) if start else level
    return {depth: level for depth, level in levels.items() if depth < LEVELS}


def _levels(family: etree._Element) -> dict[int, Level]:
    levels = {number_of(attribute(level, "ilvl")): _level(level) for level in children(family, "lvl")}
    return {depth: level for depth, level in levels.items() if depth < LEVELS}


def _level(level: etree._Element) -> Level:
    return Level(
        start=min(number_of(value_of(level, "start")), LARGEST_NUMBER),
        numeral=value_of(level, "numFmt") or "decimal",
        pattern=value_of(level, "lvlText"),
        style=value_of(level, "pStyle"),
    )
