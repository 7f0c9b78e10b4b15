"""Forms of one character made one: full-width and half-width, radicals, dashes, quotes; nothing changes its place."""

from __future__ import annotations

import re
import unicodedata

from .lexicon import late

THOUSANDS = "\ue000"
"""Stands for the comma that groups digits (1,234), so that it ends no clause."""

_ASCII_COMMA = "\ue002"
_RADICALS = {
    "⺁⺊⺎⺒⺓⺗⺜⺝⺠⺩⺬⺮⻄⻅⻆⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰": (
        "厂卜兀巳幺心日月民王示竹西见角贝足车長长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙"
    ),
    "⺌⺍⺫⺶⺷⺸⺹⺼⻁⺈⺧": "小小目羊羊羊老月虎刀牛",
}
"""Radicals that stand for the characters they look like and that Unicode does not fold itself."""


def _folds() -> dict[str, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = plain
    for radicals, characters in _RADICALS.items():
        table.update(zip(map(ord, radicals), characters, strict=True))
    same = {
        ",": _ASCII_COMMA,
        "，": "，",
        "﹐": "，",
        ";；﹔|": "；",
        ":：": "：",
        "!！": "！",
        "?？": "？",
        "(（": "（",
        ")）": "）",
        "﹪٪": "%",
        "〇": "零",
        "﹣−‐‑‒⁃": "-",
        "―─━": "—",
        "﹑､": "、",
        "｡": "。",
        "﹒": ".",
        "„〝": "“",
        "〞": "”",
        "\u3000\xa0\u200b\ufeff": " ",
    }
    for forms, plain in same.items():
        table.update(dict.fromkeys(map(ord, forms), plain))
    return {chr(code): plain for code, plain in table.items() if chr(code) != plain}


_FOLDS = _folds()
_FORMS = late(f"[{re.escape(''.join(_FOLDS))}]")
"""Few characters of a text are folded: to search for them is faster than to look each one up."""
_HAN = r"[^\W\da-zA-Z_]"
# Each pattern begins with a character, so that the search for it is fast; what must stand before is looked back at.
_LATIN_STOP = late(rf"\.(?:(?<={_HAN}.)(?={_HAN}|[\s\dA-Z“《（]|$)|(?<=[%）”\"》].)(?={_HAN}|[\s\dA-Za-z“《（]|$))")
_STOP_BEHIND_DIGIT = late(rf"\.(?:(?<=\d.)(?=\s*(?:\n|$))|(?:(?<=第\d.)|(?<=第\d\d.))(?={_HAN}))")
_GROUPED = late(rf"{_ASCII_COMMA}(?<=\d.)(?=\d{{3}}(?!\d))")
_WIDELY_GROUPED = late(r"\d(?<![\d，.].)\d{0,2}(?:，\d{3})+(?![\d，.年月日])(?=[万亿]?[^\W\d_])")
_WIDE_GROUP = late(r"，(?<=\d.)\d{3}")
_QUOTES = late(r"[\"\n]")


def fold(raw: str) -> str:
    """Return the text with every character in its plain form; its length and all offsets stay."""
    text = _FORMS.sub(lambda form: _FOLDS[form[0]], raw)
    if '"' in text:
        text = _curled(text)
    if "." not in text:
        return text
    if 4 * text.count("。") < text.count("."):
        text = _STOP_BEHIND_DIGIT.sub("。", text)
    return _LATIN_STOP.sub("。", text)


def group_digits(text: str) -> str:
    """Tell the commas that group digits from those that end a clause, once the white space is gone.

    A full-width comma groups only where nothing else can be meant: 1，234万元, but not 增长5%，300家 or 8，2024年.
    """
    if _WIDE_GROUP.search(text):
        text = _WIDELY_GROUPED.sub(lambda match: match[0].replace("，", THOUSANDS), text)
    if _ASCII_COMMA not in text:
        return text
    return _GROUPED.sub(THOUSANDS, text).replace(_ASCII_COMMA, "，")


def _curled(text: str) -> str:
    """Turn straight quotes into opening and closing ones, line by line."""
    opened = False

    def curl(match: re.Match[str]) -> str:
        nonlocal opened
        if match[0] == "\n":
            opened = False
            return "\n"
        opened = not opened
        return "“" if opened else "”"

    return _QUOTES.sub(curl, text)
