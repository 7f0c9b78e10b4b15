"""A report's raw text as the paragraphs and headings that a reader sees; every character belongs to one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reports.library.models import Passage
from reports.review.outlines import Sentence

LINE_END = re.compile(r"[\r\n\f]")
INDENT = re.compile(r"[\n\r][ 　\t]")
LEAST_WRAPPED_LINE = 12
LONGEST_WRAPPED_LINE = 80
FEWEST_WRAPPED_LINES = 5
"""Lines of about the same length, neither shorter nor longer nor fewer than these, were wrapped by a machine."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text shown as one paragraph.

    `heading` is the level of the section that it opens (1 to 3; 0: none); `heading_end` is where the heading ends,
    which is before `end` where the paragraph runs on behind it.
    """

    start: int
    end: int
    heading: int = 0
    heading_end: int = 0
    passages: tuple[Passage | Sentence, ...] = field(default=(), repr=False)

    @property
    def is_heading(self) -> bool:
        """Whether the whole block is a heading."""
        return bool(self.heading) and self.heading_end == self.end


class Lines:
    """Where the lines of a text end because they were full, and where because the writer ended them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.full = _full_line(text)

    def is_wrap(self, at: int) -> bool:
        """Whether the line that ends at `at` is full, so that its end means nothing."""
        before = self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at), self.text.rfind("\f", 0, at)
        return at - max(before) - 1 >= self.full


def _full_line(text: str) -> int:
    """Return the least length of a full line; where lines are not wrapped, one that no line reaches."""
    lengths = sorted(len(line.strip()) for line in text.splitlines() if len(line.strip()) >= LEAST_WRAPPED_LINE)
    usual = lengths[len(lengths) // 2] if lengths else 0
    alike = sum(1 for length in lengths if 0.75 * usual <= length <= 1.25 * usual)
    is_wrapped = len(lengths) >= FEWEST_WRAPPED_LINES and usual <= LONGEST_WRAPPED_LINE and alike > 0.6 * len(lengths)
    return round(0.75 * usual) if is_wrapped else len(text) + 1


def blocks(lines: Lines, passages: Sequence[Passage | Sentence]) -> list[Block]:
    """Cut the text into blocks: a new one starts where a paragraph does, not where a line was wrapped."""
    if not passages:
        return [Block(0, len(lines.text))]
    groups = [[passages[0]]]
    for before, passage in pairwise(passages):
        if _is_break(lines, before, passage):
            groups.append([passage])
        else:
            groups[-1].append(passage)
    starts = [0, *(group[0].start for group in groups[1:]), len(lines.text)]
    return [_block(lines.text, group, start, end) for group, (start, end) in zip(groups, pairwise(starts), strict=True)]


def _block(text: str, group: list[Passage | Sentence], start: int, end: int) -> Block:
    level = _heading_level(text, group[0])
    heading_end = (end if len(group) == 1 else group[1].start) if level else 0
    return Block(start, end, level, heading_end, tuple(group))


def _heading_level(text: str, passage: Passage | Sentence) -> int:
    """Say which level of heading a passage is: it reads as the innermost title of its own section."""
    if not passage.section:
        return 0
    title = "".join(passage.section[-1].split())
    words = "".join(text[passage.start : passage.end].split()).rstrip("。！？")
    return min(len(passage.section), 3) if words and (words == title or words.lstrip("—") == title) else 0


def _is_break(lines: Lines, before: Passage | Sentence, after: Passage | Sentence) -> bool:
    """Say whether a paragraph ends between two passages; a full line that no indent follows was only wrapped."""
    gap = lines.text[before.end : after.start]
    if not LINE_END.search(gap):
        return False
    return before.section != after.section or bool(INDENT.search(gap)) or not lines.is_wrap(before.end)
