"""The cleaned view of a text: what a reader sees once scanner, browser and page layout are taken away.

The raw text is never changed. The view drops white space, page numbers and markup, joins hard line wraps, folds
full-width forms, and maps each of its characters back to the raw text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from .folding import fold, group_digits
from .lexicon import late
from .model import Span
from .running import without_running_heads

BREAK = "\n"
"""The only white space that a view holds: the end of a paragraph, a heading or a table cell."""

_SPACE = r"[\s\u200c\u200d\u2060\u00ad\ue001]"
_PAGE = (
    r"(?:[-—–·•－]{1,3}\s*\d{1,4}\s*[-—–·•－]{1,3}"
    r"|第?\s*\d{1,4}\s*页(?:\s*[/，]?\s*共\s*\d{1,4}\s*页)?|\d{1,3}\s*/\s*\d{1,3}|\d{1,3})"
)
_NOISE = late(
    rf"(?:{_SPACE}|&(?:nbsp|ensp|emsp|thinsp|zwnj)；|&#160；|\\r|\\n|\\t|\？{{2,}}|\*{{2,}}|(?<![^\s])#{{1,6}}(?=\s)"
    rf"|</?[A-Za-z][^<>\n]{{0,200}}>"
    rf"|(?<=[\n\f]){_PAGE}(?=\s*?[\n\f])|(?<=[\n\f][ \t]){_PAGE}(?=\s*?[\n\f])"
    r"|(?<=\s)[-—–－]\s?\d{1,3}\s?[-—–－](?=\s)"
    r"|(?:(?<=\n)|(?<=\n )|(?<=\n\t)|(?<=\n {2})|(?<=\n {4}))[-*·•∙‣▪](?=[ \t\u3000]{1,4}\S))+"
)
_LIST_MARK = late(r"[\n\r][ \t]{0,4}[-*·•∙‣▪][ \t\u3000]{1,4}$")
_POINT = late("[一二三四五六七八九十]是")
_AMOUNT_CELL = late(r"(?:增长|下降|降低|提高|达到|突破|超过|不低于|不少于|不超过|不高于|控制在|[≥≤<>约])?\d|[%‰]")
_UNIT_CELL = late(r"[%‰\u4e00-\u9fff/]{1,5}(?=[\t\r\n]|$)")
_BLANKS = r"\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""What `\\s` stands for, written out: a set of mere signs is searched for faster than a class."""
_NOISE_HINT = late(rf"[{_BLANKS}\u200c\u200d\u2060\u00ad\ue001&\\？*#<]")
_NEWLINE = late(r"[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]|\\n|</?(?:p|br|div|li|tr|h\d)\b")
_HEADING = late(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]+部分|\d{1,2}[.、](?!\d)|（\d{1,2}）|——|[●■◆▲★•○◎※►▪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮]|各\s?位\s?代\s?表|※|(?:有关)?名\s?词\s?解\s?释|附件)"
)
_TITLE = late(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]+部分|(?:\d{4}|二[〇○零0][〇○零0一二三四五六七八九]{2})年)"
)
_TITLE_END = late(r"(?:回顾|安排|任务|工作|目标|部署|打算|建议|要求)$")
_ORNAMENT = r"[※*【（—\s]{0,3}"
_APPENDIX = late(
    rf"{_ORNAMENT}(?:(?:有关|部分)?(?:名\s*词)?\s*(?:解\s*释|注\s*释|说\s*明)|附\s*件\s*\d*|附\s*录)[※*】）—：\s]*$"
)
_INDENT_INSIDE = late("\u3000\u3000|    |(?:&nbsp;){2}|&emsp;&emsp;")
_HEADING_INSIDE = late(r"[。！？；…][一二三四五六七八九十]{1,3}、[^，。；：！？、\n]{3,23}[^，。；：！？、\n\d]$")
"""Behind a stop, a numeral and few words up to a blank: a heading of a text that has lost its line ends."""
_POINTED = late("[，。；：、！]")
_STOPS = frozenset("。！？；：…")
_NEVER_FIRST = frozenset("）」』”，、。；：%")
"""No paragraph begins with these: a line end before them is a wrap."""
_LONGEST_HEADING = 24
_FEWEST_LINES = 12
_SENTENCES = 0.3
"""From this share of lines on that end in a stop, a text was not wrapped by a machine: then few of them do."""
_BROKEN_OFF = 0.7
"""A line that is wrapped fills more than this share of the longest."""
_END_MARK = r"(?:<[^<>\n]{0,40}>|\\[rn])*"
_LINE_END = late(rf"\n|<[^<>\n]{{0,40}}>{_END_MARK}\n|\\[rn]{_END_MARK}\n|\\r\\n|\\n")
_WRITTEN_END = late(r"\\r\\n|\\n")
"""A line end written out as a backslash and a letter."""
_WRITTEN_BESIDE_END = late(r"(?:\\r\\n|\\n)\s*?\n")
_INDENT = late(r"(?:\n|\\n|\r)(?:　　|    |&nbsp;&nbsp;)")


class View:
    """A cleaned text with a map back to the raw one."""

    __slots__ = ("_clean_starts", "_raw_starts", "raw", "text")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        pieces, self._clean_starts, self._raw_starts = _clean(raw)
        self.text = group_digits("".join(pieces))

    def raw_offset(self, index: int) -> int:
        """Return the raw offset of the view's character at `index` (not beyond its last)."""
        piece = bisect_right(self._clean_starts, index) - 1
        return self._raw_starts[piece] + index - self._clean_starts[piece]

    def raw_span(self, start: int, end: int) -> Span:
        """Return the raw span of a span of the view that is not empty."""
        starts = self._clean_starts
        piece = bisect_right(starts, start) - 1
        shift = self._raw_starts[piece] - starts[piece]
        if piece + 1 == len(starts) or end <= starts[piece + 1]:
            return start + shift, end + shift
        return start + shift, self.raw_offset(end - 1) + 1


def _clean(raw: str) -> tuple[list[str], list[int], list[int]]:
    folded = without_running_heads(fold(raw))
    line_end = _WRITTEN_END if _writes_line_ends(folded) else _LINE_END
    typical, unwrapped = _typical_line(folded), _is_unwrapped(folded, line_end)
    pieces: list[str] = []
    clean_starts, raw_starts = [0], [0]
    at = length = line_start = 0
    for start, end in _noises(folded):
        if start > at:
            pieces.append(folded[at:start])
            clean_starts.append(length)
            raw_starts.append(at)
            length += start - at
        if length and (_NEWLINE.search(folded, start, end) or _INDENT_INSIDE.search(raw, start, end)):
            line = folded[line_start:start]
            ends = line_end is _LINE_END or bool(line_end.search(folded, start, end))
            if ends and (
                (unwrapped and _ends_line(folded, start, end, line_end))
                or _is_break(raw, folded, start, end, line, typical)
            ):
                pieces.append(BREAK)
                clean_starts.append(length)
                raw_starts.append(start)
                length += 1
            line_start = end
        elif length and (
            _parts_cells(folded, line_start, start, end) or _ends_heading(folded, max(at, start - 30), start, end)
        ):
            pieces.append(BREAK)
            clean_starts.append(length)
            raw_starts.append(start)
            length += 1
        at = end
    pieces.append(folded[at:])
    clean_starts.append(length)
    raw_starts.append(at)
    return pieces, clean_starts, raw_starts


def _noises(text: str) -> Iterator[Span]:
    """Find the runs of white space, markup and page numbers."""
    end = 0
    for hint in _NOISE_HINT.finditer(text):
        if hint.start() >= end:
            noise = _NOISE.match(text, hint.start())
            if noise:
                end = noise.end()
                yield noise.span()


def _typical_line(text: str) -> int:
    """Return the length of a full line: the upper quartile over the lines that hold more than a heading."""
    lengths = sorted(len(line) for line in text[:20000].split("\n") if len(line) > 8)
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _writes_line_ends(text: str) -> bool:
    """Say whether line ends written out (\\r\\n) end the paragraphs: then its true line ends are wraps."""
    written = len(_WRITTEN_END.findall(text))
    return written >= _FEWEST_LINES and 2 * len(_WRITTEN_BESIDE_END.findall(text)) < written


def _is_unwrapped(text: str, line_end: re.Pattern[str]) -> bool:
    """Say whether the lines are whole paragraphs and headings: most that are no headings end as sentences do.

    A few lines are so where none that is as long as the longest breaks off: a machine fills its lines.
    """
    lines = [line for line in map(str.strip, line_end.split(text)) if line]
    full = [line for line in lines if len(line) > _LONGEST_HEADING]
    if len(full) >= _FEWEST_LINES:
        return sum(line[-1] in _STOPS for line in full) >= _SENTENCES * len(full)
    longest = max(map(len, lines), default=0)
    return longest > _LONGEST_HEADING and all(
        line[-1] in _STOPS or len(line) < _BROKEN_OFF * longest for line in lines[:-1]
    )


def _ends_line(text: str, start: int, end: int, line_end: re.Pattern[str]) -> bool:
    """Say whether a line ends here that does not break off before a number, or in the middle of a list or a word."""
    last, following = text[start - 1], text[end : end + 1]
    breaks_off = last in "，、（" or last.isdigit() or following in _NEVER_FIRST
    return not breaks_off and not _inside_code(last, following) and bool(line_end.search(text, start, end))


def _inside_code(last: str, following: str) -> bool:
    """Whether a letter stands before a digit: PM⏎2.5."""
    return last.isascii() and last.isalpha() and following.isdigit()


def _parts_cells(text: str, line_start: int, start: int, end: int) -> bool:
    """Say whether a tab stands between two cells that are not a name and its figure."""
    between = text[start:end] == "\t" and end < len(text) and not text[start - 1].isspace()
    return between and not _is_amount(text, line_start, start)


def _is_amount(text: str, line_start: int, tab: int) -> bool:
    """Say whether the table cell behind a tab holds the figure of the name, or the unit of the figure, before it."""
    if not text[tab - 1].isdigit():
        return bool(_AMOUNT_CELL.match(text, tab + 1))
    is_row_number = text[line_start:tab].strip().isdigit()
    return not is_row_number and bool(_UNIT_CELL.match(text, tab + 1))


def _ends_heading(text: str, left: int, start: int, end: int) -> bool:
    """Say whether a blank, which no number stands at, ends a heading inside a line."""
    return not text[end : end + 1].isdigit() and bool(_HEADING_INSIDE.search(text, left, start))


def _is_break(raw: str, text: str, start: int, end: int, line: str, typical: int) -> bool:
    """Say whether a line end ends a paragraph; all others are wraps that cut a sentence."""
    if text[start - 1] in _STOPS or end >= len(text) or "#" in text[start:end]:
        return True
    if "\u3000\u3000" in raw[start:end] and len(line) < 40 and not _POINTED.search(line):
        return True
    if "\t" in line.strip():
        return True
    if _LIST_MARK.search(text, start, end) or _POINT.match(text, end):
        return text[start - 1] not in "，、（"
    if _HEADING.match(text, end):
        return text[start - 1] not in "，、" or text.startswith("——", end)
    if text[start - 1] in "，、（" or text[start - 1].isdigit():
        return False
    line = line.strip()
    if (_TITLE.match(line) and _TITLE_END.search(line)) or _APPENDIX.match(line):
        return True
    if len(line) < 0.7 * typical and (_TITLE.match(line) or _INDENT.search(raw, start, end)):
        return True
    return bool(
        typical > 60 and len(line) < 40 and text[start - 1] not in "的和与在将" and _blank_line(text, start, end)
    )


def _blank_line(text: str, start: int, end: int) -> bool:
    return text.count("\n", start, end) + text.count("\\n", start, end) > 1
