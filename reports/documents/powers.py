"""Areas and volumes whose power is written as a raised 2 or 3: 120米², 3.6万m³.

A reader that drops what is raised would turn them into lengths. While a paragraph is put together, a raised 2 or 3 is
kept as a control sign, which no XML file can contain; behind a unit of length it then becomes 平方 or 立方 before it.
Everywhere else, as a note's mark for example, it is a plain digit.
"""

import re

RAISED = {"2": "\x02", "3": "\x03"}
LOWERED = str.maketrans({sign: digit for digit, sign in RAISED.items()})
POWERS = {"\x02": "平方", "\x03": "立方"}
LATIN = {"m": "米", "km": "公里", "dm": "分米", "cm": "厘米", "mm": "毫米"}

BEFORE_A_UNIT = r"(?<![^\d\s〇零一二两三四五六七八九十百千万亿余多几每/／(（:：，,、])"
UNIT = r"(?P<unit>千米|公里|分米|厘米|毫米|米|[KkDdCcm]?[Mm])"
POWER = re.compile(f"{BEFORE_A_UNIT}{UNIT}(?P<power>[\x02\x03])(?![\x02\x03])")


def raised(text: str) -> str:
    """Raised text, where a 2 or 3 may turn out to be a power."""
    return RAISED.get(text.strip(), text)


def with_powers_in_words(text: str) -> str:
    """A paragraph in which every raised 2 or 3 is either 平方 or 立方 before its unit, or a plain digit."""
    return POWER.sub(_in_words, text).translate(LOWERED)


def _in_words(match: re.Match[str]) -> str:
    """The lexicon of the engine knows 平方米, but neither m² nor 米²."""
    unit = match["unit"]
    return POWERS[match["power"]] + LATIN.get(unit.lower(), unit)
