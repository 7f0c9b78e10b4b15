"""Numbers as a spreadsheet shows them: 0.125 as 12.5%, 45292 as 2024年1月1日, 1234.5 as 1,234.50.

A format that says more than this (fractions, digits put apart by hand) shows the number plainly: nothing is lost then
but its dress.
"""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

GENERAL = "General"
CHINESE_FORMATS = {
    14: "yyyy/m/d", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""What a Chinese Excel or WPS shows for the numbers that stand for formats of the country."""

MAX_FORMAT_LENGTH = 255
MAX_DIGITS = 30
SHOWN_DIGITS = 11
BRACKETS = re.compile(r"\[(?:\$(?P<currency>[^\]-]*)[^\]]*|[^\]]*)\]")
LITERAL = re.compile(r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.', re.DOTALL)
DIGITS = re.compile(r"(?P<whole>[#0?,]*[#0?])(?:\.(?P<decimals>[#0?]*))?(?P<thousands>,*)")
ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
UNKNOWN = re.compile("[#0?/E@]|General", re.IGNORECASE)
DATE_PART = re.compile(r"y+|m+|d+|h+|s+(?:\.0+)?|AM/PM|A/P|上午/下午|" + LITERAL.pattern, re.IGNORECASE | re.DOTALL)


def format_code(number: int, own: dict[int, str]) -> str:
    """The format that a cell's style names: one of the file's own, or one that every spreadsheet knows."""
    code = own.get(number) or CHINESE_FORMATS.get(number) or BUILTIN_FORMATS.get(number) or GENERAL
    return str(code)[:MAX_FORMAT_LENGTH]


def shown(written: str, code: str, *, since_1904: bool = False) -> str:
    """A stored number as the format shows it; what is no number stays as it is."""
    try:
        value = Decimal(written)
    except InvalidOperation:
        return written
    if not value.is_finite() or abs(value.adjusted()) > MAX_DIGITS:
        return written
    if is_date_format(code):
        return _date(value, code, since_1904=since_1904) or _plain(value)
    return _number(value, code) or _plain(value)


def _plain(value: Decimal) -> str:
    """A number without a format, without the noise of binary fractions: 0.1 + 0.2 is 0.3."""
    rounded = value if value == value.to_integral_value() else Decimal(f"{value:.{SHOWN_DIGITS}g}")
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(value: Decimal, code: str) -> str:
    """The number in the section of the format that is for its sign; nothing where the format is not understood."""
    sections = _sections(code)
    section, is_own = (sections[1], True) if value < 0 and len(sections) > 1 else (sections[0], False)
    if value == 0 and len(sections) > 2:
        section = sections[2]
    literals: list[str] = []
    pattern = LITERAL.sub(lambda match: _kept(match, literals), BRACKETS.sub(_currency, section))
    digits = DIGITS.search(pattern)
    if digits is None or UNKNOWN.search(pattern[: digits.start()] + pattern[digits.end() :]):
        return ""
    scaled = abs(value) * 100 ** pattern.count("%") / 1000 ** len(digits["thousands"])
    text = pattern[: digits.start()] + _digits(scaled, digits) + pattern[digits.end() :]
    sign = "-" if value < 0 and not is_own else ""
    return sign + re.sub("[\ue000-\ue0ff]", lambda match: literals[ord(match[0]) - 0xE000], text).strip()


@lru_cache(maxsize=1024)
def _sections(code: str) -> list[str]:
    """The parts between semicolons: for positive numbers, negative ones, zero, text."""
    return re.findall(r'(?:"[^"]*"|\\.|[^;])+', code) or [GENERAL]


def _kept(match: re.Match[str], literals: list[str]) -> str:
    """Put a private sign in a literal's place, so that its letters are not taken for digits; padding is dropped."""
    literal = match["quoted"] if match["quoted"] is not None else match["escaped"]
    if not literal:
        return ""
    literals.append(literal)
    return chr(0xE000 + len(literals) - 1)


def _currency(match: re.Match[str]) -> str:
    return f'"{match["currency"]}"' if match["currency"] else ""


def _digits(value: Decimal, pattern: re.Match[str]) -> str:
    decimals = pattern["decimals"] or ""
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    whole, _point, fraction = f"{rounded:f}".partition(".")
    least = decimals.count("0")
    while len(fraction) > least and fraction.endswith("0"):
        fraction = fraction[:-1]
    whole = whole.zfill(pattern["whole"].count("0"))
    grouped = f"{int(whole):,}" if "," in pattern["whole"] else whole
    return f"{grouped}.{fraction}" if fraction else grouped


def _date(value: Decimal, code: str, *, since_1904: bool) -> str:
    """A day or a time, counted in days; nothing where no calendar has it."""
    try:
        moment = from_excel(float(value), CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900)
    except (ValueError, OverflowError):
        return ""
    pattern = BRACKETS.sub("", _sections(code)[0])
    needs_day = re.search("[yd]", pattern, re.IGNORECASE)
    if ELAPSED.search(code) or isinstance(moment, dt.timedelta) or (needs_day and isinstance(moment, dt.time)):
        return ""
    time = moment if isinstance(moment, dt.time) else moment.time()
    day = moment if isinstance(moment, dt.datetime) else None
    return "".join(_date_parts(pattern, day, time)).strip()


def _date_parts(pattern: str, day: dt.datetime | None, time: dt.time) -> Iterator[str]:
    """Each part of a date's format filled in; an m behind hours or before seconds is minutes."""
    at, last = 0, ""
    is_half_day = "/" in "".join(re.findall("AM/PM|A/P|上午/下午", pattern, re.IGNORECASE))
    for match in DATE_PART.finditer(pattern):
        yield pattern[at : match.start()]
        at = match.end()
        part = match[0].lower()
        if match["quoted"] is not None or match["escaped"]:
            yield match["quoted"] or match["escaped"] or ""
            continue
        is_minute = last.startswith("h") or pattern[at:].lstrip(":分\"'").lower().startswith("s")
        yield _date_part("min" if part.startswith("m") and is_minute else part, len(part), day, time, half=is_half_day)
        last = part
    yield pattern[at:]


def _date_part(part: str, width: int, day: dt.datetime | None, time: dt.time, *, half: bool) -> str:
    if part[0] in "ymd" and part != "min":
        return _day_part(part, day) if day else ""
    if part[0] in "hs" or part == "min":
        hour = (time.hour % 12 or 12) if half else time.hour
        value = {"h": hour, "s": time.second}.get(part[0], time.minute)
        return f"{value:0{min(width, 2)}d}"
    return ("下午" if time.hour >= 12 else "上午") if part[0] in "a上" else ""


def _day_part(part: str, day: dt.datetime) -> str:
    if part[0] == "y":
        return f"{day.year:04d}" if len(part) > 2 else f"{day.year % 100:02d}"
    value = day.month if part[0] == "m" else day.day
    return f"{value:0{2 if len(part) == 2 else 1}d}"
