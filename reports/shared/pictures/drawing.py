"""Elements of a drawing as text, and how much room words take."""

from __future__ import annotations

import re
from html import escape, unescape

SIZE = 12
PARTS = re.compile(r"[!-\u1fff]{1,24}\s*|.")
"""A word of letters with the blanks behind it, or a single sign."""
LETTER, SIGN = 0.56, 1.0
"""The width of a letter and of a Chinese character or sign, in parts of their height."""


def element(name: str, *inside: str, **attributes: object) -> str:
    """Return an element; `inside` is drawing already, attributes are escaped."""
    said = "".join(f' {key.strip("_").replace("_", "-")}="{_written(value)}"' for key, value in attributes.items())
    return f"<{name}{said}>{''.join(inside)}</{name}>" if inside else f"<{name}{said}/>"


def words(x: float, y: float, text: str, **attributes: object) -> str:
    """Return words at a place. Figures carry them escaped, as the library wants them."""
    return element("text", escape(unescape(text)), x=x, y=y, **attributes)


def width_of(text: str, size: float = SIZE) -> float:
    """Return about how wide words are."""
    return size * sum(SIGN if char > "\u2000" else LETTER for char in unescape(text))


def in_lines(text: str, room: float) -> list[str]:
    """Break text into lines that fit, between words where it is of letters; nothing is cut off."""
    lines = [""]
    for part in PARTS.findall(unescape(text)):
        if lines[-1] and width_of((lines[-1] + part).rstrip()) > room:
            lines.append("")
        lines[-1] += part
    return lines


def _written(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else escape(str(value))
